"""Questions to the register of reviews and suits, by the rules of the annual report's fourth part."""

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from gongkai.remedies.models import Remedy, RemedyOutcome
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope


def counted(scope: Scope) -> QuerySet[Remedy]:
    """
    Reviews and suits concluded in the period or pending at its end.

    `outcome_then` is the outcome as it stood at the end of the period: what was concluded later was pending.
    """
    concluded = Q(concluded_on__gte=scope.since, concluded_on__lte=scope.until)
    pending = Q(concluded_on=None) | Q(concluded_on__gt=scope.until)
    then = Case(
        When(concluded_on__lte=scope.until, then=F("outcome")),
        default=Value(RemedyOutcome.PENDING.value),
        output_field=CharField(),
    )
    remedies = scope.only(Remedy.objects.all(), unit_field="request__handling_unit")
    return remedies.filter(concluded | pending, accepted_on__lte=scope.until).annotate(outcome_then=then)


REMEDIES = {
    "remedies.counted": Question(
        counted,
        {
            "kind": Dimension("kind"),
            "outcome": Dimension("outcome_then"),
            "unit": Dimension("request__handling_unit__code"),
        },
    )
}
