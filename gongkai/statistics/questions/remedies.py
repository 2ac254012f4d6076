"""Questions to the register of reviews and suits, by the rules of the annual report's fourth part."""

from django.db.models import Case, CharField, F, Q, QuerySet, Value, When

from gongkai.remedies.models import Remedy, RemedyOutcome
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
    remedies = scope.only(Remedy.objects.all(), unit_field="request__handling_unit")
    return remedies.filter(over & Q(**{f"{ended}__gte": scope.since}) | pending).annotate(outcome_then=then)


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
