"""How a review or suit ends: the result, where it was lost, the order to redo, the lesson."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.actions import end_challenge, redo_request
from gongkai.casework.progress import locked
from gongkai.casework.states import State
from gongkai.remedies.errors import NoSuchPart, NothingToRedo, RemedyIncomplete
from gongkai.remedies.models import About, LostPoint, Remedy, RemedyOutcome
from gongkai.remedies.periods import suit_after_review_until
from gongkai.remedies.progress import check_order, checked, record
from gongkai.rules.outcomes import Outcome

Cause = LostPoint.Cause


@dataclass(frozen=True)
class Lost:
    """Where it was lost: a withheld part of the reply by its place from 0, or the whole when None."""

    cause: LostPoint.Cause
    segment: int | None = None


@transaction.atomic
def conclude_remedy(
    remedy: Remedy,
    *,
    outcome: RemedyOutcome,
    decision: str = "",
    concluded_on: date | None = None,
    decision_served_on: date | None = None,
    lost: Sequence[Lost] = (),
    redo: bool = False,
    redo_days: int | None = None,
    received_on: date | None = None,
    by: User,
    on: date,
) -> Remedy:
    """
    Record how a review or suit ended; a corrected result may order the body to handle the request anew.

    :param decision_served_on: when the applicant received the decision on a review; 15 days to sue run then
    :param lost: of a corrected result; the whole reply without a cause when nothing is named
    :param redo_days: working days that the order sets; the statutory period when it sets none
    :param received_on: when the decision reached the body; the order to redo runs from then, else from `on`
    :raises NoSuchPart: the reply has no such withheld part, or one is named twice
    :raises NothingToRedo: a redo, or points that were lost, without a corrected result
    :raises RemedyDateOutOfOrder: before the acceptance, or after `on`
    :raises RemedyIncomplete: 尚未审结 is no way to end
    """
    remedy = checked(remedy, "conclude", by=by, on=on)
    concluded_on = concluded_on or on
    check_order(remedy.accepted_on, concluded_on, on)
    check_order(concluded_on, decision_served_on, on)
    check_order(concluded_on, received_on, on)
    if outcome == RemedyOutcome.PENDING:
        raise RemedyIncomplete("请选择审结的结果：维持、纠正或者其他。")
    if (redo or lost) and outcome != RemedyOutcome.CORRECTED:
        raise NothingToRedo("结果为“纠正”的，才会责令重新处理、登记败诉点。")
    remedy.outcome, remedy.concluded_on, remedy.decision = outcome, concluded_on, decision.strip()
    if remedy.is_review:
        remedy.decision_served_on = decision_served_on
        remedy.suit_until_on = suit_after_review_until(decision_served_on or concluded_on)
    remedy.suspended_on = None
    remedy.save()
    record(remedy, "conclude", by=by, on=on, note=remedy.get_outcome_display())
    if remedy.is_lost:
        _add_points(remedy, lost or [Lost(_usual_cause(remedy))])
    _hand_back(remedy, redo=redo, days=redo_days, from_on=received_on, by=by, on=on)
    return remedy


@transaction.atomic
def note_lesson(remedy: Remedy, *, text: str, by: User, on: date) -> Remedy:
    """
    Record what the office learned from a loss; a later lesson stands beside the earlier (条例第四十六条).

    :raises NothingLost: the result is not corrected
    :raises RemedyIncomplete: there is no text
    """
    remedy = checked(remedy, "note_lesson", by=by, on=on)
    if not text.strip():
        raise RemedyIncomplete("请写明教训：错在哪里，今后怎样办理。")
    record(remedy, "note_lesson", by=by, on=on, note=text)
    return remedy


def _usual_cause(remedy: Remedy) -> LostPoint.Cause:
    return Cause.SILENCE if remedy.about == About.SILENCE else Cause.OTHER


def _add_points(remedy: Remedy, lost: Sequence[Lost]) -> None:
    segments = remedy.reply.segments if remedy.reply else []
    places = [each.segment for each in lost]
    known = {None, *range(len(segments))}
    if not set(places) <= known or len(set(places)) != len(places):
        raise NoSuchPart("败诉的部分应当是答复中列明的不予公开的部分，每一部分只登记一次。")
    for each in lost:
        part = segments[each.segment] if each.segment is not None else {}
        LostPoint.objects.create(
            remedy=remedy,
            reply=remedy.reply,
            segment=each.segment,
            where=part.get("where", ""),
            ground=part.get("basis") or _ground(remedy),
            cause=each.cause,
        )


def _ground(remedy: Remedy) -> str:
    """Name what the whole reply rested on; a body that was silent rested on nothing."""
    if remedy.reply is None:
        return remedy.get_about_display()
    outcome = Outcome(remedy.reply.outcome)
    return f"{outcome.short}（{outcome.basis}）" if outcome.basis else outcome.short


def _hand_back(
    remedy: Remedy, *, redo: bool, days: int | None, from_on: date | None, by: User, on: date
) -> None:
    """Take the request up again, or let it rest when no other review or suit about it is pending."""
    case = locked(remedy.request)
    if redo:
        order = f"{remedy.organ} {remedy.case_no}"
        remedy.request = redo_request(case, order=order, days=days, from_on=from_on, by=by, on=on)
        return
    is_last = not Remedy.objects.pending().filter(request=case).exists()
    if is_last and case.state == State.UNDER_REVIEW_OR_SUIT:
        remedy.request = end_challenge(case, note=str(remedy), by=by, on=on)
