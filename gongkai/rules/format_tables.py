"""A table of an annual-report format: headings, rows, merged cells, figures and checks (年报统计表)."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from typing import Literal, TypeVar

Kind = Literal["count", "change", "money"]
Compare = Literal["equal", "at_most", "valid"]
Over = Literal["columns", "rows", "cells"]


@dataclass(frozen=True)
class FigureCall:
    """Which figure a cell asks for: its code and the arguments that narrow it."""

    code: str
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Cell:
    """A printed heading cell with its spans, in rows and columns of the official table."""

    label: str
    rowspan: int = 1
    colspan: int = 1


@dataclass(frozen=True)
class Group:
    """A merged heading over rows or columns: 三、本年度办理结果, 法人或其他组织."""

    id: str
    label: str
    under: str | None = None
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True)
class Column:
    """
    A numeric column; `kind` says which numbers are lawful in it, `unit` in what they are counted.

    One that does not ask is filled by no figure, whatever its row asks for (本月累计).
    """

    id: str
    label: str
    unit: str
    kind: Kind
    under: str | None = None
    aliases: tuple[str, ...] = ()
    figure: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    asks: bool = True


@dataclass(frozen=True)
class Row:
    """
    A row; `columns` are the ids of the columns it fills, in printed order, none in a row that is a heading.

    A row of a table that prints units has a unit of its own, and may hold another kind of number. One that
    does not ask is filled by no figure: no register answers it.
    """

    id: str
    label: str
    columns: tuple[str, ...]
    under: str | None = None
    block: str | None = None
    aliases: tuple[str, ...] = ()
    figure: str | None = None
    unit: str | None = None
    kind: Kind | None = None
    asks: bool = True


@dataclass(frozen=True)
class Block:
    """A part of a table with column headings of its own: 第二十条第（一）项."""

    id: str
    label: str
    columns: tuple[str, ...]


@dataclass(frozen=True)
class Check:
    """A rule between cells: the sum of `left` against the sum of `right`, for each column, row or cell."""

    rule: str
    compare: Compare
    over: Over
    wording: str
    severity: str
    left: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    left_previous: tuple[str, ...] = ()
    right_previous: tuple[str, ...] = ()
    rows: tuple[str, ...] = ()
    may_be_blank: bool = False  # of the check of single cells: what did not happen is left blank

    @property
    def needs_previous_year(self) -> bool:
        """Say whether the rule looks at the report of the year before."""
        return bool(self.left_previous or self.right_previous)


@dataclass(frozen=True)
class Table:
    """A table of the report: its headings, rows, merged cells and checks."""

    id: str
    label: str
    section: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stub: str = ""
    unit_heading: str = ""  # of the column in which the unit of each row is printed: 单位
    groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()
    blocks: tuple[Block, ...] = ()
    checks: tuple[Check, ...] = ()

    def row(self, row_id: str) -> Row:
        """Return the row with this id; KeyError when there is none."""
        return self._rows[row_id]

    def column(self, column_id: str) -> Column:
        """Return the column with this id; KeyError when there is none."""
        return self._columns[column_id]

    @cached_property
    def _rows(self) -> dict[str, Row]:
        return _by_id(self.rows)

    @cached_property
    def _columns(self) -> dict[str, Column]:
        return _by_id(self.columns)

    def columns_of(self, row: Row) -> tuple[Column, ...]:
        """Return the columns that this row fills, in printed order, with the unit of the row."""
        columns = tuple(self.column(column_id) for column_id in row.columns)
        if row.unit is None:
            return columns
        return tuple(replace(one, unit=row.unit, kind=row.kind or one.kind) for one in columns)

    def cells(self) -> Iterator[tuple[Row, Column]]:
        """Go through all cells in printed order."""
        for row in self.rows:
            for column in self.columns_of(row):
                yield row, column

    def figure(self, row: Row, column: Column) -> FigureCall | None:
        """Return the figure that this cell asks for, or None where the format asks for none."""
        parts = [part for part in (row.figure, column.figure) if part and row.asks and column.asks]
        return FigureCall(".".join(parts), column.arguments) if parts else None

    def path_of(self, row: Row) -> tuple[Group, ...]:
        """Return the merged headings left of a row, outermost first."""
        return _path(row.under, self.groups)

    def column_path(self, column: Column) -> tuple[Group, ...]:
        """Return the merged headings above a column, outermost first."""
        return _path(column.under, self.column_groups)

    @property
    def stub_depth(self) -> int:
        """Count the heading columns left of the numbers: 3 in the table of requests, 0 for remedies."""
        return max(len(self.path_of(row)) + bool(row.label) for row in self.rows) + bool(self.unit_heading)

    @property
    def width(self) -> int:
        """Count the numeric columns of the printed grid."""
        return max((len(block.columns) for block in self.blocks), default=len(self.columns))

    def header(self, block: Block | None = None) -> tuple[tuple[Cell, ...], ...]:
        """Return the heading rows of the table, or of one block of it, with their merged cells."""
        if block is not None:
            columns = tuple(self.column(column_id) for column_id in block.columns)
            labels = [Cell(column.label, 1, span) for column, span in self._stretched(columns)]
            return (
                (Cell(block.label, 1, self.stub_depth + self.width),),
                (*self._stub_header(1), *labels),
            )
        depth = max(len(self.column_path(column)) for column in self.columns) + 1
        return tuple(self._header_row(level, depth) for level in range(depth))

    def stub_cells(self, row: Row) -> tuple[Cell, ...]:
        """Return the heading cells printed at this row: merged headings that begin here, then its label."""
        path = self.path_of(row)
        starts = [Cell(g.label, len(self._rows_under(g)), 1) for g in path if self._rows_under(g)[0] == row]
        if not row.columns:
            return (*starts, Cell(row.label, 1, self.stub_depth - len(path) + self.width))
        units = [Cell(row.unit or "")] if self.unit_heading else []
        label = [Cell(row.label, 1, self.stub_depth - len(path) - len(units))] if row.label else []
        return (*starts, *label, *units)

    def spans_of(self, row: Row) -> tuple[int, ...]:
        """Return how many grid columns each number of this row is wide."""
        return tuple(span for _, span in self._stretched(self.columns_of(row)))

    def _stub_header(self, depth: int) -> tuple[Cell, ...]:
        units = [Cell(self.unit_heading, depth)] if self.unit_heading else []
        return (Cell(self.stub, depth, self.stub_depth - len(units)), *units)

    def _rows_under(self, group: Group) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if group in self.path_of(row))

    def _stretched(self, columns: tuple[Column, ...]) -> list[tuple[Column, int]]:
        # The last number of a narrow block takes the columns that are left.
        rest = self.width - len(columns)
        return [(column, 1 + (rest if column is columns[-1] else 0)) for column in columns]

    def _header_row(self, level: int, depth: int) -> tuple[Cell, ...]:
        cells = list(self._stub_header(depth)) if level == 0 and self.stub_depth else []
        open_group: Group | None = None
        for column in self.columns:
            path = self.column_path(column)
            if level == len(path):
                cells.append(Cell(column.label, depth - level, 1))
            elif level < len(path) and path[level] != open_group:
                open_group = path[level]
                width = sum(open_group in self.column_path(other) for other in self.columns)
                cells.append(Cell(open_group.label, 1, width))
        return tuple(cells)


Identified = TypeVar("Identified", Row, Column, Group)


def _by_id(things: tuple[Identified, ...]) -> dict[str, Identified]:
    return {thing.id: thing for thing in things}


def _path(under: str | None, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    if under is None:
        return ()
    group = _by_id(groups)[under]
    return (*_path(group.under, groups), group)
