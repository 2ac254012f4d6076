"""失效链接: what leads nowhere, and whose it is to mend."""

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.publishing.models import BrokenLink, LinkCheck

PER_PAGE = 50


@require_GET
def broken_links(request: HttpRequest) -> HttpResponse:
    """List the broken links of the body, or those of one's own units."""
    desk = desk_of(request)
    ours = BrokenLink.objects.of(desk.body).open().select_related("item__owner_unit")
    mine = ours.filter(item__owner_unit__in=desk.user.units_in(desk.body))
    tab = "mine" if request.GET.get("tab") == "mine" else "all"
    page = Paginator(mine if tab == "mine" else ours, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "desk": desk,
        "tab": tab,
        "page": page,
        "total": ours.count(),
        "own": mine.count(),
        "check": LinkCheck.objects.filter(body=desk.body).first(),
    }
    return render(request, "office/items/links.html", context)
