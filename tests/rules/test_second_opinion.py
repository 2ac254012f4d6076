"""Every period counted in days or months, from 690 days of start, against the tables of another package."""

from datetime import date, timedelta

import holidays
import pytest
from dateutil.relativedelta import relativedelta

from gongkai.rules import deadlines
from gongkai.rules.calendar import Calendar
from gongkai.rules.deadlines import RestDay, Rule, Unit

CALENDAR = Calendar.default()
THEIRS = holidays.country_holidays("CN", years=range(2023, 2027))
FIRST, LAST = date(2024, 1, 1), date(2025, 11, 20)
STARTS = [FIRST + timedelta(days) for days in range((LAST - FIRST).days + 1)]


def codes(*units: Unit) -> list[str]:
    return [code for code, rule in deadlines.rules().items() if rule.versions.latest.value.unit in units]


def starts(rule: Rule) -> list[date]:
    """List the days of start on which there was such a period."""
    return [start for start in STARTS if start >= min(version.from_on for version in rule.versions)]


def moved(day: date, rest_day: RestDay) -> date:
    if rest_day is RestDay.STAYS or THEIRS.is_working_day(day):
        return day
    return THEIRS.get_nth_working_day(day, 1 if rest_day is RestDay.NEXT else -1)


def test_the_days_of_start_are_690() -> None:
    assert len(STARTS) == 690


@pytest.mark.parametrize("code", codes(Unit.WORKING_DAYS))
def test_a_period_of_working_days_ends_where_the_other_package_says(code: str) -> None:
    rule = deadlines.rule(code)
    differ = []
    for start in starts(rule):
        found = deadlines.due(code, start, CALENDAR)
        if found.due_on != THEIRS.get_nth_working_day(start, found.version.value.value) or found.provisional:
            differ.append((start, found.due_on))

    assert differ == []
    assert len(starts(rule)) >= 400  # 保守国家秘密法实施条例 is in force from 2024-09-01 only


@pytest.mark.parametrize("code", codes(Unit.CALENDAR_DAYS, Unit.MONTHS))
def test_the_last_day_of_other_periods_moves_off_rest_days_as_the_other_package_says(code: str) -> None:
    rule = deadlines.rule(code)
    differ = []
    for start in starts(rule):
        period = rule.in_force(start).value
        length = {"days" if period.unit is Unit.CALENDAR_DAYS else "months": period.value}
        step = relativedelta(**length)  # type: ignore[arg-type]
        nominal = start - step if rule.before else start + step
        if deadlines.due(code, start, CALENDAR).due_on != moved(nominal, rule.rest_day):
            differ.append(start)

    assert differ == []
