"""专题 among what is found, by title and introduction; asked of the database, so that none is late."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.utils.safestring import SafeString

from gongkai.publishing.models import Topic
from gongkai.publishing.models.topics import TopicQuerySet
from gongkai.search.asking import Question, Term
from gongkai.search.passages import mark, passage_of
from gongkai.search.tokens import fold, letters_of, words_of

SHOWN = 3  # above what else was found
OFFERED = 2  # while typing
LOOKED_AT = 300  # topics of a portal and those below it: more than a bureau makes in years


@dataclass(frozen=True)
class FoundTopic:
    """A topic that was found, with title and introduction in which the words are marked (HTML)."""

    topic: Topic
    title: SafeString
    passage: SafeString
    is_over: bool


def topics_found(
    question: Question, bodies: Sequence[int], *, on: date, some: bool = False
) -> tuple[FoundTopic, ...]:
    """
    Return the public topics that have all the words, those with them in the title and those that run first.

    :param some: half of the words will do, one of them in the title
    """
    if question.is_empty or question.is_number:
        return ()
    ranked = []
    for topic in _public(bodies, on):
        in_title = sum(_stands_in(topic.title, term, wider=some) for term in question.terms)
        anywhere = sum(_stands_in(_said_of(topic), term, wider=some) for term in question.terms)
        if anywhere == len(question.terms) or (some and in_title and 2 * anywhere >= len(question.terms)):
            ranked.append(((-anywhere, -in_title, topic.is_over(on)), topic))
    ranked.sort(key=lambda each: each[0])
    return tuple(_shown(topic, question, on) for _, topic in ranked[:SHOWN])


def topics_offered(text: str, bodies: Sequence[int], *, on: date) -> list[Topic]:
    """Return the topics that run and have in their title what is being typed."""
    typed = _compact(text)
    running = (topic for topic in _public(bodies, on) if not topic.is_over(on)) if typed else iter(())
    return [topic for topic in running if typed in _compact(topic.title)][:OFFERED]


def _public(bodies: Sequence[int], on: date) -> Iterator[Topic]:
    public: TopicQuerySet = Topic.objects.public(on).select_related("body")
    yield from (public.filter(body_id__in=bodies) if bodies else public)[:LOOKED_AT]


def _shown(topic: Topic, question: Question, on: date) -> FoundTopic:
    passage = passage_of(topic.summary.replace("\n", " "), question.marked)
    return FoundTopic(topic, mark(topic.title, question.marked), passage, topic.is_over(on))


def _said_of(topic: Topic) -> str:
    return f"{topic.title} {topic.summary}"


def _stands_in(text: str, term: Term, *, wider: bool) -> bool:
    words, letters = _cut(text)
    if term.phrase and f" {' '.join(term.phrase)} " in letters:
        return True
    ways = term.alternatives + (term.wider if wider else ())
    return any(words.issuperset(way) for way in ways)


@lru_cache(maxsize=1_000)
def _cut(text: str) -> tuple[frozenset[str], str]:
    """Return the words of a text, and its letters between spaces."""
    return frozenset(words_of(text)), f" {' '.join(letters_of(text))} "


def _compact(text: str) -> str:
    return "".join(fold(text).split())
