"""Lists of items with filters that can be linked to, in pages."""

from dataclasses import dataclass
from typing import Any

from django.core.cache import cache
from django.core.paginator import Page, Paginator
from django.http import QueryDict

from gongkai.publishing.models import DocumentKind, InformationItem, Validity
from gongkai.publishing.models.items import ItemQuerySet

PER_PAGE = 20
KEPT_FOR = 30  # seconds
# What a list says of an item: with all of it the same, the list is the same.
SHOWN = ("pk", "title", "summary", "published_on", "doc_no", "validity", "index_no", "column", "column__name")


@dataclass(frozen=True)
class Choice:
    """One value of a filter, as a link."""

    label: str
    address: str
    is_chosen: bool


@dataclass(frozen=True)
class Filter:
    """A filter: its name and the values that occur in the list."""

    label: str
    choices: list[Choice]


@dataclass(frozen=True)
class Listing:
    """One page of a list, and the filters above it."""

    page: Page[InformationItem]
    filters: list[Filter]
    is_filtered: bool


@dataclass(frozen=True)
class Facet:
    """Something that narrows a list: its name in the address, its lookup, the words of its values."""

    name: str
    label: str
    lookup: str
    words: dict[str, str]


YEAR = Facet("year", "年份", "published_on__year", {})
VALIDITY = Facet(
    "validity", "有效性", "validity", {str(key): str(word) for key, word in Validity.choices if key}
)
KIND = Facet("kind", "文件类别", "document_kind", {str(key): str(word) for key, word in DocumentKind.choices})
FACETS = (YEAR, VALIDITY, KIND)


def list_items(items: ItemQuerySet, query: QueryDict, *, key: str) -> Listing:
    """
    Narrow live items by what the address asks for, newest first, and cut out the page.

    A value that does not occur narrows nothing; a page that is not there becomes the nearest that is.

    :param key: names the list, for keeping what occurs in it for half a minute
    """
    live = items.live()
    filters = []
    for facet, words in zip(FACETS, _occurring(live, key), strict=True):
        chosen = query.get(facet.name, "")
        if chosen in words:
            live = live.filter(**{facet.lookup: chosen})
        if len(words) > 1:
            filters.append(filter_of(facet, words, query))
    page = Paginator(live.newest_first(), PER_PAGE).get_page(query.get("page"))
    return Listing(page, filters, is_filtered=any(not each.choices[0].is_chosen for each in filters))


def told_by(items: ItemQuerySet) -> list[tuple[Any, ...]]:
    """Return all that a list says of its items, cheaply: it decides whether a kept page still holds."""
    return list(items.values_list(*SHOWN))


def _occurring(live: ItemQuerySet, key: str) -> list[dict[str, str]]:
    """Return for each facet the values that occur in a list, with their words; one query."""
    rows = cache.get(f"portal-facets-{key}")
    if rows is None:
        rows = list(live.order_by().values_list(*(facet.lookup for facet in FACETS)).distinct())
        cache.set(f"portal-facets-{key}", rows, KEPT_FOR)
    years, validities, kinds = ({row[place] for row in rows} for place in range(len(FACETS)))
    return [
        {str(year): f"{year}年" for year in sorted(years, reverse=True)},
        {value: word for value, word in VALIDITY.words.items() if value in validities},
        {value: word for value, word in KIND.words.items() if value in kinds},
    ]


def filter_of(facet: Facet, words: dict[str, str], query: QueryDict) -> Filter:
    """Return a filter whose values are links to the same list with that value, and to all of it."""
    chosen = query.get(facet.name, "")
    every = Choice("全部", _address(query, facet, ""), chosen not in words)
    return Filter(
        facet.label,
        [
            every,
            *(Choice(word, _address(query, facet, value), value == chosen) for value, word in words.items()),
        ],
    )


def _address(query: QueryDict, facet: Facet, value: str) -> str:
    """Return the address of the list with one filter changed, from its first page."""
    changed = query.copy()
    changed.pop("page", None)
    changed.pop(facet.name, None)
    if value:
        changed[facet.name] = value
    return f"?{changed.urlencode()}"
