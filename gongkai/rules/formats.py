"""Annual-report formats as data: sections, tables, figures and checks of each era (年度报告格式)."""

import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Literal, TypeVar

FOLDER = Path(__file__).parent / "reports"

# Eras that have a name and no file: a reader can say which one it met, nothing can be filled or checked.
NAMES_ONLY = {
    "y2008": "2008—2013年度的地方格式",
    "y2014": "2014—2018年度的全国和地方格式",
    "narrative": "没有统计表的文字报告",
}

Kind = Literal["count", "change", "money"]
Compare = Literal["equal", "at_most", "valid"]
Over = Literal["columns", "rows", "cells"]


class UnknownFormat(LookupError):
    """No format file bears this code, or none is in force for this year."""


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
    """A numeric column; `kind` says which numbers are lawful in it, `unit` in what they are counted."""

    id: str
    label: str
    unit: str
    kind: Kind
    under: str | None = None
    aliases: tuple[str, ...] = ()
    figure: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Row:
    """A numeric row; `columns` are the ids of the columns it fills, in printed order."""

    id: str
    label: str
    columns: tuple[str, ...]
    under: str | None = None
    block: str | None = None
    aliases: tuple[str, ...] = ()
    figure: str | None = None


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

    @property
    def needs_previous_year(self) -> bool:
        """Say whether the rule looks at the report of the year before."""
        return bool(self.left_previous or self.right_previous)


@dataclass(frozen=True)
class Table:
    """A statutory table: its headings, rows, merged cells and checks."""

    id: str
    label: str
    section: str
    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    stub: str = ""
    groups: tuple[Group, ...] = ()
    column_groups: tuple[Group, ...] = ()
    blocks: tuple[Block, ...] = ()
    checks: tuple[Check, ...] = ()

    def row(self, row_id: str) -> Row:
        """Return the row with this id; KeyError when there is none."""
        return _by_id(self.rows)[row_id]

    def column(self, column_id: str) -> Column:
        """Return the column with this id; KeyError when there is none."""
        return _by_id(self.columns)[column_id]

    def columns_of(self, row: Row) -> tuple[Column, ...]:
        """Return the columns that this row fills, in printed order."""
        return tuple(self.column(column_id) for column_id in row.columns)

    def cells(self) -> Iterator[tuple[Row, Column]]:
        """Go through all cells in printed order."""
        for row in self.rows:
            for column in self.columns_of(row):
                yield row, column

    def figure(self, row: Row, column: Column) -> FigureCall | None:
        """Return the figure that this cell asks for, or None where the format asks for none."""
        parts = [part for part in (row.figure, column.figure) if part]
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
        return max(len(self.path_of(row)) + bool(row.label) for row in self.rows)

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
                (Cell(self.stub, 1, self.stub_depth), *labels),
            )
        depth = max(len(self.column_path(column)) for column in self.columns) + 1
        return tuple(self._header_row(level, depth) for level in range(depth))

    def stub_cells(self, row: Row) -> tuple[Cell, ...]:
        """Return the heading cells printed at this row: merged headings that begin here, then its label."""
        path = self.path_of(row)
        starts = [Cell(g.label, len(self._rows_under(g)), 1) for g in path if self._rows_under(g)[0] == row]
        label = [Cell(row.label, 1, self.stub_depth - len(path))] if row.label else []
        return (*starts, *label)

    def spans_of(self, row: Row) -> tuple[int, ...]:
        """Return how many grid columns each number of this row is wide."""
        return tuple(span for _, span in self._stretched(self.columns_of(row)))

    def _rows_under(self, group: Group) -> tuple[Row, ...]:
        return tuple(row for row in self.rows if group in self.path_of(row))

    def _stretched(self, columns: tuple[Column, ...]) -> list[tuple[Column, int]]:
        # The last number of a narrow block takes the columns that are left.
        rest = self.width - len(columns)
        return [(column, 1 + (rest if column is columns[-1] else 0)) for column in columns]

    def _header_row(self, level: int, depth: int) -> tuple[Cell, ...]:
        cells = [Cell(self.stub, depth, self.stub_depth)] if level == 0 and self.stub_depth else []
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


@dataclass(frozen=True)
class Section:
    """A section of the report: heading, what it must say, and the table that stands in it."""

    id: str
    heading: str
    aliases: tuple[str, ...] = ()
    must_say: tuple[str, ...] = ()
    table: str | None = None


@dataclass(frozen=True)
class ReportFormat:
    """The format of the reports of some years, in force until the next notice changes it."""

    code: str
    label: str
    title: str
    basis: str
    years_from: int
    sections: tuple[Section, ...]
    tables: tuple[Table, ...]
    years_until: int | None = None

    def table(self, table_id: str) -> Table:
        """Return the table with this id; KeyError when there is none."""
        return _by_id(self.tables)[table_id]

    def section(self, section_id: str) -> Section:
        """Return the section with this id; KeyError when there is none."""
        return _by_id(self.sections)[section_id]

    def is_for(self, year: int) -> bool:
        """Say whether reports of this reporting year follow the format."""
        return self.years_from <= year and (self.years_until is None or year <= self.years_until)


Identified = TypeVar("Identified", Row, Column, Group, Section, Table)


@cache
def load(code: str) -> ReportFormat:
    """
    Read a format from its file.

    :raises UnknownFormat: no file bears this code
    """
    path = FOLDER / f"{code}.toml"
    if code not in available():
        raise UnknownFormat(f"没有年报格式“{code}”，现有：{'、'.join(available())}。")
    data = tomllib.loads(path.read_text("utf-8"))
    sections = tuple(Section(**_tuples(section)) for section in data.pop("sections"))
    tables = tuple(_table(table) for table in data.pop("tables"))
    return ReportFormat(sections=sections, tables=tables, **data)


@cache
def available() -> tuple[str, ...]:
    """Return the codes of the formats that have a file, oldest first."""
    return tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


def formats() -> tuple[ReportFormat, ...]:
    """Return all formats that have a file, oldest first."""
    return tuple(load(code) for code in available())


def for_year(year: int) -> ReportFormat:
    """
    Return the format in force for a reporting year.

    :raises UnknownFormat: none of the files is for this year (years before 2019)
    """
    for candidate in formats():
        if candidate.is_for(year):
            return candidate
    raise UnknownFormat(f"{year}年度的年报格式尚未收录。")


def code_for_year(year: int) -> str:
    """Return the name of the era of a reporting year, also where no format file exists yet."""
    for candidate in formats():
        if candidate.is_for(year):
            return candidate.code
    return "y2014" if year >= 2014 else "y2008"


def label_of(code: str) -> str:
    """Return the Chinese name of a format or era."""
    return NAMES_ONLY.get(code) or load(code).label


def _table(data: dict[str, Any]) -> Table:
    columns = tuple(Column(**_tuples(column)) for column in data.pop("columns"))
    blocks = tuple(Block(**_tuples(block)) for block in data.pop("blocks", ()))
    own = {block.id: block.columns for block in blocks}
    everything = tuple(column.id for column in columns)
    rows = tuple(
        Row(**_tuples(row), columns=own.get(row.get("block", ""), everything)) for row in data.pop("rows")
    )
    return Table(
        columns=columns,
        blocks=blocks,
        rows=rows,
        groups=tuple(Group(**_tuples(group)) for group in data.pop("groups", ())),
        column_groups=tuple(Group(**_tuples(group)) for group in data.pop("column_groups", ())),
        checks=tuple(Check(**_tuples(check)) for check in data.pop("checks", ())),
        **data,
    )


def _tuples(data: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in data.items()}


def _by_id(things: tuple[Identified, ...]) -> dict[str, Identified]:
    return {thing.id: thing for thing in things}


def _path(under: str | None, groups: tuple[Group, ...]) -> tuple[Group, ...]:
    if under is None:
        return ()
    group = _by_id(groups)[under]
    return (*_path(group.under, groups), group)
