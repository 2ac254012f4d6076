"""A table with spans as a grid in which each place is taken once: what Word and Typst both insist on."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.portal.texts.blocks import Cell


@dataclass(frozen=True)
class Placed:
    """A cell and its upper left place (from 0)."""

    row: int
    column: int
    cell: Cell


@dataclass(frozen=True)
class Grid:
    """A whole table: how many columns and rows, how many rows are its head, every cell in its place."""

    columns: int
    rows: int
    head: int
    cells: tuple[Placed, ...]


def grid_of(rows: Sequence[Sequence[Cell]]) -> Grid:
    """Place the cells of a table; a span that runs out of it or into another is cut, a gap is filled."""
    taken: set[tuple[int, int]] = set()
    placed: list[Placed] = []
    for number, row in enumerate(rows):
        column = 0
        for cell in row:
            while (number, column) in taken:
                column += 1
            kept = _cut(cell, number, column, len(rows), taken)
            taken |= _places(number, column, kept)
            placed.append(Placed(number, column, kept))
            column += kept.columns
    width = max((column for _, column in taken), default=-1) + 1
    gaps = {(row, column) for row in range(len(rows)) for column in range(width)} - taken
    placed += [Placed(row, column, Cell("")) for row, column in gaps]
    placed.sort(key=lambda each: (each.row, each.column))
    return Grid(width, len(rows), _head(rows, placed), tuple(placed))


def _places(row: int, column: int, cell: Cell) -> set[tuple[int, int]]:
    return {(row + down, column + right) for down in range(cell.rows) for right in range(cell.columns)}


def _cut(cell: Cell, row: int, column: int, height: int, taken: set[tuple[int, int]]) -> Cell:
    """Return the cell with as much of its span as is free."""
    columns = 1
    while columns < cell.columns and (row, column + columns) not in taken:
        columns += 1
    fitted = replace(cell, columns=columns, rows=min(cell.rows, height - row))
    while fitted.rows > 1 and _places(row, column, fitted) & taken:
        fitted = replace(fitted, rows=fitted.rows - 1)
    return fitted


def _head(rows: Sequence[Sequence[Cell]], placed: Sequence[Placed]) -> int:
    """Return how many rows at the top are all heads, if no cell hangs out of them; never the whole table."""
    count = 0
    while count < len(rows) and all(cell.is_head for cell in rows[count]):
        count += 1
    hangs = any(each.row < count < each.row + each.cell.rows for each in placed)
    return 0 if hangs or count == len(rows) else count
