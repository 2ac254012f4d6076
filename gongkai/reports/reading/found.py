"""Rows of the statutory tables as they were found in a document, before their numbers are read."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.places import Place, place_of
from gongkai.reports.reading.rows import PrintedRow
from gongkai.rules import formats

BY_LABEL, BY_LIKENESS, BY_ORDER = 1.0, 0.95, 0.95  # how sure the place of a row is


@dataclass(frozen=True)
class FoundRow:
    """A row and what it stands for: `id` is None for a row that no format has."""

    id: str | None
    label: str
    printed: PrintedRow
    sureness: float = BY_LABEL
    columns: tuple[str, ...] = ()
    group: int = 0  # rows of one printed table share their layout
    at: int | None = None  # the character of the running text behind its label, where it stands in text
    line: Place | None = None  # and which line that is

    @property
    def key(self) -> str:
        """What tells the row from others: its id, or its words and numbers where no format has it."""
        return self.id or "|".join(("", self.label, *self.printed.cells))

    @property
    def place(self) -> Place | None:
        """Return where the row stands: its line, or its first cell."""
        return self.line or next(
            (p for c in (*self.printed.cells, *self.printed.labels) if (p := place_of(c))), None
        )


@dataclass
class FoundTable:
    """The rows found of one table, and where in the running text they stand."""

    id: str
    rows: list[FoundRow] = field(default_factory=list)
    spans: list[tuple[int, int]] = field(default_factory=list)
    is_announced: bool = False  # its headings are there, whether or not its rows are
    is_in_order: bool = True  # the columns stand as they should
    is_cut: bool = False  # the document ends inside it or right behind it
    is_last_doubtful: bool = False  # and its last number may be cut too
    again: dict[str, str] = field(default_factory=dict)  # rows printed twice: the other numbers

    def placed_in(self, document: Document) -> None:
        """Find the lines of the rows that stand in running text."""
        self.rows = [
            row if row.at is None else replace(row, line=document.place_at(row.at)) for row in self.rows
        ]

    def note_again(self, known: Iterable[FoundRow]) -> None:
        """Note which rows are printed a second time, with other numbers, under a label that is sure."""
        taken = {row.id: _figures(row) for row in self.rows if row.id and row.printed.numbers}
        for row in known:
            figures = _figures(row)
            if row.id in taken and row.sureness == BY_LABEL and figures not in ("", taken[row.id]):
                self.again[str(row.id)] = figures

    def add_missing(self, other: "FoundTable") -> None:
        """Take over from another place in the document the rows that are not here."""
        have = {row.id for row in self.rows if row.id}
        self.rows += [row for row in other.rows if row.id and row.id not in have]
        self.spans += other.spans
        self.is_announced |= other.is_announced
        self.is_in_order &= other.is_in_order
        self.is_cut |= other.is_cut
        self.is_last_doubtful |= other.is_last_doubtful


def _figures(row: FoundRow) -> str:
    return " ".join(figure for cell in row.printed.cells if (figure := squash(cell)))


def columns_for(row_id: str, header: Sequence[str], preferred: str) -> tuple[str, ...]:
    """Return the columns of a row of the proactive table by the column headings printed above it."""
    choices: list[tuple[int, bool, tuple[str, ...]]] = []
    for report in formats.with_table("proactive"):
        rows = {row.id: row.columns for row in report.table("proactive").rows}
        if row_id in rows:
            shared = len(set(header) & set(rows[row_id]))
            choices.append((2 * shared - len(rows[row_id]), report.code == preferred, rows[row_id]))
    columns = max(choices)[2]
    return tuple(header) if sorted(header) == sorted(columns) else columns  # printed in another order


def keeps_order(header: Sequence[str]) -> bool:
    """Say whether the kinds of applicant stand in their statutory order above the table of requests."""
    if "total" in header and "natural_person" in header[header.index("total") :]:
        return False
    order = [
        column.id for column in formats.with_table("requests")[-1].table("requests").columns if column.under
    ]
    places = [order.index(column) for column in header if column in order[1:-1]]
    return places == sorted(places)


def has_remedies_in_order(groups: Sequence[str], headings: Sequence[str]) -> bool:
    """Say whether the kinds of remedy, and under each its results, stand in their statutory order."""
    form = formats.with_table("remedies")[-1].table("remedies")
    order = [group.id for group in form.column_groups]
    places = [order.index(group) for group in groups if group in order]
    results = [_result(column.id) for column in form.columns]
    printed = [_result(heading) for heading in headings]
    is_whole = len(printed) % len(set(results)) == 0  # some kinds; else a heading was misprinted
    return places == sorted(places) and (printed == results[: len(printed)] or not is_whole)


def _result(column: str) -> str:
    return column.rsplit("_", 1)[-1]


def era_of(header: Sequence[str]) -> str:
    """Return the format whose column headings of the proactive table these mostly are."""
    votes = {}
    for report in formats.with_table("proactive"):
        others = {
            column.id
            for other in formats.with_table("proactive")
            if other != report
            for column in _columns(other)
        }
        own = {column.id for column in _columns(report)} - others
        votes[report.code] = sum(1 for column in header if column in own)
    return max(votes, key=lambda code: (votes[code], code))


def _columns(report: formats.ReportFormat) -> tuple[formats.Column, ...]:
    return report.table("proactive").columns
