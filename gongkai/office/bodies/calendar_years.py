"""工作日历: the years that are known, those that are not announced yet, and what an import has moved."""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import CalendarYear
from gongkai.casework.actions import Moved, import_calendar_year
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.reach import open_to
from gongkai.office.desk import Desk
from gongkai.publishing.actions import redate_items
from gongkai.rules.year_tables import YearTable

SESSION_KEY = "office_calendar_moved"


@dataclass(frozen=True)
class YearLine:
    """A year of the calendar as a line: its arrangement, and who entered it unless the program brought it."""

    table: YearTable
    entered: CalendarYear | None

    @property
    def days_off(self) -> int:
        """How many days off on which one would else have worked."""
        return sum(day.isoweekday() < 6 for day in self.table.holidays)


@dataclass(frozen=True)
class Holiday:
    """A holiday with its days off and the weekend days worked for it."""

    name: str
    days_off: tuple[date, ...]
    worked: tuple[date, ...]


@dataclass(frozen=True)
class MovedLine:
    """A request whose last day moved, and by how many days."""

    case: DisclosureRequest
    old: date | None
    new: date | None

    @property
    def words(self) -> str:
        """The move in words."""
        if self.old is None or self.new is None:
            return "期限已重新计算"
        days = (self.new - self.old).days
        return f"{'推后' if days > 0 else '提前'}{abs(days)}天"


@transaction.atomic
def import_everywhere(table: YearTable, desk: Desk) -> list[Moved]:
    """Enter a year, date anew what is to be published, and return the requests whose last day moved."""
    moved = import_calendar_year(table, by=desk.user, on=desk.today)
    redate_items(current_calendar())
    return moved


def year_lines() -> list[YearLine]:
    """Return the years that are known, newest first."""
    entered = {year.year: year for year in CalendarYear.objects.select_related("imported_by")}
    calendar = current_calendar()
    tables = ((year, calendar.table(year)) for year in reversed(calendar.years))
    return [YearLine(table, entered.get(year)) for year, table in tables if table]


def provisional_notice(desk: Desk) -> str:
    """Say which coming year is not announced and how many requests wait for it; nothing if all is known."""
    coming = desk.today.year + 1
    known = current_calendar().years
    waiting = DisclosureRequest.objects.of(desk.body).in_hand().filter(provisional=True).count()
    missing = [year for year in (desk.today.year, coming) if year not in known]
    if not missing:
        return ""
    years = "、".join(f"{year}年" for year in missing)
    text = f"{years}的放假安排还没有导入，跨入该年的期限暂按周一至周五计算，导入后自动重新计算。"
    return text + (f"目前有{waiting}件在办申请的期限是暂定的。" if waiting else "目前没有申请受影响。")


def holidays_of(table: YearTable) -> list[Holiday]:
    """Return the holidays of a year in order, each with its days off and make-up workdays."""
    off: dict[str, list[date]] = defaultdict(list)
    for day, name in sorted(table.holidays.items()):
        off[name].append(day)
    worked: dict[str, list[date]] = defaultdict(list)
    for day, name in sorted(table.workdays.items()):
        worked[name].append(day)
    return [Holiday(name, tuple(days), tuple(worked.get(name, ()))) for name, days in off.items()]


def packed(year: int, moved: Sequence[Moved]) -> dict[str, Any]:
    """Write what an import has moved so that a session can keep it for the page that follows."""
    return {"year": year, "moved": [[one.case.pk, _text(one.old), _text(one.new)] for one in moved]}


def unpacked(desk: Desk, kept: dict[str, Any]) -> tuple[list[MovedLine], int]:
    """Read it back: the requests of one's own body, and how many moved in other bodies."""
    days = {pk: (_day(old), _day(new)) for pk, old, new in kept["moved"]}
    own = DisclosureRequest.objects.of(desk.body).filter(open_to(desk.user), pk__in=days)
    cases = own.order_by("number")
    lines = [MovedLine(case, *days[case.pk]) for case in cases]
    return lines, len(days) - len(lines)


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None
