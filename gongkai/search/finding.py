"""From a question to what a page shows: items with their marked titles and passages, and named facets."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from django.db.models import Q
from django.utils.safestring import SafeString

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column, InformationItem
from gongkai.publishing.models.items import DocumentKind, Validity
from gongkai.search.engine import Engine, SearchAnswer, SearchQuery, SearchUnavailable, engine
from gongkai.search.indexing import is_lacking
from gongkai.search.passages import FoundFile, found_files, mark, passage_of, text_of
from gongkai.search.suggesting import meant
from gongkai.search.topics import FoundTopic, topics_found

SHOWN = (  # of an item that was found; each further one costs a query
    *("title", "summary", "plain_text", "doc_no", "index_no", "source_id", "issuing_body", "validity"),
    *("published_on", "body__code", "body__host", "body__parent", "column__name"),
)


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
    :ivar unknown: words that were left out then, because nothing has them
    :ivar topics: topics on the matter, on the first page of what was not narrowed
    :ivar hidden: how many more there are that no longer hold
    :ivar added: words that were also looked for by their synonyms, with these
    :ivar instead: what was looked for in place of the question, which finds nothing or only some of its words
    :ivar about: there are so many that all numbers are estimates
    """

    total: int
    found: tuple[Found, ...]
    facets: dict[str, list[FacetValue]]
    ms: float
    loosened: bool
    hidden: int = 0
    added: tuple[tuple[str, tuple[str, ...]], ...] = ()
    instead: str = ""
    unknown: tuple[str, ...] = ()
    topics: tuple[FoundTopic, ...] = ()
    about: bool = False


def find(query: SearchQuery, *, on: date | None = None) -> Findings:
    """
    Search what is public.

    :param on: the day on which topics must be public that are shown above the rest; without it none are
    :raises SearchUnavailable: the index cannot be read, or is still to be filled
    """
    query, answer, instead = _asked(query, engine())
    if not (answer.total or answer.hidden) and is_lacking():
        raise SearchUnavailable("检索索引还没有建好，请稍后再试。")
    return Findings(
        total=answer.total,
        found=_shown(answer, query),
        facets={name: _named(name, counts) for name, counts in answer.facets.items()},
        ms=answer.ms,
        loosened=answer.loosened,
        hidden=answer.hidden,
        added=query.question.added,
        instead=instead,
        unknown=answer.unknown,
        about=answer.about,
        topics=_topics(query, answer, on) if on else (),
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
    # Who talks has made no mistake in writing: most of the words will do at once.
    answer = searching.query(query.with_(loosens=query.question.is_spoken))
    if answer.total or answer.hidden:
        return query, answer, ""
    if not (query.chosen and searching.has_any(query)):  # the words are wrong, not what they are narrowed to
        for text in meant(query.text, query.bodies):
            if searching.has_any(query.with_(text=text)):
                return query.with_(text=text), searching.query(query.with_(text=text)), text
    return query, searching.query(query), ""


def _topics(query: SearchQuery, answer: SearchAnswer, on: date) -> tuple[FoundTopic, ...]:
    if query.offset or query.chosen:
        return ()
    has_all = answer.total + answer.hidden and not answer.loosened
    return topics_found(query.question, query.bodies, on=on, some=not has_all)


def _shown(answer: SearchAnswer, query: SearchQuery) -> tuple[Found, ...]:
    live = InformationItem.objects.live().select_related("body", "column").only(*SHOWN)
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
            columns = Column.objects.filter(pk__in=map(int, counts)).order_by()
            return {str(key): name for key, name in columns.values_list("pk", "name")}
        case "body":
            bodies = Body.objects.filter(pk__in=map(int, counts)).order_by()
            return {str(key): name for key, name in bodies.values_list("pk", "short_name")}
        case "kind":
            return dict(DocumentKind.choices)
        case "validity":
            return dict(Validity.choices)
        case "topic":
            return {}
        case _:
            return {value: f"{value}年" for value in counts}
