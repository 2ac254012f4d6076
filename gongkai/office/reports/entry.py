"""手工录入: the official tables with an input in each cell, and what is wrong with what was typed or read."""

from collections.abc import Iterable
from dataclasses import dataclass

from django.forms import BoundField

from gongkai.bodies.models import Body
from gongkai.office.forms.report_entry import WORDS, NumberField, NumbersForm
from gongkai.reports.actions.numbers import read_number
from gongkai.reports.building import build_document
from gongkai.reports.checks import Finding, Texts, check_tables, check_words
from gongkai.reports.checks.findings import SEVERITIES
from gongkai.reports.document import CellValue, DocumentCell, build_table
from gongkai.reports.filling import cells_of, tables_of
from gongkai.reports.models import AnnualReport
from gongkai.reports.reading import ReadReport, ReadRow
from gongkai.reports.reading.result import SURE
from gongkai.reports.renderings.as_html import Heading, HtmlLine, HtmlPart, html_table
from gongkai.reports.taking import cells_read, paragraphs_read
from gongkai.rules.formats import ReportFormat


@dataclass(frozen=True)
class EntryLine:
    """A row: the headings that begin here, then the inputs with the columns each spans."""

    stub: tuple[Heading, ...]
    inputs: tuple[tuple[BoundField, int], ...]


@dataclass(frozen=True)
class EntryPart:
    """Heading rows and the rows below them."""

    header: tuple[tuple[Heading, ...], ...]
    lines: tuple[EntryLine, ...]


@dataclass(frozen=True)
class EntryTable:
    """A statutory table with an input in each cell, under the section it stands in."""

    id: str
    label: str
    head: tuple[tuple[Heading, ...], ...]
    parts: tuple[EntryPart, ...]


@dataclass(frozen=True)
class EntrySection:
    """A section: its words, and the table that stands in it."""

    heading: str
    words: BoundField
    table: EntryTable | None


def entry_sections(form: NumbersForm) -> list[EntrySection]:
    """Return the sections of the format with the form's inputs in their places."""
    return [
        EntrySection(
            section.heading, form[WORDS + section.id], _table(form, section.table) if section.table else None
        )
        for section in form.report_format.sections
    ]


def typed_findings(form: NumbersForm, year: int | None, body: Body) -> list[tuple[Finding, str]]:
    """
    Check what was typed so far: the sums, also against the year before, the blanks and the words.

    Each finding comes with the input it is about; the cells that hold no number are left out.
    """
    report_format = form.report_format
    columns = {name: field.column for name, field in form.fields.items() if isinstance(field, NumberField)}
    cells = {
        (table, row, column): CellValue(read_number(text, columns[name]))
        for name, text in form.cells().items()
        for table, row, column in [name.split(".")]
    }
    tables = tables_of(cells)
    sections = [
        (section.heading, form.cleaned_data.get(WORDS + section.id, "")) for section in report_format.sections
    ]
    before = AnnualReport.objects.for_year(body, year - 1) if year else None
    previous = tables_of(cells_of(before)) if before else None
    found = check_tables(report_format, tables, previous)
    found += check_words(Texts(sections, year, body.name), tables, previous)
    return placed(found, form)


def placed(found: Iterable[Finding], form: NumbersForm) -> list[tuple[Finding, str]]:
    """Return findings with the errors first, each with the input on the page that it is about."""
    return [(one, _input_of(one, form)) for one in by_severity(found)]


def _input_of(finding: Finding, form: NumbersForm) -> str:
    where = finding.where
    if where.section:
        ids = [one.id for one in form.report_format.sections if one.heading == where.section]
        return str(form[WORDS + ids[0]].auto_id) if ids else ""
    name = f"{where.table}.{where.row}.{where.column}"
    if name in form.fields:
        return str(form[name].auto_id)
    return f"table-{where.table}" if where.table else ""


def by_severity(found: Iterable[Finding]) -> list[Finding]:
    """Return findings with the errors first."""
    return sorted(found, key=lambda one: list(SEVERITIES).index(one.severity))


def wrong_cells(form: NumbersForm) -> list[tuple[str, str]]:
    """Return the cells that hold no number: where each is on the page, its place and what is wrong."""
    return [
        (form[name].auto_id, f"{form.fields[name].label}：{''.join(map(str, reasons))}")
        for name, reasons in form.errors.items()
        if name in form.fields
    ]


def printed_first(report: AnnualReport) -> dict[str, str]:
    """Return what the inputs of a typed-in report hold."""
    document = build_document(report)
    lines = (line for table in document.tables for line in table.lines)
    first = {cell.key: cell.text for line in lines for cell in line.cells}
    return first | {WORDS + name: "\n".join(texts) for name, texts in report.narrative.items()}


def read_first(read: ReadReport, report_format: ReportFormat) -> dict[str, str]:
    """Return what was read from a file as the first content of the inputs; what is not sure stays blank."""
    words = paragraphs_read(read, report_format)
    return cells_read(read, report_format) | {WORDS + name: "\n".join(texts) for name, texts in words.items()}


def unsure_rows(read: ReadReport) -> list[ReadRow]:
    """Return the rows that were found and could not be read with certainty, to be typed by hand."""
    return [
        row for table in read.tables.values() for row in table.rows if not row.id or row.confidence < SURE
    ]


def _table(form: NumbersForm, table_id: str) -> EntryTable:
    drawn = html_table(build_table(form.report_format.table(table_id), {}))
    return EntryTable(drawn.id, drawn.label, drawn.head, tuple(_part(form, part) for part in drawn.parts))


def _part(form: NumbersForm, part: HtmlPart) -> EntryPart:
    return EntryPart(part.header, tuple(EntryLine(line.stub, _inputs(form, line)) for line in part.lines))


def _inputs(form: NumbersForm, line: HtmlLine) -> tuple[tuple[BoundField, int], ...]:
    cells = [linked.of for linked in line.cells if isinstance(linked.of, DocumentCell)]
    return tuple((form[cell.key], cell.span) for cell in cells)
