"""RSS, Atom and JSON Feed: what is new in a column, or in all of a body's portal."""

import json
from datetime import datetime
from typing import IO, Any

from django.contrib.syndication.views import Feed
from django.http import Http404, HttpRequest
from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.feedgenerator import Atom1Feed, SyndicationFeed
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.portal.item_page import shown_at
from gongkai.portal.middleware import body_of
from gongkai.portal.tree import find_node
from gongkai.publishing.models import Column, InformationItem, Topic
from gongkai.publishing.topics import shelves_of

NEWEST = 30


class JsonFeed(SyndicationFeed):
    """The same feed as JSON (jsonfeed.org, version 1.1)."""

    content_type = "application/feed+json; charset=utf-8"

    def write(self, outfile: IO[Any], encoding: str) -> None:
        """Write the feed."""
        feed = {
            "version": "https://jsonfeed.org/version/1.1",
            "title": self.feed["title"],
            "description": self.feed["description"],
            "home_page_url": self.feed["link"],
            "feed_url": self.feed["feed_url"],
            "language": "zh-Hans",
            "items": [_as_json(item) for item in self.items],
        }
        outfile.write(json.dumps(feed, ensure_ascii=False).encode(encoding))


def _as_json(item: dict[str, Any]) -> dict[str, Any]:
    return {
        "id": item["unique_id"] or item["link"],
        "url": item["link"],
        "title": item["title"],
        "content_text": item["description"],
        "date_published": item["pubdate"].isoformat(),
    }


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


class TopicFeed(_ItemFeed):
    """The items of a topic's sections, newest first, each once."""

    def get_object(self, request: HttpRequest, slug: str) -> Topic:
        """Return the topic, if the public sees it."""
        found = Topic.objects.of(body_of(request)).public(localdate()).select_related("body")
        return get_object_or_404(found, slug=slug)

    def title(self, topic: Topic) -> str:
        """Name the feed after the topic and its body."""
        return f"{topic} - {topic.body.name}"

    def link(self, topic: Topic) -> str:
        """Lead to the topic."""
        return reverse("portal:topic", args=[topic.slug])

    def description(self, topic: Topic) -> str:
        """Say what the topic is about."""
        return topic.summary or topic.title

    def items(self, topic: Topic) -> list[InformationItem]:
        """Return what the sections list."""
        listed = {item.pk: item for shelf in shelves_of(topic) for item in shelf.items}
        return sorted(listed.values(), key=shown_at, reverse=True)[:NEWEST]


class NewestAtom(NewestFeed):
    """The newest items of a body, as Atom."""

    feed_type = Atom1Feed
    subtitle = NewestFeed.description


class NewestJson(NewestFeed):
    """The newest items of a body, as JSON."""

    feed_type = JsonFeed


class ColumnAtom(ColumnFeed):
    """The newest items of a column, as Atom."""

    feed_type = Atom1Feed
    subtitle = ColumnFeed.description


class ColumnJson(ColumnFeed):
    """The newest items of a column, as JSON."""

    feed_type = JsonFeed
