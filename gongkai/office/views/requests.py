"""依申请公开: the list of requests and the page of one case."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.casework.models import DisclosureRequest
from gongkai.office.desk import desk_of
from gongkai.office.forms.filters import CaseFilter
from gongkai.office.letters.page import Shelf
from gongkai.office.requests.cases import open_case
from gongkai.office.requests.clocks import rows_of
from gongkai.office.requests.privacy import sees_contact
from gongkai.office.requests.queues import for_list, tabs_with_counts
from gongkai.rules.roles import Role

PER_PAGE = 25


@require_GET
def requests(request: HttpRequest) -> HttpResponse:
    """List the requests that whoever asks may read, by tab and filter; htmx gets the list alone."""
    desk = desk_of(request)
    form = CaseFilter(request.GET, desk)
    found = form.filtered(DisclosureRequest.objects.of(desk.body).visible_to(desk.user))
    tabs = tabs_with_counts(found)
    pages = Paginator(for_list(form.in_tab(found)), PER_PAGE)
    pages.count = next(count for tab, count in tabs if tab.code == form.tab_code)  # not counted twice
    page = pages.get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "form": form,
        "tabs": tabs,
        "page": page,
        "rows": rows_of(page, desk.today),
        "sees_identity": sees_contact(desk.roles),
        "can_take_in": Role.REGISTRAR in desk.roles,
    }
    template = "office/requests/_list.html" if request.htmx else "office/requests/list.html"  # type: ignore[attr-defined]
    return render(request, template, context)


@require_GET
def request_page(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one case: its document on the left; its clock, next steps and history on the right."""
    seen = open_case(desk_of(request), pk)
    context = {"seen": seen, "desk": seen.desk, "shelf": Shelf(seen)}
    return render(request, "office/requests/case.html", context)
