"""Processing fees beyond the written cases: the next request, and the days before there was a fee."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from gongkai.rules.fees import charge_by_page, charge_by_request, explain, ladders
from gongkai.rules.ledger import yuan_to_wan
from gongkai.rules.versions import NotInForce

DAY = date(2026, 3, 2)


@pytest.mark.parametrize(
    ("already", "yuan"), [(0, 0), (9, 0), (10, 100), (29, 100), (30, 200), (39, 200), (40, 300), (99, 800)]
)
def test_the_next_request_costs_its_band(already: int, yuan: int) -> None:
    assert charge_by_request(already, DAY) == yuan


@given(st.integers(0, 200), st.integers(0, 200))
def test_requests_cost_the_same_one_by_one_as_together(already: int, items: int) -> None:
    one_by_one = sum(charge_by_request(already + n, DAY) for n in range(items))

    assert charge_by_request(already, DAY, items=items) == one_by_one


@given(st.integers(0, 500))
def test_more_pages_never_cost_less(pages: int) -> None:
    assert charge_by_page(pages, DAY) <= charge_by_page(pages + 1, DAY)


def test_there_was_no_fee_before_2021() -> None:
    with pytest.raises(NotInForce, match="2021-01-01"):
        charge_by_page(100, date(2020, 12, 31))


def test_negative_numbers_are_refused() -> None:
    with pytest.raises(ValueError, match="不能为负"):
        charge_by_page(-1, DAY)


def test_a_notice_can_say_the_bands_in_words() -> None:
    assert explain(ladders(DAY).by_request, "件") == {
        "第1—10件": "不收费",
        "第11—30件": "每件100元",
        "第31件起": "每件200元，以后每10件一档，每件加收100元",
    }


@pytest.mark.parametrize(
    ("yuan", "wan"), [("0", "0.0000"), ("251000", "25.1000"), ("380", "0.0380"), ("0.50", "0.0001")]
)
def test_charges_are_reported_in_ten_thousands(yuan: str, wan: str) -> None:
    assert str(yuan_to_wan(Decimal(yuan))) == wan
