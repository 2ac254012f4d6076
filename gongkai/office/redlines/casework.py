"""Lines of the radar that come from requests."""

from datetime import date, timedelta
from typing import Any

from django.urls import reverse

from gongkai.casework import states
from gongkai.casework.models import Consultation, Correction, DisclosureRequest, FeeNotice
from gongkai.casework.states import State
from gongkai.office.clocks import rows_of
from gongkai.office.redlines.line import Kind, Line, Span
from gongkai.rules import deadlines
from gongkai.rules.versions import NotInForce

RELATED = ("handling_unit", "handler", "applicant")
LOOK_BACK = timedelta(days=40)  # longer than any seven working days


def seen_by(span: Span) -> Any:
    """Return the requests of the body that the reader may read."""
    return DisclosureRequest.objects.of(span.desk.body).visible_to(span.desk.user)


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


def replies(kind: Kind, span: Span) -> list[Line]:
    """Requests in hand by the last day of the reply period, with their strip."""
    cases = span.take(seen_by(span).in_hand().select_related(*RELATED), "due_on")
    rows = rows_of(cases, span.desk.today) if span.with_late else []
    drawn = {row.case.pk: row for row in rows}
    return [
        line_of(kind, case, case.due_on, note="期限暂定" if case.provisional else "", row=drawn.get(case.pk))
        for case in cases
    ]


def unit_dates(kind: Kind, span: Span) -> list[Line]:
    """Requests that the unit still has, by the date that the office gave it."""
    handled = seen_by(span).filter(state__in=states.BEING_HANDLED).select_related(*RELATED)
    return [line_of(kind, case, case.unit_due_on) for case in span.take(handled, "unit_due_on")]


def correction_notices(kind: Kind, span: Span) -> list[Line]:
    """New requests by the last day on which a correction may still be asked for."""
    ends = _notice_ends(span)
    new = seen_by(span).filter(state=State.REGISTERED, correction=None, clock_from__in=ends)
    cases = new.select_related(*RELATED).order_by("clock_from", "pk")[:100]
    return [
        line_of(kind, case, ends[case.clock_from], note="此后不能再告知补正")
        for case in cases
        if case.clock_from
    ]


def corrections(kind: Kind, span: Span) -> list[Line]:
    """Corrections that the applicant has not made; after the day the request may be ended."""
    asked = Correction.objects.filter(
        request__in=seen_by(span).filter(state=State.CORRECTION_PENDING), received_on=None
    )
    found = span.take(asked.select_related(*_through("request")), "until_on")
    return [line_of(kind, each.request, each.until_on, note="期满可以终止办理") for each in found]


def consultations(kind: Kind, span: Span) -> list[Line]:
    """Opinions that are awaited; after the day silence counts."""
    asked = Consultation.objects.open().filter(request__in=seen_by(span).filter(state__in=states.CLOCK_RUNS))
    found = span.take(asked.select_related(*_through("request")), "due_on")
    return [line_of(kind, each.request, each.due_on, note=f"等{each.party}的意见") for each in found]


def fees(kind: Kind, span: Span) -> list[Line]:
    """Fees that are awaited; after the day the request may be ended."""
    asked = FeeNotice.objects.awaited().filter(request__in=seen_by(span))
    found = span.take(asked.select_related(*_through("request")), "due_on")
    return [line_of(kind, each.request, each.due_on, note=f"{each.amount}元") for each in found]


def _notice_ends(span: Span) -> dict[date, date]:
    """Return, by the day from which a request counts, the last day for a correction notice in the span."""
    ends = {}
    day = span.desk.today - LOOK_BACK
    while day <= span.desk.today:
        try:
            last = deadlines.due("request_correction_notice", day, span.calendar).due_on
        except NotInForce:
            last = date.min
        if span.desk.today <= last <= span.last:
            ends[day] = last
        day += timedelta(days=1)
    return ends


def _through(name: str) -> tuple[str, ...]:
    return (name, *(f"{name}__{each}" for each in RELATED))
