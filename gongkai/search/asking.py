"""A question as it is looked for: words, phrases and numbers, each with the other ways to say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.search.numbers import Number, key_of, numbers_in
from gongkai.search.synonyms import Synonyms, shipped_synonyms
from gongkai.search.tokens import cut, fold, has_word, letters_of, parts_of, word_list

QUOTED = re.compile(r"[\"“”„‟＂「」『』]([^\"“”„‟＂「」『』]+)[\"“”„‟＂「」『』]")
ASCII = re.compile(r"[0-9a-z]+")
QUERY_LIMIT = 200  # characters of a question that are looked at
LONGEST_RUN = 6  # words that together may be one word with synonyms


@dataclass(frozen=True)
class Term:
    """
    One thing that is looked for: any of the alternatives, each a set of words that must all be there.

    `whole` is the long word that the first alternative is made of, which counts more when it is found;
    `phrase` is a row of single characters that stand side by side, one more way to be found.
    """

    alternatives: tuple[tuple[str, ...], ...] = ()
    whole: str = ""
    phrase: tuple[str, ...] = ()

    @property
    def is_number(self) -> bool:
        """Whether it is a number: who asks for one does not mean another."""
        return any(words[0].isdigit() for words in self.alternatives)


@dataclass(frozen=True)
class Question:
    """
    A question in words.

    :ivar numbers: keys of document and index numbers that it may be
    :ivar marked: what to mark in a text
    :ivar added: the words that have synonyms, with these
    :ivar is_number: whether it asks for a document by its number and nothing else
    """

    terms: tuple[Term, ...] = ()
    numbers: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    added: tuple[tuple[str, tuple[str, ...]], ...] = field(default=())
    is_number: bool = False

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms


def question_of(text: str, *, own: Synonyms | None = None, literal: bool = False) -> Question:
    """
    Take a question apart: quoted passages are phrases, the rest is cut into words.

    :param own: a body's own synonyms, which go before those that come with the program
    :param literal: look for the words alone, not for their synonyms
    """
    text = text[:QUERY_LIMIT]
    phrases = [phrase for phrase in QUOTED.findall(text) if letters_of(phrase)]
    rest, numbers = numbers_in(fold(QUOTED.sub(" ", text)))
    synonyms = {} if literal else {**shipped_synonyms(), **(own or {})}
    pieces = list(_pieces(cut(rest), synonyms))
    telling = _telling(pieces, word_list().stop) or ([] if phrases else _telling(pieces, frozenset()))
    terms = [Term(phrase=tuple(letters_of(phrase))) for phrase in phrases]
    terms += (_term(word, synonyms.get(word, ())) for word in telling)
    marked = [fold(phrase).strip() for phrase in phrases]
    marked += (word for term in terms for word in _to_mark(term))
    added = ((word, synonyms[word]) for word in telling if word in synonyms)
    return Question(
        terms=tuple(dict.fromkeys(terms)),
        numbers=_keys(text, numbers),
        marked=tuple(dict.fromkeys(marked)),
        added=tuple(dict.fromkeys(added)),
        is_number=len(numbers) == 1 and not phrases and not _beside(rest, numbers[0]),
    )


def _keys(text: str, numbers: list[Number]) -> tuple[str, ...]:
    return tuple(dict.fromkeys([key_of(text), *(number.key for number in numbers)]))


def _beside(rest: str, number: Number) -> bool:
    """Whether the question says something beside the number."""
    left = " ".join(rest.split()).replace(number.key, " ")
    return bool(_telling(cut(left), word_list().stop))


def _pieces(words: list[str], synonyms: Synonyms) -> Iterator[str]:
    """Yield the words; those that together are a word with synonyms become one."""
    place = 0
    while place < len(words):
        size = next(
            (
                size
                for size in range(min(LONGEST_RUN, len(words) - place), 1, -1)
                if "".join(words[place : place + size]) in synonyms
            ),
            1,
        )
        yield "".join(words[place : place + size])
        place += size


def _telling(words: list[str], stop: frozenset[str]) -> list[str]:
    """Leave out stop words, and join single characters in a row: a name that no dictionary knows."""
    telling: list[str] = []
    in_row = False
    for word in words:
        left_out = word.isspace() or word in stop
        single = len(word) == 1 and not ASCII.fullmatch(word) and not left_out
        if single and in_row:
            telling[-1] += word
        elif not left_out:
            telling.append(word)
        in_row = single
    return telling


def _term(word: str, others: tuple[str, ...]) -> Term:
    alternatives = [
        tuple(dict.fromkeys(part for words in fold(other).split() for part in _all_parts(words)))
        for other in others
    ]
    if not has_word(word) and len(word) > 1 and not ASCII.fullmatch(word):
        return Term(tuple(alternatives), phrase=tuple(letters_of(word)))
    own = parts_of(word)
    return Term((own, *alternatives), whole=word if own != (word,) else "")


def _all_parts(text: str) -> list[str]:
    return [part for word in cut(text) for part in parts_of(word)]


def _to_mark(term: Term) -> list[str]:
    marked = [term.whole] if term.whole else []
    marked += (word for words in term.alternatives for word in words)
    return [*marked, *(["".join(term.phrase)] if term.phrase else [])]
