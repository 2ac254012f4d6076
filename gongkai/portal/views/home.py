"""首页: what is new, what a visitor may want, how promises are kept."""

from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.portal.kept_pages import kept
from gongkai.portal.listing import told_by
from gongkai.portal.middleware import body_of
from gongkai.portal.models import HomePage
from gongkai.portal.promises import promises_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import own_columns, statutory_branches
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.items import ItemQuerySet

NEWEST = 9
IN_EACH_COLUMN = 6


@for_everybody
def home(request: HttpRequest) -> HttpResponse:
    """Show the first page of a body's portal; one that says what was said before, is kept."""
    front = _front_of(body_of(request))
    told = [told_by(items) for items in (front.newest, *(items for _, items in front.shelves))]
    return kept(request, (told, front.notice), lambda: _draw(request, front))


def draw_home(request: HttpRequest) -> HttpResponse:
    """Draw the first page as the request says: whose it is, and in which look."""
    return _draw(request, _front_of(body_of(request)))


@dataclass(frozen=True)
class Front:
    """What a body's first page shows of its items, asked for when it is drawn; and the notice on top."""

    body: Body
    newest: ItemQuerySet
    shelves: list[tuple[Column, ItemQuerySet]]
    notice: str | None


def _front_of(body: Body) -> Front:
    live = InformationItem.objects.live().of(body).select_related("column").defer("content", "plain_text")
    shelves = [
        (node.column, live.in_column(node.column).newest_first()[:IN_EACH_COLUMN])
        for node in own_columns(body)[:3]
        if node.total_count
    ]
    notice = HomePage.objects.live().filter(body=body).values_list("notice", flat=True).first()
    return Front(body, live.newest_first()[:NEWEST], shelves, notice)


def _draw(request: HttpRequest, front: Front) -> HttpResponse:
    newest = list(front.newest)
    context = {
        "lead": newest[0] if newest else None,
        "newest": newest[1:],
        "shelves": front.shelves,
        "promises": promises_of(front.body, localdate()),
        "notice": front.notice,
        "statutory": statutory_branches(front.body),
    }
    return render(request, "portal/home.html", context)
