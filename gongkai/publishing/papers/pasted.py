"""What Word and WPS put on the clipboard as clean HTML: lists found again, comments and revisions gone."""

import re
from collections.abc import Iterator
from html import escape

from lxml.etree import ParserError, _Element
from lxml.html import HtmlElement, document_fromstring

from gongkai.publishing.papers.blocks import Blocks, Cell, ListItem, text_of
from gongkai.publishing.papers.outcome import Reading

FROM_WORD = re.compile(r"urn:schemas-microsoft-com|class=[\"']?Mso|mso-|<o:p|<w:|Kingsoft|WPS", re.I)
CONDITIONS = re.compile(r"<!--.*?-->|<!\[[^>]*\]>|<\?xml[^>]*>", re.S)
NAMED = re.compile(r"<(/?)(?:o|w|st1|v|m):(\w+)")
GONE = {
    "script",
    "style",
    "head",
    "title",
    "meta",
    "link",
    "xml",
    "object",
    "iframe",
    "form",
    "input",
    "button",
}
HIDDEN = re.compile(r"display:\s*none|mso-hide:\s*all", re.I)
COMMENT = re.compile(r"mso-element:\s*comment|mso-special-character:\s*comment|mso-comment", re.I)
COMMENT_CLASSES = re.compile(r"MsoComment(?:Reference|Text)|msocom", re.I)
LIST = re.compile(r"mso-list:\s*l\d+\s+level(\d+)", re.I)
IGNORED = re.compile(r"mso-list:\s*Ignore", re.I)
NUMBER = re.compile(r"(\d+)\s*[.．、)）]$")
BULLETS = set("·•●○■□◆◇▪▫➢Øü§vnlu-–o")
HEADINGS = {"h1": 2, "h2": 2, "h3": 3, "h4": 4, "h5": 4, "h6": 4}
BLOCK = {"p", "div", "li", "blockquote", "pre", "dt", "dd", "center", *HEADINGS}
MARKS = {"b": "strong", "strong": "strong", "i": "em", "em": "em", "u": "u", "s": "s", "strike": "s"}
MARKS |= {"sup": "sup", "sub": "sub"}
OUTSIDE = ("http://", "https://", "mailto:")
BLANKS = re.compile(r"[ \t\r\n\xa0]+")


def is_from_word(html: str) -> bool:
    """Whether HTML comes from Word or WPS."""
    return bool(FROM_WORD.search(html))


def read_pasted(html: str) -> Reading:
    """Return HTML from the clipboard with what carries meaning, and notes on what was left out."""
    reading = Reading()
    text = NAMED.sub(r"<\1x\2", CONDITIONS.sub("", html.replace("\0", "")))
    try:
        root = document_fromstring(f"<div>{text}</div>")
    except (ParserError, ValueError):
        return reading
    reader = _Reader(reading)
    reader.read(root)
    reader.finish()
    return reading


class _Reader:
    """Walks what was pasted, block by block."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.blocks = reading, Blocks()
        self.deleted = self.comments = self.pictures = 0

    def finish(self) -> None:
        self.reading.html = self.blocks.html()
        for count, said in (
            (self.deleted, "修订中删去的文字{}处没有粘贴"),
            (self.comments, "批注{}条没有粘贴"),
            (self.pictures, "图片{}幅不能随文字粘贴，请用“读入文件”带入，或者作为附件上传"),
        ):
            if count:
                self.reading.notes.append(said.format(count))

    def read(self, element: _Element) -> None:
        """Add all blocks of an element; text between them is a paragraph."""
        loose = escape(element.text or "", quote=False)
        for child in element:
            if self._is_gone(child):
                loose += escape(child.tail or "", quote=False)
                continue
            if _holds_blocks(child):
                self.blocks.paragraph(_tidy(loose))
                loose = ""
                self._block(child)
            else:
                loose += self._inline(child)
            loose += escape(child.tail or "", quote=False)
        self.blocks.paragraph(_tidy(loose))

    def _block(self, element: HtmlElement) -> None:
        tag = str(element.tag)
        if tag == "table":
            self.blocks.table(list(self._rows(element)))
        elif tag in ("ul", "ol"):
            self._list(element, depth=0)
        elif tag in BLOCK and not any(_holds_blocks(child) for child in element):
            self._paragraph(element, level=HEADINGS.get(tag, 0))
        else:
            self.read(element)

    def _paragraph(self, element: HtmlElement, level: int) -> None:
        listed = LIST.search(element.get("style", ""))
        marker = _take_marker(element) if listed else ""
        html = _tidy(self._inside(element))
        number = NUMBER.match(marker)
        if not listed or level or (marker and not number and marker not in BULLETS):
            self.blocks.paragraph(
                f"{escape(marker)}{html}" if marker and marker not in BULLETS else html, level=level
            )
        else:
            depth = int(listed[1]) - 1
            self.blocks.item(ListItem(html, depth, int(number[1]) if number else None))

    def _list(self, element: HtmlElement, depth: int) -> None:
        start = element.get("start", "1")
        number = int(start) if start.isdecimal() else 1
        for child in element:
            if child.tag in ("ul", "ol"):
                self._list(child, depth + 1)
            elif child.tag == "li":
                inner = [each for each in child if each.tag in ("ul", "ol")]
                for each in inner:
                    child.remove(each)
                html = _tidy(self._inside(child))
                self.blocks.item(ListItem(html, depth, number if element.tag == "ol" else None))
                number += 1
                for each in inner:
                    self._list(each, depth + 1)

    def _rows(self, table: HtmlElement) -> Iterator[list[Cell]]:
        for row in table.iter("tr"):
            if next(row.iterancestors("table")) is not table:
                continue
            cells = [each for each in row if each.tag in ("td", "th")]
            yield [
                Cell(self._cell(each), _span(each, "colspan"), _span(each, "rowspan"), each.tag == "th")
                for each in cells
            ]

    def _cell(self, cell: HtmlElement) -> str:
        """Return the inside of a cell, a paragraph to a line."""
        inner = _Reader(self.reading)
        inner.read(cell)
        self.deleted += inner.deleted
        self.comments += inner.comments
        self.pictures += inner.pictures
        html = re.sub(r"<(/?)h\d>", r"<\1p>", inner.blocks.html())
        alone = html.count("<p>") == 1 and html.startswith("<p>") and html.endswith("</p>")
        return html[3:-4] if alone else html

    def _inside(self, element: HtmlElement) -> str:
        written = escape(element.text or "", quote=False)
        for child in element:
            if not self._is_gone(child):
                written += self._inline(child)
            written += escape(child.tail or "", quote=False)
        return written

    def _inline(self, element: HtmlElement) -> str:
        tag = str(element.tag)
        if tag == "br":
            return "<br>"
        if tag == "img":
            return self._picture(element)
        inner = self._inside(element)
        if not text_of(inner) and "<img" not in inner:
            return " " if inner else ""
        if tag == "a" and element.get("href", "").startswith(OUTSIDE):
            return f'<a href="{escape(element.get("href", ""))}">{inner}</a>'
        mark = MARKS.get(tag)
        return f"<{mark}>{inner}</{mark}>" if mark else inner

    def _picture(self, element: HtmlElement) -> str:
        source = element.get("src", "")
        if source.startswith("/") and not source.startswith("//"):
            return f'<img src="{escape(source)}" alt="{escape(element.get("alt", ""))}">'
        self.pictures += 1
        return ""

    def _is_gone(self, element: _Element) -> bool:
        """Whether nothing of an element comes along; what a reader would miss is counted."""
        if not isinstance(element.tag, str) or element.tag in GONE:
            return True
        style, kind = element.get("style", ""), element.get("class", "")
        if element.tag == "del":
            self.deleted += 1
            return True
        if (
            COMMENT.search(style)
            or COMMENT_CLASSES.search(kind)
            or COMMENT_CLASSES.search(element.get("href", ""))
        ):
            self.comments += "comment-list" not in style and bool(
                element.tag == "a" or "MsoCommentText" in kind
            )
            return True
        return bool(HIDDEN.search(style))


def _holds_blocks(element: _Element) -> bool:
    blocks = {*BLOCK, "table", "ul", "ol", "body", "html"}
    return element.tag in blocks or any(each.tag in blocks for each in element.iter())


def _take_marker(element: HtmlElement) -> str:
    """Take the number or bullet that Word wrote before a list's paragraph out of it, and return it."""
    for span in element.iter("span"):
        if IGNORED.search(span.get("style", "")):
            marker = BLANKS.sub("", "".join(span.itertext()))
            tail, parent = span.tail or "", span.getparent()
            before = span.getprevious()
            if before is not None:
                before.tail = (before.tail or "") + tail
            elif parent is not None:
                parent.text = (parent.text or "") + tail
            if parent is not None:
                parent.remove(span)
            return marker
    return ""


def _span(cell: HtmlElement, name: str) -> int:
    said = cell.get(name, "1")
    return min(int(said), 60) if said.isdecimal() and said != "0" else 1


def _tidy(html: str) -> str:
    """Return inline HTML with single blanks, none of them where a line of Chinese was broken."""
    html = BLANKS.sub(" ", html)
    return re.sub(r"(?<=[　-鿿＀-￯]) (?=[　-鿿＀-￯])", "", html).strip()
