"""A letter as DOCX in the form of an official document (GB/T 9704—2012), made with python-docx."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.common.official_docx import (
    FOUR,
    HEADING,
    NUMBERS,
    SMALL,
    TEXT,
    TITLE,
    add_paragraph,
    add_title,
    indent,
    lay_page,
    set_pitch,
    write,
)
from gongkai.letters.document import Block, LetterDocument, Square

RED = RGBColor(0xD7, 0x00, 0x0F)
SQUARES = {"counts": "■", "rest": "□", "paused": "▨", "start": "◧"}


def docx(document: LetterDocument) -> bytes:
    """Return the letter as DOCX: A4, 22 lines of 28 characters, page numbers — 1 —."""
    file = Document()
    lay_page(file, title=document.title, author=document.body)
    _head(file, document)
    for block in document.blocks:
        _block(file, block, document)
    if document.is_signed:
        _signature(file, document)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _head(file: Any, document: LetterDocument) -> None:
    if document.red_head:
        size = Pt(min(42, 430 / max(len(document.body), 1)))
        name = add_paragraph(file, document.body, face=TITLE, size=size, centre=True, colour=RED, line=None)
        name.paragraph_format.space_before = Mm(14)
        number = add_paragraph(file, document.number, centre=True)
        number.paragraph_format.space_before = Mm(4)
        _red_line(number)
    else:
        add_paragraph(file, document.body, face=TITLE, centre=True)
    add_title(file, document.title)


def _block(file: Any, block: Block, document: LetterDocument) -> None:
    if block.kind == "table":
        _table(file, block.rows)
    elif block.kind == "strip":
        _strip(file, document.days, document.days_words)
    else:
        words = add_paragraph(file, block.text)
        words.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if block.kind == "paragraph":
            indent(words)


def _table(file: Any, rows: Sequence[tuple[str, str]]) -> None:
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for head, value in rows:
        cells = table.add_row().cells
        for cell, text, face, width in zip(
            cells, (head, value), (HEADING, TEXT), (Mm(44), Mm(112)), strict=True
        ):
            cell.width = width
            write(cell.paragraphs[0], text, face=face, size=FOUR)
            set_pitch(cell.paragraphs[0], Pt(24))


def _strip(file: Any, days: Sequence[Square], words: str) -> None:
    """Draw the strip as a line of squares; months stand between them."""
    line = add_paragraph(file, "", line=Pt(18))
    for day in days:
        if day.month:
            write(line, f" {day.month} ", face=NUMBERS, size=SMALL)
        mark = write(line, SQUARES[day.kind], face=NUMBERS, size=Pt(12))
        if day.due:
            mark.font.color.rgb = RED
    add_paragraph(file, words, face=NUMBERS, size=SMALL, line=Pt(14))


def _signature(file: Any, document: LetterDocument) -> None:
    """Set name and day at the lower right; the seal goes over both."""
    for text in ("", document.body, document.signature):
        line = add_paragraph(file, text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(32)
        line.paragraph_format.keep_with_next = text != document.signature


def _red_line(paragraph: Any) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    values = {"val": "single", "sz": "18", "space": "4", "color": str(RED)}
    for key, value in values.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )
