"""A report as one structure that every rendering reads: text with numbers in it, and tables."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from enum import StrEnum

from gongkai.reports.checks import Finding
from gongkai.rules.formats import Block, Cell, Column, ReportFormat, Row, Table
from gongkai.statistics.figures import call_name

MANY = 5  # labels that an entry of the page 数据说明 lists in full
CellKey = tuple[str, str, str]  # table, row, column


class Source(StrEnum):
    """Where the number of a cell comes from."""

    COUNTED = "counted"
    OVERRIDE = "override"
    ENTERED = "entered"
    READ = "read"

    @property
    def label(self) -> str:
        """The Chinese word for it."""
        return _SOURCES[self]


_SOURCES = {
    Source.COUNTED: "系统统计",
    Source.OVERRIDE: "人工更正",
    Source.ENTERED: "手工录入",
    Source.READ: "旧报告读取",
}


@dataclass(frozen=True)
class CellValue:
    """The number of a cell, how it was printed, where it comes from and why it was changed."""

    value: Decimal | None
    raw: str = ""
    source: Source = Source.COUNTED
    reason: str = ""
    counted: Decimal | None = None  # what the records say, also where someone changed it


@dataclass(frozen=True)
class Method:
    """How figures are counted: an entry of the page 数据说明."""

    number: int
    labels: tuple[str, ...]
    counted: str
    basis: str

    @property
    def title(self) -> str:
        """The figures that are counted so; of many only the first."""
        if len(self.labels) > MANY:
            return f"{'、'.join(self.labels[:2])}等{len(self.labels)}项"
        return "、".join(self.labels)


@dataclass(frozen=True)
class Segment:
    """A run of text; with a `figure` it is a number that leads to its records."""

    text: str
    figure: str = ""  # figure call, "requests.new?applicant=research"
    method: int = 0  # number of its entry on the page 数据说明
    problem: str = ""  # why the reference could not be answered


@dataclass(frozen=True)
class DocumentCell:
    """A number of a table, `span` grid columns wide."""

    table: str
    row: str
    column: str
    content: CellValue
    figure: str = ""
    span: int = 1
    finding: str = ""

    @property
    def key(self) -> str:
        """A name for anchors and links: "requests.new.total"."""
        return f"{self.table}.{self.row}.{self.column}"

    @property
    def text(self) -> str:
        """The number as printed; nothing for a blank cell."""
        value = self.content.value
        return self.content.raw if value is None else number_text(value)

    @property
    def is_changed(self) -> bool:
        """Whether someone put another number in place of the counted one."""
        return self.content.source is Source.OVERRIDE


@dataclass(frozen=True)
class Line:
    """A printed row: the heading cells that begin here, then the numbers."""

    id: str
    label: str
    stub: tuple[Cell, ...]
    cells: tuple[DocumentCell, ...]  # none in a row that is only a heading
    unit: str = ""


@dataclass(frozen=True)
class Part:
    """A run of rows under heading rows of their own; most tables have one part."""

    id: str
    header: tuple[tuple[Cell, ...], ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True)
class DocumentTable:
    """A statutory table, ready to be drawn: parts with headings, rows and merged cells."""

    id: str
    label: str
    stub_depth: int
    width: int
    parts: tuple[Part, ...]
    methods: tuple[int, ...] = ()

    @property
    def lines(self) -> tuple[Line, ...]:
        """All rows, in printed order."""
        return tuple(line for part in self.parts for line in part.lines)


@dataclass(frozen=True)
class DocumentSection:
    """A section: its heading, paragraphs of segments, and the table that stands in it."""

    id: str
    heading: str
    paragraphs: tuple[tuple[Segment, ...], ...]
    table: DocumentTable | None = None

    @property
    def text(self) -> str:
        """The plain text, one line per paragraph."""
        return "\n".join("".join(segment.text for segment in paragraph) for paragraph in self.paragraphs)


@dataclass(frozen=True)
class Change:
    """A place that was corrected: what stood there and what stands there now; one of them may be nothing."""

    place: str
    before: str
    after: str

    @property
    def words(self) -> str:
        """The change as one sentence."""
        if not self.before:
            return f"{self.place}：增写“{self.after}”。"
        if not self.after:
            return f"{self.place}：删去“{self.before}”。"
        return f"{self.place}：原为“{self.before}”，更正为“{self.after}”。"


@dataclass(frozen=True)
class ReportDocument:
    """An annual report (政府信息公开工作年度报告) as every rendering prints it."""

    body: str
    year: int
    format: ReportFormat
    since: date
    until: date
    sections: tuple[DocumentSection, ...]
    methods: tuple[Method, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()  # (where, what was changed and why)
    findings: tuple[Finding, ...] = field(default=())
    issued_on: date | None = None
    is_draft: bool = True
    edition: int = 1
    correction_reason: str = ""
    changes: tuple[Change, ...] = ()  # what a corrected edition says otherwise than the one before
    source: str | None = None

    @property
    def title(self) -> str:
        """The title as the format words it."""
        return self.format.title.format(body=self.body, year=self.year)

    @property
    def tables(self) -> tuple[DocumentTable, ...]:
        """The statutory tables, in printed order."""
        return tuple(section.table for section in self.sections if section.table)

    def cell(self, key: str) -> DocumentCell:
        """
        Return the cell with this name.

        :raises KeyError: no table has it
        """
        found = {cell.key: cell for table in self.tables for line in table.lines for cell in line.cells}
        return found[key]


def build_table(
    table: Table,
    values: Mapping[CellKey, CellValue],
    *,
    findings: Mapping[CellKey, str] | None = None,
    methods: tuple[int, ...] = (),
    counted: bool = True,
) -> DocumentTable:
    """
    Lay out the table of a format with these values; a cell without one is blank.

    :param counted: whether the cells lead to the records that they count
    """

    def cell(row: Row, column: Column, span: int) -> DocumentCell:
        key = (table.id, row.id, column.id)
        call = table.figure(row, column) if counted else None
        content = values.get(key, CellValue(None))
        name = call_name(call.code, call.arguments) if call else ""
        return DocumentCell(*key, content, name, span, (findings or {}).get(key, ""))

    def line(row: Row) -> Line:
        pairs = zip(table.columns_of(row), table.spans_of(row), strict=True)
        cells = tuple(cell(row, *pair) for pair in pairs)
        return Line(row.id, row.label, table.stub_cells(row), cells, row.unit or "")

    def part(block: Block | None, rows: tuple[Row, ...]) -> Part:
        return Part(block.id if block else table.id, table.header(block), tuple(map(line, rows)))

    blocks: tuple[Block | None, ...] = table.blocks or (None,)
    parts = tuple(part(b, tuple(row for row in table.rows if not b or row.block == b.id)) for b in blocks)
    return DocumentTable(table.id, table.label, table.stub_depth, table.width, parts, methods)


def number_text(value: Decimal | int) -> str:
    """Write a number without needless zeros: 18, 3.5, 0."""
    number = Decimal(value)
    return f"{number.normalize():f}" if number else "0"
