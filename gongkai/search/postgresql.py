"""Search for several web hosts: PostgreSQL full text over the same words, in the database they share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import islice
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from gongkai.search import lexemes
from gongkai.search.asking import Question
from gongkai.search.engine import FACETS, LIMIT, Document, Hit, SearchAnswer, SearchQuery, Writer
from gongkai.search.models import SearchDocument
from gongkai.search.tokens import letters_of, word_list, words_text

FORM = f"3-{word_list().digest}"
LOCK = 20190515  # of pg_advisory_xact_lock: one writer at a time
CHUNK = 200  # rows of one INSERT
CANDIDATES = 100  # newest matches of each tier that are ranked: to rank one its words must be opened
VERIFIED = 500  # matches of a phrase that are looked into one by one; more are told by their pairs of letters
COLUMNS = {"column": "column_id", "body": "body_id"}  # of facets that are called otherwise
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"
FIELDS = (
    *("item_id", "form", "keys", "words", "letters", "body_id", "column_id", "further", "year", "kind"),
    *("topic", "validity", "published_on", "ceased_on", "holds_until"),
)
# Title words weigh A, others D.
ROW = (
    "(%s, %s, %s::tsvector, setweight(to_tsvector('simple', %s), 'A') ||"
    " setweight(to_tsvector('simple', %s), 'D'), %s, %s, %s, %s, %s, %s, %s, %s, %s, %s, %s)"
)
# Sorting by an expression: the planner must not walk along the days and open every row on the way.
NEWEST = "(published_on + 0) DESC, item_id DESC"

Condition = tuple[str, list[Any]]  # SQL with its parameters


def _row(document: Document) -> list[Any]:
    """Return the parameters of `ROW`."""
    # An empty letter between title and text: no phrase goes over from one to the other.
    letters = [*letters_of(document.title), "", *letters_of(document.text)]
    return [
        *(document.item_id, FORM, lexemes.keys_text(document)),
        *(words_text(document.title), words_text(document.text), f" {' '.join(letters)} "),
        *(document.body, document.column, list(document.further) or None, document.published_on.year),
        *(
            document.kind,
            document.topic,
            document.validity,
            document.published_on,
            document.ceased_on,
            document.holds_until,
        ),
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
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            yield PostgresqlWriter()
            # What was just written stands in a list that every query would have to read through.
            cursor.execute("SELECT gin_clean_pending_list('search_keys')")

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

    def has_any(self, query: SearchQuery) -> bool:
        """Whether any document has all the words, whatever they are narrowed to."""
        if query.question.is_empty:
            return False
        keys, phrases = lexemes.asked(query.question), _phrases(query.question)
        where, values = _joined([_matching(keys), _scope(query), *phrases])
        with _by_index() as cursor:
            cursor.execute(f"SELECT 1 FROM search_searchdocument WHERE {where} LIMIT 1", values)  # noqa: S608
            return cursor.fetchone() is not None

    def query(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query."""
        begun = perf_counter()
        if query.is_hopeless:
            return SearchAnswer(0, ())
        with _by_index() as cursor:
            asking = _Asking(cursor, query)
            answer = asking.answer()
            if not (answer.total or answer.hidden) and query.may_loosen:
                answer = asking.answer(half=True)
        ms = round((perf_counter() - begun) * 1000, 2)
        return SearchAnswer(**{**vars(answer), "ms": ms})


@contextmanager
def _by_index() -> Iterator[Any]:
    """
    Yield a cursor whose queries go by their indexes and are not compiled.

    PostgreSQL thinks that opening the words of every row costs next to nothing, and reads them all; and what
    it thinks dear it compiles, which takes longer than the query.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off; SET LOCAL jit = off")
        yield cursor
        cursor.execute("SET LOCAL enable_seqscan = on; SET LOCAL jit = on")


class _Asking:
    """One query: which rows match, how many there are of what, and which of them come first."""

    def __init__(self, cursor: Any, query: SearchQuery) -> None:
        self.cursor, self.query, self.question = cursor, query, query.question

    def answer(self, *, half: bool = False) -> SearchAnswer:
        """Return what all the words find, or half of them."""
        keys = "" if self.question.is_empty else lexemes.asked(self.question, half=half)
        phrases = [] if half else _phrases(self.question)
        counts = _Counts(self.query, self._groups(keys, []))
        if phrases and counts.matches <= VERIFIED:
            counts = _Counts(self.query, self._groups(keys, phrases))
        hits = self._hits(keys, phrases, half=half) if counts.total else ()
        facets = counts.facets if counts.total + counts.hidden else {}
        loosened = half and counts.total + counts.hidden > 0
        return SearchAnswer(counts.total, hits, facets, loosened=loosened, hidden=counts.hidden)

    def _groups(self, keys: str, phrases: list[Condition]) -> list[Any]:
        """Return how many rows there are of each kind, whatever was chosen; one pass over what matches."""
        columns = ", ".join([*(COLUMNS.get(name, name) for name in FACETS), "further"])
        where, values = _joined([_matching(keys), _scope(self.query), *phrases])
        sql = (
            f"SELECT {columns}, holds_until > %s AS holds, COUNT(*) FROM search_searchdocument "  # noqa: S608
            f"WHERE {where} GROUP BY {columns}, holds"
        )
        self.cursor.execute(sql, [self.query.holding_on, *values])
        return list(self.cursor.fetchall())

    def _hits(self, keys: str, phrases: list[Condition], *, half: bool) -> tuple[Hit, ...]:
        """Return the page asked for; by relevance, the newest of each tier are ranked."""
        limit, offset = min(max(self.query.limit, 1), LIMIT), max(self.query.offset, 0)
        narrowed = [_scope(self.query), _narrowing(self.query)]
        if self.query.sort == "date" or self.question.is_empty:
            where, values = _joined([_matching(keys), *narrowed, *phrases])
            newest = "published_on DESC, item_id DESC" if self.question.is_empty else NEWEST
            sql = f"SELECT item_id, 0 FROM search_searchdocument WHERE {where} ORDER BY {newest}"  # noqa: S608
            return self._fetched(f"{sql} LIMIT %s OFFSET %s", [*values, limit, offset])
        tiers = [
            self._tier(tier, each, narrowed, offset + limit)
            for tier, each in _tiers(keys, self.question, half=half)
        ]
        candidates = " UNION ALL ".join(sql for sql, _ in tiers)
        where, values = _joined([("TRUE", []), *phrases])
        # OFFSET 0: only the rows of candidates are opened, one by one; joined, PostgreSQL reads them all.
        sql = (
            "SELECT item_id, ts_rank(%s, words, %s::tsquery, 1) AS rank "  # noqa: S608  # own names
            f"FROM (SELECT id, max(tier) AS tier FROM ({candidates}) AS tiers GROUP BY id) AS candidates, "
            "LATERAL (SELECT item_id, words, letters, published_on FROM search_searchdocument "
            f"WHERE item_id = id OFFSET 0) AS opened WHERE {where} "
            "ORDER BY tier DESC, rank DESC, published_on DESC, item_id DESC LIMIT %s OFFSET %s"
        )
        of_tiers = [value for _, each in tiers for value in each]
        rank = [WEIGHTS, lexemes.ranked(self.question)]
        return self._fetched(sql, [*rank, *of_tiers, *values, limit, offset])

    def _tier(self, tier: int, keys: str, narrowed: list[Condition], deep: int) -> Condition:
        where, values = _joined([_matching(keys), *narrowed])
        # Which rows are candidates is told without opening their words, which takes longer than all else.
        sql = (
            f"(SELECT item_id AS id, {tier} AS tier FROM search_searchdocument "  # noqa: S608  # own names
            f"WHERE {where} ORDER BY {NEWEST} LIMIT %s)"
        )
        return sql, [*values, max(CANDIDATES, deep)]

    def _fetched(self, sql: str, values: list[Any]) -> tuple[Hit, ...]:
        self.cursor.execute(sql, values)
        by_date = self.query.sort == "date"
        return tuple(Hit(key, 0.0 if by_date else float(score)) for key, score in self.cursor.fetchall())


def _tiers(keys: str, question: Question, *, half: bool) -> list[tuple[int, str]]:
    """Return the tsqueries of the candidates; those of a higher tier go before those of a lower one."""
    tiers = [(2, lexemes.numbered(question))]
    if half:
        tiers.append((1, lexemes.most(question)))
    else:
        tiers += [(1, lexemes.entitled(question)), (0, lexemes.whole(question))]
    return [(0, keys), *((tier, lexemes.both(keys, narrower)) for tier, narrower in tiers if narrower)]


def _joined(conditions: list[Condition]) -> Condition:
    sql = " AND ".join(f"({sql})" for sql, _ in conditions)
    return sql, [value for _, values in conditions for value in values]


def _matching(keys: str) -> Condition:
    return ("keys @@ %s::tsquery", [keys]) if keys else ("TRUE", [])


def _phrases(question: Question) -> list[Condition]:
    """Return what looks for phrases letter by letter; two letters, and numbers, the index tells."""
    rows = [
        ("strpos(letters, %s) > 0", [f" {' '.join(term.phrase)} "])
        for term in question.terms
        if len(term.phrase) > 2 and not term.alternatives
    ]
    if not rows:
        return []
    standing, values = _joined(rows)
    numbered = "SELECT item_id FROM search_searchdocument WHERE keys @@ %s::tsquery"
    return [(f"item_id IN ({numbered}) OR ({standing})", [lexemes.numbered(question), *values])]


def _scope(query: SearchQuery) -> Condition:
    """Return where it is searched at all."""
    parts: list[Condition] = [("TRUE", [])]
    if query.bodies:
        parts.append(("body_id = ANY(%s)", [list(query.bodies)]))
    if query.in_force_on:
        in_force = "validity = 'in_force' AND (ceased_on IS NULL OR ceased_on > %s)"
        parts.append((in_force, [query.in_force_on]))
    return _joined(parts)


def _narrowing(query: SearchQuery) -> Condition:
    """Return what was chosen within that."""
    parts: list[Condition] = [("TRUE", [])]
    for name, value in query.narrowed.items():
        if name == "column" and value:
            columns = list(query.columns)
            parts.append(("column_id = ANY(%s) OR further && %s::bigint[]", [columns, columns]))
        elif value:
            parts.append((f"{COLUMNS.get(name, name)} = %s", [value]))
    if query.holding_on:
        parts.append(("holds_until > %s", [query.holding_on]))
    return _joined(parts)


class _Counts:
    """The total, what is hidden, and the counts of each facet as if nothing had been chosen in it."""

    def __init__(self, query: SearchQuery, groups: list[Any]) -> None:
        self.total = self.hidden = self.matches = 0
        self.facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self._chosen = {name: value for name, value in query.narrowed.items() if value}
        self._hides = query.holding_on is not None
        for *values, further, holds, count in groups:
            self.matches += count
            group = {name: (value,) for name, value in zip(FACETS, values, strict=True)}
            group["column"] += tuple(further or ())
            self._add(group, bool(holds), count)

    def _add(self, group: dict[str, tuple[Any, ...]], holds: bool, count: int) -> None:
        amiss = {name for name, value in self._chosen.items() if not _is_chosen(group[name], value)}
        amiss |= {"holding"} if self._hides and not holds else set()
        self.total += count * (not amiss)
        self.hidden += count * (amiss == {"holding"})
        for name in FACETS:
            own = {name, "holding"} if name == "validity" else {name}
            for value in filter(_is_some, group[name] if amiss <= own else ()):
                self.facets[name][str(value)] = self.facets[name].get(str(value), 0) + count


def _is_chosen(values: tuple[Any, ...], chosen: Any) -> bool:
    wanted = chosen if isinstance(chosen, tuple) else (chosen,)
    return not set(wanted).isdisjoint(values)


def _is_some(value: object) -> bool:
    return value != ""
