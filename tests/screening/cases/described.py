"""Files whose pictures, tables and links say something to those who do not see them; and slides."""

import io
import zipfile
from html import escape
from urllib.parse import quote

from openpyxl import Workbook, load_workbook
from openpyxl.drawing.image import Image as SheetImage
from PIL import Image

from tests.screening.cases.documents import Content

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
A = "http://schemas.openxmlformats.org/drawingml/2006/main"
P = "http://schemas.openxmlformats.org/presentationml/2006/main"
RELATIONS = "http://schemas.openxmlformats.org/package/2006/relationships"


def html(content: Content, place: str) -> bytes:
    """Return a web page with two pictures and a link; the lines stand with the second of the pictures."""
    line = escape("".join(content.lines))
    said = {
        "alt": f'<img src="/b.png" alt="{line}">',
        "title": f'<a title="{line}" href="/b.html">图</a>',
        "aria": f'<p aria-label="{line}">图</p>',
        "link": f'<a href="mailto:{quote("".join(content.lines))}">来信</a>',
    }[place]
    usual = "".join(f"<p>{escape(each)}</p>" for each in content.usual)
    return f'{usual}<p>见图：<img src="/a.png" alt="流程图">{said}</p>'.encode()


def word(content: Content, place: str) -> bytes:
    """Return a .docx file; the lines are told twice of a picture, as Word does, or of a table."""
    line = escape("".join(content.lines))
    drawing = (
        f'<w:p><w:r><w:drawing><wp:docPr xmlns:wp="urn:wp" id="1" name="图片 1" descr="{line}"/>'
        f'<pic:cNvPr xmlns:pic="urn:pic" id="0" name="图片 1" descr="{line}"/></w:drawing></w:r></w:p>'
    )
    words = f'<w:tblPr><w:tblDescription w:val="{line}"/></w:tblPr>'
    table = f"<w:tbl>{words}<w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"
    drawn = f'<w:p><w:r><w:pict><v:shape xmlns:v="urn:v" alt="{line}"/></w:pict></w:r></w:p>'
    body = {"alt": drawing, "table": table, "old picture": drawn, "header": "", "link": ""}[place]
    usual = "".join(f"<w:p><w:r><w:t>{escape(each)}</w:t></w:r></w:p>" for each in content.usual)
    parts = {"word/document.xml": f'<w:document xmlns:w="{W}"><w:body>{usual}{body}</w:body></w:document>'}
    if place == "header":
        parts["word/header1.xml"] = f'<w:hdr xmlns:w="{W}">{drawing}</w:hdr>'
    if place == "link":
        target = escape("mailto:" + quote("".join(content.lines)))
        link = f'<Relationship Id="rId9" Type="hyperlink" TargetMode="External" Target="{target}"/>'
        parts["word/_rels/document.xml.rels"] = f'<Relationships xmlns="{RELATIONS}">{link}</Relationships>'
    return _zipped(parts)


def slides(content: Content, place: str) -> bytes:
    """Return a .pptx file of two slides; the lines stand on the second, in its notes or with its picture."""
    line = escape("".join(content.lines), quote=place == "alt")
    half = len(line) // 2 if "&" not in line else 0
    said = {
        "": f"<a:p><a:r><a:t>{line[:half]}</a:t></a:r><a:r><a:t>{line[half:]}</a:t></a:r></a:p>",
        "cell": f"<a:tbl><a:tr><a:tc><a:txBody>{_p('备注')}</a:txBody></a:tc><a:tc><a:txBody>{_p(line)}"
        "</a:txBody></a:tc></a:tr></a:tbl>",
        "alt": f'<p:pic><p:nvPicPr><p:cNvPr id="4" name="图片 3" descr="{line}"/></p:nvPicPr></p:pic>',
    }
    usual = "".join(_p(escape(each, quote=False)) for each in content.usual)
    parts = {
        "ppt/presentation.xml": _slide(""),
        "ppt/slides/slide1.xml": _slide(usual),
        "ppt/slides/slide2.xml": _slide(said.get(place, "")),
    }
    if place == "notes":
        parts["ppt/notesSlides/notesSlide1.xml"] = _slide(_p(line))
    return _zipped(parts)


def _p(line: str) -> str:
    return f"<a:p><a:r><a:t>{line}</a:t></a:r></a:p>"


def _slide(inside: str) -> str:
    return f'<p:sld xmlns:p="{P}" xmlns:a="{A}"><p:cSld><p:spTree>{inside}</p:spTree></p:cSld></p:sld>'


def _zipped(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def sheets(content: Content, place: str) -> bytes:
    """Return an .xlsx file of two pictures; the second, or a link, says the lines."""
    book = Workbook()
    sheet = book.active
    assert sheet is not None
    sheet.title = "公开"
    for line in content.usual:
        sheet.append([line])
    sheet["B2"] = "来信"
    if place == "link":
        sheet["B2"].hyperlink = "mailto:" + quote("".join(content.lines))
    for cell in ("D1", "D9"):
        drawn = io.BytesIO()
        Image.new("RGB", (4, 4)).save(drawn, "png")
        sheet.add_image(SheetImage(drawn), cell)
    first = load_workbook(io.BytesIO(_saved(book)))
    if place == "alt":
        picture = first.active._images[1]  # type: ignore[union-attr]
        picture.anchor.pic.nvPicPr.cNvPr.descr = "".join(content.lines)
    return _saved(first)


def _saved(book: Workbook) -> bytes:
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


MAKERS = {"html": html, "docx": word, "xlsx": sheets, "pptx": slides}
PLACES = {  # and where it is said to stand
    ("html", "alt"): "picture 2",
    ("html", "title"): "link 1 title",
    ("html", "aria"): "attribute aria-label",
    ("html", "link"): "link 1",
    ("docx", "alt"): "picture 1",
    ("docx", "old picture"): "picture 1",
    ("docx", "header"): "header picture 1",
    ("docx", "table"): "words table 1",
    ("docx", "link"): "link",
    ("xlsx", "alt"): "sheet 公开 picture 2",
    ("xlsx", "link"): "link 公开 B2",
    ("pptx", ""): "slide 2",
    ("pptx", "cell"): "slide 2 B1",
    ("pptx", "notes"): "notes",
    ("pptx", "alt"): "slide 2 picture 1",
}
