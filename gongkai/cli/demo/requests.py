"""The demo's requests: each lived from its receipt to its end by the actions that the office uses."""

from collections.abc import Iterator
from datetime import date
from itertools import count
from typing import Any

from stdnum.cn import ric

from gongkai.casework import actions
from gongkai.casework.facts import ApplicantFacts, ReplyFacts
from gongkai.casework.models import Channel, Delivery, DisclosureRequest, Reply, Stage
from gongkai.casework.models.applicant import IdType
from gongkai.cli.demo import answers
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.paths import SERVED_AFTER, assign_again, take
from gongkai.cli.demo.story import Desk, Story
from gongkai.cli.demo.words import YEAR, day, read
from gongkai.remedies import actions as remedies
from gongkai.remedies.models import Kind, RemedyOutcome
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.calendar import Calendar
from gongkai.rules.outcomes import Outcome

PEOPLE = ("林", "陈", "黄", "周", "吴", "徐", "孙", "马", "朱", "胡", "郭", "何", "高", "罗")
ORGANISATIONS = {
    "business": "明江市演示{n}号有限公司",
    "research": "明江市演示研究院（{n}）",
    "public_welfare": "明江市演示公益服务中心（{n}）",
    "legal_service": "演示{n}律师事务所",
    "other_org": "明江市演示行业协会（{n}）",
}


def live_year(cast: Cast) -> None:
    """Live the requests of the year, and what a few of them led to."""
    numbers, desk = count(1), Desk.of_city(cast)
    for facts in read("requests")["cases"]:
        live(cast, desk, facts, received_on=_received(facts["on"]), number=next(numbers))
    for code in ("qinglan", "linxi"):
        for facts in _county_share():
            live(
                cast,
                Desk.of_county(cast, code),
                facts,
                received_on=_received(facts["on"]),
                number=next(numbers),
            )


def live_today(cast: Cast, today: date) -> None:
    """Leave requests in hand whose last days lie around the day the demo is loaded."""
    calendar, numbers = Calendar.default(), count(900)
    for facts in read("requests")["current"]:
        received_on = today
        for _ in range(facts["before"]):
            received_on = _working_day_before(calendar, received_on)
        live(cast, Desk.of_city(cast), facts, received_on=received_on, number=next(numbers))


def _working_day_before(calendar: Calendar, on: date) -> date:
    return calendar.working_day_until(date.fromordinal(on.toordinal() - 1))


def _county_share() -> Iterator[dict[str, Any]]:
    """Yield every twelfth request of the city: the counties hear the same questions, less often."""
    for number, facts in enumerate(read("requests")["cases"]):
        if number % 12 == 5:
            yield {**facts, "unit": "office", "remedy": None}


def _received(on: str) -> date:
    return date.fromisoformat(on) if len(on) > 5 else day(on)


def live(
    cast: Cast, desk: Desk, facts: dict[str, Any], *, received_on: date, number: int
) -> DisclosureRequest:
    """Live one request as far as its facts go."""
    story = Story(desk, facts, _file(desk, facts, received_on, number), received_on)
    case = actions.register_request(
        story.case,
        signed_for_on=received_on,
        confirmed_on=received_on,
        by=desk.registrar,
        on=received_on,
    )
    unit = cast.units[desk.body.code, facts["unit"]]
    story.case = actions.assign_unit(case, unit=unit, handler=desk.handler, by=desk.head, on=received_on)
    if "split" in facts:
        return _live_parts(story)
    return _live_on(story)


def _live_parts(story: Story) -> DisclosureRequest:
    """Split a request by matter and live each part as far as the facts of the whole go."""
    parts = actions.split_request(
        story.case, matters=story.facts["split"], by=story.desk.registrar, on=story.today
    )
    for part in parts:
        _live_on(Story(story.desk, story.facts, part, story.today))
    return story.case


def _live_on(story: Story) -> DisclosureRequest:
    facts = story.facts
    for step in facts.get("path", ()):
        take(story, *step.split())
    if "outcome" in facts and not story.case.concluded_on:
        _answer(story)
    if facts.get("remedy"):
        _challenge(story, facts["remedy"])
    return story.case


def _file(desk: Desk, facts: dict[str, Any], received_on: date, number: int) -> DisclosureRequest:
    channel = Channel(facts["channel"])
    return actions.file_request(
        desk.body,
        applicant=_applicant(ApplicantKind(facts["kind"]), number),
        matter=facts["matter"],
        description=f"申请公开：{facts['matter']}。",
        channel=channel,
        submitted_on=received_on,
        delivery=Delivery.ONLINE if channel == Channel.WEBSITE else Delivery.MAIL,
        by=None if channel == Channel.WEBSITE else desk.registrar,
        on=received_on,
    )


def _applicant(kind: ApplicantKind, number: int) -> ApplicantFacts:
    """Return an applicant who does not exist: the region of the identity number is no region."""
    contact = {"phone": f"0999-86{number:05d}", "address": f"明江市演示路{number}号", "postcode": "990100"}
    surname = PEOPLE[number % len(PEOPLE)]
    if kind is ApplicantKind.NATURAL_PERSON:
        stem = f"990199{1960 + number % 40}0{1 + number % 9}1{number % 10}{number:03d}"
        return ApplicantFacts(
            kind=kind,
            name=f"{surname}某（演示{number}）",
            id_type=IdType.ID_CARD,
            id_number=stem + ric.calc_check_digit(stem),
            **contact,
        )
    return ApplicantFacts(
        kind=kind,
        name=ORGANISATIONS[kind.value].format(n=number),
        contact_name=f"{surname}某",
        legal_representative=f"{surname}某某",
        **contact,
    )


def _answer(story: Story) -> None:
    """Draft, review, sign, issue and serve the reply; then close and archive the case."""
    desk = story.desk
    story.pass_days(story.facts["days"])
    reply = actions.draft_reply(story.case, facts=_reply(story), by=desk.handler, on=story.today)
    reply = _review(story, reply)
    reply = actions.issue_reply(reply, by=desk.registrar, on=story.today)
    case = reply.request
    delivery = Delivery.ONLINE if case.channel == Channel.WEBSITE else Delivery.MAIL
    reply = actions.record_service(
        reply, method=delivery, by=desk.registrar, on=story.pass_days(SERVED_AFTER)
    )
    for letter in reply.request.consultations.untold():
        if reply.outcome in (Outcome.GRANTED, Outcome.PARTIAL):
            reply.request = actions.tell_third_party(letter, by=desk.handler, on=story.today).request
    story.case = actions.close_request(reply.request, by=desk.registrar, on=story.today)
    if desk.archivist and story.today.month < 10 and story.today.year == YEAR:
        story.case = actions.archive_request(story.case, by=desk.archivist, on=story.pass_days(10))


def _reply(story: Story) -> ReplyFacts:
    return answers.facts_for(Outcome(story.facts["outcome"]), story.facts)


def _review(story: Story, reply: Reply) -> Reply:
    """Pass the reply at each stage that the body's policy asks for, on one day."""
    desk = story.desk
    reviewers = {
        Stage.UNIT: desk.unit_head,
        Stage.SECRECY: desk.secrecy,
        Stage.LEGAL: desk.legal,
        Stage.LEADER: desk.leader,
    }
    while (stage := Stage(reply.stage)) in reviewers:
        reply = actions.approve_reply(reply, stage=stage, opinion="同意", by=reviewers[stage], on=story.today)
    return reply


def _challenge(story: Story, facts: dict[str, Any]) -> None:
    """Live a review or suit, and the suit after the review where there was one."""
    kind, number = Kind(facts["route"]), story.case.number
    organ = story.desk.body.review_organ if kind == Kind.REVIEW else story.desk.body.court
    case_no = f"（{story.today.year}）演示{'复' if kind == Kind.REVIEW else '初'}{number}号"
    first = remedies.file_remedy(
        story.case,
        kind=kind,
        case_no=case_no,
        organ=organ,
        accepted_on=story.pass_days(facts["days"]),
        by=story.desk.legal,
        on=story.today,
    )
    first = remedies.answer_remedy(first, by=story.desk.legal, on=story.pass_days(4))
    if facts["outcome"] == "pending":
        return
    first = remedies.conclude_remedy(
        first,
        outcome=RemedyOutcome(facts["outcome"]),
        decision=f"结果：{RemedyOutcome(facts['outcome']).label}。",
        redo=facts.get("redo", False),
        by=story.desk.legal,
        on=story.pass_days(20),
    )
    story.case = first.request
    if facts.get("redo"):
        _redo(story)
    if "suit" in facts:
        _sue_after(story, first, facts)


def _redo(story: Story) -> None:
    story.pass_days(1)
    assign_again(story)
    story.facts = {**story.facts, "outcome": "partial", "days": 8}
    _answer(story)


def _sue_after(story: Story, review: Any, facts: dict[str, Any]) -> None:
    suit = remedies.file_remedy(
        story.case,
        kind=Kind.SUIT_AFTER_REVIEW,
        case_no=f"（{story.today.year}）演示行初{story.case.number}号",
        organ=story.desk.body.court,
        accepted_on=story.pass_days(facts["suit_days"]),
        after=review,
        by=story.desk.legal,
        on=story.today,
    )
    suit = remedies.answer_remedy(suit, by=story.desk.legal, on=story.pass_days(6))
    if facts["suit"] != "pending":
        outcome = RemedyOutcome(facts["suit"])
        on = story.pass_days(40)
        remedies.conclude_remedy(suit, outcome=outcome, decision="判决。", by=story.desk.legal, on=on)
