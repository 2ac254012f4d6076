"""What a letter says: the value of each placeholder, taken from the case, the body and what was typed."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body
from gongkai.casework.askers import names_of, representative_of
from gongkai.casework.models import (
    Applicant,
    Delivery,
    DisclosureRequest,
    FeeNotice,
    Reply,
    RequestEvent,
    RequestFile,
)
from gongkai.design.words import cn_date, cn_due, cn_last
from gongkai.letters.sources import Source
from gongkai.rules import deadlines
from gongkai.rules.letters import DueBy, LetterKind, fields
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.rules.remedies import needs_online_channel, remedy_clause
from gongkai.rules.versions import NotInForce

REGULATION = "《中华人民共和国政府信息公开条例》"
Values = dict[str, str]


def values_of(source: Source, typed: Mapping[str, str], *, on: date) -> Values:
    """
    Return what the letter says, by the codes of `rules/letters.toml`; what is unknown is empty.

    :param on: the day of the letter, whose law the remedy clause follows (行政复议法第二十三条)
    """
    case = source.case
    found = _of_body(case.body) | _of_case(case) | _of_applicant(case)
    found |= _of_consultation(source) | _of_step(source.event, found["you"]) | _of_replying(source)
    found |= _of_correction(case) | _of_fee(case)
    found["remedy"] = _remedy(source, on)
    found |= {code: text.strip() for code, text in typed.items() if text.strip()}
    return {code: found.get(code, "") for code in fields()}


def sample_values(kind: LetterKind, body: Body, *, on: date) -> Values:
    """Return the values of an invented case, for a look at a template; the remedy clause is the real one."""
    found = {code: field.sample for code, field in fields().items()} | {"body": body.name}
    if kind.remedy:
        outcome = Outcome(kind.outcomes[0].partition("/")[0]) if kind.outcomes else Outcome.OTHER_MISC
        organs = body.review_organ or "（行政复议机关）", body.court or "（有管辖权的人民法院）"
        found["remedy"] = _clause(kind, outcome.group, *organs, on=on)
    return found


def by_label(values: Mapping[str, str]) -> Values:
    """Return values by the Chinese names that templates use."""
    return {field.label: values.get(code, "") for code, field in fields().items()}


def due_day(source: Source) -> date | None:
    """Return the last day on which the letter goes out in time, where the law sets one."""
    case = source.case
    match source.kind.due:
        case DueBy.REPLY:
            return source.reply.due_on or case.due_on if source.reply else case.due_on
        case DueBy.EXTENSION:
            return _day(source.event, 0)
        case DueBy.CORRECTION:
            return _correction_due(case)
        case _:
            return None


def _of_body(body: Body) -> Values:
    office = body.units.filter(is_disclosure_office=True).first()
    return {
        "body": body.name,
        "office": office.name if office else "",
        "office_address": body.address,
        "office_postcode": body.postcode,
        "office_phone": (office.phone if office else "") or body.phone,
        "office_hours": body.office_hours,
    }


def _of_case(case: DisclosureRequest) -> Values:
    return {
        "request_number": case.number,
        "query_code": case.query_code,
        "matter": case.matter,
        "description": case.description,
        "doc_ref": case.doc_ref,
        "channel": case.get_channel_display(),
        "supply_form": case.get_supply_form_display(),
        "delivery": case.get_delivery_display(),
        "submitted_on": cn_date(case.submitted_on),
        "received_on": cn_date(case.received_on),
        "due_on": cn_due(case.due_on, case.provisional),
        "handling_unit": case.handling_unit.name if case.handling_unit else "",
        "handler": str(case.handler) if case.handler else "",
    }


def _of_applicant(case: DisclosureRequest) -> Values:
    person = case.applicant
    identity = f"{person.get_id_type_display()} {person.id_number}" if person.id_number else person.org_code
    return {
        **_of_addressee(case),
        "applicant": "、".join(names_of(case)),
        "applicant_kind": person.get_kind_display(),
        "applicant_identity": identity.strip() or "未提交",
        "agent": person.agent_name,
    }


def _of_addressee(case: DisclosureRequest) -> Values:
    """Return to whom a letter speaks: all who ask; it reaches the applicant, or their representative."""
    to, names = representative_of(case), names_of(case)
    together = len(names) > 1
    if isinstance(to, Applicant):
        you = "您" if to.is_person else "你单位"
        reached: tuple[str, ...] = (to.contact_name, to.phone, to.email, to.address, to.postcode)
    else:
        you, reached = "", (to.phone, to.address)
    return {
        "salutation": "、".join(names),
        "you": "你们" if together else you,
        "applicant_contact": "，".join(part for part in reached if part),
    }


def _of_consultation(source: Source) -> Values:
    if (asked := source.consultation) is None:
        return {}
    return {"party": asked.party, "consulted_on": cn_date(asked.sent_on)}


def _of_step(event: RequestEvent | None, you: str) -> Values:
    """Return what a step said when it was taken; a later one may have moved the day."""
    if event is None:
        return {}
    found = {"due_on": _due(event, 1), "due_before": _due(event, 0)}
    found = {code: day for code, day in found.items() if day}
    if event.step == "extend":
        found |= {"extension_days": str(event.data["days"]), "extension_reason": event.note.rstrip("。")}
    if event.step == "request_reasons":
        count = f"最近十二个月内，{you}向本机关提出政府信息公开申请{event.data['count']}件"
        found["frequency"] = f"{count}。{event.note.rstrip('。')}"
        found["reasons_until"] = cn_date(date.fromisoformat(event.data["until_on"]))
    if event.step == "set_delay":
        found["delay_reason"] = event.note.rstrip("。")
    if event.step in ENDINGS:
        found["termination_reason"] = ENDINGS[event.step].format(you=you, on=cn_date(event.on))
    return found


ENDINGS = {
    "lapse_correction": "{you}在补正期限内没有补正，也没有说明正当理由，视为放弃申请",
    "lapse_payment": "{you}在收费通知书规定的期限内没有缴纳信息处理费，视为放弃申请",
    "withdraw": "{you}已撤回申请，本机关于{on}登记",
}


def _of_correction(case: DisclosureRequest) -> Values:
    correction = getattr(case, "correction", None)
    if correction is None:
        return {}
    return {"correction_items": correction.items, "correction_until": cn_date(correction.until_on)}


def _of_fee(case: DisclosureRequest) -> Values:
    notice: FeeNotice | None = getattr(case, "fee_notice", None)
    if notice is None:
        return {}
    return {
        "fee_ladder": notice.get_ladder_display(),
        "fee_quantity": f"{notice.quantity}{notice.measure}",
        "fee_amount": str(notice.amount),
        "fee_basis": notice.basis,
    }


def _of_replying(source: Source) -> Values:
    if (reply := source.reply) is None:
        return {}
    return {
        "reply_text": reply.text,
        "reasons": reply.reasons.rstrip("。"),
        "legal_basis": "、".join(re.sub(r"^条例", REGULATION, each) for each in reply.basis),
        "route": reply.route,
        "search_log": _numbered(reply.searched),
        "other_body": reply.other_body,
        "other_body_contact": reply.other_body_contact,
        "segments": _segments(reply),
        "override_reasons": reply.override_reasons.rstrip("。"),
        "enclosures": _enclosures(reply),
    }


def _segments(reply: Reply) -> str:
    lines = [
        f"{part['where']}：{part['reason'].rstrip('。')}（{part['basis']}）。" for part in reply.segments
    ]
    return _numbered(lines)


def _numbered(lines: list[str]) -> str:
    return "\n".join(f"{n}．{line}" for n, line in enumerate(lines, 1)) if len(lines) > 1 else "".join(lines)


def _enclosures(reply: Reply) -> str:
    supplied = reply.request.files.filter(purpose=RequestFile.Purpose.SUPPLIED)
    enclosed = supplied.filter(reply=reply if reply.is_issued else None)
    return "；".join(file.name for file in enclosed)


def remedy_gaps(source: Source, on: date) -> tuple[str, ...]:
    """Return what the body has not said and the remedy clause needs, each as a sentence that says where."""
    if not source.kind.remedy:
        return ()
    body, place = source.case.body, fields()["remedy"].where
    why = "答复应当写明救济途径（行政复议法第二十三条）"
    needed = [("行政复议机关", body.review_organ, why), ("有管辖权的人民法院", body.court, why)]
    if _is_served_online(source.case, on):
        why = "网上送达的，应当告知网上申请复议的渠道（行政复议法第二十二条）"
        needed.append(("网上申请行政复议的地址", body.online_review, why))
    return tuple(f"缺少“{label}”，请在“{place}”填写：{why}。" for label, said, why in needed if not said)


def _is_served_online(case: DisclosureRequest, on: date) -> bool:
    return case.delivery in (Delivery.ONLINE, Delivery.EMAIL) and needs_online_channel(on)


def _remedy(source: Source, on: date) -> str:
    """Return the remedy clause, or nothing when the body has not said where its applicants may turn."""
    body = source.case.body
    if not source.kind.remedy or remedy_gaps(source, on):
        return ""
    carried = source.reply if source.kind.carries_reply else None
    group = Outcome(carried.outcome).group if carried else OutcomeGroup.OTHER
    online = body.online_review if _is_served_online(source.case, on) else ""
    return _clause(source.kind, group, body.review_organ, body.court, on=on, online=online)


def _clause(
    kind: LetterKind, group: OutcomeGroup, organ: str, court: str, *, on: date, online: str = ""
) -> str:
    """Return the clause, in which a letter that is no reply speaks of itself: 本告知书, 本通知书."""
    text = remedy_clause(group, on, review_body=organ, court=court, online_review=online).text
    return text if kind.carries_reply else text.replace("本答复", f"本{kind.title[-3:]}")


def _due(event: RequestEvent, place: int) -> str:
    day = _day(event, place)
    return cn_last(day, current_calendar())


def _day(event: RequestEvent | None, place: int) -> date | None:
    """Return the last day before or after a step that moved the clock."""
    days: list[Any] = event.data.get("due_on") or [None, None] if event else [None, None]
    return date.fromisoformat(days[place]) if days[place] else None


def _correction_due(case: DisclosureRequest) -> date | None:
    if case.received_on is None:
        return None
    try:
        return deadlines.due("request_correction_notice", case.received_on, current_calendar()).due_on
    except NotInForce:  # the 2007 version set no term
        return None
