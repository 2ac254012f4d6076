"""台账月报: who owes which month, what filing a sheet records, and how it corrects."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.bodies.models import Unit, User
from gongkai.ledger.actions import file_month, note_reminded, open_months, record_entry, set_duties
from gongkai.ledger.errors import MonthNotBegun, NotYourLedger, QuantityNotCountable
from gongkai.ledger.models import LedgerDuty, LedgerEntry, LedgerMonth
from gongkai.ledger.months import sheet_of
from gongkai.rules.calendar import Calendar
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
CALENDAR = Calendar.default()
MARCH, APRIL = date(2025, 3, 1), date(2025, 4, 1)
CALLS, LEAFLETS, STAFF = (LedgerKind(code) for code in ("hotline_call", "leaflet", "part_time_staff"))


@pytest.fixture
def unit() -> Unit:
    return make_unit()


@pytest.fixture
def handler(unit: Unit) -> User:
    return make_user(role=Role.HANDLER, unit=unit)


def sheet(
    unit: Unit, by: User, month: date = MARCH, reason: str = "", on: date = date(2025, 4, 3), **typed: int
) -> LedgerMonth:
    quantities = {LedgerKind(code): Decimal(number) for code, number in typed.items()}
    return file_month(unit, month, quantities, calendar=CALENDAR, reason=reason, by=by, on=on)


def recorded(unit: Unit, month: date = MARCH) -> dict[str, Decimal | None]:
    return {line.kind: line.quantity for line in sheet_of(unit, month)}


def test_what_a_unit_owes_opens_a_sheet_for_each_month_that_is_over(unit: Unit, handler: User) -> None:
    set_duties(unit, [CALLS, LEAFLETS], by=handler, on=date(2025, 2, 12))

    made = open_months(CALENDAR, on=date(2025, 4, 1))

    assert [(each.month, each.due_on) for each in made] == [
        (date(2025, 2, 1), date(2025, 3, 5)),
        (MARCH, date(2025, 4, 7)),  # 5 April 2025 is a Saturday, 4 to 6 April are holidays
    ]
    assert open_months(CALENDAR, on=date(2025, 4, 2)) == []


def test_a_duty_that_ends_leaves_the_months_before_owed(unit: Unit, handler: User) -> None:
    set_duties(unit, [CALLS, LEAFLETS], by=handler, on=date(2025, 1, 8))

    set_duties(unit, [LEAFLETS, STAFF], by=handler, on=date(2025, 4, 10))

    held = {
        month: set(LedgerDuty.objects.in_month(month).values_list("kind", flat=True))
        for month in (MARCH, APRIL)
    }
    assert held == {MARCH: {"hotline_call", "leaflet"}, APRIL: {"leaflet", "part_time_staff"}}


def test_a_duty_given_and_taken_in_one_month_never_was(unit: Unit, handler: User) -> None:
    set_duties(unit, [CALLS], by=handler, on=date(2025, 4, 1))

    set_duties(unit, [], by=handler, on=date(2025, 4, 2))

    assert not LedgerDuty.objects.exists()


def test_a_sheet_records_what_happened_and_says_that_the_rest_did_not(unit: Unit, handler: User) -> None:
    set_duties(unit, [CALLS, LEAFLETS], by=handler, on=MARCH)
    open_months(CALENDAR, on=APRIL)

    filed = sheet(unit, handler, hotline_call=3100, leaflet=0)

    assert (filed.filed_on, filed.is_late) == (date(2025, 4, 3), False)
    assert recorded(unit) == {"hotline_call": Decimal(3100), "leaflet": None}
    entry = LedgerEntry.objects.get()
    assert (entry.on, entry.note) == (date(2025, 3, 31), "按月登记")
    assert not LedgerMonth.objects.owed().exists()


def test_a_sheet_may_be_filed_before_the_month_is_over_and_not_before_it_begins(
    unit: Unit, handler: User
) -> None:
    sheet(unit, handler, hotline_call=10, on=date(2025, 3, 20))

    assert LedgerEntry.objects.get().on == date(2025, 3, 20)
    with pytest.raises(MonthNotBegun, match="2025年4月还没有到"):
        sheet(unit, handler, month=APRIL, hotline_call=1, on=date(2025, 3, 20))


def test_filing_again_corrects_with_a_reason_and_keeps_the_first_day(unit: Unit, handler: User) -> None:
    sheet(unit, handler, hotline_call=3100)
    with pytest.raises(QuantityNotCountable, match="请写明更正的原因"):
        sheet(unit, handler, hotline_call=3000)

    again = sheet(unit, handler, hotline_call=3000, reason="两日重复", on=date(2025, 4, 9))

    assert recorded(unit) == {"hotline_call": Decimal(3000)}
    assert again.filed_on == date(2025, 4, 3)
    assert LedgerEntry.objects.filter(corrects__isnull=False).get().note == "两日重复"


def test_a_lower_number_takes_from_the_newest_entries_first(unit: Unit, handler: User) -> None:
    for day, number in ((3, 60), (18, 30)):
        record_entry(unit, kind=LEAFLETS, on=date(2025, 3, day), quantity=Decimal(number), by=handler)

    sheet(unit, handler, leaflet=40, reason="退回一部分")

    of_entries = [each.quantity for each in LedgerEntry.objects.exclude(corrects=None).order_by("pk")]
    assert of_entries == [Decimal(-30), Decimal(-20)]
    sheet(unit, handler, leaflet=45, reason="又发出五份")
    assert recorded(unit)["leaflet"] == Decimal(45)


def test_of_a_number_at_hand_the_newest_of_the_month_stands(unit: Unit, handler: User) -> None:
    for day, number in ((3, 5), (18, 6)):
        record_entry(unit, kind=STAFF, on=date(2025, 3, day), quantity=Decimal(number), by=handler)

    assert recorded(unit) == {"part_time_staff": Decimal(6)}
    sheet(unit, handler, month=APRIL, part_time_staff=0, on=date(2025, 5, 6))
    assert recorded(unit, APRIL) == {"part_time_staff": Decimal(0)}


def test_only_people_of_the_body_file_and_set_duties(unit: Unit) -> None:
    stranger = make_user(role=Role.HANDLER)

    with pytest.raises(NotYourLedger):
        sheet(unit, stranger, hotline_call=1)
    with pytest.raises(NotYourLedger):
        set_duties(unit, [CALLS], by=stranger, on=MARCH)


def test_a_reminder_is_noted(unit: Unit, handler: User) -> None:
    set_duties(unit, [CALLS], by=handler, on=MARCH)
    made = open_months(CALENDAR, on=APRIL)

    note_reminded(made, on=date(2025, 4, 7))

    assert LedgerMonth.objects.get().reminded_on == date(2025, 4, 7)
    assert str(made[0]).endswith("2025年3月台账")
