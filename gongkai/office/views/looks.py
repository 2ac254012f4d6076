"""Looking at an applicant's data, and the record of all looks."""

from dataclasses import replace

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from gongkai.casework import actions
from gongkai.office.desk import desk_of
from gongkai.office.forms.looks import LookFilter
from gongkai.office.letters.page import Shelf
from gongkai.office.requests.cases import open_case
from gongkai.office.requests.identity import looks_in_words
from gongkai.workflow import StepNotAllowed

PER_PAGE = 25


@never_cache
@require_POST
def look(request: HttpRequest, pk: int) -> HttpResponse:
    """Note the look and show the applicant's data in full; htmx gets that part of the page alone."""
    seen = open_case(desk_of(request), pk)
    reason = request.POST.get("reason", "")
    try:
        actions.look_at_identity(seen.case, reason=reason, by=seen.desk.user, on=seen.desk.today)
    except StepNotAllowed as refusal:
        raise PermissionDenied(str(refusal)) from None
    seen = replace(seen, opened=True)
    template = "office/requests/_applicant.html" if request.htmx else "office/requests/case.html"  # type: ignore[attr-defined]
    return render(request, template, {"seen": seen, "desk": seen.desk, "shelf": Shelf(seen)})


@require_GET
def looks(request: HttpRequest) -> HttpResponse:
    """List who looked at which applicant's data or at which mail, newest first."""
    desk = desk_of(request)
    form = LookFilter(request.GET, desk)
    page = Paginator(form.filtered(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"desk": desk, "form": form, "page": page, "rows": looks_in_words(page)}
    return render(request, "office/looks/list.html", context)
