"""`gongkai load-demo`: the requests of the demo's year show every end that a request may have, and add up."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command

from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.casework.states import State
from gongkai.cli.demo import requests
from gongkai.cli.demo.cast import engage
from gongkai.rules.outcomes import Outcome

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def table_of(body: str) -> dict[str, dict[str, int]]:
    """Return the third table of the year's report, by row and column."""
    out = StringIO()
    call_command("report", "2025", body=body, to="json", stdout=out, stderr=StringIO())
    table: dict[str, Any] = json.loads(out.getvalue())["tables"]["requests"]
    return {
        row["id"]: dict(zip(table["columns"], row["values"], strict=True))
        for row in table["rows"]
        if row["values"]
    }


def test_the_year_shows_every_outcome_in_time_and_adds_up() -> None:
    cast = engage()
    requests.live_year(cast)
    requests.live_today(cast, TODAY)

    concluded = DisclosureRequest.objects.exclude(outcome="")
    assert set(concluded.values_list("outcome", flat=True)) == set(Outcome)
    assert not concluded.filter(concluded_late=True).exists()
    check_fees()
    for body in cast.bodies:
        check_balance(body)


def check_balance(body: str) -> None:
    """Check that what came in was concluded or carried out, for every kind of applicant."""
    rows = table_of(body)
    for column, received in rows["new"].items():
        came_in = received + rows["carried_in"][column]
        assert came_in == rows["total"][column] + rows["carried_out"][column], (body, column)
    assert rows["total"]["total"] > 0


def check_fees() -> None:
    """Check that one fee was paid, another was not, and a third is awaited."""
    notices = FeeNotice.objects.filter(request__body__code="mingjiang").order_by("notified_on")
    assert [(each.ladder, each.quantity, each.amount) for each in notices] == [
        ("by_volume", 86, 560),
        ("by_request", 13, 300),
        ("by_volume", 124, 1180),
    ]
    assert [each.request.outcome for each in notices] == [Outcome.GRANTED, Outcome.OTHER_NO_PAYMENT, ""]
    assert [each.paid_on for each in notices] == [date(2025, 6, 4), None, None]
    assert notices[2].request.state == State.FEE_PENDING
