"""Reports as our own renderings print them, made of cells alone: no register and no database."""

from datetime import date
from decimal import Decimal

from gongkai.reports.document import CellValue, DocumentSection, ReportDocument, Segment, build_table
from gongkai.rules import formats
from tests.reports.reading.known import YEARS
from tests.reports.reading.printing import Cells

BODY = "临江市人力资源和社会保障局"
ISSUED = date(2026, 1, 20)


def document_of(code: str, cells: Cells) -> ReportDocument:
    """Return the report with these numbers, with a sentence in each section."""
    report, year = formats.load(code), YEARS[code]
    values = {
        (table, row, column): CellValue(None if value is None else Decimal(value))
        for table, rows in cells.items()
        for row, columns in rows.items()
        for column, value in columns.items()
    }
    opening = f"本报告的统计期限自{year}年1月1日起至{year}年12月31日止。"
    sections = []
    for number, section in enumerate(report.sections):
        words = "公开工作平稳开展，收到群众来电若干次。" + ("" if number else opening)
        table = build_table(report.table(section.table), values, counted=False) if section.table else None
        sections.append(DocumentSection(section.id, section.heading, ((Segment(words),),), table))
    since, until = date(year, 1, 1), date(year, 12, 31)
    return ReportDocument(BODY, year, report, since, until, tuple(sections), issued_on=ISSUED, is_draft=False)
