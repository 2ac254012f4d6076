"""The pages of the touch screen in a hall: what is public, large, and nothing of any person."""

from typing import Any

from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.portal.guide import guide_of
from gongkai.portal.item_page import content_of, files_of, head_table
from gongkai.portal.kiosk.letters import KEYS, letters_in, offered
from gongkai.portal.kiosk.links import without_ways_out
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import columns_of, find_node
from gongkai.publishing.models import InformationItem
from gongkai.publishing.models.items import ItemQuerySet
from gongkai.search.engine import SearchUnavailable
from gongkai.search.finding import find, query_for

PER_PAGE = 8
LONGEST = 40


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """Show what can be done here; whatever the one before left behind in the browser goes."""
    response = render(request, "portal/kiosk/home.html", {"body": body_of(request)})
    response["Clear-Site-Data"] = '"cookies", "storage"'
    return response


@for_everybody
def newest(request: HttpRequest) -> HttpResponse:
    """List what was published last."""
    return _list(request, InformationItem.objects.of(body_of(request)), heading="最新公开")


@for_everybody
def columns(request: HttpRequest) -> HttpResponse:
    """Show the columns in which there is something."""
    nodes = [node for top in columns_of(body_of(request)) for _, node in top.walk() if node.own_count]
    return render(request, "portal/kiosk/columns.html", {"nodes": nodes})


@for_everybody
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """List one column with all below it."""
    node = find_node(body_of(request), slug)
    if node is None:
        raise Http404("没有这个栏目。")
    return _list(request, InformationItem.objects.in_column(node.column), heading=node.column.name)


@for_everybody
def item(request: HttpRequest, pk: int) -> HttpResponse:
    """Show one item; its files are for the reader's own phone. What was taken off says why."""
    known = InformationItem.objects.of(body_of(request)).select_related("body", "column", "replaced_by")
    shown = get_object_or_404(known, pk=pk)
    if shown.is_gone:
        return render(request, "portal/kiosk/gone.html", {"item": shown}, status=410)
    if not shown.live:
        raise Http404("没有这条信息。")
    context = {
        "item": shown,
        "rows": head_table(shown),
        "content": without_ways_out(content_of(shown)),
        "files": files_of(shown),
        "address": reverse("portal:item", args=[pk]),
    }
    return render(request, "portal/kiosk/item.html", context)


@for_everybody
def search(request: HttpRequest) -> HttpResponse:
    """Offer words by their first letters, tapped on the screen, and show what is found for one."""
    body, text = body_of(request), request.GET.get("q", "").strip()[:LONGEST]
    letters = letters_in(request.GET.get("letters", ""))
    context: dict[str, Any] = {"letters": letters, "keys": KEYS, "words": offered(body, letters)}
    context |= {"text": text, "found": [], "is_down": False}
    if text:
        try:
            findings = find(query_for(text, body=body, below=False, limit=PER_PAGE))
        except SearchUnavailable:
            context["is_down"] = True
        else:
            context["found"] = [each.item for each in findings.found]
    return render(request, "portal/kiosk/search.html", context)


@for_everybody
def about(request: HttpRequest) -> HttpResponse:
    """Show who discloses, where it can be read and asked for, and who leads the body."""
    body = body_of(request)
    leaders = body.leaders.filter(is_active=True)
    context = {"guide": guide_of(body, localdate()), "leaders": leaders}
    return render(request, "portal/kiosk/about.html", context)


@for_everybody
def asking(request: HttpRequest) -> HttpResponse:
    """Say how information is asked for; what one writes about oneself belongs on one's own phone."""
    return render(request, "portal/kiosk/asking.html", {"body": body_of(request)})


def _list(request: HttpRequest, items: ItemQuerySet, *, heading: str) -> HttpResponse:
    live = items.live().select_related("column").defer("content", "plain_text").newest_first()
    page = Paginator(live, PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "portal/kiosk/list.html", {"heading": heading, "page": page})
