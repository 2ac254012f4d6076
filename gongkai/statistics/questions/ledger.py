"""Questions to the ledger (台账), which holds what does not happen in the system."""

from typing import Any

from django.apps import apps
from django.db.models import QuerySet

from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope


def entries(scope: Scope) -> QuerySet[Any]:
    """Ledger entries dated in the period."""
    model: Any = apps.get_model("ledger", "LedgerEntry")
    found = scope.only(model.objects.all(), unit_field="unit")
    return found.filter(on__gte=scope.since, on__lte=scope.until)


LEDGER = {
    "ledger.entries": Question(
        entries,
        {"kind": Dimension("kind"), "unit": Dimension("unit__code")},
        amount="quantity",
    )
}
