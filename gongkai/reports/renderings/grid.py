"""A statutory table as a grid: where each printed cell begins and how far it reaches."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reports.document import DocumentCell, DocumentTable
from gongkai.rules.formats import Cell


@dataclass(frozen=True)
class Placed:
    """A printed cell on the grid, rows and columns counted from 0."""

    row: int
    column: int
    rowspan: int
    colspan: int
    text: str
    is_head: bool  # a heading above columns or over a block
    number: DocumentCell | None = None  # none for headings and labels

    @property
    def last_row(self) -> int:
        """The last row that it covers."""
        return self.row + self.rowspan - 1

    @property
    def last_column(self) -> int:
        """The last column that it covers."""
        return self.column + self.colspan - 1


@dataclass(frozen=True)
class Grid:
    """A table laid out: its size, its cells, and how many rows stand on top of every page."""

    rows: int
    columns: int
    cells: tuple[Placed, ...]
    head_rows: int


def grid_of(table: DocumentTable) -> Grid:
    """Lay a table out; a cell goes to the first free place of its row."""
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    rows = list(_rows(table))
    for number, (is_head, cells) in enumerate(rows):
        for cell in cells:
            placed.append(_put(taken, number, cell, is_head=is_head))
    columns = 1 + max(cell.last_column for cell in placed)
    head = len(table.parts[0].header) if len(table.parts) == 1 else 0
    return Grid(len(rows), columns, tuple(placed), head)


Printed = tuple[str, int, int, DocumentCell | None]  # text, rowspan, colspan


def _rows(table: DocumentTable) -> Iterator[tuple[bool, list[Printed]]]:
    for part in table.parts:
        for header in part.header:
            yield True, [_heading(cell) for cell in header]
        for line in part.lines:
            numbers: list[Printed] = [(cell.text, 1, cell.span, cell) for cell in line.cells]
            yield False, [*(_heading(cell) for cell in line.stub), *numbers]


def _heading(cell: Cell) -> Printed:
    return cell.label, cell.rowspan, cell.colspan, None


def _put(taken: set[tuple[int, int]], row: int, cell: Printed, *, is_head: bool) -> Placed:
    text, rowspan, colspan, number = cell
    column = 0
    while (row, column) in taken:
        column += 1
    taken.update((row + down, column + along) for down in range(rowspan) for along in range(colspan))
    return Placed(row, column, rowspan, colspan, text, is_head, number)
