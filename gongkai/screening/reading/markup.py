"""HTML, which items are made of: its blocks as passages, its tables as grids."""

import re
from collections.abc import Callable
from functools import partial
from html import unescape

from lxml.etree import ParserError, _Element
from lxml.html import HtmlElement, HTMLParser, document_fromstring, fragment_fromstring, tostring

from gongkai.screening.materials import Material, Part, cell_name, written_as
from gongkai.screening.reading.described import add_link
from gongkai.screening.reading.packages import BadPackage

TOO_DEEP = "Excessive depth"
TAG = re.compile(r"<[^>]*>")
ATTRIBUTES = (  # whose words can be seen, or are read aloud
    *("alt", "title", "placeholder", "value", "aria-label", "aria-description", "summary", "content"),
)
SHOWN = re.compile("|".join((*ATTRIBUTES, "href")), re.IGNORECASE)
BLOCKS = frozenset(
    [
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "blockquote", "pre", "div"),
        *("caption", "figcaption", "title", "td", "th"),
    ]
)


def read_markup(html: str, material: Material) -> Callable[[], bytes] | None:
    """
    Add everything in HTML; the answer gives it with what was put anew, None where only its words were read.

    :raises BadPackage: nothing that can be parsed
    """
    whole, parser = "<html" in html[:2000], HTMLParser()
    try:
        root = (
            document_fromstring(html, parser=parser)
            if whole
            else fragment_fromstring(html, create_parent="div", parser=parser)
        )
    except (ParserError, ValueError) as error:
        raise BadPackage("不是完整的网页") from error
    if any(TOO_DEEP in each.message for each in parser.error_log):  # what lies deeper is not in the tree
        material.add_lines(unescape(TAG.sub("\n", html)), "body")
        material.unread.append("网页嵌套过深，只检查了文字，没有检查表格")
        return None
    _walk(root, material, _Counter())
    if SHOWN.search(html):
        _attributes(root, material)
    return lambda: _serialised(root, whole=whole)


def _serialised(root: HtmlElement, *, whole: bool) -> bytes:
    written: bytes = tostring(root, encoding="utf-8")
    return written if whole else written[len(b"<div>") : -len(b"</div>")]


def _attributes(root: HtmlElement, material: Material) -> None:
    """Add what stands in attributes, with which picture or link it is, and whom a link leads to."""
    counts = {"img": 0, "a": 0}
    for element in root.iter():
        tag = element.tag if isinstance(element.tag, str) else ""
        if tag in counts:
            counts[tag] += 1
        for key in ATTRIBUTES if tag else ():
            part = Part(element.get(key, ""), partial(element.set, key))
            material.add([part], _place(tag, key, counts), hidden=True)
        if tag in ("a", "area"):
            put = partial(element.set, "href")
            add_link(element.get("href", ""), put, material, f"link {counts['a']}")


def _place(tag: str, key: str, counts: dict[str, int]) -> str:
    if tag == "img":
        return f"picture {counts['img']}" if key == "alt" else f"picture {counts['img']} {key}"
    return f"link {counts['a']} {key}" if tag == "a" else f"attribute {key}"


class _Counter:
    """How many paragraphs and tables were passed."""

    paragraphs = tables = 0
    last = ""


def _walk(element: _Element, material: Material, counter: _Counter) -> None:
    own = [_part(element, "text")]
    for child in element:
        tag = child.tag if isinstance(child.tag, str) else ""
        if tag == "table":
            _flush(own, material, counter)
            _table(child, material, counter)
        elif tag == "br":
            own.append(Part("\n"))
        elif tag in BLOCKS or any(each.tag in BLOCKS or each.tag == "table" for each in child.iter()):
            _flush(own, material, counter)
            _walk(child, material, counter)
        elif tag not in ("script", "style", ""):
            own += _inline(child)
        own.append(_part(child, "tail"))
    _flush(own, material, counter)


def _part(element: _Element, side: str) -> Part:
    return Part(getattr(element, side) or "", partial(setattr, element, side))


def _inline(element: _Element) -> list[Part]:
    """Return all text in an element, part by part."""
    if not isinstance(element.tag, str) or element.tag in ("script", "style"):
        return []
    parts = [_part(element, "text")]
    for child in element:
        parts += [*_inline(child), _part(child, "tail")]
    return parts


def _flush(own: list[Part], material: Material, counter: _Counter) -> None:
    text = written_as(own).strip()
    if text:
        counter.paragraphs += 1
        counter.last = text
        material.add(own, f"body:{counter.paragraphs}")
    own.clear()


def _table(element: _Element, material: Material, counter: _Counter) -> None:
    counter.tables += 1
    number = counter.tables
    cells = [[_inline(cell) for cell in row if cell.tag in ("td", "th")] for row in element.iter("tr")]
    rows = [[written_as(parts) for parts in row] for row in cells]
    caption = element.find("caption")
    title = counter.last
    if caption is not None:
        parts = _inline(caption)
        title = written_as(parts).strip()
        material.add(parts, f"caption {number}")
    material.add_grid(
        rows, lambda r, c: f"table {number} {cell_name(r, c)}", title, parts=lambda r, c: cells[r][c]
    )
