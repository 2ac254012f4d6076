"""A reading for the screen: its tables, what was found in them, and the paper they came from."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any, NamedTuple

from gongkai.proofing.models import CellCorrection, FindingAnswer
from gongkai.proofing.revising import Key, key_of, standing_answers
from gongkai.proofing.source import spot
from gongkai.reports.checks import Finding
from gongkai.reports.checks.findings import SEVERITIES, printed
from gongkai.reports.reading import ReadReport, ReadRow, ReadTable
from gongkai.reports.reading.result import SURE
from gongkai.rules import formats
from gongkai.rules.formats import Column

OWN_COLUMNS = {"year": "本年", "cumulative": "历年累计", "month": "本月", "value": "数量"}
WIDEST = 8  # columns; a single row with more stands upright, a column to a line


class Change(NamedTuple):
    """What people made of a cell: the number that was read, and their newest correction."""

    read: Decimal | None
    newest: CellCorrection


@dataclass(frozen=True)
class ShownCell:
    """A number: what stands there now, what was read, and where both are to be found."""

    column: str  # its heading
    text: str
    anchor: str  # on this page
    source: str  # of the spot in the paper; nothing where that is not known
    is_sure: bool
    was: str | None  # what was read, where a person changed it
    reason: str
    is_wrong: bool  # a finding names it


@dataclass(frozen=True)
class ShownRow:
    """A row of a table as read."""

    number: int
    label: str
    anchor: str
    cells: tuple[ShownCell, ...]
    is_sure: bool
    problem: str
    raw: str


@dataclass(frozen=True)
class ShownPart:
    """Rows with the same columns; one wide row alone stands upright."""

    columns: tuple[str, ...]
    rows: tuple[ShownRow, ...]
    is_upright: bool


@dataclass(frozen=True)
class ShownTable:
    """A table as read; without parts it is one that could not be read."""

    id: str
    label: str
    parts: tuple[ShownPart, ...]


@dataclass(frozen=True)
class ShownSection:
    """A section of the text in pieces; a piece that a finding speaks of has its message."""

    anchor: str
    heading: str
    pieces: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class ShownFinding:
    """What was found: its weight in words, its place on this page, and what somebody answered."""

    finding: Finding
    key: str
    word: str
    anchor: str
    answer: FindingAnswer | None

    @property
    def is_open_error(self) -> bool:
        """Whether it is an error that nobody has answered."""
        return self.finding.severity == "error" and self.answer is None


@dataclass(frozen=True)
class Shown:
    """Everything of a reading, ready for a template."""

    report: ReadReport
    format_label: str
    tables: tuple[ShownTable, ...]
    sections: tuple[ShownSection, ...]
    findings: tuple[ShownFinding, ...]
    unsure: int  # rows


def show(
    report: ReadReport,
    corrections: Iterable[CellCorrection] = (),
    answers: Iterable[FindingAnswer] = (),
    *,
    beside: bool = True,
) -> Shown:
    """
    Return a revised reading as the screens of office and portal show it.

    :param beside: whether the paper stands beside it, so that numbers can lead to their spots
    """
    changed = _changes(corrections)
    answered = standing_answers(answers)
    order = list(SEVERITIES)
    found = sorted(report.findings, key=lambda one: order.index(one.severity))
    tables = tuple(_table(table, report, changed, beside=beside) for table in report.tables.values())
    return Shown(
        report,
        formats.label_of(report.layout),
        tables,
        tuple(_section(number, report) for number in range(len(report.sections))),
        tuple(_finding(one, report, answered) for one in found),
        sum(row.confidence < SURE for table in report.tables.values() for row in table.rows),
    )


def _changes(corrections: Iterable[CellCorrection]) -> dict[Key, Change]:
    """Return what was read in each cell before anybody touched it, and its newest correction."""
    changes: dict[Key, Change] = {}
    for one in corrections:
        changes[one.key] = Change(changes[one.key].read if one.key in changes else one.found, one)
    return changes


def row_anchor(table: str, number: int) -> str:
    """Return the anchor of a row of a table as read."""
    return f"row-{table}-{number}"


def _table(
    table: ReadTable, report: ReadReport, changed: Mapping[Key, Change], *, beside: bool
) -> ShownTable:
    known = next((one for one in _tables_of(report, table.id)), None)
    heads = {column.id: _heading(column, table.id) for column in known.columns} if known else OWN_COLUMNS
    wrong = {anchor_of(one, report) for one in report.findings if one.where.table == table.id}
    parts: list[ShownPart] = []
    for number, row in enumerate(table.rows):
        shown = _row(row if beside else replace(row, places=()), table.id, number, heads, changed, wrong)
        columns = tuple(cell.column for cell in shown.cells)
        if parts and parts[-1].columns == columns:
            parts[-1] = ShownPart(columns, (*parts[-1].rows, shown), is_upright=False)
        else:
            parts.append(ShownPart(columns, (shown,), is_upright=len(columns) > WIDEST))
    return ShownTable(table.id, known.label if known else "统计表", tuple(parts))


def _section(number: int, report: ReadReport) -> ShownSection:
    section = report.sections[number]
    about = [one for one in report.findings if one.where.section == section.heading and one.where.span]
    pieces, at = [], 0
    for one in sorted(about, key=lambda one: one.where.span or (0, 0)):
        first, last = one.where.span or (0, 0)
        if first < at:
            continue  # two findings speak of the same words; the first marks them
        pieces += [(section.text[at:first], ""), (section.text[first:last], one.message)]
        at = last
    pieces.append((section.text[at:], ""))
    return ShownSection(f"section-{number}", section.heading, tuple(piece for piece in pieces if piece[0]))


def _tables_of(report: ReadReport, table_id: str) -> list[Any]:
    codes = [report.layout] if report.layout in formats.available() else []
    own = [table for code in codes for table in formats.load(code).tables if table.id == table_id]
    return own or [known.table(table_id) for known in formats.with_table(table_id)]


def _heading(column: Column, table_id: str) -> str:
    label = column.label.split("（")[0]
    if table_id != "remedies":
        return label
    groups = {"review": "行政复议", "direct_suit": "未经复议直接起诉", "suit_after_review": "复议后起诉"}
    return f"{groups.get(column.under or '', '')} {label}".strip()


def _row(
    row: ReadRow,
    table: str,
    number: int,
    heads: Mapping[str, str],
    changed: Mapping[Key, Change],
    wrong: set[str],
) -> ShownRow:
    cells = []
    for column, value in zip(row.columns, row.values, strict=True):
        fix = changed.get((table, number, column))
        cells.append(
            ShownCell(
                heads.get(column, OWN_COLUMNS.get(column, column)),
                "" if value is None else printed(value),
                f"{row_anchor(table, number)}-{column}",
                spot(row.place_of(column)),
                row.confidence_of(column) >= SURE,
                _was(fix) if fix and fix.newest.value != fix.read else None,
                fix.newest.reason if fix else "",
                f"{row_anchor(table, number)}-{column}" in wrong,
            )
        )
    sure = row.confidence >= SURE and all(cell.is_sure for cell in cells)
    anchor, raw = row_anchor(table, number), " ".join(row.texts)
    return ShownRow(number, row.label, anchor, tuple(cells), sure, row.problem or "", raw)


def _was(fix: Change) -> str:
    return "空白" if fix.read is None else printed(float(fix.read))


def _finding(finding: Finding, report: ReadReport, answered: Mapping[str, FindingAnswer]) -> ShownFinding:
    key = key_of(finding)
    return ShownFinding(
        finding, key, SEVERITIES[finding.severity], anchor_of(finding, report), answered.get(key)
    )


def anchor_of(finding: Finding, report: ReadReport) -> str:
    """Return where on the page a finding is shown; nothing where it speaks of the whole paper."""
    where = finding.where
    if where.section is not None:
        number = next((n for n, one in enumerate(report.sections) if one.heading == where.section), None)
        return "" if number is None else f"section-{number}"
    rows: Sequence[ReadRow] = report.tables[where.table].rows if where.table in report.tables else ()
    for number, row in enumerate(rows):
        if where.row is None and where.column in row.columns:
            return f"{row_anchor(str(where.table), number)}-{where.column}"
        if where.row is not None and where.row in (row.id, row.label):
            anchor = row_anchor(str(where.table), number)
            return f"{anchor}-{where.column}" if where.column in row.columns else anchor
    return f"table-{where.table}" if where.table in report.tables else ""
