"""One form for the same sign: width, script, spelled digits, nothing invisible; with the way back."""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, cached_property

from opencc import OpenCC

INVISIBLE = frozenset("\u200b\u200c\u200d\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2060\ufeff\u00ad\u180e")
DASHES = dict.fromkeys("‐‑‒–—―−－﹣ー", "-")
SPACES = dict.fromkeys("\u00a0\u2002\u2003\u2009\u202f\u3000\t", " ")
DIGITS = dict(zip("〇零一二三四五六七八九", "00123456789", strict=True)) | {"○": "0", "幺": "1"}
HAN_FROM, HAN_TO = "\u3400", "\u9fff"
SPELLED_FROM = 11  # a row of that many Chinese digits is a number that somebody spelled out
SPELLED = re.compile(f"[{''.join(DIGITS)}]{{{SPELLED_FROM},}}")
AS_DIGITS = str.maketrans(DIGITS)
SET_APART = re.compile(  # a single blank between a Chinese sign and a figure or a letter: 3 月 6 日
    rf"(?<=[{HAN_FROM}-{HAN_TO}]) (?=[0-9A-Za-z])|(?<=[0-9A-Za-z]) (?=[{HAN_FROM}-{HAN_TO}])"
)


@dataclass(frozen=True)
class Folded:
    """Text in one form; `offsets[i]` is the place in the source of its character i."""

    source: str
    text: str
    offsets: Sequence[int]

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


class _Forms(dict[int, str]):
    """The one form of each sign; `uneven` are the signs that have none, or one of several signs."""

    def __init__(self) -> None:
        self.uneven: set[str] = set()

    def __missing__(self, code: int) -> str:
        sign = chr(code)
        form = "" if sign in INVISIBLE else DASHES.get(sign) or SPACES.get(sign) or _one_form(sign)
        if len(form) != 1:
            self.uneven.add(sign)
        self[code] = form
        return form


FORMS = _Forms()


def fold(source: str) -> Folded:
    """
    Return the text with one form for each sign, without invisible ones, spelled numbers as digits.

    Signs of the traditional script become simplified ones; the blank that typesetters put between a Chinese
    sign and a figure goes.
    """
    text = source.translate(FORMS)
    offsets: Sequence[int] = range(len(source))
    if not FORMS.uneven.isdisjoint(source):
        offsets = tuple(place for place, sign in enumerate(source) for _ in FORMS[ord(sign)])
    if apart := {found.start() for found in SET_APART.finditer(text)}:
        offsets = tuple(offset for place, offset in enumerate(offsets) if place not in apart)
        text = SET_APART.sub("", text)
    return Folded(source, SPELLED.sub(_as_digits, text), offsets)


def _as_digits(spelled: re.Match[str]) -> str:
    return spelled[0].translate(AS_DIGITS)  # 一三八〇〇一三八〇〇〇


def _one_form(sign: str) -> str:
    plain = unicodedata.normalize("NFKC", sign)
    if not HAN_FROM <= plain[:1] <= HAN_TO:
        return plain
    simple: str = _simplified().convert(plain)
    return simple if len(simple) == len(plain) else plain


@cache
def _simplified() -> OpenCC:
    return OpenCC("t2s")


def is_han(sign: str) -> bool:
    """Whether a sign is a Chinese character."""
    return HAN_FROM <= sign <= HAN_TO
