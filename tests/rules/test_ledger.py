"""台账: what each kind is counted in, and what the person reads who enters it."""

from datetime import date

import pytest

from gongkai.rules import ledger
from gongkai.rules.calendar import Calendar
from gongkai.rules.eras import Era
from gongkai.rules.ledger import CellAddress, LedgerKind


@pytest.mark.parametrize(
    ("kind", "unit", "decimals"),
    [
        (LedgerKind("licence_decision"), "件", 0),
        (LedgerKind("admin_charge"), "元", 2),
        (LedgerKind("press_conference"), "次", 0),
        (LedgerKind("training_person"), "人次", 0),
    ],
)
def test_money_has_cents_and_all_else_is_counted_whole(kind: LedgerKind, unit: str, decimals: int) -> None:
    assert (kind.unit, kind.decimals) == (unit, decimals)


def test_a_decision_that_is_not_published_is_counted_too() -> None:
    assert LedgerKind("penalty_decision").explanation == "包括依法不公开的决定。"
    assert LedgerKind("penalty_decision").cell(Era.Y2021) == CellAddress(
        "proactive", "penalties", "decisions"
    )


def test_a_charge_is_entered_in_yuan_and_printed_in_ten_thousands_since_2021() -> None:
    assert "换算为万元" in LedgerKind("admin_charge").explanation
    assert LedgerKind("admin_charge").cell(Era.Y2019) is None


def test_a_kind_is_a_table_of_the_file_and_nothing_else() -> None:
    assert LedgerKind("hotline_call") in LedgerKind.all()
    with pytest.raises(ValueError, match="没有“phone_call”这一类"):
        LedgerKind("phone_call")


def test_a_group_stands_for_its_kinds_and_a_kind_for_itself() -> None:
    assert ledger.kinds_of("staff") == ("full_time_staff", "part_time_staff")
    assert ledger.kinds_of("leaflet") == ("leaflet",)
    with pytest.raises(ValueError, match="没有“people”这一类"):
        ledger.kinds_of("people")


def test_every_kind_stands_under_a_heading() -> None:
    assert LedgerKind("leaflet").heading == "新闻媒体和宣传"
    assert {kind.heading for kind in LedgerKind.all()} == set(ledger.headings().values())


@pytest.mark.parametrize(
    ("month", "due"),
    [
        (date(2025, 1, 1), date(2025, 2, 5)),  # a Wednesday after the Spring Festival
        (date(2025, 9, 1), date(2025, 10, 9)),  # 5 October lies in the holidays
        (date(2025, 12, 1), date(2026, 1, 5)),
    ],
)
def test_a_month_is_entered_by_the_fifth_of_the_next_or_the_working_day_after(month: date, due: date) -> None:
    assert ledger.month_due_on(month, Calendar.default()) == due
