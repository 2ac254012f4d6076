"""A question as it is looked for: words, phrases and numbers, each with the other ways to say it."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from gongkai.search.numbers import Number, key_of, numbers_in
from gongkai.search.synonyms import Synonyms, shipped_synonyms, wider_words
from gongkai.search.tokens import cut, fold, has_word, letters_of, parts_of, word_list

QUOTED = re.compile(r"[\"“”„‟＂「」『』]([^\"“”„‟＂「」『』]+)[\"“”„‟＂「」『』]")
ASCII = re.compile(r"[0-9a-z]+")
MEASURE = re.compile(r"(?<!\d)(\d{1,3}|\d{5,})(?=周?岁|个|天|度|元|块|万|千|百|年|级|小时)")
QUERY_LIMIT = 200  # characters of a question that are looked at
LONGEST_RUN = 6  # words that together may be one word with synonyms
Words = tuple[str, ...]


@dataclass(frozen=True)
class Term:
    """
    One thing that is looked for: any of the alternatives, each a set of words that must all be there.

    `whole` is the long word that the first alternative is made of, which counts more when it is found;
    `phrase` is a row of single characters that stand side by side, one more way to be found; `wider` are
    ways that count only where nothing has all the terms; `text` is the word as it was asked.
    """

    alternatives: tuple[Words, ...] = ()
    whole: str = ""
    phrase: Words = ()
    wider: tuple[Words, ...] = ()
    text: str = ""
    is_quoted: bool = False

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
    :ivar is_spoken: whether it is asked as people talk, not in words that they chose for a search
    :ivar measures: numbers that say how much, which need not be found when the rest is
    """

    terms: tuple[Term, ...] = ()
    numbers: tuple[str, ...] = ()
    marked: tuple[str, ...] = ()
    added: tuple[tuple[str, Words], ...] = field(default=())
    is_number: bool = False
    is_spoken: bool = False
    measures: frozenset[str] = frozenset()

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms

    def is_needed(self, term: Term) -> bool:
        """Whether a hit with some of the terms must have this one: a passage, a number but no measure."""
        return term.is_quoted or (term.is_number and term.text not in self.measures)


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
    terms = [Term(phrase=tuple(letters_of(phrase)), text=phrase, is_quoted=True) for phrase in phrases]
    terms += (_term(word, synonyms.get(word, ()), is_literal=literal) for word in telling)
    marked = [fold(phrase).strip() for phrase in phrases]
    marked += (word for term in terms for word in _to_mark(term))
    added = ((word, synonyms[word]) for word in telling if word in synonyms)
    return Question(
        terms=tuple(dict.fromkeys(terms)),
        numbers=_keys(text, numbers),
        marked=tuple(dict.fromkeys(marked)),
        added=tuple(dict.fromkeys(added)),
        is_number=len(numbers) == 1 and not phrases and not _beside(rest, numbers[0]),
        is_spoken=not word_list().asking.isdisjoint(pieces),
        measures=frozenset(MEASURE.findall(rest)),
    )


def _keys(text: str, numbers: list[Number]) -> Words:
    return tuple(dict.fromkeys([key_of(text), *(number.key for number in numbers)]))


def _beside(rest: str, number: Number) -> bool:
    """Whether the question says something beside the number."""
    left = " ".join(rest.split()).replace(number.key, " ")
    return bool(_telling(cut(left), word_list().stop))


def _pieces(words: list[str], synonyms: Synonyms) -> Iterator[str]:
    """Yield the words; those that together are a word with synonyms, or one that asks, become one."""
    known = (synonyms, wider_words(), word_list().stop)
    place = 0
    while place < len(words):
        size = next(
            (
                size
                for size in range(min(LONGEST_RUN, len(words) - place), 1, -1)
                if any("".join(words[place : place + size]) in each for each in known)
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


def _term(word: str, others: Words, *, is_literal: bool) -> Term:
    alternatives = tuple(map(_words_of, others))
    wider = () if is_literal else tuple(map(_words_of, wider_words().get(word, ())))
    if not has_word(word) and len(word) > 1 and not ASCII.fullmatch(word):
        return Term(alternatives, phrase=tuple(letters_of(word)), wider=wider, text=word)
    own = parts_of(word)
    return Term((own, *alternatives), whole=word if own != (word,) else "", wider=wider, text=word)


def _words_of(said: str) -> Words:
    """Return the words that a way to say something is made of; all of them must be there."""
    return tuple(dict.fromkeys(part for words in fold(said).split() for part in _all_parts(words)))


def _all_parts(text: str) -> list[str]:
    return [part for word in cut(text) for part in parts_of(word)]


def _to_mark(term: Term) -> list[str]:
    marked = [term.whole] if term.whole else []
    marked += (word for words in term.alternatives for word in words)
    return [*marked, *(["".join(term.phrase)] if term.phrase else [])]
