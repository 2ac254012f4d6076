"""Search for several web hosts: PostgreSQL full text over the same words, in the database they share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import pairwise
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from gongkai.search.engine import FACETS, LIMIT, Document, Hit, SearchAnswer, SearchQuery, Writer
from gongkai.search.models import SearchDocument
from gongkai.search.tokens import Question, Term, key_of, letters_of, question_of, word_list, words_of

FORM = f"1-{word_list().digest}"
LOCK = 20190515  # of pg_advisory_xact_lock: one writer at a time
CHUNK = 500  # rows of one INSERT
CANDIDATES = 2_000  # newest matches that are ranked: ranking all takes up to a second
FARTHEST = 16_383  # place in a text; PostgreSQL knows no greater
PLACES = 255  # of one word in a text
COLUMNS = {"column": "column_id", "body": "body_id", "year": "year", "kind": "kind", "validity": "validity"}
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"

Condition = tuple[str, list[Any]]  # SQL with its parameters


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _lexemes(words: Iterable[tuple[str, str]]) -> str:
    """Return words with their weights as the text of a tsvector."""
    places: dict[str, list[str]] = {}
    for place, (word, weight) in enumerate(words, 1):
        held = places.setdefault(word, [])
        if len(held) < PLACES:
            held.append(f"{min(place, FARTHEST)}{weight}")
    return " ".join(f"{_quoted(word)}:{','.join(held)}" for word, held in places.items())


def _pairs(letters: Iterable[str]) -> list[str]:
    return list(dict.fromkeys(f"{left} {right}" for left, right in pairwise(letters)))


def _row(document: Document) -> SearchDocument:
    words = [(f"#{key_of(number)}", "A") for number in document.numbers]
    words += ((word, "A") for word in words_of(document.title))
    words += ((word, "D") for word in words_of(document.text))
    letters = [*letters_of(document.title), "", *letters_of(document.text)]
    return SearchDocument(
        item_id=document.item_id,
        form=FORM,
        words=_lexemes(words),
        pairs=" ".join(map(_quoted, _pairs(letters))),
        letters=f" {' '.join(letters)} ",
        body_id=document.body,
        column_id=document.column,
        year=document.published_on.year,
        kind=document.kind,
        validity=document.validity,
        published_on=document.published_on,
        ceased_on=document.ceased_on,
    )


class PostgresqlWriter:
    """Writes rows of the index table, within the transaction of `writing`."""

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""
        fields = [field.name for field in SearchDocument._meta.fields if not field.primary_key]
        rows = [_row(document) for document in documents]
        SearchDocument.objects.bulk_create(
            rows, CHUNK, update_conflicts=True, update_fields=fields, unique_fields=["item_id"]
        )
        return len(rows)

    def remove(self, item_ids: Iterable[int]) -> None:
        """Take items out."""
        SearchDocument.objects.filter(pk__in=list(item_ids)).delete()

    def clear(self) -> None:
        """Take everything out."""
        SearchDocument.objects.all().delete()


class PostgresqlEngine:
    """Full text of PostgreSQL over the table `SearchDocument`."""

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the index for writing, waiting for whoever writes now."""
        with transaction.atomic():
            with connection.cursor() as cursor:
                cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield PostgresqlWriter()

    def start_anew(self) -> None:
        """Throw away rows of another form."""
        SearchDocument.objects.exclude(form=FORM).delete()

    def is_ready(self) -> bool:
        """Whether the table is filled, in the present form."""
        forms = SearchDocument.objects.values_list("form", flat=True)
        return forms.first() is not None and not forms.exclude(form=FORM).exists()

    def count(self) -> int:
        """Return how many documents the index holds."""
        return SearchDocument.objects.count()

    def reload(self) -> None:
        """Do nothing: every host sees what was committed."""

    def query(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query."""
        question = question_of(query.text)
        begun = perf_counter()
        if question.is_empty and query.text.strip():
            return SearchAnswer(0, ())
        condition = _condition(question, query)
        total, facets = _counts(condition)
        loosened = not total and len(question.terms) > 1
        if loosened:
            condition = _condition(question, query, half=True)
            total, facets = _counts(condition)
        hits = _hits(condition, question, query) if total else ()
        ms = round((perf_counter() - begun) * 1000, 2)
        return SearchAnswer(total, hits, facets, ms, loosened and total > 0)


def _condition(question: Question, query: SearchQuery, *, half: bool = False) -> Condition:
    """Return the WHERE of everything that matches."""
    parts = [_narrowing(query)]
    if not question.is_empty:
        optional = [_term(term) for term in question.terms if half and not term.is_number]
        needed = [_term(term) for term in question.terms if not (half and not term.is_number)]
        asked = _joined(" AND ", [*needed, *([_half(optional)] if optional else [])])
        number: Condition = ("words @@ %s::tsquery", [_quoted(f"#{question.key}")])
        parts.append(_joined(" OR ", [asked, number]))
    return _joined(" AND ", parts)


def _joined(word: str, conditions: list[Condition]) -> Condition:
    sql = word.join(sql for sql, _ in conditions)
    return f"({sql})", [value for _, values in conditions for value in values]


def _half(terms: list[Condition]) -> Condition:
    """At least half of the terms; any of them is what the index is asked for."""
    any_sql, any_values = _joined(" OR ", terms)
    counted = " + ".join(f"({sql})::int" for sql, _ in terms)
    values = [value for _, values in terms for value in values]
    return f"({any_sql} AND {counted} >= %s)", [*any_values, *values, (len(terms) + 1) // 2]


def _term(term: Term) -> Condition:
    if not term.phrase:
        return "words @@ %s::tsquery", [_tsquery(term)]
    letters = f"% {' '.join(term.phrase)} %"
    pairs = " & ".join(map(_quoted, _pairs(term.phrase)))
    if not pairs:
        return "letters LIKE %s", [letters]
    return "(pairs @@ %s::tsquery AND letters LIKE %s)", [pairs, letters]


def _tsquery(term: Term) -> str:
    return " | ".join(f"({' & '.join(map(_quoted, words))})" for words in term.alternatives)


def _narrowing(query: SearchQuery) -> Condition:
    parts: list[Condition] = [("TRUE", [])]
    for column, keys in (("body_id", query.bodies), ("column_id", query.columns)):
        if keys:
            parts.append((f"{column} = ANY(%s)", [list(keys)]))
    for column, value in (("year", query.year), ("kind", query.kind), ("validity", query.validity)):
        if value:
            parts.append((f"{column} = %s", [value]))
    if query.in_force_on:
        in_force = "validity = 'in_force' AND (ceased_on IS NULL OR ceased_on > %s)"
        parts.append((in_force, [query.in_force_on]))
    return _joined(" AND ", parts)


def _counts(condition: Condition) -> tuple[int, dict[str, dict[str, int]]]:
    """Return the total and the facets in one pass."""
    columns = [COLUMNS[name] for name in FACETS]
    sql = (
        f"SELECT {', '.join(columns)}, GROUPING({', '.join(columns)}), COUNT(*) "  # noqa: S608  # own names
        f"FROM search_searchdocument WHERE {condition[0]} "
        f"GROUP BY GROUPING SETS ((), {', '.join(f'({column})' for column in columns)})"
    )
    total, facets = 0, {name: dict[str, int]() for name in FACETS}
    with connection.cursor() as cursor:
        cursor.execute(sql, condition[1])
        for *values, grouping, number in cursor.fetchall():
            grouped = [place for place in range(len(FACETS)) if not grouping >> (len(FACETS) - 1 - place) & 1]
            if not grouped:
                total = number
            elif (value := values[grouped[0]]) not in ("", None):
                facets[FACETS[grouped[0]]][str(value)] = number
    return total, {name: facets[name] for name in FACETS} if total else {}


def _hits(condition: Condition, question: Question, query: SearchQuery) -> tuple[Hit, ...]:
    """Return the page asked for; by relevance, only the newest candidates are ranked."""
    limit, offset = min(max(query.limit, 1), LIMIT), max(query.offset, 0)
    newest = "published_on DESC, item_id DESC"
    if query.sort == "date" or question.is_empty:
        sql = (
            f"SELECT item_id, 0 FROM search_searchdocument WHERE {condition[0]} "  # noqa: S608  # own names
            f"ORDER BY {newest} LIMIT %s OFFSET %s"
        )
        return _fetched(sql, [*condition[1], limit, offset])
    number = _quoted(f"#{question.key}")
    sql = (
        "SELECT item_id, rank FROM (SELECT item_id, published_on, words @@ %s::tsquery AS exact, "  # noqa: S608
        "ts_rank(%s, words, %s::tsquery, 1) AS rank FROM ("
        f"SELECT * FROM search_searchdocument WHERE {condition[0]} "
        f"ORDER BY words @@ %s::tsquery DESC, {newest} LIMIT %s) AS candidates) AS ranked "
        f"ORDER BY exact DESC, rank DESC, {newest} LIMIT %s OFFSET %s"
    )
    candidates = max(CANDIDATES, offset + limit)
    values = [number, WEIGHTS, _ranked(question), *condition[1], number, candidates, limit, offset]
    return _fetched(sql, values)


def _ranked(question: Question) -> str:
    """Return what is ranked by: every word of the question, whole words as well as their parts."""
    words = [word for term in question.terms for words in term.alternatives for word in words]
    words += [term.whole for term in question.terms if term.whole]
    words += [word for term in question.terms if term.phrase for word in words_of("".join(term.phrase))]
    return " | ".join(map(_quoted, dict.fromkeys([*words, f"#{question.key}"])))


def _fetched(sql: str, values: list[Any]) -> tuple[Hit, ...]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        return tuple(Hit(item_id, float(score)) for item_id, score in cursor.fetchall())
