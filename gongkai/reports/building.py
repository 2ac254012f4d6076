"""Building the document of a report: its cells, its prose with numbers, and how each was counted."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.reports import first_text
from gongkai.reports.changes import changes_between
from gongkai.reports.checking import Words, findings_of, place_of
from gongkai.reports.checks import Finding
from gongkai.reports.document import (
    CellKey,
    CellValue,
    DocumentSection,
    DocumentTable,
    Method,
    ReportDocument,
    Segment,
    build_table,
    number_text,
)
from gongkai.reports.filling import Cells, Filled, calls, fill
from gongkai.reports.models import AnnualReport
from gongkai.reports.narrative import Numbers, segments
from gongkai.rules.formats import Section, Table
from gongkai.statistics.figures import figure

Prose = Mapping[str, tuple[tuple[Segment, ...], ...]]  # paragraphs of each section
BLANK = "□"  # stands for each character of a live figure


@dataclass
class Methods:
    """The entries of the page 数据说明, numbered as figures are met."""

    entries: dict[tuple[str, str], list[str]] = field(default_factory=dict)

    def number(self, name: str) -> int:
        """Return the number of the entry that says how a figure is counted."""
        asked = figure(name.partition("?")[0])
        key = (asked.counted, asked.basis)
        labels = self.entries.setdefault(key, [])
        if asked.label not in labels:
            labels.append(asked.label)
        return list(self.entries).index(key) + 1

    def listed(self) -> tuple[Method, ...]:
        """Return the entries in order."""
        return tuple(
            Method(number, tuple(labels), counted, basis)
            for number, ((counted, basis), labels) in enumerate(self.entries.items(), 1)
        )


def build_document(report: AnnualReport, filled: Filled | None = None) -> ReportDocument:
    """
    Return the report as it stands, with its findings; a draft counts from the registers.

    :param filled: its numbers, where they have been counted already
    """
    filled = filled or fill(report)
    cells, numbers = filled.cells, filled.numbers
    methods = Methods()
    prose = {s.id: _prose(report, s, numbers, methods) for s in report.report_format.sections}
    found = findings_of(report, cells, _words(report, prose))
    sections = tuple(
        DocumentSection(s.id, s.heading, prose[s.id], _table(report, s, cells, found, methods))
        for s in report.report_format.sections
    )
    document = ReportDocument(
        body=report.body.name,
        year=report.year,
        format=report.report_format,
        since=report.since,
        until=report.until,
        sections=sections,
        methods=methods.listed() if report.is_counted else (),
        notes=(*_changes(report, cells), *_answers(report, found)),
        findings=tuple(found),
        issued_on=_issued_on(report),
        is_draft=not report.is_fixed,
        edition=report.edition,
        correction_reason=report.correction_reason,
    )
    if report.corrects is None:
        return document
    return replace(document, changes=changes_between(build_document(report.corrects), document))


def _words(report: AnnualReport, prose: Prose) -> Words:
    texts = {section: "\n".join(map(_text, paragraphs)) for section, paragraphs in prose.items()}
    earlier = AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)
    if report.is_fixed or earlier is None or not (earlier.is_fixed or not earlier.is_counted):
        return Words(texts)
    methods, numbers = Methods(), fill(earlier).numbers
    before = {s.id: _prose(earlier, s, numbers, methods) for s in earlier.report_format.sections}
    return Words(texts, _typed(report, prose), _typed(earlier, before))


def _typed(report: AnnualReport, prose: Prose) -> list[tuple[str, str]]:
    """Return the sections with each live figure blanked, at the same length."""
    return [
        (
            report.report_format.section(section).heading,
            "\n".join(
                "".join(BLANK * len(one.text) if one.figure else one.text for one in paragraph)
                for paragraph in paragraphs
            ),
        )
        for section, paragraphs in prose.items()
    ]


def paragraphs_of(report: AnnualReport, section: str) -> list[str]:
    """Return the paragraphs of a section with their references, as an editor writes them."""
    return _written(report, section, fill(report).numbers)


def settled_narrative(report: AnnualReport, numbers: Numbers) -> dict[str, list[str]]:
    """Return the paragraphs of all sections, the first text of those that nobody has written."""
    return {section.id: _written(report, section.id, numbers) for section in report.report_format.sections}


def _written(report: AnnualReport, section: str, numbers: Numbers) -> list[str]:
    if section in report.narrative:
        return list(report.narrative[section])
    return first_text.written(report.format, section, numbers)


def _prose(
    report: AnnualReport, section: Section, numbers: Numbers, methods: Methods
) -> tuple[tuple[Segment, ...], ...]:
    written = _written(report, section.id, numbers)
    facts = {
        "year": str(report.year),
        "previous_year": str(report.year - 1),
        "next_year": str(report.year + 1),
        "body": report.body.name,
    }
    return tuple(segments(text, numbers, facts, methods.number) for text in written)


def _table(
    report: AnnualReport, section: Section, cells: Cells, found: Iterable[Finding], methods: Methods
) -> DocumentTable | None:
    if section.table is None:
        return None
    table = report.report_format.table(section.table)
    asked = calls(report.report_format) if report.is_counted else {}
    numbers = [methods.number(name) for key, name in asked.items() if key[0] == table.id]
    return build_table(
        table,
        cells,
        findings=_by_cell(table, found),
        methods=tuple(dict.fromkeys(numbers)),
        counted=report.is_counted,
    )


def _by_cell(table: Table, found: Iterable[Finding]) -> Mapping[CellKey, str]:
    messages: dict[CellKey, str] = {}
    for finding in found:
        where = finding.where
        if where.table == table.id and where.row and where.column:
            key = (where.table, where.row, where.column)
            messages[key] = "\n".join(filter(None, [messages.get(key, ""), finding.message]))
    return messages


def _changes(report: AnnualReport, cells: Cells) -> Iterable[tuple[str, str]]:
    for table in report.report_format.tables:
        for row, column in table.cells():
            cell = cells.get((table.id, row.id, column.id), CellValue(None))
            if cell.reason and cell.value is not None and cell.counted is not None:
                place = "，".join(part for part in (row.label or table.label, column.label) if part)
                change = f"系统统计为{number_text(cell.counted)}，更正为{number_text(cell.value)}"
                yield place, f"{change}。{cell.reason.rstrip('。')}。"


def _answers(report: AnnualReport, found: Iterable[Finding]) -> Iterable[tuple[str, str]]:
    # In a fixed report the answers stand as they were given, whatever became of the year before since.
    standing = {place_of(finding) for finding in found}
    for place, (message, note) in report.notes.items():
        if report.is_fixed or place in standing:
            yield message, note


def _issued_on(report: AnnualReport) -> date | None:
    if report.item and report.item.published_on:
        return report.item.published_on
    return report.frozen_on


def _text(paragraph: Iterable[Segment]) -> str:
    return "".join(segment.text for segment in paragraph)
