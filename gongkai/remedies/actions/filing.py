"""Recording that a review or suit was accepted."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework import states as case_states
from gongkai.casework.actions import challenge_request
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.progress import locked, roles_for
from gongkai.design.words import cn_date
from gongkai.remedies.errors import AlreadyFiled, OutOfTime, RemedyIncomplete
from gongkai.remedies.models import About, Kind, Procedure, Remedy
from gongkai.remedies.periods import answer_due, decision_due, is_out_of_time, last_day_to_apply
from gongkai.remedies.progress import check_order, record
from gongkai.remedies.workflow import REMEDIES
from gongkai.workflow import Refusal, StepNotAllowed

SKIPPED = "对这一答复应当先申请行政复议（行政复议法第二十三条），可以在答辩状中请求法院驳回起诉。"


@transaction.atomic
def file_remedy(
    case: DisclosureRequest,
    *,
    kind: Kind,
    case_no: str,
    organ: str,
    accepted_on: date,
    notified_on: date | None = None,
    applied_on: date | None = None,
    procedure: Procedure | None = None,
    late_reason: str = "",
    after: Remedy | None = None,
    reply: Reply | None = None,
    over_silence: bool = False,
    by: User,
    on: date,
) -> Remedy:
    """
    Record that a review or suit about a request was accepted, and by when the body must answer it.

    An answered request goes to 复议诉讼中; one still in hand (a suit over silence) stays where it is.

    :param notified_on: the day the copy arrived; the day of acceptance when not given
    :param applied_on: the day the applicant asked for it, when known
    :param procedure: a review is heard simply when none is given (行政复议法第五十三条); a suit's may be open
    :param late_reason: why it was accepted after the period (行政复议法第二十条，行政诉讼法第四十八条)
    :param after: the concluded review that a suit follows
    :param reply: the issued reply that is challenged; the last one when not given
    :param over_silence: that no answer came in time is challenged, and not a reply
    :raises AlreadyFiled: the body has recorded the organ's case of this number; another body may, too
    :raises OutOfTime: it was asked for after the period, without a reason
    :raises RemedyIncomplete: number, organ or the review before is missing, or the reply is another's
    :raises RemedyDateOutOfOrder: the days contradict each other
    :raises StepNotAllowed: `by` does not defend the body
    """
    case = locked(case)
    _check_defends(case, by, on)
    _check_named(case, kind, case_no, organ, after)
    notified_on = notified_on or accepted_on
    check_order(case.received_on, applied_on, accepted_on, notified_on, on)
    check_order(after.concluded_on if after else None, applied_on, accepted_on)
    about, reply = _subject(case, reply, after, over_silence, accepted_on)
    heard = procedure or (Procedure.SIMPLE if kind == Kind.REVIEW else "")
    what: dict[str, Any] = {"kind": kind, "about": about, "reply": reply, "procedure": heard, "after": after}
    came = {"applied_on": applied_on, "accepted_on": accepted_on, "notified_on": notified_on}
    names = {"case_no": case_no.strip(), "organ": organ.strip(), "late_reason": late_reason.strip()}
    remedy = _accepted(Remedy(body=case.body, request=case, **what, **names, **came), by=by, on=on)
    if case.state in case_states.ANSWERED:
        remedy.request = challenge_request(case, note=str(remedy), by=by, on=on)
    return remedy


def _check_defends(case: DisclosureRequest, by: User, on: date) -> None:
    if not set(REMEDIES.step("file").roles) & roles_for(case, by, on):
        raise StepNotAllowed(Refusal("role", "“登记案件”由法制审核员、公开工作机构负责人办理。"))


def _accepted(remedy: Remedy, *, by: User, on: date) -> Remedy:
    """Set what is due when and put it on record; ask why it was accepted, when it was asked for too late."""
    kind, procedure = remedy.kind, remedy.procedure
    remedy.answer_due_on = answer_due(remedy.notified_on, kind, procedure)
    remedy.decision_due_on = decision_due(remedy.accepted_on, kind, procedure)
    last = last_day_to_apply(remedy)
    if last and is_out_of_time(remedy) and not remedy.late_reason:
        raise OutOfTime(
            f"申请期限到{cn_date(last)}为止，{cn_date(remedy.applied_on)}才申请；受理机关认定有正当理由的，"
            "请写明理由（行政复议法第二十条，行政诉讼法第四十六条、第四十八条）。"
        )
    remedy.save()
    record(remedy, "file", by=by, on=on, note=SKIPPED if remedy.skips_review else "")
    return remedy


def _subject(
    case: DisclosureRequest, reply: Reply | None, after: Remedy | None, over_silence: bool, accepted_on: date
) -> tuple[About, Reply | None]:
    """Return what is challenged: what the review before was about, the reply named, or the last one."""
    if after:
        return About(after.about), after.reply
    if over_silence:
        return About.SILENCE, None
    issued = case.replies.issued().filter(issued_on__lte=accepted_on).order_by("issued_on", "pk")
    if reply and not issued.filter(pk=reply.pk).exists():
        raise RemedyIncomplete("被复议、起诉的答复应当是本申请的、受理以前已经制发的答复。")
    if found := reply or issued.last():
        return About.REPLY, found
    return (About.SILENCE if case.is_in_hand else About.OTHER), None


def _check_named(case: DisclosureRequest, kind: Kind, case_no: str, organ: str, after: Remedy | None) -> None:
    if not case_no.strip() or not organ.strip():
        raise RemedyIncomplete("请填写案号和复议机关或者法院。")
    if Remedy.objects.of(case.body).filter(organ=organ.strip(), case_no=case_no.strip()).exists():
        raise AlreadyFiled(f"{organ.strip()}{case_no.strip()}本机关已经登记；不是同一件的，请核对案号。")
    if (kind == Kind.SUIT_AFTER_REVIEW) != (after is not None):
        raise RemedyIncomplete("复议后起诉的，应当选择此前的复议；其他案件不选。")
    if after and (after.request_id != case.pk or after.kind != Kind.REVIEW or not after.concluded_on):
        raise RemedyIncomplete("此前的复议应当是本申请的、已经审结的行政复议。")
