"""The strip of days: from the day after receipt to the due date, one square a day, also as words."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Protocol

from gongkai.design.words import cn_day, cn_due, cn_weekday

PAUSE = "征求意见"  # how casework.clock begins the reason of a day on which the clock stands still


class Day(Protocol):
    """One day of a count, as the calendar or a case clock gives it."""

    @property
    def on(self) -> date:
        """The day."""

    @property
    def counts(self) -> bool:
        """Whether it counts as a working day of the period."""

    @property
    def why(self) -> str | None:
        """What is special: 星期六, 春节, 春节调休上班, or what the clock waits for."""

    @property
    def provisional(self) -> bool:
        """Whether the arrangement of its year is not known."""


@dataclass(frozen=True)
class Cell:
    """One square: the day, how it looks, what it says."""

    on: date
    css: str
    words: str
    month: str = ""  # set on the first square and on the first of a month


@dataclass(frozen=True)
class Strip:
    """The squares of a period and its summary in words."""

    cells: tuple[Cell, ...]
    words: str
    used: int
    left: int
    late: int
    has_pause: bool
    has_start: bool


def draw(
    days: Iterable[Day],
    *,
    today: date,
    due_on: date | None = None,
    start: date | None = None,
    ended: bool = False,
) -> Strip:
    """
    Draw a count of days; `due_on` is the last day that counts unless it is given.

    `start` is the day of receipt, which is not counted and stands before the others. Days after the due date
    up to today, when the count holds them, are overdue. When it has `ended`, `today` is the day of that.
    """
    days = list(days)
    counted = [day.on for day in days if day.counts]
    due_on = due_on or (max(counted) if counted else None)
    cells = [_cell(day, today=today, due_on=due_on) for day in days]
    if start:
        cells.insert(0, _first(start, today))
    within = [on for on in counted if due_on is None or on <= due_on]
    used = sum(on <= today for on in within)
    late = sum(due_on is not None and due_on < on <= today for on in counted)
    left = len(within) - used
    last = cn_due(due_on, any(day.provisional for day in days))
    return Strip(
        cells=tuple(_named(cells)),
        words=_end(used, left, late, last) if ended else _summary(used, left, late, due_on, last, today),
        used=used,
        left=left,
        late=late,
        has_pause=any(_is_pause(day) for day in days),
        has_start=start is not None,
    )


def _is_pause(day: Day) -> bool:
    """Whether the clock stands still on this day; a rest day has the name of a weekday or holiday."""
    return not day.counts and (day.why or "").startswith(PAUSE)


def _first(start: date, today: date) -> Cell:
    """Return the square of the day of receipt."""
    css = "gk-strip__day--start" + (" gk-strip__day--today" if start == today else "")
    return Cell(start, css, f"{cn_day(start)} {cn_weekday(start)} 收到，次日起计算")


def _named(cells: list[Cell]) -> Iterator[Cell]:
    """Yield the squares, the first one and each first of a month with the name of the month."""
    for index, cell in enumerate(cells):
        named = index == 0 or cell.on.day == 1
        yield replace(cell, month=f"{cell.on.month}月") if named else cell


def _cell(day: Day, *, today: date, due_on: date | None) -> Cell:
    """Return the square of one day."""
    late = due_on is not None and due_on < day.on <= today
    kind = "counts" if day.counts else "paused" if _is_pause(day) else "rest"
    marks = {
        kind: True,
        "past": day.on <= today,
        "late": late,
        "today": day.on == today,
        "due": day.on == due_on,
    }
    css = " ".join(f"gk-strip__day--{mark}" for mark, holds in marks.items() if holds)
    return Cell(day.on, css, _cell_words(day, late=late, is_due=day.on == due_on, today=today))


def _cell_words(day: Day, *, late: bool, is_due: bool, today: date) -> str:
    """Say of one day what its square shows."""
    what = "逾期" if late else "计入" if day.counts else "不计入"
    why = f"（{day.why}）" if day.why and not day.why.startswith("星期") else ""
    notes = [note for note, holds in (("今天", day.on == today), ("答复期限", is_due)) if holds]
    return "，".join([f"{cn_day(day.on)} {cn_weekday(day.on)} {what}{why}", *notes])


def _summary(used: int, left: int, late: int, due_on: date | None, last: str, today: date) -> str:
    """Say a strip that still grows in one sentence."""
    if due_on is None:
        return "期限尚未起算"
    if today > due_on:
        over = f"，已逾期 {late} 个工作日" if late else "，已逾期"
        return f"期限 {last}{over}"
    rest = "今天到期" if today == due_on else f"还有 {left} 个工作日"
    return f"已计 {used} 个工作日，{rest}，{last}到期"


def _end(used: int, left: int, late: int, last: str) -> str:
    """Say a strip that has ended in one sentence."""
    if late:
        return f"用了 {used + late} 个工作日，逾期 {late} 个工作日，期限 {last}"
    early = f"，提前 {left} 个工作日" if left else ""
    return f"用了 {used} 个工作日{early}，期限 {last}" if last else f"用了 {used} 个工作日"
