"""The days of reviews and suits: until when a reply may be challenged, answered, decided, sued over again."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.casework.models import Reply
from gongkai.remedies.models import Kind, Procedure, Remedy
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce

ANSWER_RULES = {
    Procedure.SIMPLE.value: "review_answer_simple",
    Procedure.ORDINARY.value: "review_answer_ordinary",
}
REVIEW_RULES = {
    Procedure.SIMPLE.value: "review_decision_simple",
    Procedure.ORDINARY.value: "review_decision_ordinary",
}
SUIT_RULES = {
    Procedure.SIMPLE.value: "suit_judgment_simple",
    Procedure.ORDINARY.value: "suit_judgment_ordinary",
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


def answer_due(notified_on: date, kind: str, procedure: str) -> date | None:
    """Return the last day for the body's answer (行政复议法第四十八条、第五十四条，行政诉讼法第六十七条)."""
    return _due(ANSWER_RULES[procedure] if kind == Kind.REVIEW else "suit_answer", notified_on)


def decision_due(accepted_on: date, kind: str, procedure: str) -> date | None:
    """
    Return when the end is expected (行政复议法第六十二条，行政诉讼法第八十一条、第八十三条).

    Of a suit whose procedure is not known there is no day.
    """
    rule = (REVIEW_RULES if kind == Kind.REVIEW else SUIT_RULES).get(procedure)
    return _due(rule, accepted_on) if rule else None


def answer_due_after_change(remedy: Remedy, procedure: Procedure, told_on: date) -> date | None:
    """
    Return the last day for the answer when a review goes on by another procedure.

    The longer period of the ordinary procedure runs from the copy; the shorter one of the simple procedure
    runs from the day on which the body was told, and never beyond the day that it had.
    """
    if not remedy.is_review or remedy.answered_on or remedy.answer_due_on is None:
        return remedy.answer_due_on
    if procedure == Procedure.ORDINARY:
        return answer_due(remedy.notified_on, remedy.kind, procedure)
    shorter = answer_due(told_on, remedy.kind, procedure)
    return min(shorter, remedy.answer_due_on) if shorter else remedy.answer_due_on


def answer_due_after_rest(remedy: Remedy, resumed_on: date) -> date | None:
    """Return the last day for the answer after a suspension: what was left of the period runs on."""
    last, rested_on = remedy.answer_due_on, remedy.suspended_on
    if remedy.answered_on or last is None or rested_on is None or last < rested_on:
        return last
    calendar = current_calendar()
    if remedy.is_review:
        return calendar.add_working_days(resumed_on, calendar.count(rested_on, last)).on
    return calendar.working_day_from(last + (resumed_on - rested_on))


def decision_due_after_rest(remedy: Remedy, resumed_on: date) -> date | None:
    """Return when the end is expected after a suspension, which is not counted (行政复议法第三十九条)."""
    if remedy.decision_due_on is None or remedy.suspended_on is None:
        return remedy.decision_due_on
    return remedy.decision_due_on + (resumed_on - remedy.suspended_on)


def extended_decision_due(remedy: Remedy) -> date | None:
    """Return when the decision is expected after the one extension (行政复议法第六十二条)."""
    return remedy.decision_due_on and _due("review_decision_extension", remedy.decision_due_on)


def suit_after_review_until(served_on: date) -> date | None:
    """Return until when the applicant may sue after a decision on a review (行政诉讼法第四十五条)."""
    return _due("suit_after_review", served_on)


def is_out_of_time(remedy: Remedy) -> bool:
    """Whether it was asked for after the period, as far as the days are known."""
    if not (remedy.applied_on and (last := last_day_to_apply(remedy))):
        return False
    return remedy.applied_on > last


def last_day_to_apply(remedy: Remedy) -> date | None:
    """Return until when the applicant could ask for this review or bring this suit, when it is known."""
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
