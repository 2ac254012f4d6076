"""Web pages: running text by line, innermost tables by row."""

import re
from collections.abc import Iterator

from lxml import etree, html

from gongkai.reports.reading.blocks import Document, TableBlock, TextBlock

SILENT = {"script", "style", "noscript", "template", "head", "select", "button", "svg", "iframe"}
LINES = {
    "p", "div", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "br", "hr", "section", "pre", "dl",
    "article", "header", "footer", "blockquote", "dt", "dd", "tr", "td", "th", "table", "center", "form",
}  # fmt: skip
TITLES = (
    "//meta[translate(@name,'TILE','tile')='articletitle' or @name='ArticleTitle']/@content",
    "//h1",
    "//*[contains(@class,'title')]",
    "//title",
)
INLINE = {"span", "font", "b", "strong", "i", "em", "u"}  # and no link: that may be a footnote
RAISED = re.compile(r"vertical-align\s*:\s*(?:super|sub|text-top)|position\s*:", re.IGNORECASE)
TYPED = {"text", "number", "tel"}  # what people type into
HIDDEN = "//table//*[@hidden or @style]"
UNSEEN = re.compile(r"display\s*:\s*none|visibility\s*:\s*hidden", re.IGNORECASE)
CUT = "…"
LONGEST_CELL = 400  # a table with longer cells lays out a page


def from_html(text: str) -> Document:
    """Take a web page apart."""
    text = re.sub(r"^\s*<\?xml[^>]*\?>", "", text)  # lxml refuses a declared encoding in decoded text
    try:
        tree = html.document_fromstring(text, parser=html.HTMLParser(remove_comments=True, remove_pis=True))
    except etree.ParserError:  # nothing but comments
        return Document(())
    _take_out_unseen(tree)
    builder = _Builder()
    body = tree.find("body")
    builder.walk(body if body is not None else tree)
    if _ends_in_a_row(text):
        builder.mark_cut()
    return Document(builder.finished(), _titles(tree))


def _take_out_unseen(tree: html.HtmlElement) -> None:
    """Take out what nobody sees: programs, styles, and hidden rows, cells and words of tables."""
    etree.strip_elements(tree, "script", "style", with_tail=False)
    for node in tree.xpath(HIDDEN):
        if node.get("hidden") is not None or UNSEEN.search(node.get("style", "")):
            node.drop_tree()


def _ends_in_a_row(text: str) -> bool:
    end = text.lower()
    is_open = end.rfind("<table") > end.rfind("</table")
    return is_open and end.rfind("<t") > end.rfind("</tr")


def _titles(tree: html.HtmlElement) -> tuple[str, ...]:
    found = []
    for path in TITLES:
        for node in tree.xpath(path):
            words = node if isinstance(node, str) else node.text_content()
            line = " ".join(words.split())
            if "信息" in line and len(line) < 120:
                found.append(line)
    return tuple(dict.fromkeys(found))


class _Builder:
    """Walks the tree and collects blocks."""

    def __init__(self) -> None:
        self.blocks: list[TextBlock | TableBlock] = []
        self.parts: list[str] = []

    def finished(self) -> tuple[TextBlock | TableBlock, ...]:
        self._close()
        return tuple(self.blocks)

    def walk(self, node: html.HtmlElement) -> None:
        if not isinstance(node.tag, str) or node.tag in SILENT:
            return
        if node.tag == "table" and _is_data(node):
            self._close()
            self.blocks.append(TableBlock(_rows(node)))
            return
        breaks = node.tag in LINES
        self.parts.append("\n" if breaks else "")
        self.parts.append(_words(node.text))
        for child in node:
            self.walk(child)
            self.parts.append(_words(child.tail))
        self.parts.append("\n" if breaks else "")

    def mark_cut(self) -> None:
        """The page ends in the middle of a cell: make what is left of it no number."""
        if self.blocks and isinstance(self.blocks[-1], TableBlock) and not "".join(self.parts).strip():
            *rows, last = self.blocks[-1].rows
            self.blocks[-1] = TableBlock((*rows, (*last[:-1], last[-1] + CUT)))

    def _close(self) -> None:
        text = re.sub(r"[ \t]*\n\s*", "\n", "".join(self.parts)).strip()
        if text:
            self.blocks.append(TextBlock(text))
        self.parts = []


def _words(text: str | None) -> str:
    return re.sub(r"\s+", " ", text or "")


def _is_data(table: html.HtmlElement) -> bool:
    if table.xpath(".//table"):
        return False
    cells = table.xpath(".//td | .//th")
    return len(cells) > 1 and all(len(cell.text_content()) <= LONGEST_CELL for cell in cells)


def _rows(table: html.HtmlElement) -> tuple[tuple[str, ...], ...]:
    rows = []
    for row in table.iter("tr"):
        cells = tuple(_cell(cell) for cell in row if cell.tag in ("td", "th"))
        if cells:
            rows.append(cells)
    return tuple(rows)


def _cell(cell: html.HtmlElement) -> str:
    """Return the words of a cell: digits that a program set in several spans are one number again."""
    words = "".join(_pieces(cell)) if len(cell) else cell.text or ""
    return " ".join(words.split())


def _pieces(node: html.HtmlElement) -> Iterator[str]:
    yield node.text or ""
    if node.tag == "input" and node.get("type", "text") in TYPED:
        yield node.get("value", "")
    for child in node:
        apart = "" if child.tag in INLINE and not RAISED.search(child.get("style", "")) else " "
        yield apart
        yield from _pieces(child)
        yield apart
        yield child.tail or ""
