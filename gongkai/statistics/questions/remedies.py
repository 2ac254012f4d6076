"""Questions to the register of reviews and suits, by the rules of the annual report's fourth part."""

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from gongkai.remedies.models import Kind, Remedy, RemedyOutcome
from gongkai.rules.remedy_columns import counting
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope


def counted(scope: Scope) -> QuerySet[Remedy]:
    """
    Reviews and suits concluded in the period or pending at its end, by the days that `rules` names.

    `outcome_then` is the outcome as it stood at the end of the period: what was concluded later was pending.
    """
    rule = counting(scope.until)
    ended, begun = f"{rule.concluded_by}_on", f"{rule.begun_by}_on"
    over = Q(concluded_on__isnull=False, **{f"{ended}__lte": scope.until})
    pending = ~over & Q(**{f"{begun}__lte": scope.until})
    then = Case(
        When(over, then=F("outcome")),
        default=Value(RemedyOutcome.PENDING.value),
        output_field=CharField(),
    )
    return (
        _all(scope).filter(over & Q(**{f"{ended}__gte": scope.since}) | pending).annotate(outcome_then=then)
    )


def begun_until(scope: Scope) -> QuerySet[Remedy]:
    """Reviews and suits begun up to the end of the period, whatever became of them (历年累计)."""
    return _all(scope).filter(**{f"{counting(scope.until).begun_by}_on__lte": scope.until})


def begun(scope: Scope) -> QuerySet[Remedy]:
    """Reviews and suits begun in the period (older tables count them so)."""
    return begun_until(scope).filter(**{f"{counting(scope.until).begun_by}_on__gte": scope.since})


def kinds_of(value: str) -> tuple[str, ...]:
    """
    Return the kinds that a value stands for: one of them, or both kinds of suits.

    :raises ValueError: neither
    """
    return (Kind.DIRECT_SUIT.value, Kind.SUIT_AFTER_REVIEW.value) if value == "suit" else (Kind(value).value,)


def outcomes_of(value: str) -> tuple[str, ...]:
    """
    Return the outcomes that a value stands for: one of them, or all that end a case.

    :raises ValueError: neither
    """
    if value == "ended":
        return tuple(each.value for each in RemedyOutcome if each is not RemedyOutcome.PENDING)
    return (RemedyOutcome(value).value,)


def _all(scope: Scope) -> QuerySet[Remedy]:
    return scope.only(Remedy.objects.all(), unit_field="request__handling_unit")


DIMENSIONS = {"kind": Dimension("kind", kinds_of), "unit": Dimension("request__handling_unit__code")}

REMEDIES = {
    "remedies.counted": Question(
        counted, {**DIMENSIONS, "outcome": Dimension("outcome_then", outcomes_of)}, counts="mixed"
    ),
    "remedies.begun": Question(begun, DIMENSIONS),
    "remedies.begun_until": Question(begun_until, DIMENSIONS, counts="end"),
}
