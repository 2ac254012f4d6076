"""保密审查表: the filled-in forms of a body, one of them on the screen, and as PDF for the archive."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_GET

from gongkai.common.typesetting import NotTypeset
from gongkai.office.desk import Desk, desk_of
from gongkai.office.items.secrecy_sheet import TITLE, sheet_pdf
from gongkai.office.sending import sent
from gongkai.publishing.models import SecrecyReview
from gongkai.publishing.secrecy_form import lines_of

PER_PAGE = 50


@require_GET
def secrecy_reviews(request: HttpRequest) -> HttpResponse:
    """List the forms of a year, newest first."""
    desk = desk_of(request)
    asked = request.GET.get("year", "")
    year = int(asked) if asked.isdecimal() and len(asked) == 4 else desk.today.year
    ours = SecrecyReview.objects.of(desk.body)
    found = ours.in_year(year).select_related("item", "event__by", "version")
    context = {
        "desk": desk,
        "year": year,
        "years": [day.year for day in ours.dates("event__on", "year", order="DESC")],
        "page": Paginator(found, PER_PAGE).get_page(request.GET.get("page")),
    }
    return render(request, "office/items/secrecy_list.html", context)


@require_GET
def secrecy_review(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one form, to read and to print."""
    desk = desk_of(request)
    found = _find(desk, pk)
    context = {"desk": desk, "review": found, "item": found.item, "lines": lines_of(found), "title": TITLE}
    return render(request, "office/items/secrecy.html", context)


@require_GET
def secrecy_pdf(request: HttpRequest, pk: int) -> HttpResponse:
    """Give one form as PDF; where it cannot be set, the screen says why."""
    found = _find(desk_of(request), pk)
    try:
        return sent(sheet_pdf(found), f"保密审查表 {found.version.snapshot['title']}.pdf")
    except NotTypeset as refusal:
        return HttpResponse(str(refusal), status=422, content_type="text/plain; charset=utf-8")


def _find(desk: Desk, pk: int) -> SecrecyReview:
    known = SecrecyReview.objects.of(desk.body).select_related(
        "item__body", "item__owner_unit", "event__by", "version", "check_made"
    )
    return get_object_or_404(known, pk=pk)
