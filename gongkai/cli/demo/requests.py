"""The demo's requests: each lived from its receipt to its end by the actions that the office uses."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import count
from typing import Any

from gongkai.casework import actions
from gongkai.casework.models import Channel, Delivery, DisclosureRequest, RequestFile, SupplyForm
from gongkai.cli.demo import post
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.challenges import challenge
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.paths import assign_again, take
from gongkai.cli.demo.people import applicant, companions
from gongkai.cli.demo.replies import answer
from gongkai.cli.demo.story import Desk, Story
from gongkai.cli.demo.words import day, read
from gongkai.rules.calendar import Calendar

COUNTIES = ("qinglan", "linxi")
DELIVERIES = {
    Channel.WEBSITE: Delivery.ONLINE,
    Channel.EMAIL: Delivery.EMAIL,
    Channel.COUNTER: Delivery.PICK_UP,
    Channel.FAX: Delivery.FAX,
}
SUPPLIED = {
    Channel.WEBSITE: SupplyForm.ELECTRONIC,
    Channel.EMAIL: SupplyForm.ELECTRONIC,
}
# Days between what stands on the envelope or in the mail and its receipt (条例第三十一条).
UNDER_WAY = {Channel.SIGNED_MAIL: 3, Channel.ORDINARY_MAIL: 4, Channel.EMAIL: 1}


def live_year(cast: Cast) -> None:
    """Live the requests of the year, and what a few of them led to."""
    numbers, desk = count(1), Desk.of_city(cast)
    for facts in read("requests")["cases"]:
        live(cast, desk, facts, received_on=_received(facts["on"]), number=next(numbers))
    for code in COUNTIES:
        desk = Desk.of_county(cast, code)
        for facts in _county_share():
            live(cast, desk, facts, received_on=_received(facts["on"]), number=next(numbers))


def live_today(cast: Cast, today: date) -> None:
    """Leave requests in hand whose last days lie around the day the demo is loaded."""
    calendar, numbers, desk = Calendar.default(), count(900), Desk.of_city(cast)
    for facts in sorted(read("requests")["current"], key=lambda facts: -int(facts["before"])):
        received_on = today
        for _ in range(facts["before"]):
            received_on = _working_day_before(calendar, received_on)
        live(cast, desk, facts, received_on=received_on, number=next(numbers), until=today)


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
    cast: Cast,
    desk: Desk,
    facts: dict[str, Any],
    *,
    received_on: date,
    number: int,
    until: date | None = None,
) -> DisclosureRequest:
    """Live one request as far as its facts go; up to a day, what is sent later is still on its way."""
    story = Story(desk, facts, _file(desk, facts, received_on, number), received_on)
    if facts.get("until") == "submitted":
        return story.case
    if facts.get("until") == "unreachable":
        note = "按申请表留的电话两次无人接听，已发短信。"
        return actions.mark_unreachable(story.case, note=note, by=desk.registrar, on=received_on)
    story.case = _register(story)
    if facts.get("until") == "registered":
        return story.case
    unit = cast.units[desk.body.code, facts["unit"]]
    story.case = actions.assign_unit(
        story.case, unit=unit, handler=desk.handler, by=desk.head, on=received_on
    )
    if "kept_for" in facts:
        _restrict(story)
    if until is None and desk.archivist:
        post.send(story, "assistance_letter")
    for told in _parts(story) if "split" in facts else [story]:
        _live_on(told)
        told.let_arrive(until or date.max)
    return DisclosureRequest.objects.get(pk=story.case.pk)


def _register(story: Story) -> DisclosureRequest:
    """Fix the day of receipt and tell it to the applicant."""
    desk, on = story.desk, story.today
    story.case = actions.register_request(
        story.case, signed_for_on=on, confirmed_on=on, by=desk.registrar, on=on
    )
    if desk.archivist:
        post.send(story, "receipt", "registration_form")
    if "mended" in story.facts:
        actions.correct_entry(story.case, **story.facts["mended"], by=desk.registrar, on=on)
    return DisclosureRequest.objects.get(pk=story.case.pk)


def _restrict(story: Story) -> None:
    """Keep a case about the body's own staff for those who handle it."""
    told, desk = story.facts["kept_for"], story.desk
    readers = [getattr(desk, name) for name in told["readers"]]
    story.case = actions.restrict_request(
        story.case, readers=readers, reason=told["reason"], by=desk.head, on=story.today
    )


def _parts(story: Story) -> list[Story]:
    """Split a request by matter; each part is lived as far as the facts of the whole go."""
    matters = story.facts["split"]
    parts = actions.split_request(story.case, matters=matters, by=story.desk.registrar, on=story.today)
    return [Story(story.desk, story.facts, part, story.today) for part in parts]


def _live_on(story: Story) -> None:
    facts = story.facts
    for step in facts.get("path", ()):
        take(story, *step.split())
    if "outcome" in facts and not story.case.concluded_on:
        answer(story)
    _follow(story)
    if facts.get("remedy") and challenge(story, facts["remedy"]):
        _redo(story)


def _follow(story: Story) -> None:
    """Let the applicant rate what was done, and everybody read what was answered."""
    facts, on = story.facts, story.today
    if "score" in facts:
        actions.give_feedback(story.case, score=facts["score"], words=facts.get("words", ""), on=on)
    if "lifted" in facts.get("kept_for", {}):
        reason, by = facts["kept_for"]["lifted"], story.desk.head
        story.case = actions.lift_restriction(story.case, reason=reason, by=by, on=on)
    if "release" in facts:
        told = {"title": facts["matter"], "summary": facts["release"]}
        files = list(story.case.files.filter(purpose=RequestFile.Purpose.SUPPLIED))
        actions.release_answer(story.case, **told, files=files, by=story.desk.head, on=on)


def _redo(story: Story) -> None:
    """Take up again what a decision orders, unless that is still to be done."""
    if story.facts["remedy"].get("waits"):
        return
    story.pass_days(1)
    assign_again(story)
    story.facts = {**story.facts, "outcome": "partial", "days": 8}
    answer(story)


def _file(desk: Desk, facts: dict[str, Any], received_on: date, number: int) -> DisclosureRequest:
    channel = Channel(facts["channel"])
    online = channel == Channel.WEBSITE
    case = actions.file_request(
        desk.body,
        applicant=applicant(facts, number),
        matter=facts["matter"],
        description=facts.get("description") or f"申请公开：{facts['matter']}。",
        channel=channel,
        submitted_on=received_on - timedelta(days=UNDER_WAY.get(channel, 0)),
        supply_form=SUPPLIED.get(channel, SupplyForm.PAPER),
        delivery=DELIVERIES.get(channel, Delivery.MAIL),
        assistance=facts.get("help", []),
        filled_by_staff=facts.get("filled_by_staff", False),
        proposes_release=facts.get("proposes_release", False),
        co_applicants=companions(facts),
        by=None if online else desk.registrar,
        on=received_on,
    )
    if facts.get("agent"):
        paper = page(f"授权委托书{case.number}", "授权委托书（演示）", "委托事项：代为申请政府信息公开")
        by, purpose = desk.registrar, RequestFile.Purpose.AGENCY
        actions.attach_file(case, file=paper, purpose=purpose, by=by, on=received_on)
    return case
