"""The calendar in force: the years that come with the program and those entered since."""

import json
from functools import lru_cache

from gongkai.bodies.models import CalendarYear
from gongkai.rules.calendar import Calendar


def current_calendar() -> Calendar:
    """Return the working-day calendar; a year entered by hand takes the place of a shipped one."""
    entered = [(year.year, year.notice_no, json.dumps(year.days)) for year in CalendarYear.objects.all()]
    return _calendar_with(tuple(entered))


# By what the years say, not by when they were entered: a change in the same instant is seen as well.
@lru_cache(maxsize=4)
def _calendar_with(entered: tuple[tuple[int, str, str], ...]) -> Calendar:
    calendar = Calendar.default()
    for year, notice_no, days in entered:
        row = CalendarYear(year=year, notice_no=notice_no, days=json.loads(days))
        calendar = calendar.with_year(row.table)
    return calendar
