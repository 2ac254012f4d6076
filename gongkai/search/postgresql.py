"""Search for several web hosts: PostgreSQL full text over the same words, in the database they share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice, pairwise
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from gongkai.search.engine import FACETS, LIMIT, Document, Hit, SearchAnswer, SearchQuery, Writer
from gongkai.search.models import SearchDocument
from gongkai.search.tokens import (
    Question,
    Term,
    key_of,
    letters_of,
    question_of,
    word_list,
    words_of,
    words_text,
)

FORM = f"1-{word_list().digest}"
LOCK = 20190515  # of pg_advisory_xact_lock: one writer at a time
CHUNK = 200  # rows of one INSERT
CANDIDATES = 2_000  # newest matches that are ranked: ranking all takes up to a second
EXACT = 100  # matches of a document or index number
COLUMNS = {"column": "column_id", "body": "body_id", "year": "year", "kind": "kind", "validity": "validity"}
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"
FIELDS = (
    *("item_id", "form", "words", "pairs", "letters", "body_id", "column_id", "year", "kind", "validity"),
    *("published_on", "ceased_on"),
)
# Title words weigh A, others D; numbers are single words behind a #.
ROW = (
    "(%s, %s, setweight(to_tsvector('simple', %s), 'A') || setweight(to_tsvector('simple', %s), 'D')"
    " || %s::tsvector, %s::tsvector, %s, %s, %s, %s, %s, %s, %s, %s)"
)

Condition = tuple[str, list[Any]]  # SQL with its parameters


def _quoted(word: str) -> str:
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def _pairs(letters: Iterable[str]) -> set[str]:
    return set(map(" ".join, pairwise(letters)))


def _row(document: Document) -> list[Any]:
    """Return the parameters of `ROW`."""
    # An empty letter between title and text: no phrase goes over from one to the other.
    letters = [*letters_of(document.title), "", *letters_of(document.text)]
    return [
        *(document.item_id, FORM, words_text(document.title), words_text(document.text)),
        " ".join(_quoted(f"#{key_of(number)}") for number in document.numbers),
        " ".join(map(_quoted, _pairs(letters))),
        f" {' '.join(letters)} ",
        *(document.body, document.column, document.published_on.year),
        *(document.kind, document.validity, document.published_on, document.ceased_on),
    ]


class PostgresqlWriter:
    """Writes rows of the index table, within the transaction of `writing`."""

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""
        rows = map(_row, documents)
        added = 0
        while chunk := list(islice(rows, CHUNK)):
            self._insert(chunk)
            added += len(chunk)
        return added

    def _insert(self, rows: list[list[Any]]) -> None:
        places = ", ".join([ROW] * len(rows))
        changed = ", ".join(f"{name} = excluded.{name}" for name in FIELDS[1:])
        sql = (
            f"INSERT INTO search_searchdocument ({', '.join(FIELDS)}) VALUES {places} "  # noqa: S608  # own names
            f"ON CONFLICT (item_id) DO UPDATE SET {changed}"
        )
        with connection.cursor() as cursor:
            cursor.execute(sql, [value for row in rows for value in row])

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
    if len(term.phrase) == 1:
        return "letters LIKE %s", [letters]
    if len(term.phrase) == 2:
        return "pairs @@ %s::tsquery", [pairs]
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
    for *values, grouping, number in _by_index(sql, condition[1]):
        grouped = [place for place in range(len(FACETS)) if not grouping >> (len(FACETS) - 1 - place) & 1]
        if not grouped:
            total = number
        elif (value := values[grouped[0]]) not in ("", None):
            facets[FACETS[grouped[0]]][str(value)] = number
    return total, {name: facets[name] for name in FACETS} if total else {}


def _by_index(sql: str, values: list[Any]) -> list[Any]:
    """
    Return the rows of a query that should go by its indexes.

    PostgreSQL thinks that opening the words of every row costs next to nothing, and reads them all.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
        cursor.execute(sql, values)
        rows = list(cursor.fetchall())
        cursor.execute("SET LOCAL enable_seqscan = on")
    return rows


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
    # Whoever asks for a number gets it first; else the newest candidates. Which rows are candidates is told
    # without opening their words: that would take longer than everything else.
    candidates = "SELECT item_id, published_on, words, %s AS exact FROM search_searchdocument WHERE"
    sql = (
        "SELECT item_id, max(rank) FROM (SELECT item_id, published_on, exact, "  # noqa: S608  # own names
        "ts_rank(%s, words, %s::tsquery, 1) AS rank FROM ("
        f"({candidates} {condition[0]} ORDER BY {newest} LIMIT %s) UNION ALL "
        f"({candidates} {condition[0]} AND words @@ %s::tsquery ORDER BY {newest} LIMIT %s)) AS candidates"
        ") AS ranked GROUP BY item_id, published_on "
        f"ORDER BY bool_or(exact) DESC, max(rank) DESC, {newest} LIMIT %s OFFSET %s"
    )
    depth, number = max(CANDIDATES, offset + limit), _quoted(f"#{question.key}")
    newest_ones = [False, *condition[1], depth]
    exact_ones = [True, *condition[1], number, EXACT]
    return _fetched(sql, [WEIGHTS, _ranked(question), *newest_ones, *exact_ones, limit, offset])


def _ranked(question: Question) -> str:
    """Return what is ranked by: every word of the question, whole words as well as their parts."""
    words = [word for term in question.terms for words in term.alternatives for word in words]
    words += [term.whole for term in question.terms if term.whole]
    words += [word for term in question.terms if term.phrase for word in words_of("".join(term.phrase))]
    return " | ".join(map(_quoted, dict.fromkeys([*words, f"#{question.key}"])))


def _fetched(sql: str, values: list[Any]) -> tuple[Hit, ...]:
    return tuple(Hit(item_id, float(score)) for item_id, score in _by_index(sql, values))
