"""The verbs of reviews and suits; the only writers of their tables."""

from datetime import date

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework import states as case_states
from gongkai.casework.actions import challenge_request, end_challenge, redo_request
from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import locked, roles_for
from gongkai.remedies.errors import NothingToRedo, RemedyDateOutOfOrder, RemedyIncomplete
from gongkai.remedies.models import Kind, Procedure, Remedy, RemedyEvent, RemedyOutcome
from gongkai.remedies.workflow import REMEDIES
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce
from gongkai.workflow import Refusal, StepNotAllowed

ANSWER_RULES = {
    Procedure.SIMPLE.value: "review_answer_simple",
    Procedure.ORDINARY.value: "review_answer_ordinary",
}


@transaction.atomic
def file_remedy(
    case: DisclosureRequest,
    *,
    kind: Kind,
    case_no: str,
    organ: str,
    accepted_on: date,
    notified_on: date | None = None,
    procedure: Procedure = Procedure.SIMPLE,
    after: Remedy | None = None,
    by: User,
    on: date,
) -> Remedy:
    """
    Record that a review or suit about a request was accepted, and by when the body must answer it.

    An answered request goes to 复议诉讼中; one still in hand (a suit over silence) stays where it is.

    :param notified_on: the day the copy arrived; the day of acceptance when not given
    :param procedure: of a review; disclosure cases may be heard simply (行政复议法第五十三条)
    :param after: the concluded review that a suit follows
    :raises RemedyIncomplete: number, organ or the review before is missing
    :raises RemedyDateOutOfOrder: the days contradict each other
    :raises StepNotAllowed: `by` does not defend the body
    """
    case = locked(case)
    if not set(REMEDIES.step("file").roles) & roles_for(case, by, on):
        raise StepNotAllowed(Refusal("role", "“登记案件”由法制审核员、公开工作机构负责人办理。"))
    _check_named(case, kind, case_no, organ, after)
    notified_on = notified_on or accepted_on
    _check_order(case.received_on, accepted_on, notified_on, on)
    is_review = kind == Kind.REVIEW
    remedy = Remedy.objects.create(
        body=case.body,
        request=case,
        kind=kind,
        procedure=procedure if is_review else "",
        case_no=case_no.strip(),
        organ=organ.strip(),
        accepted_on=accepted_on,
        notified_on=notified_on,
        answer_due_on=_answer_due(notified_on, procedure if is_review else ""),
        after=after,
    )
    RemedyEvent.objects.create(remedy=remedy, step="file", on=on, by=by)
    if case.state in case_states.ANSWERED:
        remedy.request = challenge_request(case, note=str(remedy), by=by, on=on)
    return remedy


@transaction.atomic
def answer_remedy(
    remedy: Remedy, *, answered_on: date | None = None, note: str = "", by: User, on: date
) -> Remedy:
    """
    Record that the body answered the review or suit (行政复议法第四十八条、第五十四条，行政诉讼法第六十七条).

    :raises RemedyDateOutOfOrder: before the copy arrived, or after `on`
    """
    remedy = _checked(remedy, "answer", by=by, on=on)
    answered_on = answered_on or on
    _check_order(remedy.notified_on, answered_on, on)
    remedy.answered_on = answered_on
    remedy.save()
    RemedyEvent.objects.create(remedy=remedy, step="answer", on=on, by=by, note=note.strip())
    return remedy


@transaction.atomic
def conclude_remedy(
    remedy: Remedy,
    *,
    outcome: RemedyOutcome,
    decision: str = "",
    concluded_on: date | None = None,
    redo: bool = False,
    redo_days: int | None = None,
    by: User,
    on: date,
) -> Remedy:
    """
    Record how a review or suit ended; a corrected result may order the body to handle the request anew.

    :param redo_days: working days that the order sets; the statutory period when it sets none
    :raises NothingToRedo: a redo without a corrected result
    :raises RemedyDateOutOfOrder: before the acceptance, or after `on`
    :raises RemedyIncomplete: 尚未审结 is no way to end
    """
    remedy = _checked(remedy, "conclude", by=by, on=on)
    concluded_on = concluded_on or on
    _check_order(remedy.accepted_on, concluded_on, on)
    if outcome == RemedyOutcome.PENDING:
        raise RemedyIncomplete("请选择审结的结果：维持、纠正或者其他。")
    if redo and outcome != RemedyOutcome.CORRECTED:
        raise NothingToRedo("结果为“纠正”的，才会责令重新处理。")
    remedy.outcome, remedy.concluded_on, remedy.decision = outcome, concluded_on, decision.strip()
    remedy.save()
    note = remedy.get_outcome_display()
    RemedyEvent.objects.create(remedy=remedy, step="conclude", on=on, by=by, note=note)
    _hand_back(remedy, redo=redo, days=redo_days, by=by, on=on)
    return remedy


def _hand_back(remedy: Remedy, *, redo: bool, days: int | None, by: User, on: date) -> None:
    """Take the request up again, or let it rest when no other review or suit about it is pending."""
    case = locked(remedy.request)
    if redo:
        order = f"{remedy.organ} {remedy.case_no}"
        remedy.request = redo_request(case, order=order, days=days, by=by, on=on)
        return
    is_last = not Remedy.objects.pending().filter(request=case).exists()
    if is_last and case.state == case_states.State.UNDER_REVIEW_OR_SUIT:
        remedy.request = end_challenge(case, note=str(remedy), by=by, on=on)


def _checked(remedy: Remedy, code: str, *, by: User, on: date) -> Remedy:
    """Return the remedy locked, if the table lets `by` take the step."""
    remedy = Remedy.objects.select_for_update(of=("self",)).select_related("request").get(pk=remedy.pk)
    REMEDIES.check(code, state=remedy.state, roles=roles_for(remedy.request, by, on))
    return remedy


def _check_named(case: DisclosureRequest, kind: Kind, case_no: str, organ: str, after: Remedy | None) -> None:
    if not case_no.strip() or not organ.strip():
        raise RemedyIncomplete("请填写案号和复议机关或者法院。")
    if (kind == Kind.SUIT_AFTER_REVIEW) != (after is not None):
        raise RemedyIncomplete("复议后起诉的，应当选择此前的复议；其他案件不选。")
    if after and (after.request_id != case.pk or after.kind != Kind.REVIEW or not after.concluded_on):
        raise RemedyIncomplete("此前的复议应当是本申请的、已经审结的行政复议。")


def _check_order(*days: date | None) -> None:
    known = [day for day in days if day]
    if known != sorted(known):
        raise RemedyDateOutOfOrder(
            "日期先后不对：收到申请、受理、收到副本、答辩、审结应当依次，且不晚于今天。"
        )


def _answer_due(notified_on: date, procedure: str) -> date | None:
    rule = ANSWER_RULES.get(procedure, "suit_answer")
    try:
        return deadlines.due(rule, notified_on, current_calendar()).due_on
    except NotInForce:  # the rules begin with the acts in force; older cases keep no date
        return None
