"""A report as a Word file in the form of an official document (GB/T 9704—2012), tables merged."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_CELL_VERTICAL_ALIGNMENT, WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_BREAK
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.common.official_docx import (
    BLACK,
    HEADING,
    NUMBERS,
    THREE,
    add_paragraph,
    add_title,
    indent,
    lay_page,
    write,
)
from gongkai.design.words import cn_date
from gongkai.reports.document import DocumentSection, DocumentTable, ReportDocument
from gongkai.reports.renderings.appended import Appended, appended
from gongkai.reports.renderings.grid import Grid, Placed, grid_of

WIDTH = Mm(156)
SMALL, SMALLER = Pt(10.5), Pt(8)
MANY = 12  # columns from which the type is small


def docx(document: ReportDocument) -> bytes:
    """Return the report as a Word file; the same report gives the same text and tables."""
    file = Document()
    lay_page(file, title=document.title, author=document.body)
    add_title(file, document.title)
    for section in document.sections:
        _section(file, section)
    if not document.is_draft:
        _signature(file, document)
    for part in appended(document):
        _appended(file, part)
    data = BytesIO()
    file.save(data)
    return data.getvalue()


def _section(file: Any, section: DocumentSection) -> None:
    _heading(file, section.heading).paragraph_format.page_break_before = section.table is not None
    for line in section.text.splitlines():
        indent(add_paragraph(file, line))
    if section.table:
        _table(file, section.table)


def _heading(file: Any, words: str) -> Any:
    """Write a heading of the second level, 3号黑体, as the outline of the file knows it; return it."""
    heading = file.add_paragraph(style="Heading 2")
    run = write(heading, words, face=HEADING, size=THREE)
    run.font.bold = False
    run.font.color.rgb = BLACK
    heading.paragraph_format.keep_with_next = True
    indent(heading)
    return heading


def _table(file: Any, table: DocumentTable) -> None:
    grid = grid_of(table)
    drawn = file.add_table(rows=grid.rows, cols=grid.columns, style="Table Grid")
    drawn.alignment = WD_TABLE_ALIGNMENT.CENTER
    drawn.autofit = False
    _describe(drawn, table.label)
    size = SMALLER if grid.columns >= MANY else SMALL
    for cell in grid.cells:
        _cell(drawn, cell, size)
    _widths(drawn, grid, table.stub_depth)
    for row in drawn.rows[: grid.head_rows]:
        row._tr.get_or_add_trPr().append(OxmlElement("w:tblHeader"))
    for row in drawn.rows:
        row._tr.get_or_add_trPr().append(OxmlElement("w:cantSplit"))
    file.add_paragraph()


def _describe(drawn: Any, label: str) -> None:
    """Give the table the name that a screen reader says."""
    for tag in ("w:tblCaption", "w:tblDescription"):
        named = OxmlElement(tag)
        named.set(qn("w:val"), label)
        drawn._tbl.tblPr.append(named)


def _cell(drawn: Any, placed: Placed, size: Pt) -> None:
    cell = drawn.cell(placed.row, placed.column)
    if placed.rowspan > 1 or placed.colspan > 1:
        cell = cell.merge(drawn.cell(placed.last_row, placed.last_column))
    words = cell.paragraphs[0]
    write(words, placed.text, face=HEADING if placed.is_head else NUMBERS, size=size)
    words.paragraph_format.space_before = words.paragraph_format.space_after = Pt(1)
    off_grid = OxmlElement("w:snapToGrid")
    off_grid.set(qn("w:val"), "0")
    words._p.get_or_add_pPr().append(off_grid)
    is_label = placed.number is None and not placed.is_head and placed.rowspan == 1
    words.alignment = WD_ALIGN_PARAGRAPH.LEFT if is_label else WD_ALIGN_PARAGRAPH.CENTER
    cell.vertical_alignment = WD_CELL_VERTICAL_ALIGNMENT.CENTER


def _widths(drawn: Any, grid: Grid, stub: int) -> None:
    """Give labels the room they need: the last heading column four times that of a number."""
    shares = [4.2 if column == stub - 1 else 1.2 if column < stub else 1.0 for column in range(grid.columns)]
    for number, column in enumerate(drawn.columns):
        width = int(WIDTH * shares[number] / sum(shares))
        column.width = width
        for cell in column.cells:
            cell.width = width


def _signature(file: Any, document: ReportDocument) -> None:
    for words in (document.body, cn_date(document.issued_on) if document.issued_on else ""):
        add_paragraph(file, words).alignment = WD_ALIGN_PARAGRAPH.RIGHT


def _appended(file: Any, part: Appended) -> None:
    file.add_paragraph().add_run().add_break(WD_BREAK.PAGE)
    _heading(file, part.heading)
    for line in part.lines:
        indent(add_paragraph(file, line, size=Pt(14), line=None))
