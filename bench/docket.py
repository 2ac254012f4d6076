"""
The cases of a bureau over ten years, put straight into the tables: only their number and their kind matter.

Ten thousand cases come in a year. Each takes twenty working days at most, so that some eight hundred of a
hundred thousand are in hand at any time, one in thirty of them late; the rest is answered, closed and mostly
archived.
"""

import random
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from django.db.models import DateTimeField
from django.db.models.functions import Cast
from django.utils.timezone import localdate

from bench.corpus import note_kinds
from gongkai.bodies.actions import add_unit, add_user, assign_role
from gongkai.bodies.models import Body, Unit, User
from gongkai.casework.models import (
    Applicant,
    Channel,
    Consultation,
    DisclosureRequest,
    Reply,
    RequestEvent,
    Stage,
    Withholding,
)
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.states import State
from gongkai.casework.terms import terms_of
from gongkai.promotion.models import Proposal
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.rules.roles import Role

BATCH = 2_000
DAYS = 3_650  # over which the answered ones came in
PERIOD, SPAN = 28, 30  # days to answer, and since when those in hand came in: the last few are late
PEOPLE = 5_000  # who ask
WITHHELD_FOR = 1_000  # days; what was withheld before that has been disclosed since
UNITS = ("住房保障科", "房屋管理科", "物业管理科", "建筑市场科", "村镇建设科", "城市建设科")
PLACES = ("城东街道", "城西街道", "河口镇", "双桥镇", "青石镇", "高新区", "北湖片区", "南山片区")
MATTERS = (
    *("危旧房改造补偿方案", "公共租赁住房分配结果", "房屋征收决定", "维修资金使用明细", "物业企业信用档案"),
    *("建设工程施工许可", "人防工程竣工备案", "燃气管道改造计划", "污水处理监测报告", "农村危房改造名单"),
    *("加装电梯审批", "预售资金监管账户", "保障性住房建设计划", "工程招标投标情况", "违法建设处理决定"),
)
# How many of a hundred end how; about what bureaus report for a year.
ENDS = {
    Outcome.GRANTED: 40,
    Outcome.GRANTED_ALREADY_PUBLIC: 8,
    Outcome.PARTIAL: 8,
    Outcome.DENIED_THIRD_PARTY: 4,
    Outcome.DENIED_INTERNAL: 4,
    Outcome.DENIED_PROCESS: 4,
    Outcome.UNAVAILABLE_NOT_HELD: 20,
    Outcome.UNAVAILABLE_UNCLEAR: 4,
    Outcome.REFUSED_REPEAT: 4,
    Outcome.REFUSED_PETITION: 4,
}
Taken = tuple[str, str, str, date, Mapping[str, object]]  # step, states, day, data


@dataclass(frozen=True)
class Staff:
    """Who works in the bureau: the officer who reads the pages, and the handlers of the units."""

    officer: User
    handlers: tuple[tuple[Unit, User], ...]


def add_staff(body: Body) -> Staff:
    """Make an officer of the disclosure office and three handlers in each unit."""
    office, since = body.units.get(), date(2015, 5, 15)
    officer = add_user(username="bench-officer", full_name="王芳", password="only for measuring")  # noqa: S106
    for role in (Role.REGISTRAR, Role.OFFICE_HEAD, Role.HANDLER):
        assign_role(officer, unit=office, role=role, on=since)
    handlers = [(office, officer)]
    for number, name in enumerate(UNITS):
        unit = add_unit(body, name=name, code=f"unit-{number}")
        for place in range(3):
            handler = User.objects.create(username=f"bench-{number}-{place}", full_name=f"{name[:2]}{place}")
            assign_role(handler, unit=unit, role=Role.HANDLER, on=since)
            handlers.append((unit, handler))
    return Staff(officer, tuple(handlers))


def add_cases(staff: Staff, numbers: range, *, in_hand: int) -> None:
    """Add cases with applicants, words, events, replies and what is withheld; the last ones are in hand."""
    for first in range(numbers.start, numbers.stop, BATCH):
        some = range(first, min(first + BATCH, numbers.stop))
        cases = [_case(staff, each, is_done=each < numbers.stop - in_hand) for each in some]
        DisclosureRequest.objects.bulk_create(cases)
        Applicant.objects.bulk_create(_applicant(case) for case in cases)
        RequestTerm.objects.bulk_create(term for case in cases for term in _terms(case))
        events = [event for case in cases for event in _events(case, staff.officer)]
        RequestEvent.objects.bulk_create(events)
        replies = Reply.objects.bulk_create(_reply(case) for case in cases if _has_reply(case))
        done = [case for case in cases if case.concluded_on]
        Consultation.objects.bulk_create(_consultation(case) for case in done[::25])
        Proposal.objects.bulk_create(_proposal(case) for case in done[::200])
        Withholding.objects.bulk_create(_withheld(reply) for reply in replies if _withholds(reply))
    note_kinds()
    RequestEvent.objects.update(at=Cast("on", DateTimeField()))  # entered on their day, not all of them now


def _case(staff: Staff, number: int, *, is_done: bool) -> DisclosureRequest:
    chance = random.Random(f"case {number}")  # noqa: S311  # quantities, not secrets
    ago = chance.randrange(SPAN + 1, DAYS) if is_done else chance.randrange(SPAN)
    received_on = localdate() - timedelta(days=ago)
    unit, handler = chance.choice(staff.handlers)
    waits = chance.choice((State.REGISTERED, State.ASSIGNED, State.ASSIGNED, State.IN_REVIEW))
    concluded_on = received_on + timedelta(days=chance.randrange(5, PERIOD)) if is_done else None
    return DisclosureRequest(
        body=unit.body,
        number=f"CASE-{number:07d}",
        query_code=f"C{number:09d}",
        channel=chance.choice((Channel.COUNTER, Channel.SIGNED_MAIL, Channel.EMAIL)),
        submitted_on=received_on,
        received_on=received_on,
        clock_from=received_on,
        due_on=received_on + timedelta(days=PERIOD),
        matter=f"{received_on.year}年{chance.choice(PLACES)}{chance.choice(MATTERS)}",
        description=f"请提供第{number}号项目的有关材料",
        state=_ended(ago) if is_done else waits,
        handling_unit=unit,
        handler=handler,
        outcome=chance.choices(list(ENDS), list(ENDS.values()))[0] if is_done else "",
        concluded_on=concluded_on,
    )


def _ended(ago: int) -> State:
    """Return where an answered case stands: it is closed after a month, and archived after a year."""
    if ago < 2 * SPAN:
        return State.REPLIED
    return State.CLOSED if ago < 365 else State.ARCHIVED


def _applicant(case: DisclosureRequest) -> Applicant:
    who = case.pk * 7919 % PEOPLE
    name, phone = f"测量{who}", f"1380000{who:04d}"
    if who % 8:
        person = {"kind": ApplicantKind.NATURAL_PERSON, "id_type": "passport", "id_number": f"E{who:08d}"}
        return Applicant(request=case, name=name, phone=phone, **person)
    company = {"kind": ApplicantKind.BUSINESS, "org_code": f"9144{who:014d}"}
    return Applicant(request=case, name=f"{name}公司", phone=phone, **company)


def _terms(case: DisclosureRequest) -> Iterator[RequestTerm]:
    for term in terms_of(case.matter, case.description):
        yield RequestTerm(request=case, body_id=case.body_id, term=term)


def _has_reply(case: DisclosureRequest) -> bool:
    return bool(case.outcome) or case.state == State.IN_REVIEW


def _reply(case: DisclosureRequest) -> Reply:
    return Reply(
        request=case,
        outcome=case.outcome or Outcome.GRANTED,
        text="经审查，答复如下。",
        reasons="不符合公开的条件。",
        stage=Stage.ISSUED if case.outcome else Stage.UNIT,
        drafted_by=case.handler,
        drafted_on=case.concluded_on or case.submitted_on,
        doc_no=f"测住建答〔{case.pk}〕号" if case.outcome else "",
        due_on=case.due_on,
        issued_on=case.concluded_on,
        served_on=case.concluded_on,
    )


def _consultation(case: DisclosureRequest) -> Consultation:
    """Return a letter to a third party, which agreed."""
    return Consultation(
        request=case,
        kind=Consultation.Kind.THIRD_PARTY,
        party="测量公司",
        sent_on=case.submitted_on,
        due_on=case.due_on,
        answered_on=case.concluded_on,
        opinion=Consultation.Opinion.AGREE,
        asked_by=case.handler,
    )


def _proposal(case: DisclosureRequest) -> Proposal:
    """Return an applicant's wish that everybody may read it, which was declined."""
    return Proposal(
        request=case,
        text="许多人关心",
        on=case.submitted_on,
        answered_on=case.concluded_on,
        answered_by=case.handler,
        declined_because="涉及个人隐私",
    )


def _withholds(reply: Reply) -> bool:
    withheld = (OutcomeGroup.DENIED, OutcomeGroup.PARTIAL)
    return reply.issued_on is not None and Outcome(reply.outcome).group in withheld


def _withheld(reply: Reply) -> Withholding:
    """Return the entry of what a reply withholds; it was looked at each year since."""
    since_on, today = reply.issued_on or reply.drafted_on, localdate()
    is_open = (today - since_on).days < WITHHELD_FOR
    years = (today - since_on).days // 365 if is_open else 2
    return Withholding(
        request_id=reply.request_id,
        reply=reply,
        since_on=since_on,
        next_review_on=since_on + timedelta(days=365 * (years + 1)),
        disclosed_on=None if is_open else since_on + timedelta(days=365 * years),
    )


def _events(case: DisclosureRequest, officer: User) -> Iterator[RequestEvent]:
    """Yield what happened: filed and registered, passed on where that is due, answered and closed."""
    received = case.submitted_on  # handed in
    passed_on = {"before": [None, None], "after": [case.handling_unit_id, case.handler_id]}
    draft, result = {"draft_no": 1, "before": {}}, {"outcome": case.outcome}
    steps: list[tuple[User | None, Taken]] = [
        (officer, ("file", "", State.SUBMITTED, received, {})),
        (officer, ("register", State.SUBMITTED, State.REGISTERED, received, {})),
    ]
    if case.state != State.REGISTERED:
        steps.append((officer, ("assign", State.REGISTERED, State.ASSIGNED, received, passed_on)))
    if _has_reply(case):
        drafted = case.concluded_on or received
        steps.append((case.handler, ("draft_reply", State.ASSIGNED, State.IN_REVIEW, drafted, draft)))
    if answered := case.concluded_on:
        steps.append((officer, ("issue_reply", State.IN_REVIEW, State.REPLIED, answered, result)))
    if case.state in (State.CLOSED, State.ARCHIVED):
        steps.append((officer, ("close", State.REPLIED, State.CLOSED, answered or received, {})))
    for by, (step, before, after, on, data) in steps:
        yield RequestEvent(
            request=case, step=step, from_state=before, to_state=after, on=on, by=by, data=data
        )
