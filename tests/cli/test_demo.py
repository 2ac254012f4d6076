"""`gongkai load-demo`: the requests of the demo's year show every end that a request may have, and add up."""

import json
from datetime import date
from io import StringIO
from typing import Any

import pytest
from django.core.management import call_command
from django.utils.timezone import localdate

from gongkai.bodies.models import Body, User
from gongkai.bundles.models import Bundle
from gongkai.casework.models import (
    AbuseReview,
    CoApplicant,
    Correction,
    DisclosureRequest,
    Feedback,
    FeeNotice,
    ReleasedAnswer,
    RequestEvent,
    Withholding,
)
from gongkai.casework.models.record import RecordCorrection, RecordEvent, RecordEvidence
from gongkai.casework.models.withholding import WithholdingReview
from gongkai.casework.record_states import RecordState
from gongkai.casework.record_workflow import RECORDS
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK
from gongkai.cli.demo import afterwards, challenges, columns, mishaps, reports, requests
from gongkai.cli.demo.cast import Cast, engage
from gongkai.letters.models import Letter, LetterTemplateVersion, Service
from gongkai.letters.states import State as LetterState
from gongkai.promotion.models import Promotion, Proposal
from gongkai.promotion.suggestions import wishes_for
from gongkai.remedies.models import LostPoint, Remedy, RemedyEvent, RemedyPaper
from gongkai.remedies.workflow import REMEDIES
from gongkai.reports.models import AnnualReport
from gongkai.rules.letters import kinds
from gongkai.rules.outcomes import Outcome

pytestmark = pytest.mark.django_db
TODAY = date(2026, 3, 2)
# Steps that nobody takes in the demo, and why not.
UNTAKEN = {
    "await_peer": "no request consults a third party and another body at the same time",
    "await_third_party": "the same",
    "discard_draft": "a draft that was given up leaves nothing to see",
    "join_applicant": "both companions stood in the request from the start",
    "log_contact": "who could not be reached was called once, and marked at once",
    "propose_lapse": "the daily tick proposes it",
    "propose_payment_lapse": "the daily tick proposes it",
    "purge": "no period of retention has passed",
    "redate": "no calendar was changed",
    "remove_file": "a file that was taken away leaves nothing to see",
    "send_reasons": "reasons were told at the counter",
    "withdraw_answer": "no public answer was wrong",
}


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
    challenges.end_what_is_long_pending(cast, TODAY)
    mishaps.renew_wording(cast, TODAY)
    requests.live_today(cast, TODAY)
    live_on(cast)

    concluded = DisclosureRequest.objects.exclude(outcome="")
    assert set(concluded.values_list("outcome", flat=True)) == set(Outcome)
    assert not concluded.filter(concluded_late=True).exists()
    assert DisclosureRequest.objects.overdue(TODAY).count() == 1  # meant to be: the radar has something red
    check_states()
    check_remedies()
    check_letters()
    check_fees()
    check_what_follows()
    for body in cast.bodies:
        check_balance(body)
    check_steps()


def check_steps() -> None:
    """Check that every step of every table was taken by somebody, but for those that say why not."""
    taken = {
        CASEWORK: set(RequestEvent.objects.values_list("step", flat=True)),
        REMEDIES: set(RemedyEvent.objects.values_list("step", flat=True)),
        RECORDS: set(RecordEvent.objects.values_list("step", flat=True)),
    }
    untaken = {step.code for table, codes in taken.items() for step in table.steps if step.code not in codes}
    assert untaken == set(UNTAKEN)
    assert Withholding.objects.exclude(disclosed_on=None).exists()
    assert set(WithholdingReview.objects.values_list("decision", flat=True)) == set(
        WithholdingReview.Decision
    )


def check_remedies() -> None:
    """Check that reviews and suits of all kinds ended in all ways, with papers, lost points and lessons."""
    assert set(Remedy.objects.values_list("kind", "outcome")) >= {
        ("review", "upheld"),
        ("review", "corrected"),
        ("review", "other"),
        ("review", "pending"),
        ("direct_suit", "upheld"),
        ("direct_suit", "pending"),
        ("suit_after_review", "upheld"),
        ("suit_after_review", "pending"),
    }
    assert Remedy.objects.pending().exclude(suspended_on=None).count() == 1
    assert set(LostPoint.objects.values_list("cause", flat=True)) == {"ground", "facts", "reasons"}
    assert set(RemedyPaper.objects.values_list("kind", flat=True)) == set(RemedyPaper.Kind) - {"other"}
    assert not Remedy.objects.answer_overdue(TODAY).exists()


def live_on(cast: Cast) -> None:
    """Do what the office does beside its cases."""
    afterwards.review_what_is_withheld(cast, TODAY)
    afterwards.promote(cast, columns.lay_out(cast), TODAY)
    afterwards.correct_records(cast, TODAY)
    afterwards.work_together(cast, TODAY)
    reports.keep_reports(cast, TODAY)
    afterwards.order_bundles(cast, TODAY)
    afterwards.date_what_was_recorded(TODAY)


def check_what_follows() -> None:
    """Check that registers and opinions are filled, that reviews fall due, and what was dated when."""
    check_promotions()
    check_this_year()
    assert CoApplicant.objects.count() == 2
    assert DisclosureRequest.objects.filter(received_on__lt=date(2019, 5, 15)).count() == 1
    assert ReleasedAnswer.objects.public().count() >= 8
    assert set(Feedback.objects.values_list("score", flat=True)) == {1, 2, 3, 4, 5}
    assert set(RecordCorrection.objects.values_list("state", flat=True)) >= {
        RecordState.RECEIVED,
        RecordState.CORRECTED,
        RecordState.TOLD,
    }
    assert Withholding.objects.open().filter(next_review_on__lt=TODAY).exists()
    assert not [each for each in RequestEvent.objects.filter(on__lt=TODAY) if localdate(each.at) != each.on]


def check_promotions() -> None:
    """Check that of three promotions one is public, none is late, and that one wish waits."""
    assert Promotion.objects.count() == 3
    assert Promotion.objects.filter(item__live=True).count() == 1
    assert not Promotion.objects.filter(item__live=False, item__publish_due_on__lt=TODAY).exists()
    assert [each.answered_on is None for each in Proposal.objects.order_by("on")].count(True) == 1
    head = User.objects.get(username="officehead")
    matters = [wish.case.matter for wish in wishes_for(Body.objects.get(code="mingjiang"), reader=head)]
    assert matters == ["零工市场建设补助资金安排"]


def check_this_year() -> None:
    """Check what is not told by outcomes: reports, files, evidence, readers, many requests, a late notice."""
    city = AnnualReport.objects.filter(body__code="mingjiang")
    assert city.filter(year=2025, item__live=True).exists()
    assert city.get(year=2026).frozen_on is None
    assert Bundle.objects.get().state == Bundle.State.READY
    assert RecordEvidence.objects.count() == 2
    assert DisclosureRequest.objects.filter(is_restricted=True, state=State.ASSIGNED).count() == 1
    assert AbuseReview.objects.get(request__matter__contains="第六件").count >= 6
    assert Correction.objects.exclude(late_reason="").count() == 1


def check_states() -> None:
    """Check that each state was reached by some request."""
    reached = set(RequestEvent.objects.values_list("to_state", flat=True))
    assert reached == set(State)


def check_letters() -> None:
    """Check that each kind of letter went out, that all were in time, and that some still wait."""
    sent = Letter.objects.filter(state__in=[LetterState.DISPATCHED, LetterState.SERVED])
    assert set(sent.values_list("kind", flat=True)) == set(kinds())
    late = [letter.kind for letter in sent.prefetch_related("dispatches") if letter.is_late]
    assert late == ["correction_notice"]  # with the reason
    states = set(Letter.objects.values_list("state", flat=True))
    assert states == set(LetterState) - {LetterState.RETURNED}  # what came back was fetched at the counter
    assert Service.objects.filter(arrived=False).count() == 1
    assert Letter.objects.filter(outside=True).exists()
    void = Letter.objects.get(state=LetterState.VOID)
    assert Letter.objects.valid().filter(request=void.request, number=void.number).exists()
    assert LetterTemplateVersion.objects.count() == 1


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
