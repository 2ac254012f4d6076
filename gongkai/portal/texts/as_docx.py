"""The text of an item as DOCX, in the layout of official documents (GB/T 9704—2012)."""

from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt

from gongkai.common.official_docx import (
    BLACK,
    HEADING,
    NUMBERS,
    TEXT,
    add_paragraph,
    add_title,
    indent,
    lay_page,
    set_face,
    set_pitch,
    write,
)
from gongkai.portal.texts.blocks import Block, Run
from gongkai.portal.texts.document import TextDocument
from gongkai.portal.texts.grid import Grid, Placed, grid_of

WIDTH, TALLEST = Mm(156), Mm(200)  # of the text on a page
HEADING_FACES = (HEADING, "楷体_GB2312", TEXT)
FIVE = Pt(10.5)
SMALL_FOUR = Pt(12)


def docx(document: TextDocument) -> bytes:
    """Return the text as a Word file: headings are headings, tables are tables."""
    file = Document()
    lay_page(file, title=document.title, author=document.source)
    add_title(file, document.title)
    if document.number:
        add_paragraph(file, document.number, centre=True)
    for block in document.blocks:
        _block(file, block)
    if document.files:
        add_paragraph(file, "")
        names = "；".join(f"{place}. {name}" for place, name in enumerate(document.files, 1))
        indent(add_paragraph(file, f"附件：{names}"))
    _origin(file, document)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _block(file: Any, block: Block) -> None:
    if block.kind == "heading":
        _heading(file, block)
    elif block.kind == "table":
        _table(file, grid_of(block.rows))
    elif block.kind == "picture":
        _picture(file, block)
    elif block.kind == "rule":
        add_paragraph(file, "———", centre=True)
    else:
        _words(file, block)


def _heading(file: Any, block: Block) -> None:
    words = add_paragraph(file, block.text, face=HEADING_FACES[block.level - 1])
    words.style = file.styles[f"Heading {block.level + 1}"]
    for run in words.runs:
        run.font.color.rgb, run.font.bold, run.font.italic = BLACK, block.level == 3, False
    indent(words)


def _words(file: Any, block: Block) -> None:
    paragraph = add_paragraph(file, f"{block.mark} " if block.mark else "")
    paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
    for run in block.runs:
        _run(paragraph, run)
    if block.kind == "point":
        paragraph.paragraph_format.left_indent = Pt(32 * (block.level - 1))
    indent(paragraph)


def _run(paragraph: Any, run: Run) -> None:
    written = write(paragraph, run.text, face=TEXT, size=Pt(16))
    written.bold, written.underline = run.bold or None, run.underlined or None
    if run.italic:
        set_face(written, "楷体_GB2312")
    written.font.superscript, written.font.subscript = (
        run.shift == "super" or None,
        run.shift == "sub" or None,
    )


def _picture(file: Any, block: Block) -> None:
    paragraph = add_paragraph(file, "", centre=True, line=None)
    shown = paragraph.add_run().add_picture(BytesIO(block.picture))
    share = min(1, WIDTH / shown.width, TALLEST / shown.height)
    shown.width, shown.height = int(shown.width * share), int(shown.height * share)
    shown._inline.docPr.set("descr", block.text)


def _table(file: Any, grid: Grid) -> None:
    table = file.add_table(rows=grid.rows, cols=grid.columns, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for place in grid.cells:
        _cell(table, place)
    for row in table.rows[: grid.head]:
        repeated, facts = OxmlElement("w:tblHeader"), OxmlElement("w:trPr")
        repeated.set(qn("w:val"), "true")
        facts.append(repeated)
        row._tr.insert(0, facts)


def _cell(table: Any, place: Placed) -> None:
    cell = table.cell(place.row, place.column)
    if place.cell.columns > 1 or place.cell.rows > 1:
        last = table.cell(place.row + place.cell.rows - 1, place.column + place.cell.columns - 1)
        cell = cell.merge(last)
    size = FIVE if len(table.columns) > 5 else SMALL_FOUR
    face = HEADING if place.cell.is_head else NUMBERS
    for number, line in enumerate(place.cell.text.split("\n")):
        paragraph = cell.paragraphs[0] if number == 0 else cell.add_paragraph()
        write(paragraph, line, face=face, size=size)
        set_pitch(paragraph, Pt(20))


def _origin(file: Any, document: TextDocument) -> None:
    """Say at the end where the text comes from."""
    add_paragraph(file, "")
    for name, value in (*document.facts, ("永久地址", document.address)):
        add_paragraph(file, f"{name}　{value}", face=NUMBERS, size=FIVE, line=Pt(18))
