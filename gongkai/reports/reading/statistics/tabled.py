"""The statistics where the document has real tables: in one, in several, or cut up into one for each row."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace

from gongkai.reports.reading.blocks import Document, TableBlock
from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.numbers import is_value
from gongkai.reports.reading.rows import PrintedRow
from gongkai.reports.reading.statistics import names
from gongkai.reports.reading.statistics.lines import Line, Lines, named

FEWEST = 3  # known rows, fewer are no table
FEWEST_WITH_HEADING = 2


def find(document: Document) -> Lines:
    """Find the rows among the tables of a document; none where too few of them are known."""
    tables = [block for block in document.blocks if isinstance(block, TableBlock)]
    walk = _Walk()
    groups = [(number, line) for number, table in enumerate(tables) for line in walk.lines(table)]
    called = named([line for _, line in groups])
    groups = [(number, line) for (number, _), line in zip(groups, called, strict=True)]
    ours = [number for number, line in groups if line.match]
    fewest = FEWEST_WITH_HEADING if walk.has_heading else FEWEST
    if len(ours) < fewest:
        return Lines([], [], walk.has_heading)
    first, last = min(ours), max(ours)
    rows = _with_units([line for number, line in groups if first <= number <= last])
    return Lines(rows, document.places_between(first, last), walk.has_heading, years=frozenset(walk.years))


def _with_units(rows: list[Line]) -> list[Line]:
    """Leave out what has no unit where rows have one: who filled the table in, and how to call them."""
    known = [row for row in rows if row.match]
    is_given = sum(bool(row.unit) for row in known) * 2 > len(known)
    return [row for row in rows if row.match or row.unit or not is_given]


@dataclass
class _Walk:
    """Goes through tables row by row; the heading of one holds for the next until another comes."""

    roles: tuple[str, ...] = ()
    has_heading: bool = False
    years: set[int] = field(default_factory=set)
    pending: str = ""  # a label whose numbers have not come yet

    def lines(self, table: TableBlock) -> list[Line]:
        """Return the rows of a table that hold numbers or a unit; of two columns of rows the left first."""
        columns: list[list[Line]] = []
        for row in table.rows:
            if heading := names.roles_of(row) or names.under_heading(self.roles, row):
                self.roles, self.has_heading, self.pending = heading, True, ""
                self.years |= names.years_in("".join(row))
                continue
            for side, (cells, own) in enumerate(_sides(row, self.roles)):
                while len(columns) <= side:
                    columns.append([])
                columns[side] += self.taken(cells, own)
        return [line for side in columns for line in side]

    def taken(self, cells: Sequence[str], roles: Sequence[str]) -> list[Line]:
        """Take a row, with the label before it where it has none; a label alone waits for its numbers."""
        line = _line(cells, roles)
        if line is None:
            self.pending = "".join(squash(cell) for cell in cells) or self.pending
            return []
        if not squash(line.label) and self.pending:
            line = replace(line, label=self.pending)
        self.pending = ""
        return [line]


def _sides(row: Sequence[str], roles: Sequence[str]) -> Iterator[tuple[Sequence[str], Sequence[str]]]:
    """Cut a row of a table that is printed in two columns side by side."""
    starts = [place for place, role in enumerate(roles) if role == "label"]
    is_double = len(starts) > 1 and len(row) == len(roles) and "unit" in roles[starts[0] : starts[1]]
    if not is_double:
        yield row, roles
        return
    for start, end in zip(starts, [*starts[1:], len(row)], strict=True):
        yield row[start:end], roles[start:end]


def _line(cells: Sequence[str], roles: Sequence[str]) -> Line | None:
    """Take a row apart; None where there is neither a unit nor a number."""
    columns = names.columns_in(roles)
    apart = _by_roles(cells, roles) or _by_content(cells, len(columns))
    labels, unit, values = apart
    if not any(squash(label) for label in labels) and not any(squash(value) for value in values):
        return None
    filled = [label for label in labels if squash(label)]
    is_blank = not unit and not any(squash(value) for value in values)
    if is_blank and (not columns or len(values) < len(columns) or _is_heading(filled[-1])):
        return None
    printed = PrintedRow(tuple(filled), tuple(values), keeps_blanks=True)
    outer = filled[-2] if len(filled) > 1 else ""
    return Line(filled[-1] if filled else "", unit, printed, columns, outer=outer)


def _is_heading(label: str) -> bool:
    words = names.words_of(label)
    return words in names.headings() or names.match(label) is None


Apart = tuple[Sequence[str], str, Sequence[str]]


def _by_roles(cells: Sequence[str], roles: Sequence[str]) -> Apart | None:
    """Cut by the heading, where the row has a cell for each of its cells and they hold what it announces."""
    if len(cells) != len(roles):
        return None
    labels = [cell for cell, role in zip(cells, roles, strict=True) if role in ("label", "")]
    units = [cell for cell, role in zip(cells, roles, strict=True) if role == "unit"]
    known = ("", "label", "unit", "code", "note")
    values = [cell for cell, role in zip(cells, roles, strict=True) if role not in known]
    if any(squash(unit) and not names.is_unit(unit) for unit in units):
        return None
    is_named = any(squash(cell) for cell in (*labels, *units))
    if not is_named and not all(map(is_value, values)):
        return None  # a heading that is merged over the row
    if any(map(names.is_unit, values)) or (any(map(squash, labels)) and all(map(is_value, labels))):
        return None
    return labels, names.unit_of(units[0]) if units else "", values


def _by_content(cells: Sequence[str], width: int) -> Apart:
    """Cut at the unit, or where there is none before the numbers at the end of the row."""
    units = [place for place, cell in enumerate(cells) if names.is_unit(cell)]
    at = next((place for place in units if all(map(is_value, cells[place + 1 :]))), None)
    if at is not None:
        return _uncoded(cells[:at]), names.unit_of(cells[at]), _trimmed(cells[at + 1 :], width)
    end = max((place + 1 for place, cell in enumerate(cells) if not is_value(cell)), default=0)
    first = len(cells) - width
    if width and end > first and any(map(squash, cells[: max(0, first)])):
        end = first  # a cell of the numbers holds words
    return _uncoded(cells[:end]), "", _trimmed(cells[end:], width)


def _uncoded(cells: Sequence[str]) -> Sequence[str]:
    # A number before the label is the code of the row.
    return [cell for cell in cells if not is_value(cell)]


def _trimmed(values: Sequence[str], width: int) -> Sequence[str]:
    while width and len(values) > width and not squash(values[-1]):
        values = values[:-1]
    while width and len(values) > width and not squash(values[0]):
        values = values[1:]
    return values
