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
WORD_LIMIT = 64  # characters of a Latin word or number; only nonsense is longer
LONG = re.compile(r"[0-9a-z]{65,}")


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
    """
    What `words.toml` says.

    :ivar stop: words that tell nothing apart, the asking ones among them
    :ivar asking: words by which somebody asks in whole sentences
    :ivar digest: of the words by which an index is cut
    """

    words: tuple[str, ...]
    stop: frozenset[str]
    asking: frozenset[str]
    digest: str


@cache
def word_list() -> WordList:
    """Return the word list, read once."""
    table = tomllib.loads(FILE.read_text("utf-8"))
    words, asking = tuple(table["words"]), frozenset(table["asking"])
    digest = sha256("\n".join(words).encode()).hexdigest()[:8]
    return WordList(words, asking | frozenset(table["stop"]), asking, digest)


@cache
def _cutter() -> rjieba.Jieba:
    cutter = rjieba.Jieba()
    for word in word_list().words:
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


def cut(folded: str) -> list[str]:
    """Return a folded text cut into long words, with its spaces."""
    words: list[str] = _cutter().cut(folded, False)
    return words


def has_word(word: str) -> bool:
    """Whether the dictionary knows a word."""
    known: bool = _cutter().has_word(word)
    return known


def parts_of(word: str) -> tuple[str, ...]:
    """Return the shorter words that make up a word, when they do so without a gap; else the word itself."""
    covered: set[int] = set()
    parts = []
    for part, start, end in _cutter().tokenize(word, "search", False):
        if part != word:
            parts.append(part)
            covered.update(range(start, end))
    return tuple(dict.fromkeys(parts)) if len(covered) == len(word) else (word,)
