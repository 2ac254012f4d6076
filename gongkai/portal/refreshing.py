"""Telling the caches in front of the site that a page is another now: each fetches it anew, at once."""

import http.client
from collections.abc import Iterator
from itertools import chain, combinations
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal import reading_mode
from gongkai.portal.addresses import portal_root
from gongkai.publishing.models import Column, InformationItem, Topic
from gongkai.publishing.models.columns import ColumnQuerySet

SECONDS = 10
LISTING = (
    *("home", "news", "disclosure", "rules", "reports", "data", "topics"),
    *("feed", "feed_atom", "feed_json", "kiosk_newest"),
)
COLUMN_LISTING = ("column", "column_feed", "column_atom", "column_json", "kiosk_column")
# Every way in which a reader may want a page is a page of its own in a cache.
COOKIES = tuple(
    reading_mode.cookie_value(frozenset(modes))
    for modes in chain.from_iterable(
        combinations(sorted(reading_mode.MODES), count) for count in range(len(reading_mode.MODES) + 1)
    )
)


class NotRefreshed(Exception):
    """A cache could not be told; it is tried again, lest it shows what was withdrawn."""


def pages_of(item: InformationItem) -> Iterator[str]:
    """
    Yield the paths, in the portal of its body, of all pages and files that show an item or its title.

    A file that it no longer has is among them: its old copy must go first of all.
    """
    yield reverse("portal:item", args=[item.pk])
    yield reverse("portal:kiosk_item", args=[item.pk])
    for form in ("pdf", "docx"):
        yield reverse("portal:text", args=[item.pk, form])
    for file in item.attachments.all():
        yield reverse("portal:attachment", args=[item.pk, file.pk, file.name])
    for page in LISTING:
        yield reverse(f"portal:{page}")
    for topic in Topic.objects.of(item.body).filter(state=Topic.State.PUBLISHED):
        yield reverse("portal:topic", args=[topic.slug])
        yield reverse("portal:topic_feed", args=[topic.slug])
    for listing in (item.column, *Column.objects.filter(placements__item=item), *_left(item)):
        for column in Column.objects.above(listing):
            for page in COLUMN_LISTING:
                yield reverse(f"portal:{page}", args=[column.slug])


def _left(item: InformationItem) -> ColumnQuerySet:
    """Return the column that an item stood in before its last change, which lists it no longer."""
    before = item.versions.order_by("-number").values_list("snapshot__column", flat=True)[1:2]
    return Column.objects.filter(pk__in=list(before)).exclude(pk=item.column_id)


def refresh(item: InformationItem) -> int:
    """
    Let every cache of the deployment fetch the pages of an item anew; return how many were fetched.

    :raises NotRefreshed: a cache does not answer, or has only an error to keep
    """
    count = 0
    for cache in settings.GONGKAI_CACHES:
        for page in dict.fromkeys(pages_of(item)):
            for cookie in COOKIES:
                _fetch_anew(cache, item.body, page, cookie)
                count += 1
    return count


def _fetch_anew(cache: str, body: Body, page: str, cookie: str) -> None:
    place = urlsplit(cache)
    root = portal_root(body)
    site = urlsplit(settings.BASE_URL)
    path = page if body.host else root + page.removeprefix("/")
    kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
    connection = kind(place.netloc, timeout=SECONDS)
    headers = {
        "Host": body.host or site.netloc,
        "Cookie": f"{reading_mode.COOKIE}={cookie}",
        "X-Forwarded-Proto": site.scheme,
        "X-Refresh": "1",
    }
    try:
        connection.request("GET", path, headers=headers)
        answer = connection.getresponse()
        answer.read()
    except OSError as error:
        raise NotRefreshed(f"{cache} does not answer: {error}") from error
    finally:
        connection.close()
    if answer.status >= 500:
        raise NotRefreshed(f"{cache}{path} answers {answer.status}")
