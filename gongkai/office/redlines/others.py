"""Lines of the radar that come from reviews and suits, items, and the annual report."""

from datetime import date

from django.db.models import Q
from django.urls import reverse

from gongkai.casework.models.withholding import Withholding
from gongkai.office.redlines.casework import line_of
from gongkai.office.redlines.line import Kind, Line, Span
from gongkai.publishing.models import InformationItem
from gongkai.remedies.models import Remedy, RemedyQuerySet
from gongkai.reports.models import AnnualReport
from gongkai.rules import deadlines


def remedies(kind: Kind, span: Span) -> list[Line]:
    """Reviews and suits that must be answered."""
    return _remedies(kind, span, _seen(span).pending().filter(answered_on=None), "answer_due_on")


def decisions(kind: Kind, span: Span) -> list[Line]:
    """Reviews whose decision is expected."""
    return _remedies(kind, span, _seen(span).pending(), "decision_due_on")


def suits(kind: Kind, span: Span) -> list[Line]:
    """Concluded reviews after which the applicant may still sue; what has passed is over."""
    unsued = _seen(span).filter(suit_until_on__gte=span.desk.today, followed_by=None)
    return _remedies(kind, span, unsued, "suit_until_on")


def _seen(span: Span) -> RemedyQuerySet:
    return Remedy.objects.of(span.desk.body).visible_to(span.desk.user)


def _remedies(kind: Kind, span: Span, remedies: RemedyQuerySet, day: str) -> list[Line]:
    related = ("request__handling_unit", "request__handler", "request__applicant")
    found = span.take(remedies.select_related(*related), day)
    return [
        line_of(kind, each.request, getattr(each, day), note=f"{each.get_kind_display()} {each.case_no}")
        for each in found
    ]


def items(kind: Kind, span: Span) -> list[Line]:
    """Items that are to be public and are not yet."""
    ours = InformationItem.objects.of(span.desk.body).filter(
        live=False, disclosure_mode="public", withdrawn_on=None
    )
    found = span.take(ours.select_related("owner_unit", "author", "column"), "publish_due_on")
    return [
        Line(
            kind,
            item.publish_due_on,
            item.column.name,
            reverse("office:item", args=[item.pk]),
            title=item.title,
            unit=item.owner_unit,
            person=item.author,
            note=item.get_state_display(),
        )
        for item in found
    ]


def reports(kind: Kind, span: Span) -> list[Line]:
    """The body's report on last year, until it is public."""
    today = span.desk.today
    year = today.year if span.last.year > today.year else today.year - 1
    last = deadlines.due("annual_report_department", date(year, 12, 31), span.calendar).due_on
    if not (last <= span.last and (last >= today or span.with_late)):
        return []
    public = Q(item__live=True, below=False, year=year)
    if AnnualReport.objects.of(span.desk.body).filter(public).exists():
        return []
    title = f"{year}年政府信息公开工作年度报告"
    return [Line(kind, last, f"{year}年", reverse("office:reports"), title=title, note="还没有公布")]


def withholdings(kind: Kind, span: Span) -> list[Line]:
    """What is withheld and must be looked at again."""
    open_ones = Withholding.objects.of(span.desk.body).visible_to(span.desk.user).open()
    related = ("request__handling_unit", "request__handler", "request__applicant")
    found = span.take(open_ones.select_related(*related), "next_review_on")
    return [line_of(kind, each.request, each.next_review_on, note="看是否仍然不能公开") for each in found]
