"""Questions to the fee notices (收费通知), by what the annual report's sixth part must say."""

from django.db.models import QuerySet

from gongkai.casework.models import FeeNotice
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope

Notices = QuerySet[FeeNotice]


def notified(scope: Scope) -> Notices:
    """Notices of a fee sent in the period, whatever became of them."""
    return _all(scope).filter(notified_on__gte=scope.since, notified_on__lte=scope.until)


def paid(scope: Scope) -> Notices:
    """Notices whose fee was paid in the period, also when they were sent before it (实际收取)."""
    return _all(scope).filter(paid_on__gte=scope.since, paid_on__lte=scope.until)


def paid_until(scope: Scope) -> Notices:
    """Notices whose fee was paid up to the end of the period (历年累计)."""
    return _all(scope).filter(paid_on__lte=scope.until)


def _all(scope: Scope) -> Notices:
    return scope.only(
        FeeNotice.objects.all(), body_field="request__body", unit_field="request__handling_unit"
    )


DIMENSIONS = {
    "ladder": Dimension("ladder"),
    "applicant": Dimension("request__applicant_kind"),
    "unit": Dimension("request__handling_unit__code"),
}

FEES = {
    "fees.notified": Question(notified, DIMENSIONS, amount="amount", body="request__body"),
    "fees.paid": Question(paid, DIMENSIONS, amount="amount", body="request__body"),
    "fees.paid_until": Question(paid_until, DIMENSIONS, amount="amount", body="request__body", counts="end"),
}
