"""The layout of official documents (公文版式, GB/T 9704—2012) in a Word file: page, lines, faces."""

from datetime import UTC, datetime
from typing import Any

from docx.enum.text import WD_ALIGN_PARAGRAPH, WD_LINE_SPACING
from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.shared import Mm, Pt, RGBColor

from gongkai.common.printing import printable

BLACK = RGBColor(0, 0, 0)
TITLE, TEXT, HEADING, NUMBERS = "方正小标宋简体", "仿宋_GB2312", "黑体", "宋体"
LATIN = "Times New Roman"
PITCH = Pt(28.95)  # 22 lines on 225 mm
THREE, FOUR, TWO, SMALL = Pt(16), Pt(14), Pt(22), Pt(9)
MADE_AT = datetime(2019, 5, 15, tzinfo=UTC)  # the file says nothing of when it was rendered


def lay_page(file: Any, *, title: str, author: str) -> None:
    """Set A4 with 22 lines of 28 characters, page numbers — 1 —, and what the file says of itself."""
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
    set_face(normal, TEXT)
    facts = file.core_properties
    facts.title, facts.author, facts.comments, facts.language = printable(title), author, "", "zh-CN"
    facts.created = facts.modified = MADE_AT.replace(tzinfo=None)
    _page_number(section.footer.paragraphs[0])


def add_title(file: Any, title: str) -> None:
    """Write the title of the document: 2号小标宋, centred, the one heading of the first level."""
    words = add_paragraph(file, title, face=TITLE, size=TWO, centre=True, line=Pt(35))
    words.paragraph_format.space_before = words.paragraph_format.space_after = Pt(14)
    words.style = file.styles["Heading 1"]
    for run in words.runs:
        run.font.bold, run.font.color.rgb = False, BLACK


def add_paragraph(
    file: Any,
    text: str,
    *,
    face: str = TEXT,
    size: Pt = THREE,
    centre: bool = False,
    colour: RGBColor | None = None,
    line: Pt | None = PITCH,
) -> Any:
    """Add a paragraph with one run; `line` is the exact pitch of its lines, None leaves it to the font."""
    paragraph = file.add_paragraph()
    run = write(paragraph, text, face=face, size=size)
    if colour:
        run.font.color.rgb = colour
    if centre:
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER
    set_pitch(paragraph, line)
    return paragraph


def write(paragraph: Any, text: str, *, face: str, size: Pt) -> Any:
    """Add a run to a paragraph and return it."""
    run = paragraph.add_run(printable(text))
    run.font.size = size
    set_face(run, face)
    return run


def set_face(styled: Any, name: str) -> None:
    """Give a run or a style its Chinese face, and the one Latin face beside it."""
    styled.font.name = LATIN
    fonts = styled._element.get_or_add_rPr().get_or_add_rFonts()
    fonts.set(qn("w:eastAsia"), name)


def set_pitch(paragraph: Any, line: Pt | None) -> None:
    """Put the lines of a paragraph on the grid."""
    style = paragraph.paragraph_format
    style.space_before = style.space_after = Pt(0)
    if line is not None:
        style.line_spacing_rule, style.line_spacing = WD_LINE_SPACING.EXACTLY, line


def indent(paragraph: Any) -> None:
    """Indent the first line by two characters, whatever their size."""
    given = paragraph._p.get_or_add_pPr().get_or_add_ind()
    given.set(qn("w:firstLineChars"), "200")
    given.set(qn("w:firstLine"), "640")


def _page_number(paragraph: Any) -> None:
    """Write — 1 — in the outer corner."""
    paragraph.alignment = WD_ALIGN_PARAGRAPH.RIGHT
    for part in ("— ", "PAGE", " —"):
        run = write(paragraph, "" if part == "PAGE" else part, face=NUMBERS, size=FOUR)
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
