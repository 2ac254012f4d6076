"""Lists: the disclosure column with its tree, one column, the body's own columns."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal.frame import mark_section
from gongkai.portal.listing import list_items
from gongkai.portal.middleware import body_of
from gongkai.portal.showing import for_everybody
from gongkai.portal.tree import branches_of, disclosure_trail, find_node, own_columns
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.items import ItemQuerySet

Kind = Column.Kind


@for_everybody
def disclosure(request: HttpRequest) -> HttpResponse:
    """Show 法定主动公开内容: everything in the statutory tree, newest first."""
    body = body_of(request)
    context = {"heading": Kind.STATUTORY.label, "here": "政府信息公开", "current": Kind.STATUTORY}
    return _list(request, _of_kind(body, Kind.STATUTORY), key=f"statutory-{body.pk}", **context)


@for_everybody
def rules(request: HttpRequest) -> HttpResponse:
    """Show 政府信息公开制度."""
    body = body_of(request)
    trail = disclosure_trail()
    context = {"heading": Kind.RULES.label, "here": Kind.RULES.label, "current": Kind.RULES, "trail": trail}
    return _list(request, _of_kind(body, Kind.RULES), key=f"rules-{body.pk}", **context)


@for_everybody
def news(request: HttpRequest) -> HttpResponse:
    """Show what the body keeps beside the statutory tree: news, notices and the like."""
    body = body_of(request)
    context = {"heading": "新闻公告", "here": "新闻公告", "current": Kind.OWN, "shelf": own_columns(body)}
    return _list(request, _of_kind(body, Kind.OWN), key=f"own-{body.pk}", **context)


@for_everybody
def column(request: HttpRequest, slug: str) -> HttpResponse:
    """Show one column with all below it."""
    body = body_of(request)
    node = find_node(body, slug)
    if node is None:
        raise Http404("没有这个栏目。")
    shown = node.column
    is_own = shown.kind == Kind.OWN
    mark_section(request, shown)
    context = {
        "column": shown,
        "heading": shown.name,
        "here": shown.name,
        "current": shown.slug,
        "trail": [("新闻公告", reverse("portal:news"))] if is_own else disclosure_trail(),
        "shelf": own_columns(body) if is_own else None,
        "below": [] if is_own else branches_of(node.children),
        "matters": list(shown.matters.active().select_related("item")),
    }
    return _list(request, InformationItem.objects.in_column(shown), key=f"column-{shown.pk}", **context)


def _of_kind(body: Body, kind: str) -> ItemQuerySet:
    return InformationItem.objects.of(body).filter(column__kind=kind)


def _list(request: HttpRequest, items: ItemQuerySet, *, key: str, **context: object) -> HttpResponse:
    """Draw a list of items beside its tree, or beside the shelf of own columns."""
    shown = items.select_related("column").defer("content", "plain_text")
    frame: dict[str, object] = {
        "column": None,
        "trail": [],
        "below": [],
        "shelf": None,
        "matters": [],
        "listing": list_items(shown, request.GET, key=key),
    }
    return render(request, "portal/columns/list.html", {**frame, **context})
