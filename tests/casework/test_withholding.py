"""不予公开登记 and its periodic review (条例第十八条)."""

from datetime import date

import pytest

from gongkai.casework.actions import redo_request, review_withholding, set_policy
from gongkai.casework.actions.withholding import follow_reply
from gongkai.casework.errors import DateOutOfOrder, RequestIncomplete
from gongkai.casework.models import CaseworkPolicy, DisclosureRequest, Withholding, WithholdingReview
from gongkai.casework.models.withholding import WithholdingState
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import answer_request, make_body, make_reply, make_request, make_user, staff_of

pytestmark = pytest.mark.django_db
Decision = WithholdingReview.Decision
REPLIED = date(2026, 3, 9)
A_YEAR_LATER = date(2027, 3, 9)


def refused(outcome: Outcome = Outcome.DENIED_PROCESS) -> DisclosureRequest:
    return answer_request(make_request(), on=REPLIED, outcome=outcome)


@pytest.mark.parametrize("outcome", [Outcome.DENIED_PROCESS, Outcome.PARTIAL, Outcome.DENIED_STATE_SECRET])
def test_what_a_reply_withholds_is_entered_and_looked_at_after_twelve_months(outcome: Outcome) -> None:
    case = refused(outcome)

    entry = case.withholding
    assert (entry.since_on, entry.next_review_on) == (REPLIED, A_YEAR_LATER)
    assert entry.reply == case.replies.get()
    assert entry.state == WithholdingState.WITHHELD
    assert str(entry) == f"{case.number} 不予公开"


@pytest.mark.parametrize(
    "outcome", [Outcome.GRANTED, Outcome.UNAVAILABLE_NOT_HELD, Outcome.DENIED_SPECIAL_QUERY]
)
def test_other_replies_withhold_nothing(outcome: Outcome) -> None:
    assert not Withholding.objects.filter(request=refused(outcome)).exists()


def test_a_body_may_choose_another_interval() -> None:
    body = make_body()
    set_policy(body, withholding_months=6, promotion_applicants=3)

    case = answer_request(make_request(body=body), on=REPLIED, outcome=Outcome.DENIED_INTERNAL)

    assert case.withholding.next_review_on == date(2026, 9, 9)
    assert CaseworkPolicy.objects.for_body(body).promotion_applicants == 3


def test_before_2019_no_article_asked_for_it() -> None:
    reply = make_reply(outcome=Outcome.DENIED_PROCESS)

    entry = follow_reply(reply, by=staff_of(reply.request.body).leader, on=date(2018, 3, 5))

    assert entry is None


def test_what_is_due_is_listed() -> None:
    entry = refused().withholding
    body = entry.request.body

    assert not Withholding.objects.of(body).due(date(2027, 3, 8)).exists()
    assert Withholding.objects.of(body).due(A_YEAR_LATER).get() == entry
    assert Withholding.objects.due_between(date(2027, 3, 1), date(2027, 3, 31)).get() == entry
    assert not Withholding.objects.of(make_body()).due(A_YEAR_LATER).exists()
    assert entry.is_due(A_YEAR_LATER)
    assert not entry.is_due(REPLIED)
    assert Withholding.objects.visible_to(staff_of(body).legal_reviewer).get() == entry


def test_it_is_kept_for_a_reason_until_the_next_day() -> None:
    entry = refused().withholding
    legal = staff_of(entry.request.body).legal_reviewer

    entry = review_withholding(
        entry, decision=Decision.KEEP, reason="仍在调查中", by=legal, on=date(2027, 3, 5)
    )

    review = entry.reviews.get()
    assert entry.next_review_on == review.next_review_on == date(2028, 3, 6)  # 3月5日是星期日
    assert (review.due_on, review.reason, review.by) == (A_YEAR_LATER, "仍在调查中", legal)
    assert str(review) == "2027-03-05 继续不予公开"


def test_the_next_look_may_be_sooner_and_not_in_the_past() -> None:
    entry = refused().withholding
    head = staff_of(entry.request.body).office_head

    with pytest.raises(DateOutOfOrder, match="下次评估日期应当晚于"):
        review_withholding(
            entry,
            decision=Decision.KEEP,
            reason="暂不公开",
            next_review_on=A_YEAR_LATER,
            by=head,
            on=A_YEAR_LATER,
        )
    entry = review_withholding(
        entry,
        decision=Decision.KEEP,
        reason="暂不公开",
        next_review_on=date(2027, 6, 9),
        by=head,
        on=A_YEAR_LATER,
    )
    assert entry.next_review_on == date(2027, 6, 9)


def test_it_may_be_disclosed_now_and_only_once() -> None:
    entry = refused().withholding
    head = staff_of(entry.request.body).office_head

    entry = review_withholding(
        entry, decision=Decision.DISCLOSE, reason="调查已经结束", by=head, on=A_YEAR_LATER
    )

    assert (entry.state, entry.disclosed_on) == (WithholdingState.DISCLOSED, A_YEAR_LATER)
    assert not entry.is_due(date(2028, 3, 9))
    assert not Withholding.objects.open().exists()
    with pytest.raises(StepNotAllowed, match="不予公开"):
        review_withholding(entry, decision=Decision.KEEP, reason="反悔", by=head, on=A_YEAR_LATER)


def test_a_decision_needs_its_reason_its_day_and_its_judge() -> None:
    entry = refused().withholding
    staff = staff_of(entry.request.body)

    with pytest.raises(RequestIncomplete, match="第十八条"):
        review_withholding(entry, decision=Decision.KEEP, reason=" ", by=staff.office_head, on=A_YEAR_LATER)
    with pytest.raises(DateOutOfOrder, match="不能早于不予公开之日"):
        review_withholding(
            entry, decision=Decision.KEEP, reason="略", by=staff.office_head, on=date(2026, 3, 6)
        )
    with pytest.raises(StepNotAllowed, match="由公开工作机构负责人、法制审核员办理"):
        review_withholding(entry, decision=Decision.KEEP, reason="略", by=staff.handler, on=A_YEAR_LATER)
    outsider = make_user(role=Role.OFFICE_HEAD, body=make_body())
    with pytest.raises(StepNotAllowed):
        review_withholding(entry, decision=Decision.KEEP, reason="略", by=outsider, on=A_YEAR_LATER)


@pytest.mark.parametrize(
    ("outcome", "decisions"),
    [
        (Outcome.DENIED_INTERNAL, ["keep"]),
        (Outcome.GRANTED, ["disclose"]),
        (Outcome.UNAVAILABLE_NOT_HELD, []),
    ],
)
def test_a_new_reply_to_the_same_request_keeps_or_ends_the_entry(
    outcome: Outcome, decisions: list[str]
) -> None:
    case = refused()
    legal = staff_of(case.body).legal_reviewer
    case = redo_request(case, order="海府复〔2026〕1号", by=legal, on=date(2026, 5, 8))

    case = answer_request(case, on=date(2026, 5, 18), outcome=outcome)

    entry = Withholding.objects.get(request=case)
    assert [review.decision for review in entry.reviews.all()] == decisions
    assert (entry.reply == case.replies.last()) == (decisions == ["keep"])
    assert (entry.disclosed_on == date(2026, 5, 18)) == (decisions == ["disclose"])
