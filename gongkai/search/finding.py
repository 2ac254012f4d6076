"""From a question to what a page shows: items with their marked titles and passages, and named facets."""

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Q
from django.utils.safestring import SafeString

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.items import DocumentKind, Validity
from gongkai.search.engine import Engine, SearchAnswer, SearchQuery, engine
from gongkai.search.passages import FoundFile, found_files, mark, passage_of, text_of
from gongkai.search.suggesting import meant


@dataclass(frozen=True)
class Found:
    """An item that was found, with its title and a passage in which the words asked for are marked (HTML)."""

    item: InformationItem
    title: SafeString
    passage: SafeString
    score: float
    files: tuple[FoundFile, ...] = ()


@dataclass(frozen=True)
class FacetValue:
    """One value that the answer can be narrowed to."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Findings:
    """
    A page of what was found.

    :ivar loosened: these have only some of the words
    :ivar hidden: how many more there are that no longer hold
    :ivar added: words that were also looked for by their synonyms, with these
    :ivar instead: what was looked for in place of the question, which finds nothing or only some of its words
    """

    total: int
    found: tuple[Found, ...]
    facets: dict[str, list[FacetValue]]
    ms: float
    loosened: bool
    hidden: int = 0
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    instead: str = ""


def find(query: SearchQuery) -> Findings:
    """
    Search what is public.

    :raises SearchUnavailable: the index cannot be read
    """
    query, answer, instead = _asked(query, engine())
    return Findings(
        total=answer.total,
        found=_shown(answer, query),
        facets={name: _named(name, counts) for name, counts in answer.facets.items()},
        ms=answer.ms,
        loosened=answer.loosened,
        hidden=answer.hidden,
        added=query.question.added,
        instead=instead,
    )


def query_for(
    text: str, *, body: Body | None = None, below: bool = True, column: Column | None = None, **facts: object
) -> SearchQuery:
    """Return the query for a body, with all below it unless told otherwise, and a column with all below."""
    bodies: tuple[int, ...] = ()
    if body:
        bodies = tuple(Body.objects.within(body).values_list("pk", flat=True)) if below else (body.pk,)
    columns = tuple(Column.objects.within(column).values_list("pk", flat=True)) if column else ()
    return SearchQuery(text=text, bodies=bodies, columns=columns, **facts)  # type: ignore[arg-type]


def columns_named(body: Body, name: str) -> tuple[int, ...]:
    """Return the keys of the body's columns of this name, slug or path and of all below; () when unknown."""
    columns = Column.objects.of(body).filter(Q(name=name) | Q(slug=name) | Q(path=f"/{name.strip('/')}/"))
    keys = (key for column in columns for key in Column.objects.within(column).values_list("pk", flat=True))
    return tuple(dict.fromkeys(keys))


def _asked(query: SearchQuery, searching: Engine) -> tuple[SearchQuery, SearchAnswer, str]:
    """Ask; where no item has all the words, ask what was probably meant, and say what that is."""
    if query.literal or query.question.is_empty or query.question.is_number:
        return query, searching.query(query), ""
    answer = searching.query(query.with_(loosens=False))
    if answer.total or answer.hidden:
        return query, answer, ""
    if not (query.chosen and searching.has_any(query)):  # the words are wrong, not what they are narrowed to
        for text in meant(query.text, query.bodies):
            if searching.has_any(query.with_(text=text)):
                return query.with_(text=text), searching.query(query.with_(text=text)), text
    return query, searching.query(query), ""


def _shown(answer: SearchAnswer, query: SearchQuery) -> tuple[Found, ...]:
    live = InformationItem.objects.live().select_related("body", "column").defer("content")
    items = live.in_bulk([hit.item_id for hit in answer.hits])
    marked, files = query.question.marked, found_files(items, query.question)
    return tuple(
        Found(
            item=item,
            title=mark(item.title, marked),
            passage=passage_of(text_of(item), marked),
            score=hit.score,
            files=files.get(item.pk, ()),
        )
        for hit in answer.hits
        if (item := items.get(hit.item_id))  # withdrawn a moment ago: gone from the page at once
    )


def _named(facet: str, counts: Mapping[str, int]) -> list[FacetValue]:
    """Return the values with their names, the most frequent first; years newest first."""
    labels = _labels(facet, counts)
    values = [FacetValue(value, labels.get(value, value), count) for value, count in counts.items()]
    if facet == "year":
        return sorted(values, key=lambda value: value.value, reverse=True)
    return sorted(values, key=lambda value: (-value.count, value.label))


def _labels(facet: str, counts: Mapping[str, int]) -> dict[str, str]:
    match facet:
        case "column":
            return {str(key): column.name for key, column in Column.objects.in_bulk(map(int, counts)).items()}
        case "body":
            return {str(key): body.short_name for key, body in Body.objects.in_bulk(map(int, counts)).items()}
        case "kind":
            return dict(DocumentKind.choices)
        case "validity":
            return dict(Validity.choices)
        case "topic":
            return {}
        case _:
            return {value: f"{value}年" for value in counts}
