"""Lines of the radar that come from reviews and suits: ours to answer and perform, theirs to decide."""

from datetime import timedelta
from typing import Any

from django.db.models import Case, DateField, Q, Value, When

from gongkai.casework.models import Reply
from gongkai.office.redlines.casework import (
    dated_by,
    line_of,
    of_requests,
    requests,
    seen_by,
    through_request,
)
from gongkai.office.redlines.line import Kind, Line, Records, Source, Span
from gongkai.remedies.models import Kind as RemedyKind
from gongkai.remedies.models import Remedy, RemedyQuerySet
from gongkai.rules.outcomes import Outcome, OutcomeGroup

REVIEWS = Q(kind=RemedyKind.REVIEW)
CONTENTED = tuple(each.value for each in OutcomeGroup.GRANTED.outcomes)  # they have nothing to ask for
LONGEST = {"review_apply": timedelta(days=80), "suit_file": timedelta(days=205)}  # with any row of holidays


def review_answers(kind: Kind, span: Span) -> Source:
    """Reviews that the body must answer."""
    return _remedies(kind, _running(span).filter(REVIEWS, answered_on=None), "answer_due_on")


def suit_answers(kind: Kind, span: Span) -> Source:
    """Suits that the body must answer."""
    return _remedies(kind, _running(span).filter(~REVIEWS, answered_on=None), "answer_due_on")


def decisions(kind: Kind, span: Span) -> Source:
    """Reviews whose decision is expected."""
    return _remedies(kind, _running(span).filter(REVIEWS), "decision_due_on")


def judgments(kind: Kind, span: Span) -> Source:
    """Suits whose judgment is expected."""
    return _remedies(kind, _running(span).filter(~REVIEWS), "decision_due_on")


def suits(kind: Kind, span: Span) -> Source:
    """Concluded reviews after which the applicant may still sue; what has passed is over."""
    unsued = _seen(span).filter(suit_until_on__gte=span.desk.today, followed_by=None)
    return _remedies(kind, unsued, "suit_until_on")


def performances(kind: Kind, span: Span) -> Source:
    """Requests that a decision or judgment ordered the body to handle again, by the period that it set."""

    def write(cases: list[Any]) -> list[Line]:
        return [line_of(kind, case, case.due_on, note="责令重新处理") for case in cases]

    lost = Remedy.objects.lost().values("request")
    return requests(seen_by(span).in_hand().filter(pk__in=lost), "due_on", write)


def last_days_for_review(kind: Kind, span: Span) -> Source:
    """Refusals over which the applicant may still ask for review; what has passed is over."""
    return _unchallenged(kind, span, "review_apply")


def last_days_for_suit(kind: Kind, span: Span) -> Source:
    """Refusals over which the applicant may still sue directly; what has passed is over."""
    return _unchallenged(kind, span, "suit_file")


def _running(span: Span) -> RemedyQuerySet:
    return _seen(span).running()


def _seen(span: Span) -> RemedyQuerySet:
    return Remedy.objects.of(span.desk.body).filter(span.reach.over("request__"))


def _remedies(kind: Kind, found: RemedyQuerySet, day: str) -> Records:
    return through_request(kind, found, day, lambda each: f"{each.get_kind_display()} {each.case_no}")


def _unchallenged(kind: Kind, span: Span, rule: str) -> Source:
    ends = dated_by(rule, span, LONGEST[rule])
    refused = Reply.objects.issued().exclude(outcome__in=CONTENTED)
    open_ones = refused.filter(of_requests(span), served_on__in=ends, request__remedies=None)
    whens = (When(served_on=day, then=Value(last)) for day, last in ends.items())
    dated = open_ones.annotate(until_on=Case(*whens, output_field=DateField()))
    return through_request(kind, dated, "until_on", lambda each: Outcome(each.outcome).short)
