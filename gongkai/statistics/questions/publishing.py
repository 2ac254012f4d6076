"""Questions to the catalogue of published information, by the rules of the annual report's second part."""

from django.db.models import F, Q, QuerySet

from gongkai.publishing.models import InformationItem, Validity
from gongkai.statistics.questions.question import Dimension, Question
from gongkai.statistics.scope import Scope

Items = QuerySet[InformationItem]


def published(scope: Scope) -> Items:
    """Items first published in the period and not withdrawn by its end; many channels count once."""
    return _public_at_end(scope).filter(published_on__gte=scope.since)


def public(scope: Scope) -> Items:
    """Items that the public could read at the end of the period."""
    return _public_at_end(scope)


def in_time(scope: Scope) -> Items:
    """Items published in the period on or before their last day (条例第二十六条)."""
    return published(scope).filter(published_on__lte=F("publish_due_on"))


def issued(scope: Scope) -> Items:
    """Published documents whose day of formation lies in the period (本年制发)."""
    return _published_documents(scope).filter(formed_on__gte=scope.since, formed_on__lte=scope.until)


def issued_until(scope: Scope) -> Items:
    """Published documents formed up to the end of the period (历年累计)."""
    return _published_documents(scope).filter(formed_on__lte=scope.until)


def repealed(scope: Scope) -> Items:
    """Published documents repealed in the period; those that lapsed have no column (本年废止)."""
    return _published_documents(scope).filter(
        validity=Validity.REPEALED, ceased_on__gte=scope.since, ceased_on__lte=scope.until
    )


def in_force(scope: Scope) -> Items:
    """Published documents formed by the end of the period and not ceased by then (现行有效)."""
    ended = Q(ceased_on__lte=scope.until) | Q(
        ceased_on=None, validity__in=[Validity.REPEALED, Validity.LAPSED]
    )
    return _published_documents(scope).filter(~ended, formed_on__lte=scope.until)


def _all(scope: Scope) -> Items:
    return scope.only(InformationItem.objects.all(), unit_field="owner_unit")


def _public_at_end(scope: Scope) -> Items:
    return _all(scope).filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=scope.until), published_on__lte=scope.until
    )


def _published_documents(scope: Scope) -> Items:
    # A document of December may be published in January, before the report is made: it belongs to December.
    return _all(scope).filter(
        Q(withdrawn_on=None) | Q(withdrawn_on__gt=scope.until), published_on__isnull=False
    )


DIMENSIONS = {
    "kind": Dimension("document_kind"),
    "column": Dimension("column__slug"),
    "column_kind": Dimension("column__kind"),
    "column_type": Dimension("column__column_type"),
    "topic": Dimension("column__statutory_code"),
    "unit": Dimension("owner_unit__code"),
}

PUBLISHING = {
    "publishing.published": Question(published, DIMENSIONS),
    "publishing.public": Question(public, DIMENSIONS, counts="end"),
    "publishing.in_time": Question(in_time, DIMENSIONS),
    "publishing.issued": Question(issued, DIMENSIONS),
    "publishing.repealed": Question(repealed, DIMENSIONS),
    "publishing.issued_until": Question(issued_until, DIMENSIONS, counts="end"),
    "publishing.in_force": Question(in_force, DIMENSIONS, counts="end"),
}
