"""The series over the years as lines: computed here, drawn as SVG beside a table with the same numbers."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property

from gongkai.reports.document import number_text
from gongkai.reports.models import AnnualReport
from gongkai.rules.series import Measure, measure

WIDTH, HEIGHT = 640, 280
LEFT, RIGHT, TOP, BOTTOM = 52, 20, 20, 36
STEPS = (1, 2, 5, 10)
TICKS = 4
LABELS = 9  # years written below the axis at most


@dataclass(frozen=True)
class Subject:
    """A chart: the comparable numbers that are its lines, all in one unit."""

    id: str
    label: str
    codes: tuple[str, ...]

    @property
    def measures(self) -> tuple[Measure, ...]:
        """The numbers that reports of all eras have in common."""
        return tuple(measure(code) for code in self.codes)

    @property
    def unit(self) -> str:
        """The unit of its numbers."""
        return self.measures[0].unit

    @property
    def notes(self) -> list[str]:
        """Where the eras count otherwise."""
        return [f"{one.label}：{one.note}" for one in self.measures if one.note]


SUBJECTS = (
    Subject("requests", "收到和办理的申请", ("received", "concluded")),
    Subject("proactive", "主动公开的信息", ("items",)),
    Subject("documents", "规范性文件", ("documents_made", "documents_in_force")),
    Subject("remedies", "行政复议和行政诉讼", ("reviews", "suits")),
)


@dataclass(frozen=True)
class Tick:
    """A mark on an axis: where it stands, and what is written there."""

    place: float
    text: str


@dataclass(frozen=True)
class Point:
    """A number of a year on the drawing."""

    x: float
    y: float
    year: int
    text: str


@dataclass(frozen=True)
class Drawn:
    """A line: its name, its runs of neighbouring years, and its points."""

    label: str
    number: int
    runs: tuple[str, ...]  # coordinates of a polyline each; a year without a number breaks the line
    points: tuple[Point, ...]

    @property
    def last(self) -> Point:
        """Where the line ends, and its name is written."""
        return self.points[-1]


@dataclass(frozen=True)
class Chart:
    """A chart with the numbers that it draws, by year."""

    subject: Subject
    years: tuple[int, ...]
    values: tuple[tuple[Decimal | None, ...], ...]  # of each measure, by year

    @property
    def id(self) -> str:
        """Its name on the page."""
        return self.subject.id

    @property
    def rows(self) -> list[tuple[int, list[str]]]:
        """The table beside it, newest year first; a year without a number has a dash."""
        columns = list(zip(*self.values, strict=True))
        return [
            (year, ["—" if one is None else number_text(one) for one in column])
            for year, column in reversed(list(zip(self.years, columns, strict=True)))
        ]

    @property
    def words(self) -> str:
        """What it shows, for those who do not see it."""
        parts = []
        for line, values in zip(self.subject.measures, self.values, strict=True):
            known = [(y, v) for y, v in zip(self.years, values, strict=True) if v is not None]
            if known:
                most = max(known, key=lambda pair: pair[1])
                (first, start), (last, end) = known[0], known[-1]
                parts.append(
                    f"{line.label}：{first}年{number_text(start)}{self.subject.unit}，"
                    f"{last}年{number_text(end)}{self.subject.unit}，"
                    f"最多的是{most[0]}年，{number_text(most[1])}{self.subject.unit}"
                )
        return "；".join(parts) + "。"

    @cached_property
    def top(self) -> Decimal:
        """The number at the top of the axis: round, and not below any number."""
        highest = max(value for values in self.values for value in values if value is not None)
        step = Decimal(1)
        while True:
            for factor in STEPS:
                if step * factor * TICKS >= highest:
                    return step * factor * TICKS
            step *= 10

    @property
    def ticks(self) -> list[Tick]:
        """The marks of the upright axis."""
        steps = [self.top * number / TICKS for number in range(TICKS + 1)]
        return [Tick(self._y(step), number_text(step)) for step in steps]

    @property
    def year_ticks(self) -> list[Tick]:
        """The marks of the axis of years; of many years every second or third."""
        every = -(-len(self.years) // LABELS)
        shown = self.years[::-1][::every][::-1]
        return [Tick(self._x(year), str(year)) for year in shown]

    @property
    def lines(self) -> list[Drawn]:
        """The lines of the measures that have a number."""
        return [
            self._drawn(number, line, values)
            for number, (line, values) in enumerate(zip(self.subject.measures, self.values, strict=True), 1)
            if any(value is not None for value in values)
        ]

    def _drawn(self, number: int, line: Measure, values: Sequence[Decimal | None]) -> Drawn:
        runs: list[list[Point]] = [[]]
        for year, value in zip(self.years, values, strict=True):
            if value is None:
                runs.append([])
            else:
                runs[-1].append(Point(self._x(year), self._y(value), year, number_text(value)))
        points = tuple(point for run in runs for point in run)
        drawn = tuple(" ".join(f"{one.x},{one.y}" for one in run) for run in runs if len(run) > 1)
        return Drawn(line.label, number, drawn, points)

    def _x(self, year: int) -> float:
        first, last = self.years[0], self.years[-1]
        share = (year - first) / (last - first) if last > first else 0.5
        return round(LEFT + share * (WIDTH - LEFT - RIGHT), 1)

    def _y(self, value: Decimal) -> float:
        return round(HEIGHT - BOTTOM - float(value / self.top) * (HEIGHT - TOP - BOTTOM), 1)


def charts_of(reports: Iterable[AnnualReport]) -> list[Chart]:
    """
    Return the charts of a series of reports, one report for each year; of one year alone there is none.

    :param reports: with their cells fetched
    """
    cells = {
        report.year: {cell.key: cell.value for cell in report.cells.all()}
        for report in reports
        if not report.below
    }
    if len(cells) < 2:
        return []
    years = tuple(range(min(cells), max(cells) + 1))
    charts = (Chart(subject, years, _values(subject, years, cells)) for subject in SUBJECTS)
    return [chart for chart in charts if _is_series(chart)]


def _is_series(chart: Chart) -> bool:
    return any(sum(value is not None for value in values) > 1 for values in chart.values)


Cells = Mapping[str, Decimal | None]


def _values(
    subject: Subject, years: Sequence[int], cells: Mapping[int, Cells]
) -> tuple[tuple[Decimal | None, ...], ...]:
    return tuple(tuple(one.of(cells.get(year, {})) for year in years) for one in subject.measures)
