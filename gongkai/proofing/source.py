"""The paper beside its numbers: its text and tables with a name for each spot, or its pages as pictures."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

import pypdfium2

from gongkai.reports.reading import ReadReport
from gongkai.reports.reading.blocks import Document, TextBlock
from gongkai.reports.reading.places import Box, Place


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
class Block:
    """Lines of text, or a table with a name for each cell."""

    lines: tuple[Line, ...] = ()
    rows: tuple[tuple[Line, ...], ...] = ()


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
    """Return a document as plain lists, to be kept beside what was read from it."""
    return [
        ["text", [[block.place_at(at).line, line] for at, line in _lines(block.text)]]
        if isinstance(block, TextBlock)
        else ["table", [list(map(str, row)) for row in block.rows]]
        for block in document.blocks
    ]


def pages_in(data: bytes, form: str) -> int:
    """Return how many pages a paper has; a picture is one, a text has none."""
    if form == "pdf":
        return len(pypdfium2.PdfDocument(data))
    return 1 if form == "picture" else 0


def blocks_of(stored_blocks: Iterable[Any]) -> list[Block]:
    """Return the text and tables of a paper, each spot with its name."""
    found: list[Block] = []
    table = 0
    for kind, content in stored_blocks:
        if kind == "text":
            lines = [Line(spot(Place(line=number)) if number else "", text) for number, text in content]
            found.append(Block(lines=tuple(line for line in lines if line.text.strip())))
            continue
        table += 1
        found.append(Block(rows=tuple(_row(table, number, row) for number, row in enumerate(content, 1))))
    return found


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


def _row(table: int, row: int, cells: list[str]) -> tuple[Line, ...]:
    return tuple(
        Line(spot(Place(table=table, row=row, cell=number)), text) for number, text in enumerate(cells, 1)
    )


def _mark(place: Place) -> Mark:
    left, top, right, bottom = _thousandths(place.box or (0, 0, 0, 0))
    return Mark(spot(place), left, top, max(1, right - left), max(1, bottom - top))


def _thousandths(box: Box) -> tuple[int, int, int, int]:
    left, top, right, bottom = (round(edge * 1000) for edge in box)
    return left, top, right, bottom
