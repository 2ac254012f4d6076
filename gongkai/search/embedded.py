"""Search on one machine: a tantivy index in a folder, written by one process at a time, read by all."""

import fcntl
import shutil
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

from gongkai.search.asking import Question, Term
from gongkai.search.engine import (
    FACETS,
    LIMIT,
    Document,
    Hit,
    SearchAnswer,
    SearchQuery,
    SearchUnavailable,
    Writer,
)
from gongkai.search.numbers import keys_of
from gongkai.search.tokens import letters_text, word_list, words_text

FORM = 3  # of the schema; another number begins another folder
MEMORY = 64 * 1024 * 1024  # bytes of a writer
FAR = date.max.toordinal()
BUCKETS = 300
DEEPEST = 10_000  # hits that can be paged through

IN_TITLE, WHOLE, WHOLE_IN_TITLE, NUMBER = 4.0, 1.5, 4.0, 100.0  # weights beside 1 for a word in the text
Clauses = dict[str, Query]
Facets = dict[str, dict[str, int]]


def _schema() -> tantivy.Schema:
    build = tantivy.SchemaBuilder()
    # deletion by term finds signed numbers only
    build.add_integer_field("item", stored=True, indexed=True, fast=True)
    for name in ("title", "words"):
        build.add_text_field(name, tokenizer_name="whitespace", index_option="freq")
    build.add_text_field("letters", tokenizer_name="whitespace", index_option="position")
    build.add_text_field("number", tokenizer_name="raw", index_option="basic")
    for name in ("body", "column", "year"):
        build.add_unsigned_field(name, indexed=True, fast=True)
    for name in ("kind", "topic", "validity"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("order", "ceased", "holds"):
        build.add_integer_field(name, indexed=True, fast=True)
    return build.build()


def _document(document: Document) -> tantivy.Document:
    entry = tantivy.Document()
    entry.add_integer("item", document.item_id)
    title = words_text(document.title)
    entry.add_text("title", title)
    entry.add_text("words", f"{title} {words_text(document.text)}")
    entry.add_text("letters", letters_text(document.title))
    entry.add_text("letters", letters_text(document.text))
    for key in {key for number in document.numbers for key in keys_of(number)}:
        entry.add_text("number", key)
    entry.add_unsigned("body", document.body)
    for column in (document.column, *document.further):
        entry.add_unsigned("column", column)
    entry.add_unsigned("year", document.published_on.year)
    entry.add_text("kind", document.kind)
    entry.add_text("topic", document.topic)
    entry.add_text("validity", document.validity)
    # newest first, and always in the same order: the day, then the key
    entry.add_integer("order", document.published_on.toordinal() << 40 | document.item_id)
    entry.add_integer("ceased", document.ceased_on.toordinal() if document.ceased_on else FAR)
    entry.add_integer("holds", document.holds_until.toordinal())
    return entry


class EmbeddedWriter:
    """The one writer; nothing is seen before it is committed."""

    def __init__(self, index: tantivy.Index) -> None:
        self._writer = index.writer(MEMORY, 1)

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""
        added = 0
        for document in documents:
            self._writer.delete_documents_by_term("item", document.item_id)
            self._writer.add_document(_document(document))
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
            writer = EmbeddedWriter(self._open_for_writing())
            try:
                yield writer
            except BaseException:
                writer.roll_back()
                raise
            writer.commit()

    def _open_for_writing(self) -> tantivy.Index:
        try:
            return tantivy.Index(_schema(), str(self._folder))
        except ValueError as error:
            raise SearchUnavailable("检索索引已损坏，请运行 gongkai rebuild-search 重建。") from error

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
            answer = _answer(searcher, query)
        except (ValueError, OSError) as error:
            raise SearchUnavailable("检索索引已损坏，请运行 gongkai rebuild-search 重建。") from error
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
            try:
                if self._index is None:
                    self._index = tantivy.Index.open(str(self._folder))
                    self._index.config_reader("Manual")
                if stamp != self._seen:
                    self._index.reload()
                    self._seen = stamp
            except ValueError as error:
                self._index = None
                raise SearchUnavailable("检索索引已损坏，请运行 gongkai rebuild-search 重建。") from error
            return self._index.searcher()

    def _stamp(self) -> tuple[int, int] | None:
        """Return what changes whenever somebody commits."""
        try:
            facts = (self._folder / "meta.json").stat()
        except FileNotFoundError:
            return None
        return facts.st_ino, facts.st_mtime_ns


SCHEMA = _schema()


def _answer(searcher: Any, query: SearchQuery) -> SearchAnswer:
    narrow = _narrowing(query)
    strict = _answer_to(searcher, query, _asked(query.question), narrow)
    if strict.total or strict.hidden or not query.may_loosen:
        return strict
    loose = _answer_to(searcher, query, _asked(query.question, half=True), narrow)
    return replace(loose, loosened=loose.total + loose.hidden > 0)


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


def _asked(question: Question, *, half: bool = False) -> Query:
    """Return the query for the words of a question: all of them, or at least half; better in the title."""
    if question.is_empty:
        return Query.all_query()
    optional = [term for term in question.terms if half and not term.is_number]
    core = Query.boolean_query(
        [(Occur.Should if term in optional else Occur.Must, _needed(term)) for term in question.terms],
        minimum_number_should_match=(len(optional) + 1) // 2 if optional else None,
    )
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


def _after(field: str, day: date) -> Query:
    return Query.range_query(SCHEMA, field, FieldType.Integer, day.toordinal(), None, include_lower=False)


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
