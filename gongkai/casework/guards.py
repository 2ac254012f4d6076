"""What a step needs besides the right state and role; each check refuses with its reason and its article."""

from datetime import date

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.casework import abuse, correction, errors, extension, filing, payment, receipt, releasing
from gongkai.casework.askers import check_identity_kept, check_restricted
from gongkai.casework.completeness import check_reply
from gongkai.casework.models import (
    Consultation,
    DisclosureRequest,
    Reply,
    ReplyReview,
    Stage,
)
from gongkai.casework.objections import check_override, check_something_to_weigh
from gongkai.casework.progress import roles_for
from gongkai.casework.splitting import check_not_split, check_splittable
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK, OFFERED_ELSEWHERE
from gongkai.design.words import cn_date
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.rules.roles import Role
from gongkai.workflow import Condition, Manual, Option, Refusal, Step, StepNotAllowed, condition

Guard = Condition[[DisclosureRequest, User | None, date]]
STAGE_STEPS = {
    Stage.UNIT: "approve_unit",
    Stage.SECRECY: "approve_secrecy",
    Stage.LEGAL: "approve_legal",
    Stage.LEADER: "approve_leader",
    Stage.SIGNED: "approve_leader",  # who signed it may call it back
}


def check_allowed(case: DisclosureRequest, code: str, *, by: User | None, on: date) -> Step:
    """
    Return the step if the table and every guard let `by` take it on a day.

    :raises StepNotAllowed: wrong state or wrong role
    :raises Refused: one of the named refusals of a guard
    """
    step = CASEWORK.check(code, state=case.state, roles=roles_for(case, by, on))
    for guard in GUARDS.get(code, ()):
        guard(case, by, on)
    return step


def steps_for(case: DisclosureRequest, user: User, on: date) -> list[Option]:
    """
    Return the steps that people take with a case, in table order, the unlawful ones with their reason.

    Those about a file or a draft are left away: they are offered beside it.
    """
    roles = roles_for(case, user, on)
    options = []
    for step in CASEWORK.steps:
        if step.starts or step.roles == (Role.SYSTEM,) or step.code in OFFERED_ELSEWHERE:
            continue
        refusal = CASEWORK.refusal(step.code, case.state, roles)
        if refusal is None:
            refusal = _guard_refusal(case, step, user, on)
        options.append(Option(step, refusal))
    return options


def _guard_refusal(case: DisclosureRequest, step: Step, user: User, on: date) -> Refusal | None:
    try:
        for guard in GUARDS.get(step.code, ()):
            guard(case, user, on)
    except StepNotAllowed as refused:
        return refused.refusal
    except Refused as refused:
        return Refusal("guard", str(refused))
    return None


# --- handling -----------------------------------------------------------------------------------------------


@condition("没有还在等待的意见：都已收到，或者期满（条例第三十二条、第三十四条）。")
def check_consultations_closed(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse a reply while somebody asked may still answer (条例第三十二条、第三十四条).

    :raises ConsultationOpen: naming whose opinion is awaited
    """
    awaited = "、".join(each.party for each in case.consultations.open())
    if awaited:
        raise errors.ConsultationOpen(
            f"还在等待{awaited}的意见，收到意见或者期满后才能答复（条例第三十二条）。"
        )


@condition("征求意见的期限已经届满（条例第三十二条、第三十四条）。")
def check_some_expired(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse to take as silence what may still be answered (条例第三十二条、第三十四条).

    :raises ConsultationOpen: no period has passed
    """
    if not case.consultations.expired(on).exists():
        raise errors.ConsultationOpen("征求意见的期限还没有届满（条例第三十二条、第三十四条）。")


# --- replies ------------------------------------------------------------------------------------------------


def unissued_reply(case: DisclosureRequest) -> Reply:
    """
    Return the reply in the making.

    :raises ReplyNotReviewed: there is none
    """
    reply = case.replies.unissued().first()
    if reply is None:
        raise errors.ReplyNotReviewed("还没有拟写答复。")
    return reply


def check_turn(stage: Stage) -> Guard:
    """Return a guard that refuses a reviewer whose turn it is not, and whoever wrote the draft."""

    def check(case: DisclosureRequest, by: User | None, _on: date) -> None:
        reply = unissued_reply(case)
        if reply.stage != stage:
            raise errors.NotThisReviewersTurn(f"答复现在的审批环节是“{reply.get_stage_display()}”。")
        if by is not None and reply.drafted_by_id == by.pk:
            raise errors.OwnDraft("自己拟写的答复应由他人审核，请交其他审核人办理。")
        check_unchanged(reply)

    return Condition(
        check,
        f"答复在“{stage.label}”环节，由拟稿人以外的人审核，上一环节以后内容和文件没有改动（条例第十七条、第四十五条）。",
    )


@condition("由现在审批环节的审核人退回（条例第四十五条）。")
def check_returning(case: DisclosureRequest, by: User | None, on: date) -> None:
    """
    Refuse a return by somebody whose turn it is not.

    :raises StepNotAllowed: the present stage belongs to another role
    """
    reply = unissued_reply(case)
    CASEWORK.check(STAGE_STEPS[Stage(reply.stage)], state=case.state, roles=roles_for(case, by, on))


def check_unchanged(reply: Reply) -> None:
    """
    Refuse to go on with other content than was reviewed (条例第十七条).

    :raises ReplyChanged: the wording or a file changed after a review of this draft
    """
    seen = set(reply.reviews.filter(draft_no=reply.draft_no).values_list("fingerprint", flat=True))
    if seen - {reply.fingerprint()}:
        raise errors.ReplyChanged(
            "审核之后答复内容或者拟提供的文件有改动，请退回后重新送审（条例第十七条）。"
        )


@condition(
    "答复已经通过保密审查并签发，审核以后内容和文件没有改动，没有还在等待的意见（条例第十七条、第三十二条、第四十五条）。"
)
def check_ready_to_issue(case: DisclosureRequest, by: User | None, on: date) -> None:
    """
    Refuse a reply without signature or secrecy review (条例第十七条).

    :raises ReplyNotReviewed: not signed yet, or the secrecy review is missing
    :raises ReplyChanged: changed after a review
    :raises ConsultationOpen: somebody asked may still answer
    """
    reply = unissued_reply(case)
    reviews = ReplyReview.objects.filter(reply=reply, draft_no=reply.draft_no, passed=True)
    if not reviews.filter(stage=Stage.SECRECY).exists():
        raise errors.ReplyNotReviewed("没有通过保密审查的答复不能发出（条例第十七条）。")
    if reply.stage != Stage.SIGNED:
        raise errors.ReplyNotReviewed(f"答复还没有签发，现在的审批环节是“{reply.get_stage_display()}”。")
    check_unchanged(reply)
    check_consultations_closed(case, by, on)


@condition("答复还没有登记送达（条例第三十六条）。")
def check_not_served(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to record service twice.

    :raises AlreadyServed: it is recorded
    """
    reply = case.current_reply
    if reply and reply.served_on:
        raise errors.AlreadyServed(f"答复已于{cn_date(reply.served_on)}送达。")


# --- ending -------------------------------------------------------------------------------------------------


def untold_parties(case: DisclosureRequest) -> list[Consultation]:
    """Return the third parties that refused, were overruled, and have not been told (条例第三十二条)."""
    reply = case.replies.issued().order_by("pk").last()
    if reply is None or Outcome(reply.outcome).group not in (OutcomeGroup.GRANTED, OutcomeGroup.PARTIAL):
        return []
    return list(case.consultations.untold())


@condition("决定公开，而第三方曾不同意、还没有告知（条例第三十二条）。")
def check_somebody_to_tell(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to record a notice to a third party that nobody is owed.

    :raises ThirdPartyNotTold: nobody refused and was overruled
    """
    if not untold_parties(case):
        raise errors.ThirdPartyNotTold("没有需要告知公开决定的第三方。")


@condition("答复已经登记送达；第三方不同意而公开的，已经书面告知第三方（条例第三十二条、第三十六条）。")
def check_may_close(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to close before the reply was served and everybody told.

    :raises NotServed: the reply is not served
    :raises ThirdPartyNotTold: a third party was overruled and has not been told (条例第三十二条)
    """
    reply = case.replies.issued().order_by("pk").last()
    if case.state in (State.REPLIED, State.TRANSFERRED_PETITION) and reply and not reply.served_on:
        raise errors.NotServed("请先登记答复的送达，再办结。")
    if untold := untold_parties(case):
        names = "、".join(each.party for each in untold)
        raise errors.ThirdPartyNotTold(f"请先书面告知{names}公开的内容和理由（条例第三十二条）。")


@condition("已经确定收到申请之日（条例第三十一条）。")
def check_was_received(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to take up again what was withdrawn before it was received.

    :raises ReceiptNotConfirmed: it never was a request
    """
    if case.received_on is None:
        raise errors.ReceiptNotConfirmed("本申请在确定收到日期之前已经撤回（条例第三十一条）。")


GUARDS: dict[str, tuple[Guard, ...]] = {
    "register": (receipt.check_channel_needs_no_word,),
    "confirm_receipt": (receipt.check_channel_confirms,),
    "ask_to_correct": (correction.check_not_corrected,),
    "lapse_correction": (correction.check_correction_lapsed, correction.check_no_correction_sent),
    "split": (check_splittable,),
    "weigh_interests": (check_something_to_weigh,),
    "expire_consultation": (check_some_expired,),
    "notify_fee": (payment.check_may_charge,),
    "record_fee_service": (payment.check_fee_unserved,),
    "lapse_payment": (payment.check_payment_lapsed,),
    "request_reasons": (abuse.check_may_ask_reasons,),
    "send_reasons": (abuse.check_reasons_awaited,),
    "record_reasons": (abuse.check_reasons_awaited,),
    "judge_reasons": (abuse.check_reasons_ripe,),
    "set_delay": (abuse.check_may_delay,),
    "request_extension": (extension.check_nothing_asked, extension.check_may_extend),
    "decline_extension": (extension.check_something_asked,),
    "extend": (extension.check_may_extend,),
    "draft_reply": (check_consultations_closed,),
    "approve_unit": (check_turn(Stage.UNIT),),
    "approve_secrecy": (check_turn(Stage.SECRECY),),
    "approve_legal": (check_turn(Stage.LEGAL),),
    "approve_leader": (check_turn(Stage.LEADER),),
    "return_reply": (check_returning,),
    "issue_reply": (check_ready_to_issue,),
    "record_service": (check_not_served,),
    "collect_reply": (check_not_served,),
    "tell_third_party": (check_somebody_to_tell,),
    "close": (check_may_close,),
    "release_answer": (releasing.check_not_released,),
    "withdraw_answer": (releasing.check_released,),
    "correct_entry": (check_not_split,),
    "join_applicant": (check_not_split, check_identity_kept),
    "lift_restriction": (check_restricted,),
    "challenge": (check_was_received,),
    "redo": (check_was_received,),
}

# What an action checks of what is entered, besides the guards of its step.
ENTERED: dict[str, tuple[Condition[...], ...]] = {
    "register": (receipt.check_entered_in_time,),
    "confirm_receipt": (receipt.check_entered_in_time,),
    "ask_to_correct": (correction.check_notice_in_time,),
    "set_delay": (abuse.check_delay,),
    "extend": (extension.check_days,),
    "request_extension": (extension.check_days,),
    "draft_reply": (check_reply, check_override, abuse.check_abuse_found),
    "release_answer": (releasing.check_no_person,),
    "archive": (filing.check_complete,),
}

MANUAL = Manual(
    CASEWORK,
    {step.code: (*GUARDS.get(step.code, ()), *ENTERED.get(step.code, ())) for step in CASEWORK.steps},
)
