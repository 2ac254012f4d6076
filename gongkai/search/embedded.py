"""Search on one machine: a tantivy index in a folder, written by one process at a time, read by all."""

import fcntl
import logging
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from functools import partial
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

from gongkai.search.asking import Question, Term
from gongkai.search.engine import (
    DEEPEST,
    FACETS,
    LIMIT,
    Document,
    Hit,
    SearchAnswer,
    SearchQuery,
    SearchUnavailable,
    Writer,
)
from gongkai.search.entries import FORM, SCHEMA, entry_of
from gongkai.search.relaxing import CANDIDATES, NEAR, Plan, Way, near, plan
from gongkai.search.relaxing import IN_TITLE as TITLE_SHARE
from gongkai.search.tokens import word_list

MEMORY = 64 * 1024 * 1024  # bytes of a writer
BUCKETS = 300
SCOPE = ("bodies", "in force", "holding")  # what narrows before anything is chosen
DAMAGED = "检索索引已损坏，请运行 gongkai rebuild-search 重建。"

IN_TITLE, WHOLE, WHOLE_IN_TITLE, NUMBER = 4.0, 1.5, 4.0, 100.0  # weights beside 1 for a word in the text
logger = logging.getLogger(__name__)
Clauses = dict[str, Query]
Facets = dict[str, dict[str, int]]


class EmbeddedWriter:
    """The one writer; nothing is seen before it is committed."""

    def __init__(self, index: tantivy.Index) -> None:
        self._writer = index.writer(MEMORY, 1)

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""
        added = 0
        for document in documents:
            self._writer.delete_documents_by_term("item", document.item_id)
            self._writer.add_document(entry_of(document))
            added += 1
        return added

    def remove(self, item_ids: Iterable[int]) -> None:
        """Take items out."""
        for item_id in item_ids:
            self._writer.delete_documents_by_term("item", item_id)

    def clear(self) -> None:
        """Take everything out."""
        self._writer.delete_all_documents()

    def commit(self) -> None:
        """Make it seen, and let merges of small pieces end."""
        self._writer.commit()
        self._writer.wait_merging_threads()

    def roll_back(self) -> None:
        """Forget what was not committed."""
        self._writer.rollback()


class EmbeddedEngine:
    """A tantivy index in its folder."""

    def __init__(self, folder: Path) -> None:
        self._root = folder
        self._folder = folder / f"items-{FORM}-{word_list().digest}"
        self._guard = Lock()
        self._index: tantivy.Index | None = None
        self._seen: tuple[int, int] | None = None

    @contextmanager
    def writing(self) -> Iterator[Writer]:
        """Open the index for writing, waiting for whoever writes now, in this process or another."""
        self._folder.mkdir(parents=True, exist_ok=True)
        with (self._root / "writing.lock").open("w") as lock:
            fcntl.flock(lock, fcntl.LOCK_EX)
            with _damage_told():
                writer = EmbeddedWriter(tantivy.Index(SCHEMA, str(self._folder)))
            try:
                yield writer
            except BaseException:
                writer.roll_back()
                raise
            with _damage_told():
                writer.commit()

    def start_anew(self) -> None:
        """Throw away indexes of another form, and this one."""
        for old in self._root.glob("items-*"):
            shutil.rmtree(old, ignore_errors=True)
        self._index = self._seen = None

    def is_ready(self) -> bool:
        """Whether the index is there in the present form."""
        return self._stamp() is not None

    def count(self) -> int:
        """Return how many documents the index holds."""
        searcher = self._searcher()
        return searcher.num_docs if searcher else 0

    def reload(self) -> None:
        """See what others have written since; done before each query anyway."""
        self._seen = None

    def query(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query; an index that is not there yet holds nothing."""
        begun = perf_counter()
        searcher = None if query.is_hopeless else self._searcher()
        if searcher is None:
            return SearchAnswer(0, ())
        try:
            with _damage_told():
                answer = _answer(searcher, query)
        except SearchUnavailable:
            self._index = self._seen = None  # to be opened anew: somebody may rebuild it
            raise
        return replace(answer, ms=round((perf_counter() - begun) * 1000, 2))

    def has_any(self, query: SearchQuery) -> bool:
        """Whether any document has all the words, whatever they are narrowed to."""
        wide = SearchQuery(query.text, query.bodies, synonyms=query.synonyms, literal=query.literal)
        return self.query(wide.with_(loosens=False, limit=1)).total > 0

    def _searcher(self) -> Any:
        stamp = self._stamp()
        if stamp is None:
            return None
        with self._guard:
            index, self._index = self._index, None  # kept only when it could be opened
            with _damage_told():
                if index is None:
                    index, self._seen = tantivy.Index.open(str(self._folder)), None
                    index.config_reader("Manual")
                if stamp != self._seen:
                    index.reload()
                    self._seen = stamp
                searcher = index.searcher()
            self._index = index
            return searcher

    def _stamp(self) -> tuple[int, int] | None:
        """Return what changes whenever somebody commits."""
        try:
            facts = (self._folder / "meta.json").stat()
        except FileNotFoundError:
            return None
        return facts.st_ino, facts.st_mtime_ns


@contextmanager
def _damage_told() -> Iterator[None]:
    """
    Say what to do about an index that cannot be read.

    What tantivy did not expect in a file ends in a panic, which is no `Exception`: it would end the server.

    :raises SearchUnavailable: the index is damaged
    """
    try:
        yield
    except BaseException as error:
        if not isinstance(error, ValueError | OSError) and type(error).__name__ != "PanicException":
            raise
        logger.error("%s（%s）", DAMAGED, error)
        raise SearchUnavailable(DAMAGED) from error


def _answer(searcher: Any, query: SearchQuery) -> SearchAnswer:
    narrow = _narrowing(query)
    strict = _answer_to(searcher, query, _asked(query.question), narrow)
    if strict.total or strict.hidden or not query.may_loosen:
        return strict
    relaxed = plan(query.question, partial(_counts, searcher), searcher.num_docs)
    if not relaxed.weighed:
        return strict
    loose = _answer_among(searcher, query, _nearest(searcher, relaxed, narrow), narrow)
    return replace(loose, loosened=loose.total > 0, unknown=relaxed.unknown)


def _counts(searcher: Any, ways: Sequence[Way]) -> list[int]:
    """Return how many documents have each way to say a term; two terms may be said in the same way."""
    counted: dict[tuple[tuple[str, ...], ...], int] = {}
    for way in ways:
        said = (way.words, way.phrase)
        if said not in counted:
            counted[said] = (
                searcher.doc_freq("words", way.words[0])
                if len(way.words) == 1
                else searcher.search(_way(way), limit=1, count=True).count
            )
    return [counted[way.words, way.phrase] for way in ways]


def _nearest(searcher: Any, relaxed: Plan, narrow: Clauses) -> dict[int, float]:
    """Return the few documents that have most of what was asked, with what they weigh, the heaviest first."""
    scope = {name: narrow[name] for name in SCOPE if name in narrow}
    asked = _scoring(relaxed)
    heavy, rest = relaxed.apart()
    telling = Query.const_score_query(_any([_way(each.way) for each in heavy]), 0.0)
    found = searcher.search(_under(asked, {**scope, "telling": telling}), limit=CANDIDATES, count=False).hits
    if not found or rest >= NEAR * found[0][0]:  # what none of these words has may come as near
        found = searcher.search(_under(asked, scope), limit=CANDIDATES, count=False).hits
    kept = near([(score, address) for score, address in found])
    keys = searcher.fast_field_values("item", [address for _, address in kept])
    return dict(zip(keys, (score for score, _ in kept), strict=True))


def _answer_among(
    searcher: Any, query: SearchQuery, scores: dict[int, float], narrow: Clauses
) -> SearchAnswer:
    """Return of weighed documents those under what was chosen; what no longer holds is not among them."""
    among = Query.term_set_query(SCHEMA, "item", [*scores])
    if query.sort == "date":
        return _answer_to(searcher, query, among, narrow)
    chosen = {name: clause for name, clause in narrow.items() if name not in SCOPE}  # all are in that already
    left = set(scores)
    if chosen:
        found = searcher.search(_under(among, chosen), limit=CANDIDATES, count=False)
        left = set(searcher.fast_field_values("item", [address for _, address in found.hits]))
    offset = max(query.offset, 0)
    page = [Hit(key, score) for key, score in scores.items() if key in left][offset : offset + query.limit]
    facets = _facets(searcher, query, among, chosen) if scores else {}
    return SearchAnswer(len(left), tuple(page), facets)


def _scoring(relaxed: Plan) -> Query:
    """Return the query that adds up what the terms weigh that a document has, once more if in the title."""
    clauses = []
    for ways in relaxed.terms:
        weighed = [Query.const_score_query(_way(each.way), each.weight) for each in ways]
        titles = [
            Query.const_score_query(_way(each.way, "title"), each.weight * TITLE_SHARE)
            for each in ways
            if each.way.words
        ]
        occur = Occur.Must if ways[0].way.term in relaxed.needed else Occur.Should
        clauses.append((occur, Query.disjunction_max_query(weighed)))
        clauses += [(Occur.Should, Query.disjunction_max_query(titles))] if titles else []
    return Query.boolean_query(clauses)


def _way(way: Way, field: str = "words") -> Query:
    if way.phrase:
        return _phrase(way.phrase)
    words = [(Occur.Must, Query.term_query(SCHEMA, field, word)) for word in way.words]
    return words[0][1] if len(words) == 1 else Query.boolean_query(words)


def _answer_to(searcher: Any, query: SearchQuery, asked: Query, narrow: Clauses) -> SearchAnswer:
    everything = _under(asked, narrow)
    found = _search(searcher, everything, query)
    hidden = 0
    if "holding" in narrow:
        hidden = (
            searcher.search(_under(asked, narrow, but={"holding"}), limit=1, count=True).count - found.count
        )
    hits = tuple(
        Hit(searcher.doc(address).get_first("item"), score if query.sort == "relevance" else 0.0)
        for score, address in found.hits
    )
    facets = _facets(searcher, query, asked, narrow) if found.count + hidden else {}
    return SearchAnswer(found.count, hits, facets, hidden=hidden)


def _search(searcher: Any, asked: Query, query: SearchQuery) -> Any:
    limit, offset = min(max(query.limit, 1), LIMIT), min(max(query.offset, 0), DEEPEST)
    if query.sort == "date" or query.question.is_empty:
        return searcher.search(
            asked, limit=limit, offset=offset, count=True, order_by_field="order", order=Order.Desc
        )
    return searcher.search(asked, limit=limit, offset=offset, count=True)


def _asked(question: Question) -> Query:
    """Return the query for the words of a question: all of them, better in the title."""
    if question.is_empty:
        return Query.all_query()
    core = Query.boolean_query([(Occur.Must, _needed(term)) for term in question.terms])
    better = [(Occur.Should, query) for term in question.terms for query in _welcome(term)]
    words = Query.boolean_query([(Occur.Must, core), *better])
    numbers = [
        (Occur.Should, Query.boost_query(Query.term_query(SCHEMA, "number", key), NUMBER))
        for key in question.numbers
    ]
    return Query.boolean_query([(Occur.Should, words), *numbers])


def _needed(term: Term) -> Query:
    ways = [_phrase(term.phrase)] if term.phrase else []
    ways += (
        Query.boolean_query([(Occur.Must, Query.term_query(SCHEMA, "words", word)) for word in words])
        for words in term.alternatives
    )
    return _any(ways)


def _welcome(term: Term) -> Iterator[Query]:
    """Yield what makes a hit better without being needed."""
    for word in {word for words in term.alternatives[:1] for word in words}:
        yield Query.boost_query(Query.term_query(SCHEMA, "title", word), IN_TITLE)
    if term.whole:
        yield Query.boost_query(Query.term_query(SCHEMA, "words", term.whole), WHOLE)
        yield Query.boost_query(Query.term_query(SCHEMA, "title", term.whole), WHOLE_IN_TITLE)


def _phrase(letters: tuple[str, ...]) -> Query:
    if len(letters) == 1:
        return Query.term_query(SCHEMA, "letters", letters[0])
    return Query.phrase_query(SCHEMA, "letters", list(letters))


def _any(queries: list[Query]) -> Query:
    return (
        queries[0] if len(queries) == 1 else Query.boolean_query([(Occur.Should, query) for query in queries])
    )


def _narrowing(query: SearchQuery) -> Clauses:
    """Return by facet the clauses for what the answer is narrowed to; they do not count for the score."""
    validity = "in_force" if query.in_force_on else query.validity
    narrow = {
        name: Query.term_query(SCHEMA, name, value)
        for name, value in (
            *(("year", query.year), ("body", query.body)),
            *(("kind", query.kind), ("topic", query.topic), ("validity", validity)),
        )
        if value
    }
    if query.columns:
        narrow["column"] = Query.term_set_query(SCHEMA, "column", list(query.columns))
    if query.bodies:
        narrow["bodies"] = Query.term_set_query(SCHEMA, "body", list(query.bodies))
    for name, field, day in (
        ("in force", "ceased", query.in_force_on),
        ("holding", "holds", query.holding_on),
    ):
        if day:
            narrow[name] = Query.range_query(
                SCHEMA, field, FieldType.Integer, day.toordinal(), None, include_lower=False
            )
    return {name: Query.const_score_query(clause, 0.0) for name, clause in narrow.items()}


def _under(asked: Query, narrow: Clauses, *, but: Collection[str] = ()) -> Query:
    """Return what is asked under what it is narrowed to, but for some of that."""
    left = [(Occur.Must, clause) for name, clause in narrow.items() if name not in but]
    return Query.boolean_query([*left, (Occur.Must, asked)])


def _facets(searcher: Any, query: SearchQuery, asked: Query, narrow: Clauses) -> Facets:
    """Return the counts: of a facet in which a value was chosen as if none had been."""
    own = {name: {name} for name in FACETS if name in query.chosen}
    own |= {"validity": {"validity", "holding"}} if "holding" in narrow or "validity" in own else {}
    alike = [name for name in FACETS if name not in own]
    counted = _counted(searcher, _under(asked, narrow), alike)
    for name, but in own.items():
        counted |= _counted(searcher, _under(asked, narrow, but=but), [name])
    return {name: counted[name] for name in FACETS}


def _counted(searcher: Any, asked: Query, names: Collection[str]) -> Facets:
    terms = {name: {"terms": {"field": name, "size": BUCKETS}} for name in names}
    counted = searcher.aggregate(asked, terms) if terms else {}
    return {
        name: {
            _plain(bucket["key"]): bucket["doc_count"]
            for bucket in counted[name]["buckets"]
            if bucket["key"] != ""
        }
        for name in names
    }


def _plain(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
