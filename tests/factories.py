"""Makers of records for tests: plain functions, keyword-only, every fact with a sensible default."""

from dataclasses import dataclass
from datetime import date
from itertools import count
from typing import Any

from stdnum.cn import uscc

from gongkai.bodies import actions
from gongkai.bodies.models import Body, Level, Unit, User
from gongkai.casework import actions as casework
from gongkai.casework.facts import ApplicantFacts, ReplyFacts
from gongkai.casework.models import (
    Channel,
    Consultation,
    Delivery,
    DisclosureRequest,
    RecordCorrection,
    Reply,
    Stage,
    Weighing,
)
from gongkai.casework.states import State
from gongkai.publishing import actions as publishing
from gongkai.publishing.chains import chain_of
from gongkai.publishing.models import Column, InformationItem
from gongkai.remedies import actions as remedies
from gongkai.remedies.models import Kind, Remedy
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.review_chains import Stage as ReviewStage
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role

LONG_AGO = date(2008, 5, 1)  # the day the first 条例 came into force
PASSWORD = "a long password for tests"
_numbers = count(1)


def make_uscc(number: int | None = None) -> str:
    """Return a 统一社会信用代码 whose check digit is right."""
    number = next(_numbers) if number is None else number
    stem = f"11320900{number:09d}"
    return stem + uscc.calc_check_digit(stem)


def make_body(
    *, code: str | None = None, name: str | None = None, parent: Body | None = None, **facts: object
) -> Body:
    """Make a body; a county body when it has a parent, else a city body."""
    number = next(_numbers)
    values: dict[str, object] = {
        "level": Level.COUNTY if parent else Level.CITY,
        "uscc": make_uscc(number),
        "doc_no_prefix": "海人社",
        **facts,
    }
    name = name or f"海城市第{number}人力资源和社会保障局"
    return actions.add_body(code=code or f"body{number}", name=name, parent=parent, **values)


def make_unit(
    *, body: Body | None = None, name: str | None = None, code: str | None = None, **facts: object
) -> Unit:
    """Make a unit of a body."""
    number = next(_numbers)
    return actions.add_unit(
        body or make_body(), name=name or f"第{number}科", code=code or f"unit{number}", **facts
    )


def make_user(
    *,
    role: Role | None = None,
    body: Body | None = None,
    unit: Unit | None = None,
    username: str | None = None,
    full_name: str = "王芳",
    is_superuser: bool = False,
    on: date = LONG_AGO,
) -> User:
    """Make a user, with a role in the unit (or in a new unit of the body) from long ago when one is given."""
    user = actions.add_user(
        username=username or f"user{next(_numbers)}",
        full_name=full_name,
        password=PASSWORD,
        is_superuser=is_superuser,
    )
    if role:
        actions.assign_role(user, unit=unit or make_unit(body=body), role=role, on=on)
    return user


def make_column(
    *,
    body: Body | None = None,
    name: str | None = None,
    slug: str | None = None,
    parent: Column | None = None,
    unit: Unit | None = None,
    **facts: Any,
) -> Column:
    """Make a column; the unit that owns it is the one given, or a new one of the body."""
    number = next(_numbers)
    body = parent.body if parent else body or (unit.body if unit else make_body())
    return publishing.add_column(
        body,
        name=name or f"第{number}栏目",
        slug=slug or f"column{number}",
        parent=parent,
        owner_unit=unit or make_unit(body=body),
        **facts,
    )


def make_item(
    *,
    column: Column | None = None,
    body: Body | None = None,
    by: User | None = None,
    title: str = "关于做好稳岗返还工作的通知",
    formed_on: date = date(2025, 3, 3),
    published_on: date | None = None,
    **facts: Any,
) -> InformationItem:
    """Make a draft; with a day of publication, an item that went through all reviews and is live."""
    column = column or make_column(body=body)
    by = by or make_user(role=Role.HANDLER, unit=column.owner_unit, full_name="李经办")
    values: dict[str, object] = {"summary": title, "content": f"<p>{title}。</p>", **facts}
    item = publishing.create_item(column, title=title, formed_on=formed_on, by=by, on=formed_on, **values)
    return publish_through(item, by=by, on=published_on) if published_on else item


def publish_through(item: InformationItem, *, by: User, on: date) -> InformationItem:
    """Take a draft through submission, its reviews and publication on one day, each by another person."""
    item = review_through(publishing.submit_item(item, by=by, on=on), on=on)
    publisher = make_user(role=Role.LEADER, body=item.body, full_name="陈局长")
    return publishing.publish_item(item, by=publisher, on=on)


def review_through(item: InformationItem, *, on: date) -> InformationItem:
    """Take what was submitted through the reviews of its chain, each by another person."""
    for stage in chain_of(item):
        unit = item.owner_unit if stage is ReviewStage.UNIT else None
        person = make_user(role=stage.role, unit=unit, body=item.body, full_name=f"{stage.label}人")
        if stage is ReviewStage.SECRECY:
            facts = {"checked": list(review_points()), "disclosure_mode": item.disclosure_mode}
            item = publishing.approve_secrecy(item, **facts, proofread=True, by=person, on=on)
        else:
            item = publishing.approve_stage(item, stage=stage, proofread=True, by=person, on=on)
    return item


@dataclass(frozen=True, kw_only=True)
class Staff:
    """One person per role in a body; `unit` handles requests, `office` is the disclosure office."""

    office: Unit
    unit: Unit
    registrar: User
    office_head: User
    handler: User
    unit_head: User
    secrecy_reviewer: User
    legal_reviewer: User
    leader: User
    archivist: User


def staff_of(body: Body, *, unit: Unit | None = None) -> Staff:
    """Return the staff of a body, making whoever is missing."""
    office = body.units.filter(is_disclosure_office=True).first() or make_unit(
        body=body, name="办公室", is_disclosure_office=True
    )
    unit = unit or body.units.filter(name="承办科").first() or make_unit(body=body, name="承办科")
    people = {}
    for role in list(Role)[:8]:
        place = unit if role in (Role.HANDLER, Role.UNIT_HEAD) else office
        held = place.assignments.filter(role=role).first()
        people[role.value] = held.user if held else make_user(role=role, unit=place, full_name=role.label)
    return Staff(office=office, unit=unit, **people)


def make_request(
    *,
    body: Body | None = None,
    unit: Unit | None = None,
    received_on: date | None = date(2026, 3, 2),
    channel: Channel = Channel.COUNTER,
    kind: ApplicantKind = ApplicantKind.NATURAL_PERSON,
    name: str = "李明",
    phone: str = "13800000000",
    matter: str = "2025年稳岗返还企业名单",
    assigned: bool = False,
    **facts: Any,
) -> DisclosureRequest:
    """Make a request, registered on the day of receipt; without one it stays filed."""
    body = body or (unit.body if unit else make_body())
    staff = staff_of(body, unit=unit)
    on = facts.pop("submitted_on", received_on or date(2026, 3, 2))
    case = casework.file_request(
        body,
        applicant=ApplicantFacts(kind=kind, name=name, phone=phone),
        matter=matter,
        channel=channel,
        submitted_on=on,
        by=staff.registrar,
        on=on,
        **facts,
    )
    if received_on is None:
        return case
    day = {"signed_for_on": received_on, "confirmed_on": received_on}
    case = casework.register_request(case, **day, by=staff.registrar, on=received_on)
    if assigned:
        case = casework.assign_unit(
            case, unit=staff.unit, handler=staff.handler, by=staff.office_head, on=received_on
        )
    return case


def find_abusive(case: DisclosureRequest, *, on: date) -> DisclosureRequest:
    """Ask for reasons, take them in and find them unreasonable, all on one day."""
    staff = staff_of(case.body, unit=case.handling_unit)
    case = casework.request_reasons(case, grounds="一个月内申请42件", by=staff.office_head, on=on)
    case = casework.record_reasons(case, text="了解情况", by=staff.registrar, on=on)
    return casework.judge_reasons(
        case, reasonable=False, finding="与数量、频次不相称", by=staff.office_head, on=on
    )


def make_reply_facts(*, outcome: Outcome = Outcome.GRANTED, flag: str = "", **facts: Any) -> ReplyFacts:
    """Make what a reply says, with all that its kind needs."""
    values: dict[str, Any] = {
        "text": "经审查，答复如下。",
        "reasons": "不符合公开的条件。",
        "basis": [outcome.basis or "条例第三十六条"],
        "route": "见本机关网站政府信息公开专栏。",
        "search_log": "2026年3月3日，承办科以“稳岗返还”检索本机关档案和公文系统，未检索到。",
        "segments": [{"where": "第2页表格", "basis": "条例第十五条", "reason": "涉及个人隐私"}],
        **facts,
    }
    return ReplyFacts(outcome=outcome, flag=flag or next(iter(outcome.details), ""), **values)


def make_reply(*, case: DisclosureRequest | None = None, on: date = date(2026, 3, 9), **facts: Any) -> Reply:
    """Make a reply that the handler drafted and nobody has reviewed."""
    case = case or make_request(assigned=True)
    handler = case.handler or staff_of(case.body).handler
    return casework.draft_reply(case, facts=make_reply_facts(**facts), by=handler, on=on)


def sign_reply(reply: Reply, *, on: date) -> Reply:
    """Take a draft through all its reviews on one day, each by the person whose turn it is."""
    staff = staff_of(reply.request.body, unit=reply.request.handling_unit)
    reviewers = {
        Stage.UNIT: staff.unit_head,
        Stage.SECRECY: staff.secrecy_reviewer,
        Stage.LEGAL: staff.legal_reviewer,
        Stage.LEADER: staff.leader,
    }
    while reply.stage != Stage.SIGNED:
        stage = Stage(reply.stage)
        reply = casework.approve_reply(reply, stage=stage, opinion="同意", by=reviewers[stage], on=on)
    return reply


def answer_request(case: DisclosureRequest, *, on: date, **facts: Any) -> DisclosureRequest:
    """Draft, sign, issue, serve and close on one day; facts are those of the reply."""
    staff = staff_of(case.body, unit=case.handling_unit)
    if case.state in (State.REGISTERED, State.REDO):
        case = casework.assign_unit(case, unit=staff.unit, handler=staff.handler, by=staff.registrar, on=on)
    reply = sign_reply(make_reply(case=case, on=on, **facts), on=on)
    reply = casework.issue_reply(reply, by=staff.registrar, on=on)
    reply = casework.record_service(reply, method=Delivery.MAIL, by=staff.registrar, on=on)
    return casework.close_request(reply.request, by=staff.registrar, on=on)


def overrule(letter: Consultation, *, on: date) -> DisclosureRequest:
    """Weigh a third party's objection and find the public interest heavier."""
    weighing = casework.weigh_interests(
        letter,
        third_party_interest="涉及企业的经营数据",
        public_interest="涉及公共资金的使用",
        conclusion=Weighing.Conclusion.DISCLOSE,
        by=staff_of(letter.request.body, unit=letter.request.handling_unit).handler,
        on=on,
    )
    return weighing.consultation.request


def make_record_correction(
    *, body: Body | None = None, on: date = date(2026, 3, 9), **facts: Any
) -> RecordCorrection:
    """Make a request to correct a record, with evidence."""
    body = body or make_body()
    values: dict[str, Any] = {
        "person": {"name": "李明", "phone": "13800000000"},
        "record": "个人参保缴费记录",
        "wrong": "2019年5月至8月未记载",
        "right": "2019年5月至8月已缴费",
        "evidence": "单位代扣工资条四张",
        "received_on": on,
        "by": staff_of(body).registrar,
        **facts,
    }
    return casework.file_record_correction(body, on=on, **values)


def make_remedy(
    *,
    case: DisclosureRequest | None = None,
    kind: Kind = Kind.REVIEW,
    accepted_on: date = date(2026, 4, 7),
    organ: str = "海城市人民政府",
    case_no: str = "",
    after: Remedy | None = None,
    by: User | None = None,
) -> Remedy:
    """Make a review or suit about an answered request."""
    case = case or answer_request(make_request(), on=date(2026, 3, 9), outcome=Outcome.DENIED_PROCESS)
    number = case_no or f"海府复〔2026〕{next(_numbers)}号"
    return remedies.file_remedy(
        case,
        kind=kind,
        case_no=number,
        organ=organ,
        accepted_on=accepted_on,
        after=after,
        by=by or staff_of(case.body).legal_reviewer,
        on=accepted_on,
    )
