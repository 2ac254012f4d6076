"""Questions to the ledger (台账), which holds what does not happen in the system."""

from datetime import date

from django.db.models import Case, DecimalField, Exists, F, OuterRef, Q, QuerySet, When

from gongkai.ledger.models import LedgerEntry
from gongkai.rules.ledger import kinds_of
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope

Entries = QuerySet[LedgerEntry]


def entries(scope: Scope) -> Entries:
    """Ledger entries for days of the period; an entry that corrects another carries the difference."""
    return _all(scope).filter(on__gte=scope.since, on__lte=scope.until)


def until(scope: Scope) -> Entries:
    """Ledger entries for all days up to the end of the period (历年累计)."""
    return _all(scope).filter(on__lte=scope.until)


def standing(scope: Scope) -> Entries:
    """The newest entries of each unit and kind at the end of the period (现有数)."""
    return _newest(_all(scope), scope.until)


def standing_before(scope: Scope) -> Entries:
    """The newest entries of each unit and kind on the eve of the period (上一年的现有数)."""
    return _newest(_all(scope), scope.eve)


def change(scope: Scope) -> Entries:
    """
    What the number at hand at the end of the period differs by from that on its eve (增/减).

    `signed` is the quantity, less than nothing for what held on the eve.
    """
    now, before = _is_newest(scope.until), _is_newest(scope.eve)
    signed = Case(
        When(on__gt=scope.eve, then=F("quantity")),
        default=-F("quantity"),
        output_field=DecimalField(max_digits=16, decimal_places=2),
    )
    return _all(scope).filter(now & ~before | before & ~now).annotate(signed=signed)


def _all(scope: Scope) -> Entries:
    return scope.only(LedgerEntry.objects.all(), unit_field="unit")


def _newest(found: Entries, day: date) -> Entries:
    return found.filter(_is_newest(day))


def _is_newest(day: date) -> Q:
    newer = LedgerEntry.objects.filter(
        body=OuterRef("body"),
        kind=OuterRef("kind"),
        unit=OuterRef("unit"),
        on__gt=OuterRef("on"),
        on__lte=day,
    )
    return Q(on__lte=day) & ~Q(Exists(newer))


DIMENSIONS = {"kind": Dimension("kind", kinds_of), "unit": Dimension("unit__code")}

BY_DAY = ("on",)

LEDGER = {
    "ledger.entries": Question(entries, DIMENSIONS, amount="quantity", order=BY_DAY),
    "ledger.until": Question(until, DIMENSIONS, amount="quantity", counts="end", order=BY_DAY),
    "ledger.standing": Question(standing, DIMENSIONS, amount="quantity", counts="end", order=BY_DAY),
    "ledger.standing_before": Question(
        standing_before, DIMENSIONS, amount="quantity", counts="start", order=BY_DAY
    ),
    "ledger.change": Question(change, DIMENSIONS, amount="signed", order=BY_DAY),
}
