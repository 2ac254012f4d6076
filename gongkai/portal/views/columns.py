"""Lists: the disclosure column with its tree, one column, the body's own columns."""

from collections.abc import Callable, Mapping
from typing import cast

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal.frame import mark_section
from gongkai.portal.kept_pages import kept
from gongkai.portal.listing import list_items, told_by
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import branches_of, disclosure_trail, find_node, own_columns
from gongkai.publishing.models import Column, ColumnNode, InformationItem
from gongkai.publishing.models.items import ItemQuerySet

Kind = Column.Kind
# What a list may do without.
FRAME: dict[str, object] = {"column": None, "trail": [], "below": [], "shelf": None, "matters": []}


@for_everybody
def disclosure(request: HttpRequest) -> HttpResponse:
    """Show 法定主动公开内容: everything in the statutory tree, newest first."""
    body = body_of(request)
    context = {"heading": Kind.STATUTORY.label, "here": "政府信息公开", "current": Kind.STATUTORY}
    return _list(request, _of_kind(body, Kind.STATUTORY), lambda: context, key=f"statutory-{body.pk}")


@for_everybody
def rules(request: HttpRequest) -> HttpResponse:
    """Show 政府信息公开制度."""
    body = body_of(request)
    words = {"heading": Kind.RULES.label, "here": Kind.RULES.label, "current": Kind.RULES}
    context = {**words, "trail": disclosure_trail()}
    return _list(request, _of_kind(body, Kind.RULES), lambda: context, key=f"rules-{body.pk}")


@for_everybody
def news(request: HttpRequest) -> HttpResponse:
    """Show what the body keeps beside the statutory tree: news, notices and the like."""
    body = body_of(request)
    context = {"heading": "新闻公告", "here": "新闻公告", "current": Kind.OWN, "shelf": own_columns(body)}
    return _list(request, _of_kind(body, Kind.OWN), lambda: context, key=f"own-{body.pk}")


@for_everybody
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one column with all below it."""
    body = body_of(request)
    node = find_node(body, slug)
    if node is None:
        raise Http404("没有这个栏目。")
    mark_section(request, node.column)
    matters = node.column.matters.active().values_list("pk", "item__live", "item__live_version")
    return _list(
        request,
        InformationItem.objects.in_column(node.column),
        lambda: _of_column(body, node),
        key=f"column-{node.column.pk}",
        told=[*matters, node.column.name, node.column.description],
    )


def _of_column(body: Body, node: ColumnNode) -> dict[str, object]:
    shown, is_own = node.column, node.column.kind == Kind.OWN
    return {
        "column": shown,
        "heading": shown.name,
        "here": shown.name,
        "current": shown.slug,
        "trail": [("新闻公告", reverse("portal:news"))] if is_own else disclosure_trail(),
        "shelf": own_columns(body) if is_own else None,
        "below": [] if is_own else branches_of(node.children),
        "matters": list(shown.matters.active().select_related("item")),
    }


def _of_kind(body: Body, kind: str) -> ItemQuerySet:
    return InformationItem.objects.of_kind(body, kind)


def _list(
    request: HttpRequest,
    items: ItemQuerySet,
    context: Callable[[], Mapping[str, object]],
    *,
    key: str,
    told: object = (),
) -> HttpResponse:
    """
    Draw a list of items beside its tree, or beside the shelf of own columns; one that is as it was, is kept.

    :param told: what else than its items decides how it is shown
    """
    listing = list_items(items.select_related("column").defer("content", "plain_text"), request.GET, key=key)
    shown = cast(ItemQuerySet, listing.page.object_list)  # not asked for before it is drawn
    state = (listing.page.paginator.count, told_by(shown), told)

    def draw() -> HttpResponse:
        return render(request, "portal/columns/list.html", {**FRAME, "listing": listing, **context()})

    return kept(request, state, draw)
