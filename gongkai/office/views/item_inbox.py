"""信息发布: the reviewer's inbox, and what the check refused."""

from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from gongkai.office.desk import desk_of
from gongkai.office.items.inbox import SEE_REFUSALS, inbox_of, refusals_of

PER_PAGE = 50


@require_GET
def reviewing(request: HttpRequest) -> HttpResponse:
    """List what waits for whoever asks."""
    desk = desk_of(request)
    return render(request, "office/items/inbox.html", {"desk": desk, **inbox_of(desk)})


@require_GET
def refusals(request: HttpRequest) -> HttpResponse:
    """List the contents that were refused for a mark of secrecy; of each only its hash is known."""
    desk = desk_of(request)
    if not SEE_REFUSALS & desk.roles:
        raise PermissionDenied("拒收记录由保密审查员、公开工作机构负责人和监督员查看。")
    page = Paginator(refusals_of(desk), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "office/items/refusals.html", {"desk": desk, "page": page})
