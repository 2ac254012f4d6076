"""The reports of many bodies at once, in a few queries; an upper body's report held against them (F11)."""

from collections import defaultdict
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import FloatField
from django.db.models.functions import Cast

from gongkai.bodies.models import Body
from gongkai.reports.checks import Finding, Number, Tables, Where, balances, check_units
from gongkai.reports.checks.findings import ERROR, WARNING
from gongkai.reports.document import Source
from gongkai.reports.filling import calls
from gongkai.reports.models import AnnualReport, ReportCell
from gongkai.rules import formats
from gongkai.rules.formats import ReportFormat, Table
from gongkai.statistics.answers import values_by_body
from gongkai.statistics.scope import Scope

NAMED = 5  # bodies without a report that a message lists
TOLERANCE = 1e-6
Places = tuple[tuple[str, str], ...]  # rows and columns
Sums = tuple[tuple[bool, Places, Places], ...]  # whether a limit, left, right
Cells = dict[str, dict[str, dict[str, Number | None]]]


@dataclass(frozen=True)
class Gathered:
    """What the bodies of an upper body's report have reported themselves."""

    tables: tuple[Tables, ...]
    missing: tuple[Body, ...]  # that have no report of the year


def own_reports(bodies: Collection[Body], year: int) -> dict[int, AnnualReport]:
    """Return the newest edition of each body's own report of a year, by the key of the body."""
    found = AnnualReport.objects.current().filter(body__in=bodies, year=year, below=False)
    return {report.body_id: report for report in found.select_related("item")}


def stored_tables(reports: Collection[AnnualReport], *, sources: Collection[Source] = ()) -> dict[int, Cells]:
    """Return the cells that reports keep, by the key of the report; perhaps only those of some sources."""
    keys = [report.pk for report in reports]
    found: dict[int, Cells] = {key: {} for key in keys}
    cells = ReportCell.objects.filter(report__in=keys).order_by()
    if sources:
        cells = cells.filter(source__in=sources)
    # As a float, since turning a hundred thousand decimals takes longer than everything else here.
    numbers = Cast("value", FloatField())
    for key, table, row, column, value in cells.values_list("report", "table", "row", "column", numbers):
        found[key].setdefault(table, {}).setdefault(row, {})[column] = _plain(value)
    return found


def broken_sums(report_format: ReportFormat, tables: Tables) -> int:
    """Return how many sums of these tables must hold and do not, whatever their blanks are."""
    broken = 0
    for table in report_format.tables:
        if table.id in tables:
            sums = _sums(report_format.code)[table.id]
            plain = _plainly_broken(sums, tables[table.id])
            broken += _broken(table, tables) if plain is None else plain
    return broken


def _plainly_broken(sums: Sums, rows: Mapping[str, Mapping[str, Number | None]]) -> int | None:
    """Return how many sums of a table without blanks do not hold; None where there is a blank."""
    broken = 0
    for is_limit, left, right in sums:
        try:
            difference = sum(rows[row][column] for row, column in left)  # type: ignore[misc]
            difference -= sum(rows[row][column] for row, column in right)  # type: ignore[misc]
        except (KeyError, TypeError):
            return None
        broken += difference > TOLERANCE or (not is_limit and difference < -TOLERANCE)
    return broken


@cache
def _sums(report_format: str) -> Mapping[str, Sums]:
    """Return the sums within each table of a format that must hold: whether it is a limit, and its sides."""
    return {table.id: tuple(_sums_in(table)) for table in formats.load(report_format).tables}


def _sums_in(table: Table) -> Iterator[tuple[bool, Places, Places]]:
    for check in table.checks:
        if check.compare == "valid" or check.needs_previous_year or check.severity != ERROR:
            continue
        across = check.over == "columns"
        for line in table.columns if across else table.rows:
            if check.rows and line.id not in check.rows:
                continue
            left, right = (
                tuple((name, line.id) if across else (line.id, name) for name in side)
                for side in (check.left, check.right)
            )
            yield check.compare == "at_most", left, right


def _broken(table: Table, tables: Tables) -> int:
    return sum(
        balance.is_broken
        for balance in balances(table, tables)
        if balance.check.severity == ERROR and not (balance.left.is_blank and balance.right.is_blank)
    )


def gathered(report: AnnualReport) -> Gathered:
    """Return the tables of the reports that an upper body's report gathers, its own report among them."""
    bodies = list(Body.objects.active().within(report.body).order_by("path"))
    own = own_reports(bodies, report.year)
    return Gathered(
        tuple(_as_they_stand(report.body, own.values()).values()),
        tuple(body for body in bodies if body.pk not in own),
    )


def _as_they_stand(top: Body, reports: Collection[AnnualReport]) -> dict[int, Cells]:
    """Return the cells of reports: as kept, and of those still written as the registers count them now."""
    written = [report for report in reports if report.is_counted and not report.is_fixed]
    kept = stored_tables([report for report in reports if report not in written])
    changed = stored_tables(written, sources=[Source.OVERRIDE])
    alike: dict[tuple[object, ...], list[AnnualReport]] = defaultdict(list)
    for report in written:
        alike[report.format, report.since, report.until].append(report)
    for some in alike.values():
        kept |= _counted(top, some)
    for key, tables in changed.items():
        for table, rows in tables.items():
            for row, columns in rows.items():
                kept[key].setdefault(table, {}).setdefault(row, {}).update(columns)
    return kept


def check_below(report: AnnualReport, tables: Tables) -> list[Finding]:
    """Compare an upper body's report with the sum of those it gathers (F11); one that is missing is no 0."""
    found = gathered(report)
    if found.missing:
        names = "、".join(body.short_name for body in found.missing[:NAMED])
        rest = f"等{len(found.missing)}个机关" if len(found.missing) > NAMED else ""
        message = f"{names}{rest}还没有{report.year}年的报告，无法核对汇总数。"
        return [Finding("F11", WARNING, Where(), message)]
    return check_units(report.report_format, tables, found.tables)


def _counted(top: Body, reports: list[AnnualReport]) -> dict[int, Cells]:
    """Count the cells of reports of one format and period, however many, in one query per question."""
    first = reports[0]
    asked = calls(first.report_format)
    by_body = values_by_body(asked.values(), Scope(top, first.since, first.until, below=True))
    found: dict[int, Cells] = {}
    for report in reports:
        tables: Cells = {}
        for (table, row, column), name in asked.items():
            number = by_body.get(report.body_id, {}).get(name, 0)
            tables.setdefault(table, {}).setdefault(row, {})[column] = _plain(float(number))
        found[report.pk] = tables
    return found


def _plain(value: float | None) -> Number | None:
    return value if value is None or not value.is_integer() else int(value)
