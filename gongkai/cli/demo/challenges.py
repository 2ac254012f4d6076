"""Reviews and suits of the demo: filed, answered, concluded, and what an order to redo leads to."""

from typing import Any

from gongkai.cli.demo.story import Story
from gongkai.remedies import actions
from gongkai.remedies.models import Kind, Remedy, RemedyOutcome

ANSWERED_AFTER, HEARD_FOR, JUDGED_AFTER = 4, 20, 40  # working days


def challenge(story: Story, facts: dict[str, Any]) -> bool:
    """
    Live a review or suit, and the suit after the review where there was one.

    :returns: whether the request is to be handled again
    """
    kind = Kind(facts["route"])
    first = _file(story, kind, days=facts["days"])
    if facts["outcome"] == "unanswered":
        return False
    first = actions.answer_remedy(first, by=story.desk.legal, on=story.pass_days(ANSWERED_AFTER))
    if facts["outcome"] == "pending":
        return False
    first = _conclude(story, first, facts["outcome"], HEARD_FOR, redo=facts.get("redo", False))
    story.case = first.request
    if "suit" in facts:
        _sue_after(story, first, facts)
    return bool(facts.get("redo"))


def _file(story: Story, kind: Kind, *, days: int, after: Remedy | None = None) -> Remedy:
    body, number = story.desk.body, story.case.number
    word = "复" if kind == Kind.REVIEW else "行初" if after else "初"
    return actions.file_remedy(
        story.case,
        kind=kind,
        case_no=f"（{story.today.year}）演示{word}{number}号",
        organ=body.review_organ if kind == Kind.REVIEW else body.court,
        accepted_on=story.pass_days(days),
        after=after,
        by=story.desk.legal,
        on=story.today,
    )


def _conclude(story: Story, remedy: Remedy, outcome: str, days: int, *, redo: bool = False) -> Remedy:
    result = RemedyOutcome(outcome)
    return actions.conclude_remedy(
        remedy,
        outcome=result,
        decision=f"结果：{result.label}。",
        redo=redo,
        by=story.desk.legal,
        on=story.pass_days(days),
    )


def _sue_after(story: Story, review: Remedy, facts: dict[str, Any]) -> None:
    suit = _file(story, Kind.SUIT_AFTER_REVIEW, days=facts["suit_days"], after=review)
    suit = actions.answer_remedy(suit, by=story.desk.legal, on=story.pass_days(6))
    if facts["suit"] != "pending":
        _conclude(story, suit, facts["suit"], JUDGED_AFTER)
