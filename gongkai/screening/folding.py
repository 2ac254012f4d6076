"""One form for the same sign: width, script, spelled digits, nothing invisible; with the way back."""

import unicodedata
from dataclasses import dataclass
from functools import cache, cached_property

from opencc import OpenCC

INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad\u180e")
DASHES = dict.fromkeys("‐‑‒–—―−－﹣ー", "-")
SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t", " ")
DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)) | {"○": "0", "幺": "1"}
HAN_FROM, HAN_TO = "\u3400", "\u9fff"
SPELLED_FROM = 11  # a row of that many Chinese digits is a number that somebody spelled out


@dataclass(frozen=True)
class Folded:
    """Text in one form; `offsets[i]` is the place in the source of its character i."""

    source: str
    text: str
    offsets: tuple[int, ...]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the source of `text[start:end]`, which is not empty."""
        return self.offsets[start], self.offsets[end - 1] + 1

    @cached_property
    def lines(self) -> list[tuple[int, str]]:
        """The lines with the place in `text` where each begins."""
        found, start = [], 0
        for line in self.text.split("\n"):
            found.append((start, line))
            start += len(line) + 1
        return found

    def line_at(self, place: int) -> str:
        """Return the line in which a place of `text` stands."""
        start = self.text.rfind("\n", 0, place) + 1
        end = self.text.find("\n", place)
        return self.text[start : len(self.text) if end < 0 else end]


def fold(source: str) -> Folded:
    """
    Return the text with one form for each sign, without invisible ones, spelled numbers as digits.

    Signs of the traditional script become simplified ones; the blank that typesetters put between a Chinese
    sign and a figure goes.
    """
    signs: list[str] = []
    offsets: list[int] = []
    for place, sign in enumerate(source):
        if sign in INVISIBLE:
            continue
        for plain in DASHES.get(sign) or SPACES.get(sign) or _one_form(sign):
            signs.append(plain)
            offsets.append(place)
    kept = [n for n in range(len(signs)) if not _is_set_apart(signs, n)]
    text = _spelled_as_digits("".join(signs[n] for n in kept))
    return Folded(source, text, tuple(offsets[n] for n in kept))


@cache
def _one_form(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    if not HAN_FROM <= plain[:1] <= HAN_TO:
        return plain
    simple: str = _simplified().convert(plain)
    return simple if len(simple) == len(plain) else plain


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def _is_set_apart(signs: list[str], place: int) -> bool:
    """Whether a sign is a single blank between a Chinese sign and a figure or a letter: 3 月 6 日."""
    if signs[place] != " " or not 0 < place < len(signs) - 1:
        return False
    before, behind = signs[place - 1], signs[place + 1]
    return (is_han(before) and behind.isascii() and behind.isalnum()) or (
        is_han(behind) and before.isascii() and before.isalnum()
    )


def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return HAN_FROM <= sign <= HAN_TO


def _spelled_as_digits(text: str) -> str:
    """Turn long rows of Chinese digits into digits, sign for sign: 一三八〇〇一三八〇〇〇."""
    signs, start = list(text), None
    for place, sign in enumerate([*text, ""]):
        if sign in DIGITS:
            start = place if start is None else start
        elif start is not None:
            if place - start >= SPELLED_FROM:
                signs[start:place] = [DIGITS[each] for each in signs[start:place]]
            start = None
    return "".join(signs)
