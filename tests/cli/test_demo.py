"""`gongkai load-demo`: the requests of the demo's year show every end that a request may have, and add up."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from gongkai.casework.models import (
    DisclosureRequest,
    Feedback,
    FeeNotice,
    ReleasedAnswer,
    RequestEvent,
    Withholding,
)
from gongkai.casework.models.record import RecordCorrection
from gongkai.casework.record_states import RecordState
from gongkai.casework.states import State
from gongkai.cli.demo import afterwards, columns, requests
from gongkai.cli.demo.cast import Cast, engage
from gongkai.letters.models import Letter
from gongkai.letters.states import State as LetterState
from gongkai.promotion.models import Promotion
from gongkai.rules.letters import kinds
from gongkai.rules.outcomes import Outcome

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)


def report_of(body: str) -> dict[str, Any]:
    """Return the year's report as data."""
    out = StringIO()
    call_command("report", "2025", body=body, to="json", stdout=out, stderr=StringIO())
    report: dict[str, Any] = json.loads(out.getvalue())
    return report


def table_of(report: dict[str, Any]) -> dict[str, dict[str, int]]:
    """Return the third table of the year's report, by row and column."""
    table = report["tables"]["requests"]
    return {
        row["id"]: dict(zip(table["columns"], row["values"], strict=True))
        for row in table["rows"]
        if row["values"]
    }


def test_the_year_shows_every_outcome_in_time_and_adds_up() -> None:
    cast = engage()
    requests.live_year(cast)
    requests.live_today(cast, TODAY)
    live_on(cast)

    concluded = DisclosureRequest.objects.exclude(outcome="")
    assert set(concluded.values_list("outcome", flat=True)) == set(Outcome)
    assert not concluded.filter(concluded_late=True).exists()
    assert DisclosureRequest.objects.overdue(TODAY).count() == 1  # meant to be: the radar has something red
    check_states()
    check_letters()
    check_fees()
    check_what_follows()
    for body in cast.bodies:
        check_balance(body)


def live_on(cast: Cast) -> None:
    """Do what the office does beside its cases."""
    afterwards.review_what_is_withheld(cast, TODAY)
    afterwards.promote(cast, columns.lay_out(cast))
    afterwards.correct_records(cast, TODAY)
    afterwards.work_together(cast, TODAY)
    afterwards.date_what_was_recorded(TODAY)


def check_what_follows() -> None:
    """Check that registers and opinions are filled, that reviews fall due, and what was dated when."""
    assert Promotion.objects.count() == 3
    assert ReleasedAnswer.objects.public().count() >= 8
    assert set(Feedback.objects.values_list("score", flat=True)) == {1, 2, 3, 4, 5}
    assert set(RecordCorrection.objects.values_list("state", flat=True)) >= {
        RecordState.RECEIVED,
        RecordState.CORRECTED,
        RecordState.TOLD,
    }
    assert Withholding.objects.open().filter(next_review_on__lt=TODAY).exists()
    assert not [each for each in RequestEvent.objects.filter(on__lt=TODAY) if localdate(each.at) != each.on]


def check_states() -> None:
    """Check that each state was reached by some request."""
    reached = set(RequestEvent.objects.values_list("to_state", flat=True))
    assert reached == set(State)


def check_letters() -> None:
    """Check that each kind of letter went out, that all were in time, and that some still wait."""
    sent = Letter.objects.filter(state__in=[LetterState.DISPATCHED, LetterState.SERVED])
    assert set(sent.values_list("kind", flat=True)) == set(kinds())
    assert not [str(letter) for letter in sent.prefetch_related("dispatches") if letter.is_late]
    states = set(Letter.objects.values_list("state", flat=True))
    assert states >= {LetterState.DRAFT, LetterState.SIGNED, LetterState.DISPATCHED, LetterState.SERVED}


def check_balance(body: str) -> None:
    """Check that what came in was concluded or carried out, for every kind of applicant."""
    report = report_of(body)
    rows = table_of(report)
    for column, received in rows["new"].items():
        came_in = received + rows["carried_in"][column]
        assert came_in == rows["total"][column] + rows["carried_out"][column], (body, column)
    assert rows["total"]["total"] > 0


def check_fees() -> None:
    """Check that one fee was paid, two were not, one is awaited and of one the proof has come."""
    notices = FeeNotice.objects.filter(request__body__code="mingjiang").order_by("notified_on", "pk")
    assert [(each.ladder, each.quantity, each.amount) for each in notices] == [
        ("by_volume", 86, 560),
        ("by_request", 13, 300),
        ("by_request", 15, 500),
        ("by_volume", 95, 650),
        ("by_volume", 124, 1180),
    ]
    ends = [Outcome.GRANTED, Outcome.OTHER_NO_PAYMENT, Outcome.OTHER_NO_PAYMENT, "", ""]
    assert [each.request.outcome for each in notices] == ends
    assert [each.paid_on for each in notices] == [date(2025, 6, 4), None, None, None, None]
    assert notices[4].request.state == State.FEE_PENDING
