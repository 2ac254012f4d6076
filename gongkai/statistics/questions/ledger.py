"""Questions to the ledger (台账), which holds what does not happen in the system."""

from django.db.models import QuerySet

from gongkai.ledger.models import LedgerEntry
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope


def entries(scope: Scope) -> QuerySet[LedgerEntry]:
    """Ledger entries for days of the period; an entry that corrects another carries the difference."""
    return scope.only(LedgerEntry.objects.all(), unit_field="unit").filter(
        on__gte=scope.since, on__lte=scope.until
    )


LEDGER = {
    "ledger.entries": Question(
        entries,
        {"kind": Dimension("kind"), "unit": Dimension("unit__code")},
        amount="quantity",
    )
}
