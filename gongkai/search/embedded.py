"""Search on one machine: a tantivy index in a folder, written by one process at a time, read by all."""

import fcntl
import shutil
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from threading import Lock
from time import perf_counter
from typing import Any

import tantivy
from tantivy import FieldType, Occur, Order, Query

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
from gongkai.search.tokens import Question, Term, key_of, letters_text, question_of, word_list, words_text

FORM = 1  # of the schema; another number begins another folder
MEMORY = 64 * 1024 * 1024  # bytes of a writer
FAR = date.max.toordinal()
BUCKETS = 300
DEEPEST = 10_000  # hits that can be paged through

IN_TITLE, WHOLE, WHOLE_IN_TITLE, NUMBER = 4.0, 1.5, 4.0, 100.0  # weights beside 1 for a word in the text
Clause = tuple[Occur, Query]


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
    for name in ("kind", "validity"):
        build.add_text_field(name, tokenizer_name="raw", index_option="basic", fast=True)
    for name in ("order", "ceased"):
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
    for number in document.numbers:
        entry.add_text("number", key_of(number))
    entry.add_unsigned("body", document.body)
    entry.add_unsigned("column", document.column)
    entry.add_unsigned("year", document.published_on.year)
    entry.add_text("kind", document.kind)
    entry.add_text("validity", document.validity)
    # newest first, and always in the same order: the day, then the key
    entry.add_integer("order", document.published_on.toordinal() << 40 | document.item_id)
    entry.add_integer("ceased", document.ceased_on.toordinal() if document.ceased_on else FAR)
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
        question = question_of(query.text)
        begun = perf_counter()
        searcher = self._searcher()
        if searcher is None:
            return SearchAnswer(0, ())
        try:
            return self._answer(searcher, query, question, begun)
        except (ValueError, OSError) as error:
            raise SearchUnavailable("检索索引已损坏，请运行 gongkai rebuild-search 重建。") from error

    def _answer(self, searcher: Any, query: SearchQuery, question: Question, begun: float) -> SearchAnswer:
        if question.is_empty and query.text.strip():
            return SearchAnswer(0, ())
        narrow = _narrowing(query)
        asked = Query.boolean_query([*narrow, (Occur.Must, _asked(question))])
        found = _search(searcher, asked, query, by_date=question.is_empty)
        loosened = not found.count and len(question.terms) > 1
        if loosened:
            asked = Query.boolean_query([*narrow, (Occur.Must, _asked(question, half=True))])
            found = _search(searcher, asked, query, by_date=False)
        hits = tuple(
            Hit(searcher.doc(address).get_first("item"), score if query.sort == "relevance" else 0.0)
            for score, address in found.hits
        )
        facets = _facets(searcher, asked) if found.count else {}
        ms = (perf_counter() - begun) * 1000
        return SearchAnswer(found.count, hits, facets, round(ms, 2), loosened and found.count > 0)

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


def _search(searcher: Any, asked: Query, query: SearchQuery, *, by_date: bool) -> Any:
    limit, offset = min(max(query.limit, 1), LIMIT), min(max(query.offset, 0), DEEPEST)
    if query.sort == "date" or by_date:
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
    number = Query.boost_query(Query.term_query(SCHEMA, "number", question.key), NUMBER)
    return Query.boolean_query([(Occur.Should, words), (Occur.Should, number)])


def _needed(term: Term) -> Query:
    if term.phrase:
        return _phrase(term.phrase)
    return _any(
        [
            Query.boolean_query([(Occur.Must, Query.term_query(SCHEMA, "words", word)) for word in words])
            for words in term.alternatives
        ]
    )


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


def _narrowing(query: SearchQuery) -> list[Clause]:
    """Return the clauses for what the answer is narrowed to; they do not count for the score."""
    narrow = [
        Query.term_set_query(SCHEMA, name, list(values))
        for name, values in (("body", query.bodies), ("column", query.columns))
        if values
    ]
    validity = "in_force" if query.in_force_on else query.validity
    narrow += (
        Query.term_query(SCHEMA, name, value)
        for name, value in (("year", query.year), ("kind", query.kind), ("validity", validity))
        if value
    )
    if query.in_force_on:
        day = query.in_force_on.toordinal()
        narrow.append(Query.range_query(SCHEMA, "ceased", FieldType.Integer, day, None, include_lower=False))
    return [(Occur.Must, Query.const_score_query(clause, 0.0)) for clause in narrow]


def _facets(searcher: Any, asked: Query) -> dict[str, dict[str, int]]:
    terms = {name: {"terms": {"field": name, "size": BUCKETS}} for name in FACETS}
    counted = searcher.aggregate(asked, terms)
    return {
        name: {
            _plain(bucket["key"]): bucket["doc_count"]
            for bucket in counted[name]["buckets"]
            if bucket["key"] != ""
        }
        for name in FACETS
    }


def _plain(key: object) -> str:
    return str(int(key)) if isinstance(key, float) else str(key)
