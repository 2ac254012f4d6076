"""保存期限: the last day on which private data are kept, and what may go on a given day."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.retention import retention, retentions

DAYS = st.dates(date(2020, 1, 1), date(2060, 12, 31))


def test_periods_are_told_in_years_or_in_days() -> None:
    assert {code: each.period for code, each in retentions().items()} == {
        "identity": "10年",
        "files": "3年",
        "records": "10年",
        "looks": "5年",
        "lists": "30日",
        "misses": "1年",
    }


@pytest.mark.parametrize(
    ("code", "start", "last"),
    [
        ("files", date(2026, 3, 9), date(2029, 3, 9)),
        ("files", date(2028, 2, 29), date(2031, 2, 28)),  # 2031年没有2月29日
        ("looks", date(2026, 12, 31), date(2031, 12, 31)),
        ("lists", date(2026, 1, 31), date(2026, 3, 2)),
    ],
)
def test_data_are_kept_up_to_this_day(code: str, start: date, last: date) -> None:
    assert retention(code).until(start) == last


@pytest.mark.parametrize(
    ("code", "today", "first_kept"),
    [
        ("files", date(2029, 3, 10), date(2026, 3, 10)),
        ("files", date(2028, 2, 29), date(2025, 3, 1)),  # 2025年2月28日的，到2028年2月28日已满
        ("lists", date(2026, 3, 2), date(2026, 1, 31)),
    ],
)
def test_what_came_to_rest_before_this_day_may_go(code: str, today: date, first_kept: date) -> None:
    assert retention(code).starts_before(today) == first_kept


@pytest.mark.parametrize("code", ["files", "looks", "identity", "lists"])
@given(start=DAYS, today=DAYS)
def test_nothing_goes_early_and_nothing_late(code: str, start: date, today: date) -> None:
    rule = retention(code)

    assert (start < rule.starts_before(today)) == (rule.until(start) < today)


def test_a_body_that_keeps_data_for_days_reads_days() -> None:
    rule = replace(retention("files"), years=0, days=90)

    assert (rule.period, rule.until(date(2026, 3, 9))) == ("90日", date(2026, 6, 7))
