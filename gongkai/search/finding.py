"""From a question to what a page shows: items with their marked titles and passages, and named facets."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from html import escape

from django.db.models import Q
from django.utils.safestring import SafeString

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.items import DocumentKind, Validity
from gongkai.search.engine import SearchQuery, engine
from gongkai.search.tokens import fold_in_place, question_of

WINDOW = 160  # characters of a passage
READ = 60_000  # characters of a text that are searched for a passage


@dataclass(frozen=True)
class Found:
    """An item that was found, with its title and a passage in which the words asked for are marked (HTML)."""

    item: InformationItem
    title: SafeString
    passage: SafeString
    score: float


@dataclass(frozen=True)
class FacetValue:
    """One value that the answer can be narrowed to."""

    value: str
    label: str
    count: int


@dataclass(frozen=True)
class Findings:
    """A page of what was found; `loosened` says that these have only some of the words."""

    total: int
    found: tuple[Found, ...]
    facets: dict[str, list[FacetValue]]
    ms: float
    loosened: bool


def find(query: SearchQuery) -> Findings:
    """
    Search what is public.

    :raises SearchUnavailable: the index cannot be read
    """
    answer = engine().query(query)
    marked = question_of(query.text).marked
    items = InformationItem.objects.live().select_related("body", "column").defer("content")
    by_key = items.in_bulk([hit.item_id for hit in answer.hits])
    found = tuple(
        Found(item, mark(item.title, marked), passage_of(item, marked), hit.score)
        for hit in answer.hits
        if (item := by_key.get(hit.item_id))  # withdrawn a moment ago: gone from the page at once
    )
    facets = {name: _named(name, counts) for name, counts in answer.facets.items()}
    return Findings(answer.total, found, facets, answer.ms, answer.loosened)


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


def mark(text: str, words: tuple[str, ...]) -> SafeString:
    """Return the text as HTML with the words marked, however they are written."""
    return _marked(text, _places(text, words), 0, len(text))


def passage_of(item: InformationItem, words: tuple[str, ...]) -> SafeString:
    """Return the passage of an item in which most of the words stand, with the words marked."""
    text = (item.plain_text or item.summary)[:READ].replace("\n", " ")
    places = _places(text, words)
    start = _best_start(places, fold_in_place(text))
    end = min(len(text), start + WINDOW)
    passage = _marked(text, places, start, end)
    return SafeString(f"{'…' if start else ''}{passage}{'…' if end < len(text) else ''}")


def _places(text: str, words: tuple[str, ...]) -> list[tuple[int, int]]:
    """Return where the words stand, long ones first, without overlaps."""
    if not words:
        return []
    longest_first = sorted(words, key=len, reverse=True)
    pattern = "|".join(r"\s*".join(map(re.escape, word.split())) for word in longest_first if word.strip())
    return [match.span() for match in re.finditer(pattern, fold_in_place(text))] if pattern else []


def _best_start(places: list[tuple[int, int]], folded: str) -> int:
    """Return where the window with the most different words begins, a little before the first of them."""
    if not places:
        return 0
    best, most, first = places[0][0], 0, 0
    inside: dict[str, int] = {}
    for start, end in places:
        word = folded[start:end]
        inside[word] = inside.get(word, 0) + 1
        while end - places[first][0] > WINDOW - 40:
            left = folded[slice(*places[first])]
            inside[left] -= 1
            if not inside[left]:
                del inside[left]
            first += 1
        if len(inside) > most:
            best, most = places[first][0], len(inside)
    return max(0, best - 20)


def _marked(text: str, places: list[tuple[int, int]], start: int, end: int) -> SafeString:
    pieces, last = [], start
    for begin, stop in places:
        if begin >= start and stop <= end:
            pieces += [escape(text[last:begin]), "<mark>", escape(text[begin:stop]), "</mark>"]
            last = stop
    return SafeString("".join([*pieces, escape(text[last:end])]))


def _named(facet: str, counts: Mapping[str, int]) -> list[FacetValue]:
    """Return the values with their names, the most frequent first; years newest first."""
    labels = _labels(facet, counts)
    values = [FacetValue(value, labels.get(value, value), count) for value, count in counts.items()]
    if facet == "year":
        return sorted(values, key=lambda value: value.value, reverse=True)
    return sorted(values, key=lambda value: -value.count)


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
        case _:
            return {value: f"{value}年" for value in counts}
