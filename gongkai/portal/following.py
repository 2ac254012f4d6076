"""What an applicant sees of the own request: its state in plain words, dates, strip, and what happened."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

from django.core import signing

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework import states, timing
from gongkai.casework.askers import co_applicants_of
from gongkai.casework.models import (
    AbuseReview,
    Correction,
    Delivery,
    DisclosureRequest,
    Feedback,
    FeeNotice,
    Reply,
    RequestEvent,
    RequestFile,
)
from gongkai.casework.models.reply import Stage
from gongkai.casework.states import State
from gongkai.casework.workflow import CASEWORK
from gongkai.common.masks import masked_name
from gongkai.portal.moves import Move, moves_of
from gongkai.rules import deadlines
from gongkai.rules.calendar import Calendar, Day
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role

SALT = "gongkai.portal.following"
VALID_FOR = 24 * 60 * 60  # seconds for which the address of a receipt or a status works
WORDS = {
    State.SUBMITTED: ("已提交，待确认收到", "wait"),
    State.UNREACHABLE: ("待联系申请人确认", "wait"),
    State.REGISTERED: ("已登记", "going"),
    State.CORRECTION_PENDING: ("待申请人补正", "wait"),
    State.REASON_REQUESTED: ("待申请人说明理由", "wait"),
    State.THIRD_PARTY_CONSULTING: ("征求第三方意见", "going"),
    State.PEER_CONSULTING: ("征求其他机关意见", "going"),
    State.FEE_PENDING: ("待申请人缴费", "wait"),
    State.ABANDONED_NO_PAYMENT: ("逾期未缴费，已终止", "quiet"),
    State.ABANDONED_NO_CORRECTION: ("逾期不补正，已终止", "quiet"),
    State.WITHDRAWN: ("已撤回", "quiet"),
    State.SPLIT: ("已按事项拆分，分别办理", "quiet"),
    State.TRANSFERRED_PETITION: ("不作为申请处理，已告知", "quiet"),
}
FILED_AWAY = (State.CLOSED, State.ARCHIVED)
# How a request ended that was closed without a reply, by outcome and its finer ground.
ENDED_BY: dict[tuple[str, str], State] = {
    (Outcome.OTHER_NO_CORRECTION, ""): State.ABANDONED_NO_CORRECTION,
    (Outcome.OTHER_NO_PAYMENT, ""): State.ABANDONED_NO_PAYMENT,
    (Outcome.REFUSED_PETITION, ""): State.TRANSFERRED_PETITION,
    (Outcome.OTHER_MISC, "withdrawn"): State.WITHDRAWN,
}
# Steps that concern the applicant; reviews and assignments are the body's own affair (条例第十六条).
TOLD = {
    "file": "提交申请",
    "register": "收到并登记",
    "confirm_receipt": "双方确认收到并登记",
    "ask_to_correct": "告知补正",
    "send_correction": "网上提交补正，待本机关确认收到",
    "accept_correction": "收到补正，重新计算期限",
    "lapse_correction": "逾期不补正，终止办理",
    "consult_third_party": "征求第三方意见，期间不计入期限",
    "consult_peer": "征求其他机关意见，期间不计入期限",
    "resume": "征求意见结束，恢复计算期限",
    "notify_fee": "告知收取信息处理费，期限停止计算",
    "send_payment_proof": "网上提交缴费凭证，待本机关核对",
    "record_payment": "收到缴费，继续办理",
    "lapse_payment": "逾期未缴费，终止办理",
    "request_reasons": "告知说明申请理由",
    "send_reasons": "网上说明理由，待本机关登记",
    "record_reasons": "收到理由说明",
    "set_delay": "告知延迟答复的合理期限",
    "extend": "延长答复期限",
    "issue_reply": "作出答复",
    "record_service": "送达答复",
    "collect_reply": "网上查收答复",
    "split": "按申请事项拆分，分别办理",
    "transfer_petition": "告知不作为申请处理",
    "withdraw": "申请人撤回",
    "redo": "重新处理",
    "give_feedback": "申请人评价",
}


@dataclass(frozen=True)
class Following:
    """One request as its applicant may see it on a day."""

    case: DisclosureRequest
    words: str
    shape: str
    told: list[tuple[date, str]]
    days: Sequence[Day]
    shown_on: date
    awaited: Correction | None
    unpaid: FeeNotice | None
    reply: Reply | None
    moves: list[Move]

    @property
    def is_late(self) -> bool:
        """Whether the body owes an answer and is late with it."""
        return self.case.is_overdue(self.shown_on)

    @property
    def has_ended(self) -> bool:
        """Whether the request was answered or ended."""
        return self.case.concluded_on is not None

    @property
    def is_collectable(self) -> bool:
        """Whether the reply waits here for the applicant, whose opening it is its service."""
        waits = self.reply is not None and self.reply.served_on is None
        return waits and self.case.delivery == Delivery.ONLINE and self.may("collect_reply")

    @property
    def is_readable(self) -> bool:
        """Whether the applicant asked to be answered here, and has received the reply."""
        return self.reply is not None and self.case.delivery == Delivery.ONLINE and not self.is_collectable

    @cached_property
    def calendar(self) -> Calendar:
        """The calendar in force."""
        return current_calendar()

    @cached_property
    def names(self) -> list[str]:
        """The names of all who ask, masked: whoever has the code knows one of them."""
        asking = self.case.applicant
        others = [masked_name(each.name) for each in co_applicants_of(self.case)]
        return [masked_name(asking.name) if asking.is_person else asking.name, *others]

    @cached_property
    def files(self) -> list[RequestFile]:
        """The files of the reply, as far as they are given here."""
        return list(self.case.files.released()) if self.is_readable else []

    @cached_property
    def feedback(self) -> Feedback | None:
        """What the applicant thinks of it, once said."""
        return Feedback.objects.filter(request=self.case).first()

    @property
    def may_rate(self) -> bool:
        """Whether the applicant has received an answer and not said what it was like."""
        return self.reply is not None and not self.is_collectable and not self.feedback

    @cached_property
    def explain(self) -> AbuseReview | None:
        """The reasons that the body asked for and has not recorded."""
        return AbuseReview.objects.awaited().filter(request=self.case).first()

    @cached_property
    def sent(self) -> RequestEvent | None:
        """What the applicant sent last online of what is awaited now."""
        step = "send_correction" if self.awaited else "send_payment_proof" if self.unpaid else ""
        step = step or ("send_reasons" if self.explain else "")
        return self.case.events.filter(step=step).last()

    @cached_property
    def parts(self) -> list[DisclosureRequest]:
        """The requests into which this one was split; each is followed by its own code."""
        return list(self.case.parts.order_by("pk"))

    @property
    def may_withdraw(self) -> bool:
        """Whether the request can still be withdrawn."""
        return self.may("withdraw")

    def may(self, step: str) -> bool:
        """Whether the applicant may take a step now."""
        return CASEWORK.refusal(step, self.case.state, [Role.SYSTEM]) is None


def sealed(case: DisclosureRequest) -> str:
    """Return a token that leads to the request for a day."""
    return signing.dumps(case.pk, salt=SALT)


def unsealed(token: str, body: Body) -> DisclosureRequest | None:
    """Return the request that a token leads to; None for a wrong or an old one."""
    try:
        key = signing.loads(token, salt=SALT, max_age=VALID_FOR)
    except signing.BadSignature:
        return None
    return DisclosureRequest.objects.of(body).select_related("body", "applicant").filter(pk=key).first()


def follow(case: DisclosureRequest, today: date) -> Following:
    """Return what the applicant may see of a request on a day."""
    words, shape = _stands(case)
    reply = case.replies.filter(stage=Stage.ISSUED).order_by("pk").last()
    shown_on = min(case.concluded_on or today, today)
    return Following(
        case=case,
        words=words,
        shape=shape,
        told=[(event.on, TOLD[event.step]) for event in case.events.filter(step__in=TOLD)],
        days=_days(case, shown_on),
        shown_on=shown_on,
        awaited=Correction.objects.filter(request=case, received_on=None).first() if _waits(case) else None,
        unpaid=FeeNotice.objects.awaited().filter(request=case).first(),
        reply=reply,
        moves=moves_of(case),
    )


def _stands(case: DisclosureRequest) -> tuple[str, str]:
    """Return how a request stands, in words and shape; one that ended without a reply has none."""
    ended = ENDED_BY.get((case.outcome, case.outcome_flag)) if case.state in FILED_AWAY else None
    open_or_answered = ("办理中", "going") if case.is_in_hand else ("已答复", "done")
    return WORDS.get(ended or State(case.state), open_or_answered)


def expected(today: date) -> deadlines.Deadline:
    """Return the reply period of a request that is confirmed today (条例第三十三条)."""
    return deadlines.due("request_reply", today, current_calendar())


def _days(case: DisclosureRequest, until: date) -> list[Day]:
    """Return the count of the days, with those after the last one up to a day."""
    if case.received_on is None or case.state in (*states.UNCONFIRMED, State.SPLIT):
        return []
    calendar = current_calendar()
    clock = timing.clock_of(case, calendar)
    late = calendar.days(clock.due_on, until) if clock.due_on and until > clock.due_on else ()
    return [*clock.count, *late]


def _waits(case: DisclosureRequest) -> bool:
    return case.state == State.CORRECTION_PENDING
