"""A printed row of the statistics: its label, unit and cells, and which row of the formats it is."""

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from gongkai.reports.reading.places import Place, place_of
from gongkai.reports.reading.rows import PrintedRow
from gongkai.reports.reading.statistics import names
from gongkai.reports.reading.statistics.names import Match

CODE, PADDED = re.compile(r"\d{1,2}"), 2
USUAL = {1: ("value",), 2: ("year", "cumulative"), 3: ("month", "year", "cumulative")}


@dataclass(frozen=True)
class Line:
    """A printed row; `columns` are those of the heading above it, none where no heading was found."""

    label: str
    unit: str
    printed: PrintedRow
    columns: tuple[str, ...] = ()
    at: int | None = None  # the character of the running text behind its label, where it stands in text
    line: Place | None = None
    outer: str = ""  # the label left of its own, merged over several rows
    match: Match | None = None

    @property
    def id(self) -> str | None:
        """The row of the formats that it is."""
        return self.match.id if self.match else None

    @property
    def place(self) -> Place | None:
        """Where it stands: its line, or its first cell."""
        cells = (*self.printed.cells, *self.printed.labels)
        return self.line or next((place for cell in cells if (place := place_of(cell))), None)


@dataclass
class Lines:
    """The rows of the statistics of a document, and where in the running text they stand."""

    rows: list[Line]
    spans: list[tuple[int, int]]
    has_heading: bool = False
    is_cut: bool = False
    years: frozenset[int] = frozenset()  # that the heading names

    @property
    def known(self) -> int:
        """How many of the rows are those of a format."""
        return sum(row.match is not None for row in self.rows)


def named(rows: Sequence[Line]) -> list[Line]:
    """Say of each row which one of the formats it is."""
    found: list[Line] = []
    done: list[str] = []
    for row in rows:
        match = names.match(row.label, done) or (names.match(row.outer, done) if row.outer else None)
        found.append(replace(row, match=match))
        done += [match.id] if match else []
    return found


def without_codes(rows: Sequence[Line]) -> list[Line]:
    """Take out a first column that numbers the rows: 01, 02, 03 … as they are printed, never a quantity."""
    first = [next((cell for cell in row.printed.cells if cell.strip()), "") for row in rows]
    is_code = [CODE.fullmatch(cell.strip()) is not None for cell in first]
    codes = [int(cell) for cell, ok in zip(first, is_code, strict=True) if ok]
    is_padded = sum(cell.strip().startswith("0") and len(cell.strip()) > 1 for cell in first) >= PADDED
    rises = all(a < b for a, b in pairwise(codes))
    if not is_padded or not rises or len(codes) * 10 < len(rows) * 9:
        return list(rows)
    return [_without_first(row) if ok else row for row, ok in zip(rows, is_code, strict=True)]


def _without_first(row: Line) -> Line:
    cells = row.printed.cells
    at = next(place for place, cell in enumerate(cells) if cell.strip())
    return replace(row, printed=replace(row.printed, cells=(*cells[:at], *cells[at + 1 :])))


def with_columns(rows: Sequence[Line]) -> list[Line]:
    """Give rows without a heading the columns that rows with as many numbers have as a rule."""
    if all(row.columns for row in rows):
        return list(rows)
    counted = Counter(row.columns for row in rows if row.columns)
    sizes = Counter(row.printed.numbers for row in rows if row.printed.numbers)
    usual = USUAL.get(sizes.most_common(1)[0][0], USUAL[1]) if sizes else USUAL[1]
    columns = counted.most_common(1)[0][0] if counted else usual
    return [row if row.columns else replace(row, columns=columns) for row in rows]
