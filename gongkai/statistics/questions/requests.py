"""Questions to the register of requests (申请登记台账), by the rules of the annual report's third part."""

from collections.abc import Callable
from datetime import date

from django.db.models import Q, QuerySet, Value
from django.db.models.functions import Concat

from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.rules.eras import Era
from gongkai.rules.outcomes import Outcome, OutcomeGroup
from gongkai.statistics.questions.question import Counts, Dimension, Question
from gongkai.statistics.scope import Scope

Requests = QuerySet[DisclosureRequest]
GROUND_MARK = "/"  # between an outcome and its detail
RECEIPT, CONCLUSION = ("received_on", "applicant_kind"), ("concluded_on", "applicant_kind", "outcome")
OTHER_REPLIES = "replies_other_*"  # what a local table prints in one row: no grant, no denial
# Channels that older tables print in one row (domain of the forms, not of the law).
CHANNEL_ROWS = {
    "letter": (Channel.SIGNED_MAIL, Channel.ORDINARY_MAIL),
    "letter_fax": (Channel.SIGNED_MAIL, Channel.ORDINARY_MAIL, Channel.FAX),
    "online": (Channel.WEBSITE, Channel.EMAIL),
}


def received(scope: Scope) -> Requests:
    """Requests whose day of receipt lies in the period (本年新收)."""
    return received_until(scope).filter(is_new(scope))


def carried_in(scope: Scope) -> Requests:
    """Requests received before the period and not concluded before it (上年结转)."""
    return _all(scope).filter(was_open_before(scope))


def received_until(scope: Scope) -> Requests:
    """Requests received up to the end of the period (历年累计)."""
    return _all(scope).filter(received_on__lte=scope.until)


def carried_out(scope: Scope) -> Requests:
    """Requests received up to the end of the period and not concluded by then (结转下年度)."""
    return received_until(scope).filter(is_open_after(scope))


def concluded(scope: Scope) -> Requests:
    """Requests concluded in the period; one withdrawn before its receipt was fixed never was a request."""
    return concluded_until(scope).filter(concluded_on__gte=scope.since)


def concluded_until(scope: Scope) -> Requests:
    """Requests concluded up to the end of the period (历年累计); `ground` is outcome and detail."""
    ended = _all(scope).filter(received_on__isnull=False, concluded_on__lte=scope.until)
    return ended.annotate(ground=Concat("outcome", Value(GROUND_MARK), "outcome_flag"))


def is_new(scope: Scope) -> Q:
    """Whether a request was received in the period."""
    return Q(received_on__gte=scope.since)


def was_open_before(scope: Scope) -> Q:
    """Whether a request was open when the period began."""
    return Q(received_on__lte=scope.eve) & _open_at_end_of(scope.eve)


def is_open_after(scope: Scope) -> Q:
    """Whether a request was open when the period had ended."""
    return _open_at_end_of(scope.until)


def is_replied(_scope: Scope) -> Q:
    """Whether what concluded it is a reply, not a termination (其他处理)."""
    return ~Q(outcome__in=[outcome.value for outcome in OutcomeGroup.OTHER.outcomes])


def is_in_time(scope: Scope) -> Q:
    """Whether it was replied to on or before the last day that held then (条例第三十三条)."""
    return is_replied(scope) & Q(concluded_late=False)


def is_late(scope: Scope) -> Q:
    """Whether it was replied to too late; an order to redo that came afterwards moves nothing."""
    return is_replied(scope) & Q(concluded_late=True)


def is_extended(_scope: Scope) -> Q:
    """Whether the reply period had been extended (条例第三十三条第二款)."""
    return Q(extension_days__gt=0)


def is_unextended(_scope: Scope) -> Q:
    """Whether the reply period was not extended (按时办结)."""
    return Q(extension_days=0)


def grounds_of(era: Era) -> Callable[[str], tuple[str, ...]]:
    """Return what says which outcomes and details a row of an older table counts, or rows that begin so."""

    def members(row: str) -> tuple[str, ...]:
        wanted = {
            f"{outcome.value}{GROUND_MARK}{detail}"
            for outcome in Outcome
            for detail in ("", *outcome.details)
            if _is_counted_in(row, outcome.row(era, detail) or "")
        }
        if not wanted:
            raise ValueError(row)
        return tuple(sorted(wanted))

    return members


def _is_counted_in(row: str, found: str) -> bool:
    if row == OTHER_REPLIES:
        return found.startswith("replies_") and found not in ("replies_granted", "replies_partial")
    if row.endswith("*"):
        return found.startswith(row[:-1]) and bool(found)
    return found == row


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


def channels_of(value: str) -> tuple[str, ...]:
    """
    Return the channels that a value stands for: one of them, or those of a row of older tables.

    :raises ValueError: neither
    """
    return tuple(each.value for each in CHANNEL_ROWS.get(value) or (Channel(value),))


def _all(scope: Scope) -> Requests:
    return scope.only(DisclosureRequest.objects.counted(), unit_field="handling_unit")


def _open_at_end_of(day: date) -> Q:
    return Q(concluded_on=None) | Q(concluded_on__gt=day)


DIMENSIONS = {
    "applicant": Dimension("applicant_kind"),
    "outcome": Dimension("outcome", outcomes_of),
    "detail": Dimension("outcome_flag"),
    "channel": Dimension("channel", channels_of),
    "row_y2014": Dimension("ground", grounds_of(Era.Y2014)),
    "row_y2008": Dimension("ground", grounds_of(Era.Y2008)),
    "unit": Dimension("handling_unit__code"),
}


def _received(
    records: Callable[[Scope], Requests], part: Callable[[Scope], Q], counts: Counts = "period"
) -> Question:
    whole = "requests.received_until"
    return Question(records, RECEIVED, counts=counts, order=RECEIPT, whole=whole, part=part)


def _concluded(part: Callable[[Scope], Q]) -> Question:
    def records(scope: Scope) -> Requests:
        return concluded(scope).filter(part(scope))

    return Question(records, DIMENSIONS, order=CONCLUSION, whole="requests.concluded", part=part)


RECEIVED = {name: found for name, found in DIMENSIONS.items() if found.field != "ground"}

REQUESTS = {
    "requests.received_until": Question(received_until, RECEIVED, counts="end", order=RECEIPT),
    "requests.received": _received(received, is_new),
    "requests.carried_in": _received(carried_in, was_open_before, "start"),
    "requests.carried_out": _received(carried_out, is_open_after, "end"),
    "requests.concluded_until": Question(concluded_until, DIMENSIONS, counts="end", order=CONCLUSION),
    "requests.concluded": Question(concluded, DIMENSIONS, order=CONCLUSION),
    "requests.replied": _concluded(is_replied),
    "requests.in_time": _concluded(is_in_time),
    "requests.late": _concluded(is_late),
    "requests.extended": _concluded(is_extended),
    "requests.unextended": _concluded(is_unextended),
}
