"""The calendar: against two other tables, at its edges, and the laws that counting obeys."""

import sys
import time
from datetime import date, timedelta

import chinese_calendar
import holidays
import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.calendar import Calendar
from gongkai.rules.year_tables import YearTable

CALENDAR = Calendar.default()
FIRST, LAST = date(2004, 1, 1), date(2026, 12, 31)
DAYS = st.dates(FIRST, date(2028, 12, 31))
NUMBERS = st.integers(0, 60)


def every_day() -> list[date]:
    return [FIRST + timedelta(n) for n in range((LAST - FIRST).days + 1)]


def plain_2027(**workdays: str) -> YearTable:
    days = {date(2027, 1, 1): "元旦", date(2027, 2, 8): "春节"}
    return YearTable(2027, days, {date.fromisoformat(on): name for on, name in workdays.items()})


# --- the table ----------------------------------------------------------------------------------------------


def test_agrees_with_chinese_calendar_but_for_its_slip() -> None:
    differ = [day for day in every_day() if CALENDAR.is_working_day(day) != chinese_calendar.is_workday(day)]

    assert differ == [date(2005, 12, 31)]


def test_agrees_with_holidays() -> None:
    theirs = holidays.country_holidays("CN", years=range(2004, 2027))

    differ = [day for day in every_day() if CALENDAR.is_working_day(day) != theirs.is_working_day(day)]

    assert differ == []


def test_covers_2004_to_2026() -> None:
    assert CALENDAR.years == tuple(range(2004, 2027))
    assert CALENDAR.is_announced(LAST)
    assert not CALENDAR.is_announced(LAST + timedelta(1))


@pytest.mark.parametrize(
    ("on", "name"),
    [
        (date(2026, 2, 17), "春节"),
        (date(2026, 2, 22), "春节"),
        (date(2026, 2, 14), "春节调休上班"),
        (date(2026, 4, 5), "清明节"),
        (date(2026, 3, 7), "星期六"),
        (date(2026, 3, 8), "星期日"),
        (date(2026, 3, 9), None),
        (date(2015, 9, 3), "抗战胜利七十周年纪念日"),
        (date(2005, 12, 31), "元旦调休上班"),
    ],
)
def test_names_what_is_special(on: date, name: str | None) -> None:
    assert CALENDAR.name_of(on) == name


# --- counting -----------------------------------------------------------------------------------------------


def test_describes_the_count_day_by_day() -> None:
    days = list(CALENDAR.days(date(2026, 2, 12), date(2026, 2, 15)))

    assert [(day.on.day, day.counts, day.why) for day in days] == [
        (13, True, None),
        (14, True, "春节调休上班"),
        (15, False, "春节"),
    ]


def test_counts_the_days_after_the_first_up_to_the_last() -> None:
    assert CALENDAR.count(date(2026, 3, 2), date(2026, 3, 10)) == 6
    assert CALENDAR.count(date(2026, 3, 10), date(2026, 3, 25)) == 11
    assert CALENDAR.count(date(2026, 3, 10), date(2026, 3, 10)) == 0
    assert CALENDAR.count(date(2026, 3, 10), date(2026, 3, 2)) == 0


def test_moves_off_days_of_rest() -> None:
    assert CALENDAR.next_working_day(date(2026, 2, 14)) == date(2026, 2, 24)
    assert CALENDAR.working_day_from(date(2026, 2, 14)) == date(2026, 2, 14)
    assert CALENDAR.working_day_from(date(2026, 2, 15)) == date(2026, 2, 24)
    assert CALENDAR.working_day_until(date(2026, 2, 23)) == date(2026, 2, 14)


def test_only_what_touches_an_unannounced_year_is_provisional() -> None:
    assert not CALENDAR.add_working_days(date(2026, 12, 30), 1).provisional
    assert CALENDAR.add_working_days(date(2026, 12, 31), 1).provisional
    assert CALENDAR.add_working_days(date(2003, 12, 30), 5).provisional
    assert not CALENDAR.add_working_days(date(2003, 12, 31), 5).provisional


def test_no_days_end_where_they_began() -> None:
    due = CALENDAR.add_working_days(date(2026, 12, 31), 0)

    assert (due.on, due.provisional) == (date(2026, 12, 31), False)


def test_negative_days_are_refused() -> None:
    with pytest.raises(ValueError, match="不能为负"):
        CALENDAR.add_working_days(date(2026, 3, 2), -1)


# --- years that come later ----------------------------------------------------------------------------------


def test_an_announced_year_makes_the_date_final() -> None:
    before = CALENDAR.add_working_days(date(2026, 12, 18), 20)

    after = CALENDAR.with_year(plain_2027()).add_working_days(date(2026, 12, 18), 20)

    assert (before.on, before.provisional) == (date(2027, 1, 15), True)
    assert (after.on, after.provisional) == (date(2027, 1, 18), False)  # 元旦（星期五）不计入


def test_the_next_paper_governs_the_december_before() -> None:
    calendar = CALENDAR.with_year(plain_2027(**{"2026-12-26": "元旦"}))

    assert calendar.is_working_day(date(2026, 12, 26))
    assert calendar.name_of(date(2026, 12, 26)) == "元旦调休上班"
    assert not CALENDAR.is_working_day(date(2026, 12, 26)), "the calendar itself never changes"


def test_a_corrected_year_takes_the_place_of_the_old_one() -> None:
    old = CALENDAR.table(2026)
    assert old is not None
    changed = YearTable(2026, {**old.holidays, date(2026, 3, 9): "纪念日"}, old.workdays)

    calendar = CALENDAR.with_year(changed)

    assert calendar.add_working_days(date(2026, 3, 6), 1).on == date(2026, 3, 10)
    assert calendar.years == CALENDAR.years


# --- laws ---------------------------------------------------------------------------------------------------


@given(DAYS, st.integers(1, 60))
def test_the_last_day_is_always_worked(start: date, n: int) -> None:
    assert CALENDAR.is_working_day(CALENDAR.add_working_days(start, n).on)


@given(DAYS, NUMBERS, NUMBERS)
def test_a_period_may_be_cut_in_two(start: date, a: int, b: int) -> None:
    middle = CALENDAR.add_working_days(start, a).on

    assert CALENDAR.add_working_days(middle, b).on == CALENDAR.add_working_days(start, a + b).on


@given(DAYS, DAYS, NUMBERS)
def test_who_asks_later_is_never_answered_earlier(one: date, other: date, n: int) -> None:
    early, late = sorted([one, other])

    assert CALENDAR.add_working_days(early, n).on <= CALENDAR.add_working_days(late, n).on


@given(DAYS, st.integers(0, 59))
def test_one_more_day_is_always_later(start: date, n: int) -> None:
    assert CALENDAR.add_working_days(start, n).on < CALENDAR.add_working_days(start, n + 1).on


@given(DAYS, NUMBERS)
def test_counting_gives_back_what_was_added(start: date, n: int) -> None:
    due = CALENDAR.add_working_days(start, n).on

    assert CALENDAR.count(start, due) == n
    assert sum(day.counts for day in CALENDAR.days(start, due)) == n


# --- speed --------------------------------------------------------------------------------------------------


def test_twenty_days_take_well_under_fifty_microseconds() -> None:
    def once() -> float:
        began = time.perf_counter()
        for _ in range(1000):
            CALENDAR.add_working_days(date(2026, 9, 18), 20)
        return (time.perf_counter() - began) / 1000

    watched = sys.gettrace()
    sys.settrace(None)  # what counts branches takes longer than what it watches
    try:
        assert min(once() for _ in range(5)) < 50e-6
    finally:
        sys.settrace(watched)
