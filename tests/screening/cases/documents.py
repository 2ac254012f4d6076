"""The files in which pieces stand: web pages, text, tables, Word, Excel, PDF, and the file's name."""

import csv
import io
import json
import zipfile
from dataclasses import dataclass
from html import escape
from itertools import chain

import pypdfium2
import typst
from openpyxl import Workbook
from openpyxl.comments import Comment

WORD = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
CORE = (
    '<cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" '
    'xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:subject>{}</dc:subject></cp:coreProperties>'
)
TYPST = """#set page(width: 40cm, height: 30cm)
#set text(font: ("Noto Serif CJK SC", "Noto Sans CJK SC"), lang: "zh")
#for (n, doc) in json(bytes(sys.inputs.data)).enumerate() {
  if n > 0 { pagebreak() }
  for line in doc.lines { par(text(line)) }
  if doc.rows.len() > 0 { table(columns: doc.rows.at(0).len(), ..doc.rows.flatten().map(c => text(c))) }
}"""
Rows = tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Content:
    """What a document says: usual lines, the lines in question (in a place of their own), a table."""

    usual: tuple[str, ...]
    lines: tuple[str, ...] = ()
    rows: Rows = ()


def html(content: Content, place: str) -> bytes:
    """Return a web page; the lines stand in paragraphs, a list, a cell or split over elements."""
    inner = [_marked(line, place) for line in content.lines]
    table = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in content.rows)
    blocks = [
        *(f"<p>{escape(line)}</p>" for line in content.usual),
        *inner,
        f"<table>{table}</table>" if table else "",
    ]
    return "".join(blocks).encode()


def _marked(line: str, place: str) -> str:
    if place == "list":
        return f"<ul><li>{escape(line)}</li></ul>"
    if place == "split":
        half = len(line) // 2
        return f'<div><span style="color:red">{escape(line[:half])}</span><b>{escape(line[half:])}</b></div>'
    if place == "cell":
        return f"<table><tr><td>备注</td><td>{escape(line)}</td></tr></table>"
    return f"<p>{escape(line)}</p>"


def text(content: Content, _place: str) -> bytes:
    """Return plain text in GB 18030, rows kept apart by tabs."""
    rows = ["\t".join(row) for row in content.rows]
    return "\n".join([*content.usual, *content.lines, *rows]).encode("gb18030")


def cells(content: Content, _place: str) -> bytes:
    """Return a CSV file; lines stand in a column of remarks."""
    written = io.StringIO()
    rows = content.rows or (("序号", "说明"), *((str(n), line) for n, line in enumerate(content.lines, 1)))
    csv.writer(written).writerows(rows)
    return written.getvalue().encode("utf-8-sig")


def word(content: Content, place: str) -> bytes:
    """Return a .docx file with the lines in the body or in one of the places that readers do not see."""
    inside = "".join(_paragraph(line, place) for line in content.lines) if place in IN_BODY else ""
    rows = "".join(f"<w:tr>{''.join(f'<w:tc>{_p(c)}</w:tc>' for c in row)}</w:tr>" for row in content.rows)
    body = "".join(map(_p, content.usual)) + inside + (f"<w:tbl>{rows}</w:tbl>" if rows else "")
    parts = {"word/document.xml": f"<w:document {WORD}><w:body>{body}</w:body></w:document>"}
    if place in ELSEWHERE:
        name, root = ELSEWHERE[place]
        inner = "".join(map(_p, content.lines))
        inner = f"<w:{place}>{inner}</w:{place}>" if place in ("comment", "footnote") else inner
        parts[name] = f"<w:{root} {WORD}>{inner}</w:{root}>"
    if place == "properties":
        parts["docProps/core.xml"] = CORE.format(escape("".join(content.lines)))
    return _zipped(parts)


IN_BODY = ("", "paragraph", "split", "hidden", "revision", "inserted", "deleted", "textbox")
ELSEWHERE = {
    "header": ("word/header1.xml", "hdr"),
    "footer": ("word/footer1.xml", "ftr"),
    "comment": ("word/comments.xml", "comments"),
    "footnote": ("word/footnotes.xml", "footnotes"),
}


def _zipped(parts: dict[str, str]) -> bytes:
    written = io.BytesIO()
    with zipfile.ZipFile(written, "w") as target:
        for name, content in parts.items():
            target.writestr(name, content)
    return written.getvalue()


def _run(line: str, properties: str = "", tag: str = "t") -> str:
    return f'<w:r>{properties}<w:{tag} xml:space="preserve">{escape(line, quote=False)}</w:{tag}></w:r>'


def _p(line: str) -> str:
    return f"<w:p>{_run(line)}</w:p>"


def _paragraph(line: str, place: str) -> str:
    if place == "split":
        return "<w:p>" + "".join(_run(line[n : n + 3]) for n in range(0, len(line), 3)) + "</w:p>"
    if place == "hidden":
        return f"<w:p>{_run(line, '<w:rPr><w:vanish/></w:rPr>')}</w:p>"
    if place == "inserted":
        return f'<w:p><w:ins w:id="1" w:author="a">{_run(line)}</w:ins></w:p>'
    if place == "deleted":
        return f'<w:p>{_run("删去：")}<w:del w:id="1" w:author="a">{_run(line, tag="delText")}</w:del></w:p>'
    if place == "revision":
        inserted = f'<w:ins w:id="2" w:author="a">{_run("发布")}</w:ins>'
        return f"<w:p>{_run('本办法自')}{inserted}{_run('之日起施行。')}</w:p>"
    if place == "textbox":
        return f"<w:p><w:r><w:pict><w:txbxContent>{_p(line)}</w:txbxContent></w:pict></w:r></w:p>"
    return _p(line)


def sheets(content: Content, place: str) -> bytes:
    """Return an .xlsx file with the lines or the table in a cell, a comment, or where nobody looks."""
    book = Workbook()
    shown = book.active
    assert shown is not None
    shown.title = "公开"
    for line in content.usual:
        shown.append([line])
    sheet = book.create_sheet("底稿") if place == "hidden sheet" else shown
    if sheet is not shown:
        sheet.sheet_state = "veryHidden"
    if place == "comment":
        shown["C1"].comment = Comment("\n".join(content.lines), "a")
    first = sheet.max_row + 2
    lines = () if place == "comment" else content.lines
    rows = content.rows or tuple((line,) for line in lines)
    for n, row in enumerate(rows, first):
        sheet.row_dimensions[n].hidden = place == "hidden row"
        for c, value in enumerate(row, 1):
            sheet.cell(n, c, value)
    if place == "hidden column":
        sheet.column_dimensions["B"].hidden = True
    written = io.BytesIO()
    book.save(written)
    return written.getvalue()


def pages(contents: list[Content]) -> list[bytes]:
    """Return a PDF file of one page for each content; they are set together, which is faster."""
    data = [{"lines": [*c.usual, *c.lines], "rows": c.rows} for c in contents]
    whole = typst.compile(TYPST.encode(), sys_inputs={"data": json.dumps(data, ensure_ascii=False)})
    files = []
    document = pypdfium2.PdfDocument(whole)
    assert len(document) == len(contents), "a document is longer than its page"
    for number in range(len(document)):
        single = pypdfium2.PdfDocument.new()
        single.import_pages(document, [number])
        written = io.BytesIO()
        single.save(written)
        files.append(written.getvalue())
        single.close()
    document.close()
    return files


MAKERS = {"html": html, "txt": text, "csv": cells, "docx": word, "xlsx": sheets}
TEXT_PLACES = [
    *(("html", place) for place in ("", "list", "split", "cell")),
    ("txt", ""),
    *(("docx", place) for place in chain(IN_BODY[1:4], IN_BODY[5:], ELSEWHERE, ["properties"])),
    *(("xlsx", place) for place in ("", "hidden sheet", "hidden row", "comment")),
    ("csv", ""),
    ("pdf", ""),
]
TABLE_PLACES = [
    *(("html", ""), ("docx", ""), ("csv", ""), ("txt", ""), ("pdf", "")),
    *(("xlsx", place) for place in ("", "hidden sheet", "hidden row", "hidden column")),
]
