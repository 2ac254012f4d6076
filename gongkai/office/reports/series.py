"""年报的各年: one line for each year, from the numbers that are stored; nothing is counted for the list."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from gongkai.bodies.models import Body
from gongkai.office.reports.sums import Sums, sums_between
from gongkai.reports.charts import Chart, charts_of
from gongkai.reports.checks import Tables
from gongkai.reports.document import CellValue, number_text
from gongkai.reports.filling import tables_of
from gongkai.reports.models import AnnualReport
from gongkai.rules import formats
from gongkai.rules.series import measure

FIRST_YEAR = 2019  # the first year whose report may be opened here; older ones are typed in or read
SHOWN = ("received", "carried_in", "concluded", "carried_out")  # of the measures that eras have in common
LOOKS = {"draft": "going", "frozen": "wait", "submitted": "wait", "published": "done"}


@dataclass(frozen=True)
class SeriesLine:
    """A year as a line: its report with a few numbers and whether it balances, or that there is none."""

    year: int
    report: AnnualReport | None
    sums: Sums | None
    numbers: tuple[str, ...]

    @property
    def look(self) -> str:
        """The shape of the state."""
        return LOOKS[self.report.state] if self.report else "quiet"


def series(body: Body, last_year: int) -> list[SeriesLine]:
    """Return the newest edition of each year's report, newest first, and the years that have none."""
    found = AnnualReport.objects.of(body).current().select_related("body", "item").prefetch_related("cells")
    reports = list(found.order_by("-year", "below"))
    own = {report.year for report in reports if not report.below}
    missing = [year for year in range(min(own, default=last_year), last_year + 1) if year not in own]
    lines = [*_lines(reports), *(SeriesLine(year, None, None, ("",) * len(SHOWN)) for year in missing)]
    return sorted(lines, key=lambda line: -line.year)


def earlier_years(lines: Sequence[SeriesLine], last_year: int) -> list[int]:
    """Return the years before the first line, newest first; the first report was that of 2008."""
    begins = min((line.year for line in lines), default=last_year + 1)
    return list(range(begins - 1, min(one.years_from for one in formats.formats()) - 1, -1))


def charts_in(lines: Sequence[SeriesLine]) -> list[Chart]:
    """Return the charts of the years that have a report."""
    return charts_of(line.report for line in lines if line.report)


def _lines(reports: Sequence[AnnualReport]) -> list[SeriesLine]:
    stored = {(report.year, report.below): _tables(report) for report in reports}
    return [
        SeriesLine(
            report.year,
            report,
            sums_between(
                report.report_format,
                stored[report.year, report.below],
                stored.get((report.year - 1, report.below)),
            ),
            _numbers(report),
        )
        for report in reports
    ]


def _tables(report: AnnualReport) -> Tables:
    return tables_of({(one.table, one.row, one.column): CellValue(one.value) for one in report.cells.all()})


def _numbers(report: AnnualReport) -> tuple[str, ...]:
    values: dict[str, Decimal | None] = {cell.key: cell.value for cell in report.cells.all()}
    shown = (measure(code).of(values) for code in SHOWN)
    return tuple("" if value is None else number_text(value) for value in shown)
