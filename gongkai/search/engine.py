"""What a search engine is here: two engines answer to it, and one contract test holds both to it."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from dataclasses import dataclass, field, replace
from datetime import date
from functools import cache, cached_property
from pathlib import Path
from typing import Literal, Protocol

from django.conf import settings
from django.db import connection

from gongkai.search.asking import Question, question_of

LIMIT = 100  # hits in one answer
DEEPEST = 1_000  # hits that can be paged through: who has not found it by then narrows
FACETS = ("column", "year", "body", "kind", "topic", "validity")
ENDED = ("lapsed", "repealed")  # what a document that no longer holds is


class SearchUnavailable(Exception):
    """The index cannot be read; the message says what to do."""


@dataclass(frozen=True)
class Document:
    """
    A live item as the index takes it; columns and bodies by key.

    :ivar further: columns that list it besides its own
    """

    item_id: int
    title: str
    text: str
    numbers: tuple[str, ...]  # document number, index number: found exactly
    body: int
    column: int
    kind: str
    validity: str
    published_on: date
    ceased_on: date | None = None
    topic: str = ""
    further: tuple[int, ...] = ()

    @property
    def holds_until(self) -> date:
        """The first day on which it no longer holds."""
        if self.validity in ENDED:
            return date.min
        return self.ceased_on or date.max


@dataclass(frozen=True)
class SearchQuery:
    """
    What is asked: words, and what the answer is narrowed to; None and empty mean everything.

    :ivar bodies: where it is searched at all; `body` is the one of them that was chosen
    :ivar in_force_on: only documents in force on this day
    :ivar holding_on: leave out documents that no longer hold on this day; what is no document stays
    :ivar synonyms: a body's own synonyms, by the folded word
    :ivar literal: look for the words alone, not for their synonyms
    :ivar loosens: be content with some of the words when nothing has them all
    """

    text: str = ""
    bodies: tuple[int, ...] = ()
    body: int | None = None
    columns: tuple[int, ...] = ()
    year: int | None = None
    kind: str = ""
    topic: str = ""
    validity: str = ""
    in_force_on: date | None = None
    holding_on: date | None = None
    synonyms: tuple[tuple[str, tuple[str, ...]], ...] = ()
    literal: bool = False
    loosens: bool = True
    sort: Literal["relevance", "date"] = "relevance"
    limit: int = 10
    offset: int = 0

    @cached_property
    def question(self) -> Question:
        """The words, taken apart."""
        return question_of(self.text, own=dict(self.synonyms), literal=self.literal)

    def with_(self, **facts: object) -> "SearchQuery":
        """Return the same query but for some facts."""
        return replace(self, **facts)  # type: ignore[arg-type]

    @property
    def may_loosen(self) -> bool:
        """Whether some of the words may do."""
        return self.loosens and len(self.question.terms) > 1

    @property
    def is_hopeless(self) -> bool:
        """Whether something is asked that no item can answer: signs alone."""
        return self.question.is_empty and bool(self.text.strip())

    @property
    def chosen(self) -> frozenset[str]:
        """The facets in which a value was chosen."""
        return frozenset(name for name, value in self.narrowed.items() if value)

    @property
    def narrowed(self) -> dict[str, object]:
        """The value chosen in each facet; nothing where none was."""
        chosen: tuple[object, ...] = (
            self.columns,
            self.year,
            self.body,
            self.kind,
            self.topic,
            self.validity,
        )
        return dict(zip(FACETS, chosen, strict=True))


@dataclass(frozen=True)
class Hit:
    """An item that was found, and how well it fits (0 when sorted by date)."""

    item_id: int
    score: float


@dataclass(frozen=True)
class SearchAnswer:
    """
    What was found: how many in all, the page asked for, and the time taken in milliseconds.

    :ivar facets: for each value how many there are of it under all else that was chosen
    :ivar hidden: how many more there are that no longer hold
    :ivar loosened: no item has all the words, and these have those that tell most, and every number
    :ivar unknown: words that no item has, which were then left out
    :ivar about: there are so many that all numbers are estimates
    """

    total: int
    hits: tuple[Hit, ...]
    facets: dict[str, dict[str, int]] = field(default_factory=dict)
    ms: float = 0.0
    loosened: bool = False
    hidden: int = 0
    unknown: tuple[str, ...] = ()
    about: bool = False


class Writer(Protocol):
    """What may be done to the index between opening it for writing and closing it."""

    def add(self, documents: Iterable[Document]) -> int:
        """Put documents in, each in place of the one with the same key; return how many."""

    def remove(self, item_ids: Iterable[int]) -> None:
        """Take items out."""

    def clear(self) -> None:
        """Take everything out."""


class Engine(Protocol):
    """A search engine over live items."""

    def writing(self) -> AbstractContextManager[Writer]:
        """Open the index for writing, waiting for whoever writes now; seen whole at the end, or never."""

    def query(self, query: SearchQuery) -> SearchAnswer:
        """Answer a query; nothing found is an empty answer."""

    def has_any(self, query: SearchQuery) -> bool:
        """Whether any document has all the words, whatever they are narrowed to."""

    def count(self) -> int:
        """Return how many documents the index holds."""

    def is_ready(self) -> bool:
        """Whether the index is there in the present form; if not, it must be rebuilt."""

    def reload(self) -> None:
        """See what others have written since."""

    def start_anew(self) -> None:
        """Throw away an index of another form, or one that is damaged."""


def engine() -> Engine:
    """Return the engine that the deployment chose."""
    if settings.GONGKAI_SEARCH == "postgresql" and connection.vendor == "postgresql":
        from gongkai.search.postgresql import PostgresqlEngine

        return PostgresqlEngine()
    return _embedded(Path(settings.SEARCH_INDEX_DIR))


@cache
def _embedded(folder: Path) -> Engine:
    from gongkai.search.embedded import EmbeddedEngine

    made: Engine = EmbeddedEngine(folder)
    return made
