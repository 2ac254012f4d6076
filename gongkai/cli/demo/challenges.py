"""Reviews and suits of the demo: filed, answered, heard with their papers, concluded, and what they teach."""

from datetime import date, timedelta
from typing import Any

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.papers import page
from gongkai.cli.demo.story import Story
from gongkai.remedies import actions
from gongkai.remedies.actions.ending import Lost
from gongkai.remedies.models import Kind, LostPoint, Procedure, Remedy, RemedyOutcome, RemedyPaper

ANSWERED_AFTER, HEARD_FOR, JUDGED_AFTER = 4, 20, 40  # working days
TOLD_AFTER, EXTENDED_AFTER, LEARNED_AFTER = 3, 30, 5  # working days
LONG_PENDING = timedelta(days=250)  # nobody waits so long: by then the demo knows how it ended
DECIDED_ON = date(2026, 2, 27)
Paper = RemedyPaper.Kind


def challenge(story: Story, facts: dict[str, Any]) -> bool:
    """
    Live a review or suit, and the suit after the review where there was one.

    :returns: whether the request is to be handled again
    """
    kind = Kind(facts["route"])
    first = _file(story, kind, days=facts["days"], procedure=facts.get("procedure"))
    if facts["outcome"] == "unanswered":
        return False
    first = _hear(story, first, facts)
    if facts["outcome"] == "pending":
        return False
    first = _conclude(story, first, facts, facts["outcome"], HEARD_FOR, redo=facts.get("redo", False))
    story.case = first.request
    if "suit" in facts:
        _sue_after(story, first, facts)
    return bool(facts.get("redo"))


def end_what_is_long_pending(cast: Cast, today: date) -> None:
    """Let the cases of the year that were pending at its end be decided in the next spring."""
    old = Remedy.objects.pending().filter(accepted_on__lt=today - LONG_PENDING, body=cast.city)
    for remedy in old:
        actions.conclude_remedy(
            remedy,
            outcome=RemedyOutcome.UPHELD,
            decision="事实清楚，适用依据正确，程序合法。",
            by=cast.people["legal"],
            on=DECIDED_ON,
        )


def _file(
    story: Story, kind: Kind, *, days: int, procedure: str | None = None, after: Remedy | None = None
) -> Remedy:
    body, number = story.desk.body, story.case.number
    word = "复" if kind == Kind.REVIEW else "行初" if after else "初"
    remedy = actions.file_remedy(
        story.case,
        kind=kind,
        case_no=f"（{story.today.year}）演示{word}{number}号",
        organ=body.review_organ if kind == Kind.REVIEW else body.court,
        procedure=Procedure(procedure) if procedure else None,
        accepted_on=story.pass_days(days),
        after=after,
        by=story.desk.legal,
        on=story.today,
    )
    _add(story, remedy, Paper.APPLICATION)
    _add(story, remedy, Paper.NOTICE)
    return remedy


def _hear(story: Story, remedy: Remedy, facts: dict[str, Any]) -> Remedy:
    """Answer, and let the organ change the procedure, rest or take longer where the facts say so."""
    legal = story.desk.legal
    if "changed" in facts:
        on, to = story.pass_days(TOLD_AFTER), Procedure(facts["changed"])
        note = "案情复杂，不宜适用简易程序。"
        remedy = actions.change_procedure(remedy, procedure=to, note=note, by=legal, on=on)
    remedy = actions.answer_remedy(remedy, by=legal, on=story.pass_days(ANSWERED_AFTER))
    _add(story, remedy, Paper.ANSWER)
    _add(story, remedy, Paper.EVIDENCE)
    if "rests" in facts:
        reason = "需要等待有关民事案件的审理结果。"
        remedy = actions.suspend_remedy(remedy, reason=reason, by=legal, on=story.pass_days(TOLD_AFTER))
    if facts.get("rests"):
        remedy = actions.resume_remedy(remedy, by=legal, on=story.pass_days(facts["rests"]))
    if facts.get("extended"):
        on = story.pass_days(EXTENDED_AFTER)
        remedy = actions.extend_review(remedy, note="案情复杂，延长30日。", by=legal, on=on)
    return remedy


def _conclude(
    story: Story, remedy: Remedy, facts: dict[str, Any], outcome: str, days: int, *, redo: bool = False
) -> Remedy:
    result = RemedyOutcome(outcome)
    is_lost = result == RemedyOutcome.CORRECTED
    remedy = actions.conclude_remedy(
        remedy,
        outcome=result,
        decision=facts.get("decision", f"结果：{result.label}。"),
        lost=[Lost(LostPoint.Cause(facts["cause"]))] if is_lost else (),
        redo=redo,
        by=story.desk.legal,
        on=story.pass_days(days),
    )
    _add(story, remedy, Paper.DECISION)
    if is_lost and "lesson" in facts:
        on = story.calendar.add_working_days(story.today, LEARNED_AFTER).on
        actions.note_lesson(remedy, text=facts["lesson"], by=story.desk.legal, on=on)
    return remedy


def _sue_after(story: Story, review: Remedy, facts: dict[str, Any]) -> None:
    suit = _file(story, Kind.SUIT_AFTER_REVIEW, days=facts["suit_days"], procedure="simple", after=review)
    suit = actions.answer_remedy(suit, by=story.desk.legal, on=story.pass_days(6))
    _add(story, suit, Paper.ANSWER)
    if facts["suit"] != "pending":
        _conclude(story, suit, facts, facts["suit"], JUDGED_AFTER)


def _add(story: Story, remedy: Remedy, kind: RemedyPaper.Kind) -> None:
    file = page(f"{kind.label}{story.case.number}", kind.label, remedy.case_no, remedy.organ, "（演示文件）")
    actions.add_paper(remedy, kind=kind, file=file, by=story.desk.legal, on=story.today)
