"""规范性文件库: the body's rules and normative documents, those in force first, with what explains each."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.db.models import Prefetch
from django.http import QueryDict
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.documents.models import NormativeDocument
from gongkai.documents.numbers import cited_in
from gongkai.portal.listing import Facet, Filter, filter_of
from gongkai.publishing.models import DocumentKind, InformationItem, ItemRelation, Validity
from gongkai.publishing.models.items import ItemQuerySet

PER_PAGE = 20
FORCE, EVERY = "force", "all"
TONES = {Validity.IN_FORCE: "done", Validity.AMENDED: "wait"}
IN_FORCE = (Validity.IN_FORCE, Validity.AMENDED)
KINDS = (DocumentKind.RULE, DocumentKind.NORMATIVE_DOCUMENT)
# fmt: off
FACETS = (
    Facet("year",  "年份",     "formed_on__year", {}),
    Facet("kind",  "文件类别", "document_kind",   {str(kind): str(kind.label) for kind in KINDS}),
    Facet("topic", "主题分类", "topic_class",     {}),
)
# fmt: on
VALIDITIES = {
    FORCE: "现行有效",
    "amended": "已修改",
    "lapsed": "失效",
    "repealed": "废止",
    EVERY: "全部",
}


@dataclass(frozen=True)
class Entry:
    """One document of the library: its item, how long it holds, and what explains, amends or repeals it."""

    item: InformationItem
    valid_until: date | None
    links: list[tuple[str, str, str]]  # what it is to the document, title, address

    @property
    def tone(self) -> str:
        """The shape beside the word of its validity."""
        return TONES.get(Validity(self.item.validity), "quiet")


@dataclass(frozen=True)
class Library:
    """One page of the library with its filters."""

    page: Page[InformationItem]
    entries: list[Entry]
    filters: list[Filter]
    kept: list[tuple[str, str]]  # what else the address asks for, to stay when a question is put
    question: str
    is_filtered: bool


def library_of(body: Body, query: QueryDict) -> Library:
    """
    Return what the address asks for; without a word about validity, what is in force.

    A value that does not occur narrows nothing. The number of queries is always the same.
    """
    kept = InformationItem.objects.live().of(body).filter(document_kind__in=KINDS)
    rows = list(kept.order_by().values_list(*(facet.lookup for facet in FACETS)).distinct())
    found, filters = _by_validity(kept, query)
    narrowed = query.get("validity", FORCE) != FORCE
    for place, facet in enumerate(FACETS):
        words = _words(facet, {row[place] for row in rows})
        if (chosen := query.get(facet.name, "")) in words:
            found, narrowed = found.filter(**{facet.lookup: chosen}), True
        if len(words) > 1:
            filters.append(filter_of(facet, words, query))
    if question := query.get("q", "").strip()[:100]:
        found, narrowed = found.filter(pk__in=_named(kept, question)), True
    items = found.defer("content", "plain_text").prefetch_related(*_prefetches())
    page = Paginator(items.order_by("-formed_on", "-pk"), PER_PAGE).get_page(query.get("page"))
    others = [
        (name, str(query[name])) for name in ("validity", *(each.name for each in FACETS)) if name in query
    ]
    return Library(page, [_entry(item) for item in page], filters, others, question, narrowed)


def _by_validity(kept: ItemQuerySet, query: QueryDict) -> tuple[ItemQuerySet, list[Filter]]:
    chosen = query.get("validity", FORCE)
    chosen = chosen if chosen in VALIDITIES else FORCE
    asked = query.copy()
    asked["validity"] = chosen
    every = filter_of(Facet("validity", "有效性", "validity", VALIDITIES), VALIDITIES, asked)
    shown = Filter(every.label, every.choices[1:])  # "all" is a value of its own here
    if chosen == EVERY:
        return kept, [shown]
    return kept.filter(validity__in=IN_FORCE if chosen == FORCE else [chosen]), [shown]


def _words(facet: Facet, occurring: set[object]) -> dict[str, str]:
    if facet.words:
        return {value: word for value, word in facet.words.items() if value in occurring}
    values = sorted(str(value) for value in occurring if value)
    if facet.name == "year":
        return {year: f"{year}年" for year in reversed(values)}
    return {value: value.replace("\\", " › ") for value in values}


def _named(kept: ItemQuerySet, question: str) -> list[int]:
    """Return the documents whose name has the words, or whose number is asked for in any brackets."""
    rows = kept.values_list("pk", "title", "doc_no", "index_no")
    return [
        pk
        for pk, title, number, index in rows
        if question in title or question in (number, index) or _is_number(question, number)
    ]


def _is_number(question: str, number: str) -> bool:
    return any(each.isdigit() for each in question) and bool(cited_in(question, number))


def _prefetches() -> tuple[Any, ...]:
    both = ItemRelation.objects.both_live().select_related("item", "other")
    documents = NormativeDocument.objects.only("item", "valid_until", "body")
    return (Prefetch("relations", both), Prefetch("related_by", both), Prefetch("document", documents))


def _entry(item: InformationItem) -> Entry:
    around = [each.seen_from(item) for each in (*item.related_by.all(), *item.relations.all())]
    links = [(what, other.title, reverse("portal:item", args=[other.pk])) for what, other in around]
    document = getattr(item, "document", None)
    return Entry(item, document.valid_until if document else None, links)
