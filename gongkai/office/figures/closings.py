"""月度结账: the months of a year as columns, a month with what was closed and what differs since."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.office.desk import Desk
from gongkai.office.figures.receipts import GROUPS, OTHERS, number
from gongkai.reports.models import AnnualReport
from gongkai.rules.ledger import month_after
from gongkai.statistics.closing import (
    Difference,
    added_up,
    differences,
    standing,
    standing_numbers,
    year_differences,
    year_of_closings,
)
from gongkai.statistics.figures import UnknownFigure, figure, parse_call
from gongkai.statistics.models import ClosingCorrection, MonthClosing

# What a year is looked at by; a month shows all that was closed.
MAIN = (
    *("requests.new", "requests.total", "requests.late", "requests.carried_out", "proactive.items"),
    *("proactive.licences.decisions", "proactive.penalties.decisions", "proactive.coercion.decisions"),
    *("ledger.admin_charges", "fees.collected", "ledger.hotline_calls", "ledger.visits_in_person"),
    *("ledger.media_items", "ledger.wechat_posts"),
)
MONTHS = range(1, 13)


@dataclass(frozen=True)
class MonthHead:
    """A month of the year: closed by whom and when, open, or not over."""

    month: date
    closing: MonthClosing | None
    is_over: bool

    @property
    def slug(self) -> str:
        """The month in an address: 2025-03."""
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class FigureLine:
    """A figure over the months as it was closed and corrected, and what the months say of the year."""

    label: str
    unit: str
    months: tuple[str, ...]
    year: str


@dataclass(frozen=True)
class Changed:
    """A difference in words: which figure, what it was, what it is, how many records moved."""

    label: str
    unit: str
    closed: str
    now: str
    change: str
    moved: str


@dataclass(frozen=True)
class YearOfClosings:
    """A year: its months, the main figures, and where the year counts otherwise than its closings."""

    year: int
    heads: tuple[MonthHead, ...]
    lines: tuple[FigureLine, ...]
    differences: tuple[Changed, ...]

    @property
    def is_closed(self) -> bool:
        """Whether all twelve months are closed."""
        return all(head.closing for head in self.heads)


@dataclass(frozen=True)
class ClosedLine:
    """A figure of a closed month: as closed, and as it stands after corrections where that differs."""

    label: str
    unit: str
    closed: str
    standing: str


def year_of(desk: Desk, year: int) -> YearOfClosings:
    """Return a year of closings; the number of queries is always the same."""
    closings = year_of_closings(desk.body, year)
    by_month = {closing.month.month: closing for closing in closings}
    heads = tuple(
        MonthHead(first, by_month.get(first.month), month_after(first) <= desk.today)
        for month in MONTHS
        for first in [date(year, month, 1)]
    )
    kept = {month: standing_numbers(closing) for month, closing in by_month.items()}
    sums = added_up(closings)
    lines = tuple(
        FigureLine(
            figure(name).label,
            figure(name).unit,
            tuple(_written(kept.get(month, {}).get(name)) for month in MONTHS),
            number(sums[name]) if name in sums else "",
        )
        for name in MAIN
    )
    return YearOfClosings(year, heads, lines, tuple(map(in_words, year_differences(desk.body, year))))


def changes_of_year(report: AnnualReport) -> tuple[Changed, ...]:
    """Return where the closed months of a report's year add up to something else than is counted today."""
    if report.below or not report.is_counted:
        return ()
    return tuple(map(in_words, year_differences(report.body, report.year)))


def groups_of(closing: MonthClosing) -> list[tuple[str, list[ClosedLine]]]:
    """Return the closed figures that are more than none or were corrected, by group."""
    now = standing(closing)
    groups: dict[str, list[ClosedLine]] = {label: [] for label in (*GROUPS.values(), OTHERS)}
    for one in closing.figures.all():
        if "?" in one.name or not (one.value or now[one.name][0]):
            continue
        label, unit = words_of(one.name)
        after = now[one.name][0]
        line = ClosedLine(label, unit, number(one.value), number(after) if after != one.value else "")
        groups[GROUPS.get(one.name.partition(".")[0], OTHERS)].append(line)
    return [(label, lines) for label, lines in groups.items() if lines]


def changes_since(closing: MonthClosing) -> list[Changed]:
    """Return what differs today, whole figures before their parts."""
    return [in_words(each) for each in sorted(differences(closing), key=lambda each: "?" in each.name)]


def corrections_of(closing: MonthClosing) -> list[tuple[ClosingCorrection, Changed]]:
    """Return the corrections with their words, oldest first."""
    return [
        (
            each,
            in_words(Difference(each.name, each.before, each.after, tuple(each.added), tuple(each.removed))),
        )
        for each in closing.corrections.select_related("by")
    ]


def in_words(found: Difference) -> Changed:
    """Write a difference."""
    label, unit = words_of(found.name)
    sign = "+" if found.change > 0 else ""
    return Changed(
        label, unit, number(found.closed), number(found.now), f"{sign}{number(found.change)}", _moved(found)
    )


def words_of(name: str) -> tuple[str, str]:
    """Return what a figure with arguments is called, and its unit."""
    code, arguments = parse_call(name)
    try:
        asked = figure(code)
    except UnknownFigure:
        return name, ""
    parts = "、".join(f"{key}={value}" for key, value in arguments.items())
    return (f"{asked.label}（{parts}）" if parts else asked.label), asked.unit


def _moved(found: Difference) -> str:
    parts = (_some("增加", found.added), _some("减少", found.removed))
    return "，".join(part for part in parts if part)


def _some(word: str, keys: Collection[int]) -> str:
    return f"{word}{len(keys)}条记录" if keys else ""


def _written(found: Decimal | None) -> str:
    return "" if found is None else number(found)
