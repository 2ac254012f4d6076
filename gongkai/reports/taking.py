"""What of a read report goes into the series: the cells that are sure, and the text under its sections."""

from decimal import Decimal

from gongkai.reports.document import number_text
from gongkai.reports.reading import ReadReport
from gongkai.rules.formats import ReportFormat, Section


def cells_read(read: ReadReport, report_format: ReportFormat) -> dict[str, str]:
    """Return the cells of the format as they would be typed, by name; what is not sure is not there."""
    known = {f"{t.id}.{row.id}.{column.id}" for t in report_format.tables for row, column in t.cells()}
    found = {
        f"{table.id}.{row}.{column}": "" if value is None else number_text(Decimal(str(value)))
        for table in read.tables.values()
        for row, cells in table.cells.items()
        for column, value in cells.items()
    }
    return {name: text for name, text in found.items() if name in known}


def paragraphs_read(read: ReadReport, report_format: ReportFormat) -> dict[str, list[str]]:
    """Return the paragraphs that stand under the headings which the format knows."""
    found: dict[str, list[str]] = {}
    for section in read.sections:
        if known := section_for(section.heading, report_format):
            found.setdefault(known.id, []).extend(line for line in section.text.splitlines() if line.strip())
    return found


def section_for(heading: str, report_format: ReportFormat) -> Section | None:
    """Return the section of the format that a printed heading announces, whatever its number."""
    words = _unnumbered(heading)
    for section in report_format.sections:
        if words in (_unnumbered(section.heading), *section.aliases):
            return section
    return None


def _unnumbered(heading: str) -> str:
    return heading.partition("、")[2] or heading
