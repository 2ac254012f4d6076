"""Telling the caches in front of the site that a page is another now: each fetches it anew, at once."""

import http.client
from collections.abc import Iterator
from contextlib import closing
from itertools import chain, combinations
from urllib.parse import urlsplit

from django.conf import settings
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal import reading_mode
from gongkai.publishing.models import Column, InformationItem, Topic
from gongkai.publishing.models.columns import ColumnQuerySet

SECONDS = 10
PAGES = ("home", "news", "disclosure", "rules", "reports", "data", "documents", "topics", "kiosk_newest")
TOPIC_PAGES = ("home", "topics", "sitemap")
COLUMN_PAGES = ("column", "kiosk_column")
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
    """Yield the paths, in the portal of its body, of the pages that are about an item."""
    yield reverse("portal:item", args=[item.pk])
    yield reverse("portal:kiosk_item", args=[item.pk])


def files_of(item: InformationItem) -> Iterator[str]:
    """
    Yield the paths of the files of an item, which are the same for every reader.

    A file that it no longer has is among them: its old copy must go first of all.
    """
    for form in ("pdf", "docx"):
        yield reverse("portal:text", args=[item.pk, form])
    for file in item.attachments.all():
        yield reverse("portal:attachment", args=[item.pk, file.pk, file.name])


def lists_of(item: InformationItem) -> Iterator[str]:
    """Yield the paths of the pages that list an item by its title; feeds are kept nowhere."""
    for page in PAGES:
        yield reverse(f"portal:{page}")
    for topic in Topic.objects.of(item.body).filter(state=Topic.State.PUBLISHED):
        yield reverse("portal:topic", args=[topic.slug])
    for listing in (item.column, *Column.objects.filter(placements__item=item), *_left(item)):
        for column in Column.objects.above(listing):
            for page in COLUMN_PAGES:
                yield reverse(f"portal:{page}", args=[column.slug])


def wanted(item: InformationItem) -> list[tuple[str, str]]:
    """
    Return what is fetched anew, as paths with cookies of the reading mode.

    Its own pages go in every way of reading, and once it is gone, so do the lists that name it. While it is
    public, the lists are fetched as most people read them; in the other ways they run out within a minute.
    """
    lists = COOKIES if not item.live else COOKIES[:1]
    found = [(path, cookie) for path in pages_of(item) for cookie in COOKIES]
    found += [(path, COOKIES[0]) for path in files_of(item)]
    found += [(path, cookie) for path in lists_of(item) for cookie in lists]
    return list(dict.fromkeys(found))


def _left(item: InformationItem) -> ColumnQuerySet:
    """Return the column that an item stood in before its last change, which lists it no longer."""
    before = item.versions.order_by("-number").values_list("snapshot__column", flat=True)[1:2]
    return Column.objects.filter(pk__in=list(before)).exclude(pk=item.column_id)


def refresh(item: InformationItem) -> int:
    """
    Let every cache of the deployment fetch the pages of an item anew; return how many were fetched.

    :raises NotRefreshed: a cache does not answer, or has only an error to keep
    """
    return _refreshed(item.body, wanted(item))


def refresh_pages_of_topic(topic: Topic) -> int:
    """
    Let every cache fetch the pages of a topic anew, and those that name it; return how many were fetched.

    :raises NotRefreshed: a cache does not answer, or has only an error to keep
    """
    return _refreshed(topic.body, wanted_of_topic(topic))


def wanted_of_topic(topic: Topic) -> list[tuple[str, str]]:
    """
    Return what is fetched anew when a topic is published, changed or taken down: paths with cookies.

    Its page goes in every way of reading, and so do those that name it; picture and maps have one alone.
    """
    pages = [reverse("portal:topic", args=[topic.slug]), *(reverse(f"portal:{page}") for page in TOPIC_PAGES)]
    files = [
        reverse("portal:topic_picture", args=[topic.pk]),
        reverse("portal:sitemap_xml"),
        reverse("portal:sitemap_part", args=[0]),
    ]
    return [(page, cookie) for page in pages for cookie in COOKIES] + [(file, COOKIES[0]) for file in files]


def _refreshed(body: Body, pages: list[tuple[str, str]]) -> int:
    for cache in settings.GONGKAI_CACHES:
        place = urlsplit(cache)
        kind = http.client.HTTPSConnection if place.scheme == "https" else http.client.HTTPConnection
        with closing(kind(place.netloc, timeout=SECONDS)) as connection:
            for path, cookie in pages:
                _fetch_anew(connection, cache, body, path, cookie)
    return len(pages) * len(settings.GONGKAI_CACHES)


def _fetch_anew(
    connection: http.client.HTTPConnection, cache: str, body: Body, page: str, cookie: str
) -> None:
    site = urlsplit(settings.BASE_URL)
    path = body.portal_path + page.removeprefix("/")
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
    except (OSError, http.client.HTTPException) as error:
        raise NotRefreshed(f"{cache} does not answer: {error}") from error
    if answer.status >= 500:
        raise NotRefreshed(f"{cache}{path} answers {answer.status}")
