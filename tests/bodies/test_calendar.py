"""现行日历: what was entered is in force at once, and the calendar is worked out once."""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest
import time_machine

from gongkai.bodies.actions import import_year
from gongkai.bodies.calendar import current_calendar
from gongkai.rules.calendar import Calendar
from gongkai.rules.year_tables import YearTable

pytestmark = pytest.mark.django_db
YEAR = max(Calendar.default().years) + 1
NEW_YEAR, SECOND = date(YEAR, 1, 1), date(YEAR, 1, 2)
NOON = datetime(YEAR - 1, 12, 1, 12, tzinfo=ZoneInfo("Asia/Shanghai"))


def enter(*holidays: date) -> None:
    import_year(YearTable(YEAR, dict.fromkeys(holidays, "元旦"), {}), by=None)


def test_a_year_changed_in_the_same_instant_is_seen() -> None:
    with time_machine.travel(NOON, tick=False):
        enter(NEW_YEAR)
        before = current_calendar()
        enter(NEW_YEAR, SECOND)
        after = current_calendar()

    assert before.name_of(SECOND) != "元旦"
    assert after.name_of(SECOND) == "元旦"


def test_the_calendar_is_worked_out_once_and_asked_for_in_one_query(
    django_assert_num_queries: Any,
) -> None:
    enter(NEW_YEAR)
    first = current_calendar()

    with django_assert_num_queries(1):
        assert current_calendar() is first


def test_without_entered_years_it_is_the_one_that_comes_with_the_program() -> None:
    assert current_calendar() is Calendar.default()
