"""Figures of processing fees (年报第六部分): counted from the notices and the day on which they were paid."""

from datetime import date

import pytest

from gongkai.statistics.answers import answer, values
from gongkai.statistics.scope import Scope
from tests.factories import make_body, make_unit
from tests.statistics.registers import enter_fee

pytestmark = pytest.mark.django_db
FIGURES = ("fees.notified", "fees.paid", "fees.collected")


def figures_of(scope: Scope) -> list[int]:
    """Return notices sent, notices paid, and the sum in 元."""
    found = values(FIGURES, scope)
    return [int(found[code]) for code in FIGURES]


def test_a_fee_belongs_to_the_year_in_which_it_was_paid() -> None:
    body = make_body()
    enter_fee(body, date(2024, 12, 20), date(2025, 1, 6), 380)
    enter_fee(body, date(2025, 3, 3), date(2025, 3, 17), 560)
    enter_fee(body, date(2025, 12, 22), date(2026, 1, 5), 700)

    found = {year: figures_of(Scope.year(body, year)) for year in (2024, 2025, 2026)}

    assert found == {2024: [1, 0, 0], 2025: [2, 2, 940], 2026: [0, 1, 700]}


def test_what_was_not_paid_was_not_collected() -> None:
    body = make_body()
    enter_fee(body, date(2025, 3, 3))

    assert figures_of(Scope.year(body, 2025)) == [1, 0, 0]


def test_fees_of_bodies_below_and_of_one_unit_can_be_asked_for() -> None:
    body = make_body()
    unit, county = make_unit(body=body), make_body(parent=body)
    enter_fee(body, date(2025, 3, 3), date(2025, 3, 17), 560)
    enter_fee(body, date(2025, 3, 3), date(2025, 3, 17), 100, unit=unit)
    enter_fee(county, date(2025, 3, 3), date(2025, 3, 17), 380)

    assert figures_of(Scope.year(body, 2025)) == [2, 2, 660]
    assert figures_of(Scope.year(body, 2025, below=True)) == [3, 3, 1040]
    assert figures_of(Scope.year(body, 2025, unit=unit)) == [1, 1, 100]


def test_the_records_behind_the_sum_are_the_notices_that_were_paid() -> None:
    body = make_body()
    notice = enter_fee(body, date(2025, 3, 3), date(2025, 3, 17))
    enter_fee(body, date(2025, 3, 3))

    answered = answer("fees.collected", Scope.year(body, 2025), ladder="by_volume")

    assert list(answered.records) == [notice]
    assert answered.value == notice.amount
    assert answer("fees.collected", Scope.year(body, 2025), ladder="by_request").value == 0
