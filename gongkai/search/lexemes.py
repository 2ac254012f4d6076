"""What PostgreSQL's index holds of a document, and a question in its terms: one tsvector, one tsquery."""

from collections.abc import Iterable, Iterator
from itertools import pairwise

from gongkai.search.asking import Question, Term
from gongkai.search.engine import Document
from gongkai.search.numbers import keys_of
from gongkai.search.relaxing import Way
from gongkai.search.tokens import letters_of, words_of

# What a lexeme is, beside a word; no word begins with a sign.
NUMBER, IN_TITLE, LETTERS = "#", "^", "~"
BYTES = 900_000  # of the lexemes of a document: PostgreSQL takes one megabyte


def quoted(word: str) -> str:
    """Return a lexeme as it is written in a tsvector or tsquery."""
    return "'" + word.replace("\\", "\\\\").replace("'", "''") + "'"


def keys_text(document: Document) -> str:
    """
    Return the lexemes by which a document is found.

    Its words, those of its title once more, its numbers, its letters alone and in pairs. All stand in one
    column without places, which is never opened: the index alone answers which documents match.
    """
    kept, size = dict[str, None](), 0
    for lexeme in _lexemes(document):
        if lexeme not in kept:
            kept[lexeme] = None
            size += len(lexeme.encode()) + 1
            if size > BYTES:
                break
    return " ".join(map(quoted, kept))


def _lexemes(document: Document) -> Iterator[str]:
    yield from (NUMBER + key for number in document.numbers for key in keys_of(number))
    title = words_of(document.title)
    yield from (IN_TITLE + word for word in title)
    yield from title
    yield from words_of(document.text)
    yield from (LETTERS + letters for letters in _letters(letters_of(document.title)))
    yield from (LETTERS + letters for letters in _letters(letters_of(document.text)))


def _letters(letters: list[str]) -> Iterator[str]:
    yield from letters
    yield from map(" ".join, pairwise(letters))


def asked(question: Question) -> str:
    """Return the tsquery of what matches: all terms, or the number."""
    return _any([_all(map(_term, question.terms)), numbered(question)])


def way(one: Way, *, in_title: bool = False) -> str:
    """Return the tsquery of documents that have a term in this way; letters that no title has alone."""
    if one.phrase:
        return _letters_in_row(one.phrase)
    return _all(quoted((IN_TITLE if in_title else "") + word) for word in one.words)


def numbered(question: Question) -> str:
    """Return the tsquery of documents that have a number that was asked for."""
    return _any(quoted(NUMBER + key) for key in question.numbers)


def entitled(question: Question) -> str:
    """Return the tsquery of documents that have all terms in the title; phrases anywhere."""
    return _all(_term(term, sign=IN_TITLE) for term in question.terms)


def whole(question: Question) -> str:
    """Return the tsquery of documents that have all terms, long words as one; nothing when there are none."""
    if not any(term.whole for term in question.terms):
        return ""
    return _all(quoted(term.whole) if term.whole else _term(term) for term in question.terms)


def ranked(question: Question) -> str:
    """Return the tsquery that is ranked by: every word of the question, whole words and their parts."""
    words = [word for term in question.terms for words in term.alternatives for word in words]
    words += [term.whole for term in question.terms if term.whole]
    words += [word for term in question.terms if term.phrase for word in words_of("".join(term.phrase))]
    return " | ".join(map(quoted, dict.fromkeys(words)))


def all_of(queries: Iterable[str]) -> str:
    """Return the tsquery of what matches all of them."""
    return _all(queries)


def any_of(queries: Iterable[str]) -> str:
    """Return the tsquery of what matches any."""
    return _any(queries)


def _term(term: Term, sign: str = "") -> str:
    ways = [_all(quoted(sign + word) for word in words) for words in term.alternatives]
    if term.phrase:
        ways.append(_letters_in_row(term.phrase))
    return _any(ways)


def _letters_in_row(phrase: tuple[str, ...]) -> str:
    """Return the tsquery of documents that have each two neighbours of a phrase side by side."""
    pieces = list(_letters(list(phrase)))[len(phrase) if len(phrase) > 1 else 0 :]
    return _all(quoted(LETTERS + piece) for piece in pieces)


def _all(parts: Iterable[str]) -> str:
    return _joined(" & ", parts)


def _any(parts: Iterable[str]) -> str:
    return _joined(" | ", parts)


def _joined(sign: str, parts: Iterable[str]) -> str:
    kept = list(dict.fromkeys(parts))
    return kept[0] if len(kept) == 1 else f"({sign.join(kept)})"
