"""Word, Excel and PDF files as offices make them, for the tests of reading them."""

import io
import zipfile
from collections.abc import Callable
from datetime import date
from pathlib import Path

import docx
import typst
from docx.document import Document
from docx.oxml import parse_xml
from openpyxl import Workbook
from openpyxl.comments import Comment
from PIL import Image

from gongkai.common import fonts

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def _level(depth: int, form: str, text: str, start: int = 1) -> str:
    told = f'<w:start w:val="{start}"/><w:numFmt w:val="{form}"/><w:lvlText w:val="{text}"/>'
    return f'<w:lvl w:ilvl="{depth}">{told}</w:lvl>'


CHINESE = _level(0, "chineseCountingThousand", "%1、") + _level(1, "chineseCountingThousand", "（%2）")
PLAIN = _level(0, "decimal", "%1.", 3) + _level(1, "bullet", "·")
NUMBERING = (
    f'<w:numbering {W}><w:abstractNum w:abstractNumId="0">{CHINESE}</w:abstractNum>'
    f'<w:abstractNum w:abstractNumId="1">{PLAIN}</w:abstractNum>'
    '<w:num w:numId="1"><w:abstractNumId w:val="0"/></w:num>'
    '<w:num w:numId="2"><w:abstractNumId w:val="1"/></w:num></w:numbering>'
)


def old_word() -> bytes:
    """Return a Word 97 file with a table, hidden text, revision marks and a comment, saved by LibreOffice."""
    return (Path(__file__).parent / "notice.doc").read_bytes()


def saved(document: Document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def word(*lines: str) -> bytes:
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    return saved(document)


def word_of(body: str, **parts: str) -> bytes:
    """Return a Word file whose body, and some of whose parts, are given as XML."""
    document = docx.Document()
    end = document.element.body.sectPr
    for element in parse_xml(f"<w:body {W}>{body}</w:body>"):
        end.addprevious(element)
    source, written = zipfile.ZipFile(io.BytesIO(saved(document))), io.BytesIO()
    named = {f"word/{name}.xml": content for name, content in parts.items()}
    with zipfile.ZipFile(written, "w", zipfile.ZIP_DEFLATED) as target:
        for name in source.namelist():
            if name not in named:
                target.writestr(name, source.read(name))
        for name, content in named.items():
            target.writestr(name, content)
    return written.getvalue()


def run(text: str, properties: str = "") -> str:
    return f'<w:r><w:rPr>{properties}</w:rPr><w:t xml:space="preserve">{text}</w:t></w:r>'


def paragraph(inside: str, properties: str = "") -> str:
    return f"<w:p><w:pPr>{properties}</w:pPr>{inside}</w:p>"


def listed(text: str, list_id: int, depth: int = 0) -> str:
    place = f'<w:numPr><w:ilvl w:val="{depth}"/><w:numId w:val="{list_id}"/></w:numPr>'
    return paragraph(run(text), place)


def picture(kind: str = "PNG", size: tuple[int, int] = (40, 30)) -> bytes:
    written = io.BytesIO()
    Image.new("RGB", size, "navy").save(written, kind)
    return written.getvalue()


def word_with_picture(*, kind: str = "PNG") -> bytes:
    document = docx.Document()
    document.add_paragraph("办理流程如下图：")
    document.add_picture(io.BytesIO(picture(kind)))
    document.add_paragraph("以上。")
    return saved(document)


def sheet(fill: Callable[[Workbook], None]) -> bytes:
    book, written = Workbook(), io.BytesIO()
    fill(book)
    book.save(written)
    return written.getvalue()


def allowances(book: Workbook) -> None:
    """A list of allowances with a title over it, merged cells, days, amounts, and what is hidden."""
    page = book.active
    assert page is not None
    page.title = "一季度"
    page.append(["2026年一季度稳岗返还名单", None, None, None])
    page.merge_cells("A1:D1")
    page.append(["序号", "单位", "金额（元）", "发放日期"])
    page.append([1, "海城机械厂", 12500.5, date(2026, 3, 6)])
    page.append([2, "海城纺织厂", 8000, date(2026, 3, 9)])
    page.merge_cells("D3:D4")
    page["C3"].number_format = page["C4"].number_format = "#,##0.00"
    page["B3"].comment = Comment("待核", "李")
    page["E3"] = "内部备注"
    page.column_dimensions["E"].hidden = True
    hidden = book.create_sheet("账号")
    hidden["A1"] = "6222000000000000004"
    hidden.sheet_state = "hidden"


def pdf(text: str) -> bytes:
    """Return a PDF set from Typst markup on small pages."""
    faces = fonts.faces()
    head = '#set page(width: 300pt, height: 400pt, margin: 40pt, numbering: "— 1 —")\n'
    head += f"#set text(font: {next(iter(faces.families.values()))!r}, size: 12pt)\n".replace("'", '"')
    head += "#set par(first-line-indent: (amount: 2em, all: true), justify: true)\n"
    return bytes(typst.compile((head + text).encode(), font_paths=faces.fonts, ignore_system_fonts=True))
