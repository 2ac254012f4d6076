"""Signs put together to lines, and lines to text."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from gongkai.reports.reading.forms.sheets import Sign, around
from gongkai.reports.reading.places import Box

SAME_LINE = 0.55  # of a sign's height: middles closer than that stand on one line
SPACE = 0.3  # of a sign's height: a wider gap is a space
GAP = 1.1  # and one as wide as this parts cells
TWICE = 0.6  # of its width: the same sign so near was struck twice to look bold
CHINESE = re.compile(r"[　-〿一-鿿＀-￯“”‘’—…]")


@dataclass(frozen=True)
class Line:
    """Signs that stand side by side, from left to right."""

    signs: tuple[Sign, ...]

    @cached_property
    def box(self) -> Box:
        """The box around the line."""
        return around(self.signs)

    @cached_property
    def height(self) -> float:
        """The height of most of its signs."""
        heights = sorted(sign.height for sign in self.signs)
        return heights[len(heights) // 2]

    @cached_property
    def text(self) -> str:
        """The line as text, spaces where there are gaps."""
        written = ""
        for before, sign in zip((None, *self.signs), self.signs, strict=False):
            apart = before is not None and sign.left - before.right > SPACE * self.height
            written += f" {sign.text}" if apart else sign.text
        return written

    @cached_property
    def sureness(self) -> float:
        """How sure the least sure of its signs is."""
        return min((sign.sureness for sign in self.signs), default=1.0)

    @cached_property
    def pieces(self) -> list["Line"]:
        """Return the line cut at its wide gaps."""
        pieces: list[list[Sign]] = []
        for before, sign in zip((None, *self.signs), self.signs, strict=False):
            if before is None or sign.left - before.right > self._gap(before, sign):
                pieces.append([])
            pieces[-1].append(sign)
        return [Line(tuple(piece)) for piece in pieces]

    def _gap(self, before: Sign, sign: Sign) -> float:
        """Return how wide a gap parts two signs; between digits a space does."""
        digits = before.text[-1].isdigit() and sign.text[0].isdigit()
        return (SPACE if digits else GAP) * self.height


def lines_of(signs: Iterable[Sign]) -> list[Line]:
    """Put signs together to lines, from top to bottom."""
    rows: list[list[Sign]] = []
    for sign in sorted(signs, key=lambda one: one.middle[1]):
        if rows and sign.middle[1] - _level(rows[-1]) < SAME_LINE * max(sign.height, rows[-1][0].height):
            rows[-1].append(sign)
        else:
            rows.append([sign])
    return [Line(tuple(_once(sorted(row, key=lambda one: one.left)))) for row in rows]


def _level(row: Sequence[Sign]) -> float:
    return row[0].middle[1] if len(row) < 3 else sum(sign.middle[1] for sign in row[-3:]) / 3


def _once(row: Sequence[Sign]) -> Iterator[Sign]:
    before: Sign | None = None
    for sign in row:
        doubled = before is not None and before.text == sign.text
        if not (
            doubled and before and sign.left - before.left < TWICE * max(before.right - before.left, 0.1)
        ):
            yield sign
            before = sign


def joined(lines: Sequence[Line], right: float | None = None) -> str:
    """
    Return lines as one text: no blank between Chinese, one between other words.

    A number that runs to the edge `right` of its cell goes on in the next line.
    """
    text = ""
    before: Line | None = None
    for line in lines:
        words = line.text.strip()
        if before is not None and text and words and _are_apart(text, words, before, right):
            text += " "
        text += words
        before = line
    return text


def _are_apart(text: str, words: str, before: Line, right: float | None) -> bool:
    if CHINESE.match(text[-1]) or CHINESE.match(words[0]):
        return False
    is_full = right is not None and right - before.box[2] < before.height
    return not (is_full and text[-1].isdigit() and words[0] in "0123456789.,")
