"""Figures of what applicants thought of it: how many, on average, and the share of the satisfied."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.bodies.models import Body
from gongkai.casework.actions import give_feedback
from gongkai.casework.models import DisclosureRequest
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer, values
from gongkai.statistics.scope import Scope
from tests.factories import answer_request, make_body, make_request

pytestmark = pytest.mark.django_db
YEAR = 2026


def rated(
    body: Body, score: int, on: date, outcome: Outcome = Outcome.GRANTED, words: str = ""
) -> DisclosureRequest:
    case = make_request(body=body, received_on=date(2026, 3, 2), assigned=True)
    case = answer_request(case, on=date(2026, 3, 9), outcome=outcome)
    give_feedback(case, score=score, words=words, on=on)
    return case


@pytest.fixture
def body() -> Body:
    body = make_body()
    rated(body, 5, date(2026, 3, 10))
    rated(body, 3, date(2026, 4, 10))
    rated(body, 1, date(2026, 4, 10), Outcome.DENIED_PROCESS)
    return body


def test_it_counts_averages_and_shares(body: Body) -> None:
    found = values(["feedback.count", "feedback.average", "feedback.satisfied"], Scope.year(body, YEAR))

    assert found == {
        "feedback.count": Decimal(3),
        "feedback.average": Decimal("3.0"),
        "feedback.satisfied": Decimal("66.7"),
    }


def test_each_month_and_each_outcome_has_its_own_figure(body: Body) -> None:
    march, april = Scope.year(body, YEAR).months()[2:4]

    assert answer("feedback.average", march).value == Decimal("5.0")
    assert answer("feedback.average", april).value == Decimal("2.0")
    assert answer("feedback.satisfied", april, outcome="denied_process").value == Decimal("0.0")


def test_the_records_behind_a_share_are_all_that_were_asked(body: Body) -> None:
    assert answer("feedback.satisfied", Scope.year(body, YEAR)).records.count() == 3


def test_nobody_rated_is_nought_and_no_other_body_counts(body: Body) -> None:
    other = Scope.year(make_body(), YEAR)

    assert answer("feedback.average", other).value == 0
    assert answer("feedback.satisfied", other).value == 0
