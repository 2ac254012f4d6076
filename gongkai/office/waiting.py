"""Whose turn it is: which requests wait for which role, and for what."""
# ruff: noqa: E501 — a table is read by lines

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


@dataclass(frozen=True)
class Turn:
    """A request that answers the condition waits for somebody with the role to do what the label says."""

    code: str
    label: str
    role: R
    condition: Q


def _stage(stage: Stage) -> Q:
    return Q(state=State.IN_REVIEW, stage=stage)


SERVED = Q(unserved=False)
# fmt: off
TURNS = (
    Turn("confirm",  "确认收到并登记",   R.REGISTRAR,         Q(state__in=states.UNCONFIRMED)),
    Turn("assign",   "转交承办或者告知补正", R.REGISTRAR,      Q(state__in=[State.REGISTERED, State.REDO])),
    Turn("issue",    "制发答复",         R.REGISTRAR,         _stage(Stage.SIGNED)),
    Turn("serve",    "登记送达",         R.REGISTRAR,         Q(state__in=[State.REPLIED, State.TRANSFERRED_PETITION]) & ~SERVED),
    Turn("close",    "办结",             R.REGISTRAR,         Q(state__in=states.ENDED) & SERVED),
    Turn("fee_serve", "登记收费通知送达", R.REGISTRAR,        Q(state=State.FEE_PENDING, fee_unserved=True)),
    Turn("lapse",    "补正期满，确认终止", R.OFFICE_HEAD,      Q(state=State.CORRECTION_PENDING, correction_over=True)),
    Turn("reasons",  "认定理由是否合理", R.OFFICE_HEAD,       Q(state=State.REASON_REQUESTED, reasons_ripe=True)),
    Turn("unpaid",   "缴费期满，确认终止", R.OFFICE_HEAD,      Q(state=State.FEE_PENDING, payment_over=True)),
    Turn("extension", "审批延期申请",    R.OFFICE_HEAD,       Q(state__in=states.CLOCK_RUNS, extension_asked=True)),
    Turn("opinion",  "征求意见期满，登记结果", R.HANDLER,       Q(state__in=states.CONSULTING, letter_over=True)),
    Turn("draft",    "办理并拟写答复",   R.HANDLER,           Q(state=State.ASSIGNED)),
    Turn("unit",     "科室负责人审核",   R.UNIT_HEAD,         _stage(Stage.UNIT)),
    Turn("office_unit", "科室负责人审核", R.OFFICE_HEAD,      _stage(Stage.UNIT) & Q(handling_unit__is_disclosure_office=True)),
    Turn("secrecy",  "保密审查",         R.SECRECY_REVIEWER,  _stage(Stage.SECRECY)),
    Turn("legal",    "合法性审核",       R.LEGAL_REVIEWER,    _stage(Stage.LEGAL)),
    Turn("leader",   "签发",             R.LEADER,            _stage(Stage.LEADER)),
    Turn("archive",  "归档",             R.ARCHIVIST,         Q(state=State.CLOSED)),
)
# fmt: on
# Most of a body's cases lie here and wait for the archivist at most; the others are found by the index.
AT_REST = (State.CLOSED, State.ARCHIVED)
LABELS = {turn.code: turn.label for turn in TURNS}


def waiting_for(desk: Desk) -> Any:
    """Return the requests that wait for the person at the desk, with `turn` as the code of what to do."""
    seen = DisclosureRequest.objects.of(desk.body).visible_to(desk.user)
    whens = [When(_whole(turn, desk), then=Value(turn.code)) for turn in TURNS if turn.role in desk.roles]
    if not whens:
        return seen.none()
    moving = [state for state in State if state not in AT_REST or R.ARCHIVIST in desk.roles]
    found = _with_facts(seen.filter(state__in=moving), desk).annotate(turn=Case(*whens, default=Value("")))
    return found.exclude(turn="").order_by("due_on", "pk")


def _whole(turn: Turn, desk: Desk) -> Q:
    """Narrow what a unit does to the person's own units, and a handler's cases to their own or nobody's."""
    if turn.role not in UNIT_ROLES:
        return turn.condition
    own = Q(handling_unit__in=desk.user.units_in(desk.body, turn.role))
    if turn.role is R.HANDLER:
        own &= Q(handler=desk.user) | Q(handler=None)
    return turn.condition & own


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
