"""与上年比较: each number beside that of the year before."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.office.report_page import cell_label
from gongkai.office.report_sums import row_label
from gongkai.reports.document import number_text
from gongkai.reports.filling import Cells, cells_of
from gongkai.reports.models import AnnualReport
from gongkai.rules.formats import Table
from gongkai.statistics.answers import growth


@dataclass(frozen=True)
class Pair:
    """A number of this year and of the year before."""

    label: str
    now: str
    before: str
    change: str


@dataclass(frozen=True)
class Comparison:
    """A table of pairs."""

    label: str
    pairs: tuple[Pair, ...]


def year_before_of(report: AnnualReport) -> AnnualReport | None:
    """Return the report to compare with."""
    return AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)


def compare(report: AnnualReport, before: AnnualReport) -> list[Comparison]:
    """Compare the tables of two reports; of a table with a total column only the totals."""
    now, then = cells_of(report), cells_of(before)
    return [
        Comparison(table.label, tuple(_pairs(report, table, now, then)))
        for table in report.report_format.tables
    ]


def _pairs(report: AnnualReport, table: Table, now: Cells, then: Cells) -> Iterator[Pair]:
    has_total = any(column.id == "total" for column in table.columns)
    for row, column in table.cells():
        if has_total and column.id != "total":
            continue
        key = (table.id, row.id, column.id)
        first, second = (cells[key].value if key in cells else None for cells in (now, then))
        label = row_label(table, row) if has_total else cell_label(report, ".".join(key))
        yield Pair(label, _text(first), _text(second), _change(first, second))


def _text(value: Decimal | None) -> str:
    return "—" if value is None else number_text(value)


def _change(now: Decimal | None, before: Decimal | None) -> str:
    if now is None or before is None:
        return ""
    if now == before:
        return "持平"
    difference = number_text(abs(now - before))
    percent = growth(now, before)
    rate = "" if percent is None else f"（{'+' if percent > 0 else '−'}{number_text(abs(percent))}%）"
    return f"{'增加' if now > before else '减少'} {difference}{rate}"
