"""A document as blocks of text and of table rows, whatever it was written in."""

from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from itertools import accumulate

from gongkai.reports.reading.places import Cell, Place


@dataclass(frozen=True)
class TextBlock:
    """Running text; `places` are those of its lines, else they count on from `line`."""

    text: str
    line: int = 1
    places: tuple[Place, ...] = ()

    def place_at(self, offset: int) -> Place:
        """Return where a character of the text stands."""
        number = self.text.count("\n", 0, offset)
        return self.places[number] if number < len(self.places) else Place(line=self.line + number)


@dataclass(frozen=True)
class TableBlock:
    """
    A table as its rows of printed cells, blank cells kept; a merged cell stands once, where it begins.

    A cell may be a `Cell`, which knows its place in the file.
    """

    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Document:
    """Blocks in their order, and the titles that the file names itself by, best first."""

    blocks: tuple[TextBlock | TableBlock, ...]
    titles: tuple[str, ...] = field(default=())

    @property
    def text(self) -> str:
        """Return all running text."""
        return "\n".join(block.text for block in self.blocks if isinstance(block, TextBlock))

    def place_at(self, offset: int) -> Place | None:
        """Return where a character of the running text stands in the file."""
        texts = [block for block in self.blocks if isinstance(block, TextBlock)]
        ends = list(accumulate(len(block.text) + 1 for block in texts))
        at = bisect_right(ends, offset)
        if at == len(texts):
            return None
        return texts[at].place_at(offset - (ends[at - 1] if at else 0))

    def with_places(self) -> "Document":
        """Return the document with a place for each cell that has none: table, row and cell."""
        blocks: list[TextBlock | TableBlock] = []
        number = 0
        for block in self.blocks:
            if isinstance(block, TableBlock):
                number += 1
                block = TableBlock(_placed(block.rows, number))
            blocks.append(block)
        return replace(self, blocks=tuple(blocks))

    def changed(self, change: Callable[[str], str]) -> "Document":
        """Return the document with every text in it changed; all places stay."""
        blocks = tuple(
            replace(block, text=change(block.text))
            if isinstance(block, TextBlock)
            else TableBlock(tuple(tuple(_saying(cell, change(cell)) for cell in row) for row in block.rows))
            for block in self.blocks
        )
        return Document(blocks, tuple(change(title) for title in self.titles))

    def places_between(self, first: int, last: int) -> list[tuple[int, int]]:
        """Return where in the running text the blocks stand that lie between two tables, by their numbers."""
        places = []
        at, table = 0, -1
        for block in self.blocks:
            if isinstance(block, TableBlock):
                table += 1
                continue
            if first <= table < last:
                places.append((at, at + len(block.text)))
            at += len(block.text) + 1
        return places

    @property
    def rows(self) -> list[tuple[str, ...]]:
        """Return the rows of all tables in their order."""
        tables = [block for block in self.blocks if isinstance(block, TableBlock)]
        return [row for table in tables for row in table.rows]


def _placed(rows: tuple[tuple[str, ...], ...], table: int) -> tuple[tuple[str, ...], ...]:
    return tuple(
        tuple(
            cell if isinstance(cell, Cell) and cell.place else Cell(cell, Place(table=table, row=r, cell=c))
            for c, cell in enumerate(row, start=1)
        )
        for r, row in enumerate(rows, start=1)
    )


def _saying(cell: str, text: str) -> str:
    return cell.saying(text) if isinstance(cell, Cell) else text
