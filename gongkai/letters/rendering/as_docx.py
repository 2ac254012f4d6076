"""A letter as DOCX in the form of an official document (GB/T 9704—2012), made with python-docx."""

from collections.abc import Sequence
from datetime import UTC, datetime
from io import BytesIO
from typing import Any

from docx import Document
from docx.enum.table import WD_TABLE_ALIGNMENT
from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.letters.document import Block, LetterDocument, Square

RED = RGBColor(0xD7, 0x00, 0x0F)
TITLE, TEXT, HEADING, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
PITCH = Pt(28.95)  # 22 lines on 225 mm
THREE, FOUR, TWO, SMALL = Pt(16), Pt(14), Pt(22), Pt(9)
MADE_AT = datetime(2019, 5, 15, tzinfo=UTC)  # the file says nothing of when it was rendered
SQUARES = {"counts": "■", "rest": "□", "paused": "▨", "start": "◧"}


def docx(document: LetterDocument) -> bytes:
    """Return the letter as DOCX: A4, 22 lines of 28 characters, page numbers — 1 —."""
    file = Document()
    _lay_page(file, document)
    _head(file, document)
    for block in document.blocks:
        _block(file, block, document)
    if document.is_signed:
        _signature(file, document)
    made = BytesIO()
    file.save(made)
    return made.getvalue()


def _lay_page(file: Any, document: LetterDocument) -> None:
    section = file.sections[0]
    section.page_width, section.page_height = Mm(210), Mm(297)
    section.top_margin, section.bottom_margin = Mm(37), Mm(35)
    section.left_margin, section.right_margin = Mm(28), Mm(26)
    section.footer_distance = Mm(25)
    grid = section._sectPr.find(qn("w:docGrid"))
    if grid is None:
        grid = OxmlElement("w:docGrid")
        section._sectPr.append(grid)
    grid.set(qn("w:type"), "linesAndChars")
    grid.set(qn("w:linePitch"), str(int(PITCH.pt * 20)))
    grid.set(qn("w:charSpace"), "0")
    normal = file.styles["Normal"]
    normal.font.size = THREE
    _face(normal, TEXT)
    facts = file.core_properties
    facts.title, facts.author, facts.comments, facts.language = document.title, document.body, "", "zh-CN"
    facts.created = facts.modified = MADE_AT.replace(tzinfo=None)
    _page_number(section.footer.paragraphs[0])


def _head(file: Any, document: LetterDocument) -> None:
    if document.red_head:
        size = Pt(min(42, 430 / max(len(document.body), 1)))
        name = _paragraph(file, document.body, face=TITLE, size=size, centre=True, colour=RED, line=None)
        name.paragraph_format.space_before = Mm(14)
        number = _paragraph(file, document.number, centre=True)
        number.paragraph_format.space_before = Mm(4)
        _red_line(number)
    else:
        _paragraph(file, document.body, face=TITLE, centre=True)
    title = _paragraph(file, document.title, face=TITLE, size=TWO, centre=True, line=Pt(35))
    title.paragraph_format.space_before = title.paragraph_format.space_after = Pt(14)
    title.style = file.styles["Heading 1"]
    for run in title.runs:
        run.font.bold, run.font.color.rgb = False, RGBColor(0, 0, 0)


def _block(file: Any, block: Block, document: LetterDocument) -> None:
    if block.kind == "table":
        _table(file, block.rows)
    elif block.kind == "strip":
        _strip(file, document.days, document.days_words)
    else:
        words = _paragraph(file, block.text)
        words.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        if block.kind == "paragraph":
            _indent(words)


def _table(file: Any, rows: Sequence[tuple[str, str]]) -> None:
    table = file.add_table(rows=0, cols=2, style="Table Grid")
    table.alignment = WD_TABLE_ALIGNMENT.CENTER
    for head, value in rows:
        cells = table.add_row().cells
        for cell, text, face, width in zip(
            cells, (head, value), (HEADING, TEXT), (Mm(44), Mm(112)), strict=True
        ):
            cell.width = width
            _write(cell.paragraphs[0], text, face=face, size=FOUR)
            _space(cell.paragraphs[0], Pt(24))


def _strip(file: Any, days: Sequence[Square], words: str) -> None:
    """Draw the strip as a line of squares; months stand between them."""
    line = _paragraph(file, "", line=Pt(18))
    for day in days:
        if day.month:
            _write(line, f" {day.month} ", face=NUMBERS, size=SMALL)
        mark = _write(line, SQUARES[day.kind], face=NUMBERS, size=Pt(12))
        if day.due:
            mark.font.color.rgb = RED
    _paragraph(file, words, face=NUMBERS, size=SMALL, line=Pt(14))


def _signature(file: Any, document: LetterDocument) -> None:
    """Set name and day at the lower right; the seal goes over both."""
    for text in ("", document.body, document.signature):
        line = _paragraph(file, text)
        line.alignment = WD_ALIGN_PARAGRAPH.RIGHT
        line.paragraph_format.right_indent = Pt(32)
        line.paragraph_format.keep_with_next = text != document.signature


def _paragraph(
    file: Any,
    text: str,
    *,
    face: str = TEXT,
    size: Pt = THREE,
    centre: bool = False,
    colour: RGBColor | None = None,
    line: Pt | None = PITCH,
) -> Any:
    paragraph = file.add_paragraph()
    run = _write(paragraph, text, face=face, size=size)
    if colour:
        run.font.color.rgb = colour
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    _space(paragraph, line)
    return paragraph


def _write(paragraph: Any, text: str, *, face: str, size: Pt) -> Any:
    run = paragraph.add_run(text)
    run.font.size = size
    _face(run, face)
    return run


def _face(styled: Any, name: str) -> None:
    styled.font.name = LATIN
    fonts = styled._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def _space(paragraph: Any, line: Pt | None) -> None:
    style = paragraph.paragraph_format
    style.space_before = style.space_after = Pt(0)
    if line is not None:
        style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, line


def _indent(paragraph: Any) -> None:
    """Indent the first line by two characters, whatever their size."""
    indent = paragraph._p.get_or_add_pPr().get_or_add_ind()
    indent.set(qn("w:firstLineChars"), "200")
    indent.set(qn("w:firstLine"), "640")


def _red_line(paragraph: Any) -> None:
    borders, line = OxmlElement("w:pBdr"), OxmlElement("w:bottom")
    values = {"val": "single", "sz": "18", "space": "4", "color": str(RED)}
    for key, value in values.items():
        line.set(qn(f"w:{key}"), value)
    borders.append(line)
    paragraph._p.get_or_add_pPr().insert_element_before(
        borders, "w:shd", "w:tabs", "w:suppressAutoHyphens", "w:spacing", "w:ind", "w:jc", "w:rPr"
    )


def _page_number(paragraph: Any) -> None:
    """Write — 1 — in the outer corner."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in ("— ", "PAGE", " —"):
        run = _write(paragraph, "" if part == "PAGE" else part, face=NUMBERS, size=FOUR)
        if part == "PAGE":
            for kind, text in (("begin", ""), ("", " PAGE "), ("end", "")):
                run._r.append(_field_part(kind, text))


def _field_part(kind: str, text: str) -> Any:
    if kind:
        part = OxmlElement("w:fldChar")
        part.set(qn("w:fldCharType"), kind)
        return part
    part = OxmlElement("w:instrText")
    part.set(qn("xml:space"), "preserve")
    part.text = text
    return part
