"""Cases at the point where a letter is due, for the tests of letters."""

from datetime import date
from typing import Any

from gongkai.bodies.models import Body
from gongkai.casework import actions as casework
from gongkai.casework.models import Consultation, DisclosureRequest, FeeNotice, Reply
from gongkai.cli.demo.papers import page
from gongkai.letters import actions
from gongkai.letters.models import Letter
from gongkai.letters.sources import Source, owed
from gongkai.rules.outcomes import Outcome
from tests.factories import make_body, make_reply, make_request, overrule, sign_reply, staff_of

MONDAY = date(2026, 3, 9)


def make_bureau(**facts: Any) -> Body:
    """Make a body that has said where its applicants may turn."""
    values: dict[str, Any] = {
        "review_organ": "海城市人民政府",
        "court": "海城市人民法院",
        "online_review": "https://fuyi.haicheng.example/",
        "address": "海城市人民路1号",
        "phone": "0412-3000000",
        **facts,
    }
    return make_body(**values)


def make_case(**facts: Any) -> DisclosureRequest:
    """Make a request of 2 March 2026 that a unit handles."""
    return make_request(body=facts.pop("body", None) or make_bureau(), assigned=True, **facts)


def source(case: DisclosureRequest, kind: str) -> Source:
    """Return what gives rise to a letter of this kind and has none yet."""
    return next(each for each in owed(case) if each.kind.code == kind)


def signed_reply(case: DisclosureRequest, *, outcome: Outcome = Outcome.GRANTED, **facts: Any) -> Reply:
    """Take a reply through its reviews on Monday."""
    return sign_reply(make_reply(case=case, on=MONDAY, outcome=outcome, **facts), on=MONDAY)


def draft(case: DisclosureRequest, kind: str, *, on: date = MONDAY, **typed: str) -> Letter:
    """Draft a letter."""
    return actions.prepare_letter(source(case, kind), typed=typed, by=staff_of(case.body).registrar, on=on)


def seal(letter: Letter) -> Letter:
    """Add the signed and sealed original."""
    scan = page("盖章件", letter.number)
    actions.attach_scan(letter, file=scan, by=staff_of(letter.body).registrar, on=letter.signed_on or MONDAY)
    return letter


def signed(case: DisclosureRequest, kind: str, *, on: date = MONDAY, **typed: str) -> Letter:
    """Draft a letter and fix it."""
    return actions.sign_letter(draft(case, kind, on=on, **typed), by=staff_of(case.body).registrar, on=on)


def extended(case: DisclosureRequest) -> DisclosureRequest:
    """Extend the reply period by ten working days on Monday."""
    head = staff_of(case.body).office_head
    return casework.extend_deadline(case, days=10, reason="涉及多个年度", by=head, on=MONDAY)


def consulted(
    case: DisclosureRequest, kind: Consultation.Kind = Consultation.Kind.THIRD_PARTY
) -> Consultation:
    """Ask somebody for an opinion on Monday."""
    handler = case.handler
    assert handler
    if kind == Consultation.Kind.PEER:
        return casework.consult_peer(case, party="海城市财政局", by=handler, on=MONDAY)
    return casework.consult_third_party(case, party="海城市星火机械有限公司", by=handler, on=MONDAY)


def overruled(case: DisclosureRequest) -> DisclosureRequest:
    """Disclose against a third party's refusal on Monday."""
    asked = consulted(case)
    case = casework.record_opinion(
        asked, opinion=Consultation.Opinion.REFUSE, by=staff_of(case.body).registrar, on=MONDAY
    ).request
    overrule(asked, on=MONDAY)
    reply = signed_reply(case, override_reasons="涉及失业保险基金的使用")
    return casework.issue_reply(reply, by=staff_of(case.body).registrar, on=MONDAY).request


def charged(case: DisclosureRequest) -> DisclosureRequest:
    """Charge for 31 pages on Monday."""
    head = staff_of(case.body).office_head
    return casework.notify_fee(case, ladder=FeeNotice.Ladder.BY_VOLUME, quantity=31, by=head, on=MONDAY)
