"""The calendar in force: the years that come with the program and those entered since."""

from gongkai.bodies.models import CalendarYear
from gongkai.rules.calendar import Calendar


def current_calendar() -> Calendar:
    """Return the working-day calendar; a year entered by hand takes the place of a shipped one."""
    calendar = Calendar.default()
    for year in CalendarYear.objects.all():
        calendar = calendar.with_year(year.table)
    return calendar
