"""Lines of the radar that come from requests."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

from django.db.models import Case, DateField, Q, Value, When
from django.urls import reverse

from gongkai.casework import states
from gongkai.casework.models import Consultation, Correction, DisclosureRequest, FeeNotice
from gongkai.casework.states import State
from gongkai.office.redlines.line import Kind, Line, Records, Source, Span
from gongkai.office.requests.clocks import Row, rows_of
from gongkai.remedies.models import Remedy
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce

RELATED = ("handling_unit", "handler", "applicant")
LOOK_BACK = timedelta(days=40)  # longer than any seven working days


def seen_by(span: Span) -> Any:
    """Return the requests of the body that the reader may read."""
    return DisclosureRequest.objects.of(span.desk.body).filter(span.reach.over())


def line_of(kind: Kind, case: DisclosureRequest, on: date, **facts: Any) -> Line:
    """Return the line of a request."""
    return Line(
        kind,
        on,
        case.number,
        reverse("office:request", args=[case.pk]),
        title=case.matter,
        unit=case.handling_unit,
        person=case.handler,
        **facts,
    )


def through_request(kind: Kind, found: Any, day: str, note: Callable[[Any], str]) -> Records:
    """Return records that belong to a request as a source of lines; `day` is a field of theirs."""

    def write(some: list[Any]) -> list[Line]:
        return [line_of(kind, each.request, getattr(each, day), note=note(each)) for each in some]

    related = found.select_related("request", *(f"request__{each}" for each in RELATED))
    return Records(related, day, "request__handling_unit", "request__handler", write)


def replies(kind: Kind, span: Span) -> Source:
    """Requests in hand by the last day of the reply period, with their strip; what was lost stands apart."""

    def write(cases: list[Any]) -> list[Line]:
        rows = rows_of(cases, span.desk.today) if span.with_late else []
        drawn = {row.case.pk: row for row in rows}
        return [_reply(kind, case, row=drawn.get(case.pk)) for case in cases]

    lost = Remedy.objects.lost().values("request")
    return requests(seen_by(span).in_hand().exclude(pk__in=lost), "due_on", write)


def _reply(kind: Kind, case: Any, *, row: Row | None) -> Line:
    return line_of(kind, case, case.due_on, row=row)


def unit_dates(kind: Kind, span: Span) -> Source:
    """Requests that the unit still has, by the date that the office gave it."""

    def write(cases: list[Any]) -> list[Line]:
        return [line_of(kind, case, case.unit_due_on) for case in cases]

    return requests(seen_by(span).moving().filter(state__in=states.BEING_HANDLED), "unit_due_on", write)


def correction_notices(kind: Kind, span: Span) -> Source:
    """New requests by the last day on which a correction may still be asked for."""
    ends = dated_by("request_correction_notice", span, LOOK_BACK)
    whens = (When(clock_from=day, then=Value(last)) for day, last in ends.items())
    new = seen_by(span).moving().filter(state=State.REGISTERED, correction=None, clock_from__in=ends)
    dated = new.annotate(notice_on=Case(*whens, output_field=DateField()))

    def write(cases: list[Any]) -> list[Line]:
        return [line_of(kind, case, case.notice_on, note="此后告知补正须写明理由") for case in cases]

    return requests(dated, "notice_on", write)


def corrections(kind: Kind, span: Span) -> Source:
    """Corrections that the applicant has not made; after the day the request may be ended."""
    pending = Q(request__state=State.CORRECTION_PENDING, received_on=None)
    asked = Correction.objects.filter(of_requests(span), pending)
    notes = {False: "期满可以终止办理", True: "逾期告知的补正，期满可以终止办理"}
    return through_request(kind, asked, "until_on", lambda each: notes[bool(each.late_reason)])


def consultations(kind: Kind, span: Span) -> Source:
    """Opinions that are awaited; after the day silence counts."""
    asked = Consultation.objects.open().filter(of_requests(span), request__state__in=states.CLOCK_RUNS)
    return through_request(kind, asked, "due_on", lambda each: f"等{each.party}的意见")


def fees(kind: Kind, span: Span) -> Source:
    """Fees that are awaited; after the day the request may be ended."""
    asked = FeeNotice.objects.awaited().filter(of_requests(span))
    return through_request(kind, asked, "due_on", lambda each: f"{each.amount}元")


def of_requests(span: Span) -> Q:
    """Return what lets through the records that belong to requests which the reader may read."""
    return Q(request__body=span.desk.body) & span.reach.over("request__")


def requests(found: Any, day: str, write: Callable[[list[Any]], list[Line]]) -> Records:
    """Return requests as a source of lines; `day` is a field of theirs."""
    return Records(found.select_related(*RELATED), day, "handling_unit", "handler", write)


def dated_by(rule: str, span: Span, longest: timedelta) -> dict[date, date]:
    """Return, by the day from which a period runs, its last day where it lies in the span, today or later."""
    ends = {}
    day = span.desk.today - longest
    while day <= span.desk.today:
        try:
            last = deadlines.due(rule, day, span.calendar).due_on
        except NotInForce:
            last = date.min
        if span.desk.today <= last <= span.last:
            ends[day] = last
        day += timedelta(days=1)
    return ends
