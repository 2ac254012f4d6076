"""The days of reviews and suits: until when a reply may be challenged, answered, decided, sued over again."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.casework.models import Reply
from gongkai.remedies.models import Procedure, Remedy
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce

ANSWER_RULES = {
    Procedure.SIMPLE.value: "review_answer_simple",
    Procedure.ORDINARY.value: "review_answer_ordinary",
}
DECISION_RULES = {
    Procedure.SIMPLE.value: "review_decision_simple",
    Procedure.ORDINARY.value: "review_decision_ordinary",
}


@dataclass(frozen=True)
class OpenUntil:
    """The last days on which a served reply may be challenged."""

    review: date | None
    suit: date | None


def open_until(reply: Reply) -> OpenUntil:
    """Return until when the applicant may turn where; nothing runs before service (行政复议法第二十条)."""
    if reply.served_on is None:
        return OpenUntil(None, None)
    return OpenUntil(_due("review_apply", reply.served_on), _due("suit_file", reply.served_on))


def answer_due(notified_on: date, procedure: str) -> date | None:
    """Return the last day for the body's answer (行政复议法第四十八条、第五十四条，行政诉讼法第六十七条)."""
    return _due(ANSWER_RULES.get(procedure, "suit_answer"), notified_on)


def decision_due(accepted_on: date, procedure: str) -> date | None:
    """Return when the decision on a review is expected (行政复议法第六十二条); of a suit there is none."""
    rule = DECISION_RULES.get(procedure)
    return _due(rule, accepted_on) if rule else None


def extended_decision_due(remedy: Remedy) -> date | None:
    """Return when the decision is expected after the one extension (行政复议法第六十二条)."""
    return remedy.decision_due_on and _due("review_decision_extension", remedy.decision_due_on)


def suit_after_review_until(served_on: date) -> date | None:
    """Return until when the applicant may sue after a decision on a review (行政诉讼法第四十五条)."""
    return _due("suit_after_review", served_on)


def is_out_of_time(remedy: Remedy) -> bool:
    """Whether it was asked for after the period, as far as the days are known."""
    if not (remedy.applied_on and (last := _last_day(remedy))):
        return False
    return remedy.applied_on > last


def _last_day(remedy: Remedy) -> date | None:
    if remedy.after:
        return remedy.after.suit_until_on
    if remedy.reply is None:
        return None
    until = open_until(remedy.reply)
    return until.review if remedy.is_review else until.suit


def _due(rule: str, start: date) -> date | None:
    try:
        return deadlines.due(rule, start, current_calendar()).due_on
    except NotInForce:  # the rules begin with the acts in force; older cases keep no date
        return None
