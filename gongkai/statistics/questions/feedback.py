"""Questions to what applicants thought of how their requests were handled (满意度评价)."""

from django.db.models import QuerySet

from gongkai.casework.models import Feedback
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope

SATISFIED = (Feedback.Score.VERY_GOOD, Feedback.Score.GOOD, Feedback.Score.FAIR)


def given(scope: Scope) -> QuerySet[Feedback]:
    """Opinions that were given in the period, whenever the request was answered."""
    kept = Feedback.objects.filter(given_on__gte=scope.since, given_on__lte=scope.until)
    return scope.only(kept, body_field="request__body", unit_field="request__handling_unit")


def scores_of(value: str) -> tuple[int, ...]:
    """
    Return the scores that a value stands for: one of them, or all that count as satisfied.

    :raises ValueError: no score
    """
    if value == "satisfied":
        return tuple(score.value for score in SATISFIED)
    return (Feedback.Score(int(value)).value,)


DIMENSIONS = {
    "score": Dimension("score", scores_of),
    "outcome": Dimension("request__outcome"),
    "unit": Dimension("request__handling_unit__code"),
}

FEEDBACK = {"feedback.given": Question(given, DIMENSIONS, amount="score", body="request__body")}
