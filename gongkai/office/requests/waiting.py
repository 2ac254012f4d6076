"""Whose turn it is: which requests wait for which role, and for what."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from django.db.models import Case, Exists, OuterRef, Q, Subquery, Value, When

from gongkai.casework import states
from gongkai.casework.models import (
    AbuseReview,
    Consultation,
    DisclosureRequest,
    ExtensionRequest,
    FeeNotice,
    Reply,
    Stage,
)
from gongkai.casework.progress import UNIT_ROLES
from gongkai.casework.states import State
from gongkai.office.desk import Desk
from gongkai.rules.roles import Role

R = Role
EVER = Q()


@dataclass(frozen=True)
class Turn:
    """A request in these states waits for somebody with the role to do what the label says."""

    code: str
    label: str
    role: R
    states: tuple[State, ...]
    condition: Q = EVER


SERVED, IN_REVIEW = Q(unserved=False), (State.IN_REVIEW,)
# fmt: off
TURNS = (
    #    代码        办什么                谁办                 在哪些状态                               还有什么条件
    Turn("confirm",  "确认收到并登记",     R.REGISTRAR,         states.UNCONFIRMED),
    Turn("assign",   "转交承办或者告知补正", R.REGISTRAR,       (State.REGISTERED, State.REDO)),
    Turn("issue",    "制发答复",           R.REGISTRAR,         IN_REVIEW,                               Q(stage=Stage.SIGNED)),
    Turn("serve",    "登记送达",           R.REGISTRAR,         (State.REPLIED, State.TRANSFERRED_PETITION), ~SERVED),
    Turn("close",    "办结",               R.REGISTRAR,         states.ENDED,                            SERVED),
    Turn("fee_serve", "登记收费通知送达",  R.REGISTRAR,         (State.FEE_PENDING,),                    Q(fee_unserved=True)),
    Turn("lapse",    "补正期满，确认终止", R.OFFICE_HEAD,       (State.CORRECTION_PENDING,),             Q(correction_over=True)),
    Turn("reasons",  "认定理由是否合理",   R.OFFICE_HEAD,       (State.REASON_REQUESTED,),               Q(reasons_ripe=True)),
    Turn("unpaid",   "缴费期满，确认终止", R.OFFICE_HEAD,       (State.FEE_PENDING,),                    Q(payment_over=True)),
    Turn("extension", "审批延期申请",      R.OFFICE_HEAD,       states.CLOCK_RUNS,                       Q(extension_asked=True)),
    Turn("opinion",  "征求意见期满，登记结果", R.HANDLER,       states.CONSULTING,                       Q(letter_over=True)),
    Turn("draft",    "办理并拟写答复",     R.HANDLER,           (State.ASSIGNED,)),
    Turn("unit",     "科室负责人审核",     R.UNIT_HEAD,         IN_REVIEW,                               Q(stage=Stage.UNIT)),
    Turn("office_unit", "科室负责人审核",  R.OFFICE_HEAD,       IN_REVIEW,                               Q(stage=Stage.UNIT, handling_unit__is_disclosure_office=True)),
    Turn("secrecy",  "保密审查",           R.SECRECY_REVIEWER,  IN_REVIEW,                               Q(stage=Stage.SECRECY)),
    Turn("legal",    "合法性审核",         R.LEGAL_REVIEWER,    IN_REVIEW,                               Q(stage=Stage.LEGAL)),
    Turn("leader",   "签发",               R.LEADER,            IN_REVIEW,                               Q(stage=Stage.LEADER)),
    Turn("archive",  "归档",               R.ARCHIVIST,         (State.CLOSED,)),
)
# fmt: on
LABELS = {turn.code: turn.label for turn in TURNS}


def waiting_for(desk: Desk, codes: Collection[str] = ()) -> Any:
    """
    Return the requests that wait for the person at the desk, with `turn` as the code of what to do.

    :param codes: only for these turns; all when there are none
    """
    turns = [turn for turn in TURNS if turn.role in desk.roles and (not codes or turn.code in codes)]
    if not turns:
        return DisclosureRequest.objects.none()
    # Most of a body's requests lie in other states, and are not looked at.
    asked = sorted({state for turn in turns for state in turn.states})
    ours = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    seen = (ours if State.CLOSED in asked else ours.moving()).filter(state__in=asked)
    whens = [When(_whole(turn, desk), then=Value(turn.code)) for turn in turns]
    found = _with_facts(seen, desk).annotate(turn=Case(*whens, default=Value("")))
    return found.exclude(turn="").order_by("due_on", "pk")


def _whole(turn: Turn, desk: Desk) -> Q:
    """Narrow what a unit does to the person's own units, and a handler's cases to their own or nobody's."""
    asked = Q(state__in=turn.states) & turn.condition
    if turn.role not in UNIT_ROLES:
        return asked
    own = Q(handling_unit__in=desk.user.units_in(desk.body, turn.role))
    if turn.role is R.HANDLER:
        own &= Q(handler=desk.user) | Q(handler=None)
    return asked & own


def _with_facts(cases: Any, desk: Desk) -> Any:
    replies = Reply.objects.filter(request=OuterRef("pk"))
    fees = FeeNotice.objects.filter(request=OuterRef("pk"))
    reviews = AbuseReview.objects.filter(request=OuterRef("pk"))
    wishes = ExtensionRequest.objects.filter(request=OuterRef("pk"))
    letters = Consultation.objects.filter(request=OuterRef("pk"))
    return cases.annotate(
        stage=Subquery(replies.unissued().values("stage")[:1]),
        unserved=Exists(replies.issued().filter(served_on=None)),
        letter_over=Exists(letters.expired(desk.today)),
        fee_unserved=Exists(fees.unserved()),
        reasons_ripe=Exists(reviews.ripe(desk.today)),
        extension_asked=Exists(wishes.open()),
        payment_over=Exists(fees.expired(desk.today)),
        correction_over=Case(
            When(correction__until_on__lt=desk.today, then=Value(True)), default=Value(False)
        ),
    )
