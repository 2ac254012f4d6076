"""Chinese words for search: the same folding and cutting for what is indexed and for what is asked."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from hashlib import sha256
from pathlib import Path
from unicodedata import normalize

import opencc
import rjieba

FILE = Path(__file__).parent / "words.toml"
FREQUENCY = 100_000  # high enough that a word of the list is preferred to its parts
QUOTED = re.compile(r"[\"“”„‟＂「」『』]([^\"“”„‟＂「」『』]+)[\"“”„‟＂「」『』]")
ASCII = re.compile(r"[0-9a-z]+")
WORD_LIMIT = 64  # characters of a Latin word or number; only nonsense is longer
LONG = re.compile(r"[0-9a-z]{65,}")
QUERY_LIMIT = 200  # characters of a question that are looked at


class _Folding(dict[int, str]):
    """One form for each character: full width to half, traditional to simplified, small letters, no signs."""

    def __init__(self) -> None:
        self._simplify = opencc.OpenCC("t2s").convert
        self._complicate = opencc.OpenCC("s2t").convert

    def __missing__(self, code: int) -> str:
        folded = "".join(map(self._simple, normalize("NFKC", chr(code)).lower()))
        self[code] = "".join(char if char.isalnum() else " " for char in folded) or " "
        return self[code]

    def _simple(self, char: str) -> str:
        # 么 is the traditional form of 幺 and the simplified form of 麼: what is simplified already stays
        return self._simplify(char) if self._complicate(char) == char else char


class _OneToOne(dict[int, str]):
    """The same, with exactly one character for each, so that places in the text stay where they are."""

    def __missing__(self, code: int) -> str:
        folded = FOLDING[code].strip()
        self[code] = folded[0] if folded else " "
        return self[code]


class _Apart(dict[int, str]):
    """The same, with spaces around each character that is no Latin letter or digit."""

    def __missing__(self, code: int) -> str:
        self[code] = "".join(char if char.isascii() else f" {char} " for char in FOLDING[code])
        return self[code]


FOLDING = _Folding()
APART = _Apart()
ONE_TO_ONE = _OneToOne()


@dataclass(frozen=True)
class WordList:
    """What `words.toml` says, and a digest of it."""

    words: tuple[str, ...]
    synonyms: dict[str, tuple[str, ...]]
    stop: frozenset[str]
    digest: str


@cache
def word_list() -> WordList:
    """Return the word list, read once."""
    data = FILE.read_bytes()
    table = tomllib.loads(data.decode())
    synonyms = {word: tuple(others) for word, others in table["synonyms"].items()}
    digest = sha256(data).hexdigest()[:8]
    return WordList(tuple(table["words"]), synonyms, frozenset(table["stop"]), digest)


@cache
def _cutter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    listed = word_list()
    for word in (*listed.words, *listed.synonyms):
        cutter.add_word(word, FREQUENCY, "nz")
    return cutter


def fold(text: str) -> str:
    """Return the text with one form for each character, and a space for every sign."""
    return text.translate(FOLDING)


def fold_in_place(text: str) -> str:
    """Return the text folded character by character, of the same length."""
    return text.translate(ONE_TO_ONE)


def words_text(text: str) -> str:
    """Return the words of a text with spaces between: long words and the shorter words in them."""
    # Without guessing of unknown words: a guess depends on the neighbours, which a question does not have.
    return " ".join(_cutter().cut_for_search(LONG.sub(_shortened, fold(text)), False))


def words_of(text: str) -> list[str]:
    """Return the words of a text for the index, one by one."""
    return words_text(text).split()


def letters_text(text: str) -> str:
    """Return single characters, numbers and Latin words, with spaces between, to find phrases in."""
    return LONG.sub(_shortened, text.translate(APART))


def letters_of(text: str) -> list[str]:
    """Return single characters, whole numbers and Latin words, one by one."""
    return letters_text(text).split()


def _shortened(found: re.Match[str]) -> str:
    return found[0][:WORD_LIMIT]


def key_of(number: str) -> str:
    """Return a document or index number in the form in which it is compared: no signs, single spaces."""
    return " ".join(fold(number).split())


@dataclass(frozen=True)
class Term:
    """
    One thing that is looked for: any of the alternatives, each a set of words that must all be there.

    `whole` is the long word that the first alternative is made of, which counts more when it is found;
    `phrase` is a row of single characters that must stand side by side.
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
    """A question in words: its terms, the key to compare with numbers, and what to mark in a text."""

    terms: tuple[Term, ...]
    key: str
    marked: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to look for."""
        return not self.terms


def question_of(text: str) -> Question:
    """Take a question apart: quoted passages are phrases, the rest is cut into words."""
    text = text[:QUERY_LIMIT]
    phrases = [phrase for phrase in QUOTED.findall(text) if letters_of(phrase)]
    words = _cutter().cut(fold(QUOTED.sub(" ", text)), False)
    telling = _telling(words, word_list().stop) or ([] if phrases else _telling(words, frozenset()))
    terms = [Term(phrase=tuple(letters_of(phrase))) for phrase in phrases]
    terms += (_term(word) for word in telling)
    marked = [fold(phrase).strip() for phrase in phrases]
    marked += (word for term in terms for word in _to_mark(term))
    return Question(tuple(dict.fromkeys(terms)), key_of(text), tuple(dict.fromkeys(marked)))


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


def _term(word: str) -> Term:
    if not _cutter().has_word(word) and len(word) > 1 and not ASCII.fullmatch(word):
        return Term(phrase=tuple(letters_of(word)))
    alternatives = [_parts(word)]
    alternatives += (
        tuple(dict.fromkeys(part for cut in fold(other).split() for part in _all_parts(cut)))
        for other in word_list().synonyms.get(word, ())
    )
    return Term(tuple(alternatives), whole=word if alternatives[0] != (word,) else "")


def _all_parts(text: str) -> list[str]:
    return [part for word in _cutter().cut(text, False) for part in _parts(word)]


def _parts(word: str) -> tuple[str, ...]:
    """Return the shorter words that make up a word, when they do so without a gap; else the word itself."""
    covered: set[int] = set()
    parts = []
    for part, start, end in _cutter().tokenize(word, "search", False):
        if part != word:
            parts.append(part)
            covered.update(range(start, end))
    return tuple(dict.fromkeys(parts)) if len(covered) == len(word) else (word,)


def _to_mark(term: Term) -> list[str]:
    marked = [term.whole] if term.whole else []
    marked += (word for words in term.alternatives for word in words)
    return [*marked, *(["".join(term.phrase)] if term.phrase else [])]
