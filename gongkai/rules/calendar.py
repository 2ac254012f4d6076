"""
工作日历: which days are worked, and the counting of working days.

The day something happens is not counted; counting begins on the day after. A year whose arrangement is not
known yet is counted as plain weeks, and the result is provisional: it is to be computed again when the
arrangement has been entered.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Self

from gongkai.rules.year_tables import YearTable, shipped_years

WEEKDAYS = ("星期一", "星期二", "星期三", "星期四", "星期五", "星期六", "星期日")


@dataclass(frozen=True, slots=True)
class DueDate:
    """The last day of a period; provisional when an unannounced year was counted as plain weeks."""

    on: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Day:
    """One day of a count: whether it counts, and why it does not (or why a weekend day does)."""

    on: date
    counts: bool
    why: str | None
    provisional: bool


class Calendar:
    """The days of the years it knows; immutable."""

    def __init__(self, tables: Iterable[YearTable]) -> None:
        self._tables = {table.year: table for table in sorted(tables, key=lambda table: table.year)}
        self._works: dict[int, bool] = {}
        self._names: dict[int, str] = {}
        for table in self._tables.values():  # in order: a later paper governs the December before
            for days, works in ((table.holidays, False), (table.workdays, True)):
                self._works.update((day.toordinal(), works) for day in days)
                self._names.update((day.toordinal(), name) for day, name in days.items())

    @classmethod
    def default(cls) -> "Calendar":
        """Return the calendar that comes with the program, read once; years entered since are added to it."""
        return _default()

    def with_year(self, table: YearTable) -> Self:
        """Return a calendar in which `table` is added, or takes the place of its year."""
        return type(self)([*(old for year, old in self._tables.items() if year != table.year), table])

    @property
    def years(self) -> tuple[int, ...]:
        """The years whose arrangement is known, in order."""
        return tuple(self._tables)

    def table(self, year: int) -> YearTable | None:
        """Return the arrangement of `year`, if known."""
        return self._tables.get(year)

    def is_announced(self, day: date) -> bool:
        """Whether the arrangement of the year of `day` is known."""
        return day.year in self._tables

    def is_working_day(self, day: date) -> bool:
        """Whether `day` is worked: Monday to Friday but for holidays, and make-up workdays."""
        return self._is_worked(day.toordinal())

    def name_of(self, day: date) -> str | None:
        """Return what makes `day` other than a plain working day: 春节, 春节调休上班, 星期六; else None."""
        number = day.toordinal()
        if (name := self._names.get(number)) is not None:
            return f"{name}调休上班" if self._works[number] else name
        return WEEKDAYS[day.weekday()] if day.weekday() > 4 else None

    def day(self, on: date) -> Day:
        """Describe one day."""
        return Day(on, self.is_working_day(on), self.name_of(on), not self.is_announced(on))

    def days(self, after: date, until: date) -> Iterator[Day]:
        """Describe the days after `after` up to and including `until`, one by one."""
        for number in range(after.toordinal() + 1, until.toordinal() + 1):
            yield self.day(date.fromordinal(number))

    def add_working_days(self, start: date, n: int) -> DueDate:
        """
        Return the `n`-th working day after `start`; `start` itself is not counted.

        :raises ValueError: `n` is negative, or the calendar ends
        """
        if n < 0:
            raise ValueError(f"工作日数不能为负：{n}")
        number, left = start.toordinal(), n
        while left:
            number += 1
            left -= self._is_worked(number)
        on = date.fromordinal(number)
        return DueDate(on, self.is_provisional(start, on))

    def next_working_day(self, day: date) -> date:
        """Return the first working day after `day`."""
        return self.add_working_days(day, 1).on

    def working_day_from(self, day: date) -> date:
        """Return `day` if it is worked, else the next working day."""
        return day if self.is_working_day(day) else self.next_working_day(day)

    def working_day_until(self, day: date) -> date:
        """Return `day` if it is worked, else the last working day before."""
        number = day.toordinal()
        while not self._is_worked(number):
            number -= 1
        return date.fromordinal(number)

    def count(self, start: date, end: date) -> int:
        """Count the working days after `start` up to and including `end`; 0 if `end` is not later."""
        return sum(map(self._is_worked, range(start.toordinal() + 1, end.toordinal() + 1)))

    def is_provisional(self, start: date, end: date) -> bool:
        """Whether counting after `start` up to `end` touches a year that is not announced."""
        if end <= start:
            return False
        first = date.fromordinal(start.toordinal() + 1)
        return any(year not in self._tables for year in range(first.year, end.year + 1))

    def _is_worked(self, number: int) -> bool:
        works = self._works.get(number)
        return number % 7 not in (0, 6) if works is None else works  # 公元1年1月1日（序号1）是星期一


@cache
def _default() -> Calendar:
    return Calendar(shipped_years())
