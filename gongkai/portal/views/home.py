"""首页: what is new, what a visitor may want, how promises are kept."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.portal.middleware import body_of
from gongkai.portal.models import HomePage
from gongkai.portal.promises import promises_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import own_columns, statutory_branches
from gongkai.publishing.models import InformationItem

NEWEST = 9
IN_EACH_COLUMN = 6


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of a body's portal."""
    return draw_home(request)


def draw_home(request: HttpRequest) -> HttpResponse:
    """Draw the first page as the request says: whose it is, and in which look."""
    body = body_of(request)
    live = InformationItem.objects.live().of(body).select_related("column").defer("content", "plain_text")
    newest = list(live.newest_first()[:NEWEST])
    shelves = [
        (node.column, list(live.in_column(node.column).newest_first()[:IN_EACH_COLUMN]))
        for node in own_columns(body)[:3]
        if node.total_count
    ]
    context = {
        "lead": newest[0] if newest else None,
        "newest": newest[1:],
        "shelves": shelves,
        "promises": promises_of(body, localdate()),
        "notice": HomePage.objects.live().filter(body=body).values_list("notice", flat=True).first(),
        "statutory": statutory_branches(body),
    }
    return render(request, "portal/home.html", context)
