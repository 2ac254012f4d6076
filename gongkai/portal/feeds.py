"""RSS: what is new in a column, or in all of a body's portal."""

from datetime import datetime
from typing import Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal.item_page import shown_at
from gongkai.portal.middleware import body_of
from gongkai.portal.tree import find_node
from gongkai.publishing.models import Column, InformationItem

NEWEST = 30


class _ItemFeed(Feed[InformationItem, Any]):
    """What both feeds say of an item."""

    language = "zh-hans"

    def item_title(self, item: InformationItem) -> str:
        return item.title

    def item_description(self, item: InformationItem) -> str:
        return item.summary

    def item_link(self, item: InformationItem) -> str:
        return reverse("portal:item", args=[item.pk])

    def item_pubdate(self, item: InformationItem) -> datetime:
        return shown_at(item)


class NewestFeed(_ItemFeed):
    """The newest items of a body."""

    def get_object(self, request: HttpRequest) -> Body:
        """Return the body whose portal it is."""
        return body_of(request)

    def title(self, body: Body) -> str:
        """Name the feed."""
        return f"{body.name}最新公开"

    def link(self, body: Body) -> str:
        """Lead to the first page."""
        return reverse("portal:home")

    def description(self, body: Body) -> str:
        """Say what the feed holds."""
        return f"{body.name}最新公开的政府信息"

    def items(self, body: Body) -> Any:
        """Return the newest items."""
        return InformationItem.objects.live().of(body).newest_first()[:NEWEST]


class ColumnFeed(_ItemFeed):
    """The newest items of a column and of those below it."""

    def get_object(self, request: HttpRequest, slug: str) -> Column:
        """Return the column."""
        node = find_node(body_of(request), slug)
        if node is None:
            raise Http404("没有这个栏目。")
        return node.column

    def title(self, column: Column) -> str:
        """Name the feed after the column and its body."""
        return f"{column.name} - {column.body.name}"

    def link(self, column: Column) -> str:
        """Lead to the column."""
        return reverse("portal:column", args=[column.slug])

    def description(self, column: Column) -> str:
        """Say what the column holds."""
        return column.description or column.name

    def items(self, column: Column) -> Any:
        """Return the newest items of the column and of those below it."""
        return InformationItem.objects.live().in_column(column).newest_first()[:NEWEST]
