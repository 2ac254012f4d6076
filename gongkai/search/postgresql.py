"""Search for several web hosts: PostgreSQL full text over the same words, in the database they share."""

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from functools import cached_property, partial
from itertools import islice
from time import perf_counter
from typing import Any

from django.db import connection, transaction

from gongkai.search import lexemes, weighing
from gongkai.search.asking import Question
from gongkai.search.engine import DEEPEST, LIMIT, Document, Hit, SearchAnswer, SearchQuery, Writer
from gongkai.search.groups import READ, Condition, Counts, Group, group_of, holding, joined, read_group, scope
from gongkai.search.models import SearchDocument, SearchGroup
from gongkai.search.relaxing import near, plan
from gongkai.search.tokens import letters_of, word_list, words_text

FORM = f"4-{word_list().digest}"
LOCK = 20190515  # of pg_advisory_xact_lock: one writer at a time
CHUNK = 200  # rows of one INSERT
CANDIDATES = 100  # newest matches of each tier that are ranked: to rank one its words must be opened
VERIFIED = 500  # matches of a phrase that are looked into one by one; more are told by their pairs of letters
MANY = 40_000  # matches above which they are estimated from a part of them, as the page then says
FEW = 4_000  # of them under what was chosen: these are counted one by one all the same
DENSE = 0.1  # of all rows: what so many have is met soon on the way from the newest to the oldest
WRITTEN = 1_000  # rows after which PostgreSQL is to count anew how many there are
WEIGHTS = "{0.1, 0.1, 0.1, 1.0}"
FIELDS = ("item_id", "group_key", "published_on", "form", "keys", "words", "letters")
# Title words weigh A, others D.
ROW = (
    "(%s, %s, %s, %s, %s::tsvector, setweight(to_tsvector('simple', %s), 'A') ||"
    " setweight(to_tsvector('simple', %s), 'D'), %s)"
)
# Sorting by an expression: the planner must not walk along the days and open every row on the way.
NEWEST = "(published_on + 0) DESC, item_id DESC"
BY_DAY = "published_on DESC, item_id DESC"


def _row(document: Document, group: SearchGroup) -> list[Any]:
    """Return the parameters of `ROW`."""
    # An empty letter between title and text: no phrase goes over from one to the other.
    letters = [*letters_of(document.title), "", *letters_of(document.text)]
    return [
        *(document.item_id, group.key, document.published_on, FORM, lexemes.keys_text(document)),
        *(words_text(document.title), words_text(document.text), f" {' '.join(letters)} "),
    ]


class PostgresqlWriter:
    """Writes rows of the index table, within the transaction of `writing`."""

    def __init__(self) -> None:
        self.added = 0

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""
        waiting, added = iter(documents), 0
        while chunk := list(islice(waiting, CHUNK)):
            self._insert(chunk)
            added += len(chunk)
        self.added += added
        return added

    def _insert(self, documents: list[Document]) -> None:
        groups = [group_of(document) for document in documents]
        SearchGroup.objects.bulk_create(
            {group.key: group for group in groups}.values(), ignore_conflicts=True
        )
        rows = [_row(*each) for each in zip(documents, groups, strict=True)]
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
        SearchGroup.objects.all().delete()


class PostgresqlEngine:
    """Full text of PostgreSQL over the table `SearchDocument`."""

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the index for writing, waiting for whoever writes now."""
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
            writer = PostgresqlWriter()
            yield writer
            # What was just written stands in lists that every query would have to read through.
            cursor.execute(
                "SELECT gin_clean_pending_list('search_keys'), gin_clean_pending_list('search_sample')"
            )
            if writer.added >= WRITTEN:
                cursor.execute("ANALYZE search_searchdocument")

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
        where, values = joined([_matching(keys), _in_groups(scope(query)), *phrases])
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
                answer = asking.relaxed() or answer
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
        self.limit, self.offset = min(max(query.limit, 1), LIMIT), min(max(query.offset, 0), DEEPEST)

    @cached_property
    def documents(self) -> int:
        """About how many rows there are."""
        return weighing.documents(self.cursor)

    def answer(self) -> SearchAnswer:
        """Return what all the words find; of what is very common, about how many there are."""
        keys = "" if self.question.is_empty else lexemes.asked(self.question)
        phrases = _phrases(self.question)
        about = bool(keys) and self._about(keys) > MANY
        matching = [_matching(keys)]
        found = self._counted(matching, sampled=about)
        if about and found.total <= FEW:  # of what was chosen there are too few to go by a part of them
            about, found = False, self._counted(matching)
        is_looked_into = bool(phrases) and found.matches <= VERIFIED
        if is_looked_into:
            found = self._counted([*matching, *phrases])
        hits = self._hits(keys, phrases, found, about=about) if found.total else ()
        facets = found.facets if found.total + found.hidden else {}
        return SearchAnswer(found.total, hits, facets, hidden=found.hidden, about=about)

    def relaxed(self) -> SearchAnswer | None:
        """Return the items that have most of what was asked; None when none has any of it."""
        relaxed = plan(self.question, partial(weighing.counts, self.cursor), self.documents)
        within = joined([scope(self.query), holding(self.query)])
        scored = near(weighing.candidates(self.cursor, relaxed, within)) if relaxed.weighed else []
        if not scored:
            return None
        scores = {key: score for score, key in scored}
        self.cursor.execute(
            f"SELECT item_id, {READ}, 1 FROM search_searchdocument "  # noqa: S608  # own names
            f"JOIN search_searchgroup ON key = group_key WHERE item_id = ANY(%s) ORDER BY {NEWEST}",
            [[*scores]],
        )
        groups = {item_id: read_group(row, self.query) for item_id, *row in self.cursor.fetchall()}
        found = Counts(self.query, groups.values())
        wanted = {group.key for group in found.wanted}
        hits = [Hit(key, scores[key]) for key, group in groups.items() if group.key in wanted]
        hits = [Hit(hit.item_id, 0.0) for hit in hits] if self.query.sort == "date" else hits
        page = sorted(hits, key=lambda hit: -hit.score)[self.offset : self.offset + self.limit]
        return SearchAnswer(found.total, tuple(page), found.facets, loosened=True, unknown=relaxed.unknown)

    def _about(self, keys: str) -> int:
        """Return about how many rows have what is looked for."""
        if self.documents <= MANY:
            return 0
        return weighing.sampled(self.cursor, [keys])[0]

    def _counted(self, conditions: list[Condition], *, sampled: bool = False) -> Counts:
        """Count what matches group by group, whatever was chosen; of very many, a part of them."""
        conditions = [*conditions, (weighing.IN_SAMPLE, [])] if sampled else conditions
        where, values = joined(conditions)
        within, given = joined([scope(self.query)])
        # A group of which the part has none is counted as none, but its items are looked for.
        times, join = (weighing.SAMPLE, "RIGHT JOIN") if sampled else (1, "JOIN")
        self.cursor.execute(
            f"SELECT {READ}, {times} * COALESCE(found, 0) FROM (SELECT group_key, COUNT(*) AS found "  # noqa: S608
            f"FROM search_searchdocument WHERE {where} GROUP BY group_key) AS counted "
            f"{join} search_searchgroup ON key = group_key WHERE {within}",
            [*values, *given],
        )
        rows: list[Any] = self.cursor.fetchall()
        groups: list[Group] = [read_group(row, self.query) for row in rows]
        return Counts(self.query, groups)

    def _hits(self, keys: str, phrases: list[Condition], found: Counts, *, about: bool) -> tuple[Hit, ...]:
        """Return the page asked for; by relevance, the newest of each tier are ranked."""
        everything = [group.key for group in found.wanted]
        deep = self.offset + self.limit
        is_dense = about and found.total > DENSE * self.documents
        if self.query.sort == "date" or self.question.is_empty:
            groups = everything if phrases else found.newest(deep)
            matching = _walking(keys) if is_dense else _matching(keys)
            newest = BY_DAY if is_dense or self.question.is_empty else NEWEST
            where, values = joined([_of_groups(groups), matching, *phrases])
            sql = f"SELECT item_id, 0 FROM search_searchdocument WHERE {where} ORDER BY {newest}"  # noqa: S608
            return self._fetched(f"{sql} LIMIT %s OFFSET %s", [*values, self.limit, self.offset])
        deep = max(CANDIDATES, deep)
        tiers = [self._tier(0, keys, everything if phrases else found.newest(deep), deep, walks=is_dense)]
        for tier, narrower in _tiers(keys, self.question):
            walks = is_dense and self._about(narrower) > MANY
            tiers.append(self._tier(tier, narrower, everything, deep, walks=walks))
        return self._ranked(tiers, phrases)

    def _ranked(self, tiers: list[Condition], phrases: list[Condition]) -> tuple[Hit, ...]:
        """Open the candidates and rank them."""
        candidates = " UNION ALL ".join(sql for sql, _ in tiers)
        where, values = joined(phrases)
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
        return self._fetched(sql, [*rank, *of_tiers, *values, self.limit, self.offset])

    def _tier(self, tier: int, keys: str, groups: list[int], deep: int, *, walks: bool) -> Condition:
        where, values = joined([_of_groups(groups), _walking(keys) if walks else _matching(keys)])
        # Which rows are candidates is told without opening their words, which takes longer than all else.
        sql = (
            f"(SELECT item_id AS id, {tier} AS tier FROM search_searchdocument "  # noqa: S608  # own names
            f"WHERE {where} ORDER BY {BY_DAY if walks else NEWEST} LIMIT %s)"
        )
        return sql, [*values, deep]

    def _fetched(self, sql: str, values: list[Any]) -> tuple[Hit, ...]:
        self.cursor.execute(sql, values)
        by_date = self.query.sort == "date"
        return tuple(Hit(key, 0.0 if by_date else float(score)) for key, score in self.cursor.fetchall())


def _tiers(keys: str, question: Question) -> list[tuple[int, str]]:
    """Return the tsqueries of better candidates; those of a higher tier go before those of a lower one."""
    tiers = [(2, lexemes.numbered(question)), (1, lexemes.entitled(question)), (0, lexemes.whole(question))]
    return [(tier, lexemes.all_of([keys, narrower])) for tier, narrower in tiers if narrower]


def _matching(keys: str) -> Condition:
    return ("keys @@ %s::tsquery", [keys]) if keys else ("TRUE", [])


def _walking(keys: str) -> Condition:
    """Return the same so that no index answers it: rows are opened day by day, from the newest."""
    return "ts_match_vq(keys, %s::tsquery)", [keys]


def _of_groups(groups: list[int]) -> Condition:
    return "group_key = ANY(%s)", [groups]


def _in_groups(within: Condition) -> Condition:
    sql, values = within
    return f"group_key IN (SELECT key FROM search_searchgroup WHERE {sql})", values  # noqa: S608  # own names


def _phrases(question: Question) -> list[Condition]:
    """Return what looks for phrases letter by letter; two letters, and numbers, the index tells."""
    rows: list[Condition] = [
        ("strpos(letters, %s) > 0", [f" {' '.join(term.phrase)} "])
        for term in question.terms
        if len(term.phrase) > 2 and not term.alternatives
    ]
    if not rows:
        return []
    standing, values = joined(rows)
    numbered = "SELECT item_id FROM search_searchdocument WHERE keys @@ %s::tsquery"
    return [(f"item_id IN ({numbered}) OR ({standing})", [lexemes.numbered(question), *values])]
