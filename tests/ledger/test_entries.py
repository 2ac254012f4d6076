"""台账: quantities with a day, a person and a proof; wrong ones are corrected, never changed."""

from datetime import date
from decimal import Decimal

import pytest
from django.db.models import Sum

from gongkai.ledger.actions import correct_entry, record_entry
from gongkai.ledger.errors import CorrectsTooMuch, NotYourLedger, QuantityNotCountable
from gongkai.ledger.models import LedgerEntry
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
MARCH_31 = date(2025, 3, 31)


PENALTIES = LedgerKind("penalty_decision")


def recorded(quantity: str = "12", kind: LedgerKind = PENALTIES) -> LedgerEntry:
    unit = make_unit()
    by = make_user(role=Role.HANDLER, unit=unit)
    return record_entry(unit, kind=kind, on=MARCH_31, quantity=Decimal(quantity), by=by)


def total(entry: LedgerEntry) -> Decimal:
    year = LedgerEntry.objects.of(entry.body).between(date(2025, 1, 1), date(2025, 12, 31))
    return year.of_kind(LedgerKind(entry.kind)).aggregate(sum=Sum("quantity"))["sum"]


def test_a_correction_is_an_entry_with_the_difference() -> None:
    entry = recorded("12")

    correction = correct_entry(entry, quantity=Decimal(9), reason="三件重复登记", by=entry.recorded_by)

    assert correction.quantity == Decimal(-3)
    assert correction.on == MARCH_31
    assert total(entry) == Decimal(9)
    entry.refresh_from_db()
    assert entry.quantity == Decimal(12)


def test_a_second_correction_counts_from_what_stands_now() -> None:
    entry = recorded("12")
    first = correct_entry(entry, quantity=Decimal(9), reason="三件重复登记", by=entry.recorded_by)

    correct_entry(first, quantity=Decimal(10), reason="其中一件不重复", by=entry.recorded_by)

    assert total(entry) == Decimal(10)


def test_decisions_are_whole_and_money_has_two_decimals() -> None:
    with pytest.raises(QuantityNotCountable, match="整数"):
        recorded("1.5")

    assert recorded("400.50", LedgerKind("admin_charge")).quantity == Decimal("400.50")
    with pytest.raises(QuantityNotCountable, match="2位小数"):
        recorded("400.505", LedgerKind("admin_charge"))


def test_nothing_below_zero_is_recorded() -> None:
    with pytest.raises(QuantityNotCountable, match="大于零"):
        recorded("0")
    entry = recorded("5")

    with pytest.raises(CorrectsTooMuch):
        correct_entry(entry, quantity=Decimal(-1), reason="误", by=entry.recorded_by)

    assert total(entry) == Decimal(5)


def test_a_correction_needs_a_reason_and_a_difference() -> None:
    entry = recorded("5")

    with pytest.raises(QuantityNotCountable, match="原因"):
        correct_entry(entry, quantity=Decimal(4), reason=" ", by=entry.recorded_by)
    with pytest.raises(QuantityNotCountable, match="相同"):
        correct_entry(entry, quantity=Decimal(5), reason="核对", by=entry.recorded_by)

    assert entry.corrections.count() == 0


def test_people_of_another_body_record_nothing_here() -> None:
    unit = make_unit()
    stranger = make_user(role=Role.HANDLER, body=make_unit().body)

    with pytest.raises(NotYourLedger):
        record_entry(unit, kind=LedgerKind("training"), on=MARCH_31, quantity=Decimal(1), by=stranger)

    assert not LedgerEntry.objects.exists()
