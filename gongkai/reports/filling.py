"""The numbers of a report: from the registers while it is written, from its receipts once it is fixed."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from decimal import Decimal

from gongkai.reports import first_text
from gongkai.reports.checks import Number, Tables
from gongkai.reports.document import CellKey, CellValue, Source
from gongkai.reports.models import AnnualReport, ReportCell
from gongkai.reports.narrative import BEFORE, NOW, Ask, Numbers, references
from gongkai.rules.formats import ReportFormat
from gongkai.statistics.answers import values
from gongkai.statistics.figures import call_name

Cells = Mapping[CellKey, CellValue]


@dataclass(frozen=True)
class Filled:
    """The numbers of a report at one moment: those of its cells, and those that its prose needs."""

    cells: Cells
    numbers: Numbers


def fill(report: AnnualReport) -> Filled:
    """Return the numbers of a report as they stand."""
    cells = cells_of(report)
    return Filled(cells, numbers_of(report, cells))


def calls(report_format: ReportFormat) -> dict[CellKey, str]:
    """Return the figure that each cell of a format asks for; cells that ask for none are left out."""
    return {
        (table.id, row.id, column.id): call_name(call.code, call.arguments)
        for table in report_format.tables
        for row, column in table.cells()
        if (call := table.figure(row, column))
    }


def counted_cells(report: AnnualReport) -> dict[CellKey, Decimal]:
    """Count every cell that asks for a figure: one grouped query per question."""
    asked = calls(report.report_format)
    numbers = values(asked.values(), report.scope)
    return {key: numbers[name] for key, name in asked.items()}


def cells_of(report: AnnualReport) -> dict[CellKey, CellValue]:
    """Return the cells as they stand: counted now and put right by hand, or as fixed, or as typed in."""
    stored = {(cell.table, cell.row, cell.column): _value(cell) for cell in _stored(report)}
    if report.is_fixed or not report.is_counted:
        return stored
    cells = {}
    for key, number in counted_cells(report).items():
        own = stored.get(key)
        is_changed = own is not None and own.source is Source.OVERRIDE
        cells[key] = replace(own, counted=number) if own and is_changed else CellValue(number, counted=number)
    return cells


def tables_of(cells: Cells) -> Tables:
    """Return cells in the shape that the checks read."""
    tables: dict[str, dict[str, dict[str, Number | None]]] = {}
    for (table, row, column), content in cells.items():
        tables.setdefault(table, {}).setdefault(row, {})[column] = _plain(content.value)
    return tables


def register_of(cells: Cells) -> Tables:
    """Return what the registers say about the cells that are counted, in the shape that the checks read."""
    return tables_of(
        {key: CellValue(cell.counted) for key, cell in cells.items() if cell.counted is not None}
    )


def asks_of(report: AnnualReport) -> set[Ask]:
    """Return the numbers that the prose of a report needs."""
    asks: set[Ask] = set()
    for section in report.report_format.sections:
        if section.id in report.narrative:
            for reference in references(report.narrative[section.id]):
                asks.update(reference.asks)
        else:
            asks.update(first_text.asks_of(report.format, section.id))
    return asks


def numbers_of(report: AnnualReport, cells: Cells) -> dict[Ask, Decimal]:
    """
    Return the numbers that the prose needs.

    Where the tables print a figure, the prose prints the same number, also when it was put right by hand; the
    year before is read from its report before it is counted.
    """
    asks = asks_of(report)
    known = {(name, NOW): number for name, number in _printed(report, cells).items()}
    if report.is_fixed:
        kept = report.receipts.values_list("name", "year", "value")
        receipts = {(name, year - report.year): value for name, year, value in kept}
        return {ask: {**receipts, **known}[ask] for ask in asks}
    known |= {(name, BEFORE): number for name, (number, _) in year_before(report).items()}
    for when, scope in ((NOW, report.scope), (BEFORE, report.scope.year_before())):
        missing = [name for name, then in asks if then == when and (name, then) not in known]
        known |= {(name, when): number for name, number in values(missing, scope).items()}
    return {ask: known[ask] for ask in asks}


def year_before(report: AnnualReport) -> dict[str, tuple[Decimal, AnnualReport]]:
    """Return what the report of the year before says of each figure, and that report."""
    before = AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)
    if before is None:
        return {}
    receipts = dict(before.receipts.filter(year=before.year).values_list("name", "value"))
    said = receipts | _printed(report, cells_of(before))
    return {name: (number, before) for name, number in said.items()}


def _printed(report: AnnualReport, cells: Cells) -> dict[str, Decimal]:
    """Return what these cells print, by the figure that this report's format asks for in them."""
    return {
        name: value
        for key, name in calls(report.report_format).items()
        if key in cells and (value := cells[key].value) is not None
    }


def _stored(report: AnnualReport) -> Iterable[ReportCell]:
    return report.cells.all() if report.pk else ()


def _value(cell: ReportCell) -> CellValue:
    return CellValue(cell.value, cell.raw, Source(cell.source), cell.reason, cell.counted)


def _plain(value: Decimal | None) -> Number | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
