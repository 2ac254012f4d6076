"""Questions to the register of requests (申请登记台账), by the rules of the annual report's third part."""

from django.db.models import Q, QuerySet

from gongkai.casework.models import DisclosureRequest
from gongkai.rules.eras import Era
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope

Requests = QuerySet[DisclosureRequest]


def received(scope: Scope) -> Requests:
    """Requests whose day of receipt lies in the period (本年新收)."""
    return _all(scope).filter(received_on__gte=scope.since, received_on__lte=scope.until)


def carried_in(scope: Scope) -> Requests:
    """Requests received before the period and not concluded before it (上年结转)."""
    return _open_at_end_of(_all(scope), scope.eve)


def concluded(scope: Scope) -> Requests:
    """Requests concluded in the period; one withdrawn before its receipt was fixed never was a request."""
    return _all(scope).filter(
        received_on__isnull=False, concluded_on__gte=scope.since, concluded_on__lte=scope.until
    )


def carried_out(scope: Scope) -> Requests:
    """Requests received up to the end of the period and not concluded by then (结转下年度)."""
    return _open_at_end_of(_all(scope), scope.until)


def replied(scope: Scope) -> Requests:
    """Requests concluded in the period by a reply, not by a termination (其他处理)."""
    ended = [outcome.value for outcome in OutcomeGroup.OTHER.outcomes]
    return concluded(scope).exclude(outcome__in=ended)


def in_time(scope: Scope) -> Requests:
    """Requests replied to in the period, on or before the last day that held then (条例第三十三条)."""
    return replied(scope).filter(concluded_late=False)


def late(scope: Scope) -> Requests:
    """Requests replied to in the period too late; an order to redo that came afterwards moves nothing."""
    return replied(scope).filter(concluded_late=True)


def extended(scope: Scope) -> Requests:
    """Requests concluded in the period whose reply period had been extended (条例第三十三条第二款)."""
    return concluded(scope).filter(extension_days__gt=0)


def outcomes_of(row: str) -> tuple[str, ...]:
    """
    Return the outcomes that a row of the table, or a group of rows, counts.

    :raises ValueError: neither a row nor a group
    """
    if row in set(OutcomeGroup):
        return tuple(outcome.value for outcome in OutcomeGroup(row).outcomes)
    found = tuple(outcome.value for outcome in Outcome if outcome.row(Era.Y2021) == row)
    if not found:
        raise ValueError(row)
    return found


def _all(scope: Scope) -> Requests:
    return scope.only(DisclosureRequest.objects.counted(), unit_field="handling_unit")


def _open_at_end_of(requests: Requests, day: object) -> Requests:
    return requests.filter(Q(concluded_on=None) | Q(concluded_on__gt=day), received_on__lte=day)


DIMENSIONS = {
    "applicant": Dimension("applicant__kind"),
    "outcome": Dimension("outcome", outcomes_of),
    "detail": Dimension("outcome_flag"),
    "channel": Dimension("channel"),
    "unit": Dimension("handling_unit__code"),
}

REQUESTS = {
    "requests.received": Question(received, DIMENSIONS),
    "requests.carried_in": Question(carried_in, DIMENSIONS),
    "requests.concluded": Question(concluded, DIMENSIONS),
    "requests.carried_out": Question(carried_out, DIMENSIONS),
    "requests.replied": Question(replied, DIMENSIONS),
    "requests.in_time": Question(in_time, DIMENSIONS),
    "requests.late": Question(late, DIMENSIONS),
    "requests.extended": Question(extended, DIMENSIONS),
}
