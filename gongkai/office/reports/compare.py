"""与上年比较: each number beside that of the year before, and the year month by month."""

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from gongkai.office.reports.page import cell_label
from gongkai.reports.document import number_text
from gongkai.reports.filling import Cells, cells_of
from gongkai.reports.models import AnnualReport
from gongkai.reports.naming import row_label
from gongkai.rules.formats import Table
from gongkai.statistics.answers import growth, values
from gongkai.statistics.figures import figure


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


# What adds up over the months: things counted on the day they came in, were decided or went out.
MONTHLY = (
    *("requests.new", "requests.total", "requests.granted", "requests.partial", "requests.denied"),
    *("requests.unavailable", "requests.refused", "requests.other", "proactive.items"),
    "proactive.normative_documents.issued",
)


@dataclass(frozen=True)
class MonthRow:
    """A figure month by month, what the months make together, and what the year says."""

    label: str
    months: tuple[str, ...]
    total: str
    year: str

    @property
    def agrees(self) -> bool:
        """Whether the months make the year."""
        return self.total == self.year


def by_month(report: AnnualReport) -> list[MonthRow]:
    """Return figures of the year month by month from the registers; of a report that was typed in nothing."""
    if not report.is_counted:
        return []
    months = [values(MONTHLY, scope) for scope in report.scope.months()]
    year = values(MONTHLY, report.scope)
    return [
        MonthRow(
            figure(name).label,
            tuple(number_text(month[name]) for month in months),
            number_text(sum((month[name] for month in months), Decimal(0))),
            number_text(year[name]),
        )
        for name in MONTHLY
    ]


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
