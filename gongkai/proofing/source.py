"""The paper beside its numbers: its text and tables with a name for each spot, or its pages as pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2

from gongkai.reports.reading import ReadReport
from gongkai.reports.reading.blocks import Document, TextBlock
from gongkai.reports.reading.forms.pdf import MOST_PAGES
from gongkai.reports.reading.places import Box, Place, place_of


@dataclass(frozen=True)
class Line:
    """A line of running text."""

    anchor: str
    text: str


@dataclass(frozen=True)
class Mark:
    """A box on a page, in thousandths of its width and height."""

    anchor: str
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True)
class Page:
    """A page as a picture, with the spots that numbers were read from."""

    number: int
    marks: tuple[Mark, ...]


@dataclass(frozen=True)
class Row:
    """A row of a table in the paper; where its cells are known by their line alone, it bears the name."""

    anchor: str
    cells: tuple[Line, ...]


@dataclass(frozen=True)
class Block:
    """Lines of text, or a table with a name for each spot."""

    lines: tuple[Line, ...] = ()
    rows: tuple[Row, ...] = ()


def spot(place: Place | None) -> str:
    """Return the anchor of a spot in the paper; nothing where it is not known."""
    if place is None:
        return ""
    parts = (("p", place.page), ("t", place.table), ("r", place.row), ("c", place.cell), ("l", place.line))
    name = "".join(f"{letter}{number}" for letter, number in parts if number is not None)
    if place.box:
        name += "-" + "-".join(str(round(edge * 1000)) for edge in place.box)
    return f"spot-{name}" if name else ""


def stored(document: Document) -> list[Any]:
    """
    Return a document as plain lists, to be kept beside what was read from it.

    Text is a list of [name of the spot, line], a table a list of [name, [[name of the spot, cell], …]].
    """
    names = _Names()
    found: list[Any] = []
    for block in document.blocks:
        if isinstance(block, TextBlock):
            lines = [[names.first(block.place_at(at)), line] for at, line in _lines(block.text)]
            found.append(["text", [line for line in lines if line[1].strip()]])
        else:
            found.append(["table", [names.row(row) for row in block.rows]])
    return found


def pages_in(data: bytes, form: str) -> int:
    """Return how many pages of a paper are shown, those that are read; a picture is one, a text has none."""
    if form == "pdf":
        return min(len(pypdfium2.PdfDocument(data)), MOST_PAGES)
    return 1 if form == "picture" else 0


def blocks_of(stored_blocks: Iterable[Any]) -> list[Block]:
    """Return the text and tables of a paper, each spot with its name."""
    return [
        Block(lines=tuple(Line(*line) for line in content))
        if kind == "text"
        else Block(rows=tuple(Row(name, tuple(Line(*cell) for cell in cells)) for name, cells in content))
        for kind, content in stored_blocks
    ]


def pages_of(reports: Iterable[ReadReport], pages: int) -> list[Page]:
    """Return the pages of a paper with the spots that its reports were read from."""
    rows = [row for report in reports for table in report.tables.values() for row in table.rows]
    places = {place for row in rows for place in row.places if place and place.page and place.box}
    return [
        Page(number, tuple(_mark(one) for one in sorted(places, key=str) if one.page == number))
        for number in range(1, pages + 1)
    ]


def _lines(text: str) -> list[tuple[int, str]]:
    found, at = [], 0
    for line in text.split("\n"):
        found.append((at, line))
        at += len(line) + 1
    return found


def _mark(place: Place) -> Mark:
    left, top, right, bottom = _thousandths(place.box or (0, 0, 0, 0))
    return Mark(spot(place), left, top, max(1, right - left), max(1, bottom - top))


def _thousandths(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * 1000) for edge in box)
    return left, top, right, bottom


class _Names:
    """The names given so far; a page bears each name once, where it stands first."""

    def __init__(self) -> None:
        self.given: set[str] = set()

    def first(self, place: Place | None) -> str:
        name = spot(place)
        if name in self.given:
            return ""
        self.given.add(name)
        return name

    def row(self, cells: Iterable[str]) -> list[Any]:
        cells = list(cells)
        lines = {place for cell in cells if (place := place_of(cell)) and place.line and not place.cell}
        name = self.first(lines.pop()) if len(lines) == 1 else ""
        return [name, [[self.first(place_of(cell)), str(cell)] for cell in cells]]
