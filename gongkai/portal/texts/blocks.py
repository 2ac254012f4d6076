"""The cleaned HTML of an item as a list of blocks: headings, paragraphs, points, tables, pictures."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace

from lxml import html
from lxml.html import HtmlElement

SPACES = re.compile(r"[ \t\r\n\f]+")
HEADINGS = {"h2": 1, "h3": 2, "h4": 3, "h5": 3, "h6": 3}
MARKS = {"strong": "bold", "b": "bold", "em": "italic", "i": "italic", "u": "underlined"}
RAISED = {"sup": "super", "sub": "sub"}
# What stands for itself; everything else flows in the paragraph around it.
OWN_BLOCK = {
    *HEADINGS,
    *("p", "div", "blockquote", "pre", "ul", "ol", "dl", "dt", "dd", "li", "table", "hr", "figure"),
    *("figcaption", "caption", "img"),
}
LONGEST_ROWS = 2_000  # of one table; more is for the attachment


@dataclass(frozen=True)
class Run:
    """Words in one manner of writing; `shift` is "", "super" or "sub"."""

    text: str
    bold: bool = False
    italic: bool = False
    underlined: bool = False
    shift: str = ""


@dataclass(frozen=True)
class Cell:
    """A cell of a table, which may span columns and rows."""

    text: str
    is_head: bool = False
    columns: int = 1
    rows: int = 1


@dataclass(frozen=True)
class Block:
    """
    One block: kind is heading, paragraph, point, table, picture or rule.

    `level` is the depth of a heading (1 to 3) or of a point (from 1), `mark` what stands before a point.
    """

    kind: str
    runs: tuple[Run, ...] = ()
    level: int = 0
    mark: str = ""
    rows: tuple[tuple[Cell, ...], ...] = ()
    picture: bytes = b""

    @property
    def text(self) -> str:
        """The words without their manner."""
        return "".join(run.text for run in self.runs)


Pictures = Callable[[str], bytes | None]


def blocks_of(content: str, pictures: Pictures) -> list[Block]:
    """
    Read cleaned HTML into blocks, in their order.

    :param pictures: returns a picture (PNG or JPEG) by its address on this site, or None
    """
    if not content.strip():
        return []
    root = html.fragment_fromstring(f"<div>{content}</div>")
    return list(_Reader(pictures).flow(root))


class _Reader:
    """Walks down the elements; keeps nothing between two of them but where pictures come from."""

    def __init__(self, pictures: Pictures) -> None:
        self.pictures = pictures

    def flow(self, element: HtmlElement, depth: int = 0) -> Iterator[Block]:
        """Yield what stands in an element: its own words as paragraphs between the blocks in it."""
        words: list[Run] = list(_words(element.text))
        for child in element:
            if isinstance(child.tag, str) and (child.tag in OWN_BLOCK or _holds_blocks(child)):
                yield from _paragraph(words)
                words = []
                yield from self.block(child, depth)
            else:
                words += _runs(child)
            words += _words(child.tail)
        yield from _paragraph(words)

    def block(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        """Yield the blocks of one element that stands for itself."""
        tag = element.tag
        if tag in HEADINGS:
            yield from _paragraph(list(_inner(element)), kind="heading", level=HEADINGS[tag])
        elif tag in ("ul", "ol"):
            yield from self.points(element, depth + 1)
        elif tag == "table":
            yield from _table(element)
        elif tag == "img":
            yield from self.picture(element)
        elif tag == "hr":
            yield Block("rule")
        else:
            yield from self.flow(element, depth)

    def points(self, element: HtmlElement, depth: int) -> Iterator[Block]:
        """Yield the points of a list; what follows the first words of a point stands below it."""
        number = int(element.get("start") or 1)
        for point in element:
            if point.tag != "li":
                yield from self.flow(point, depth) if isinstance(point.tag, str) else ()
                continue
            mark, is_first = f"{number}." if element.tag == "ol" else "•", True
            for block in self.flow(point, depth):
                if is_first and block.kind == "paragraph":
                    block = replace(block, kind="point", level=depth, mark=mark)
                is_first = False
                yield block
            number += 1

    def picture(self, element: HtmlElement) -> Iterator[Block]:
        """Yield a picture with its description; one that cannot be had is named by it."""
        words = element.get("alt") or "图片"
        found = self.pictures(element.get("src") or "")
        if found:
            yield Block("picture", (Run(words),), picture=found)
        else:
            yield Block("paragraph", (Run(f"（{words}，请看网页）"),))


def _holds_blocks(element: HtmlElement) -> bool:
    return any(isinstance(each.tag, str) and each.tag in OWN_BLOCK for each in element.iterdescendants())


def _paragraph(words: list[Run], *, kind: str = "paragraph", level: int = 0) -> Iterator[Block]:
    """Yield a block for each line of words that is not empty (a line ends at <br>)."""
    line: list[Run] = []
    for run in [*words, Run("\n")]:
        first, *more = run.text.split("\n")
        line.append(replace(run, text=first))
        for text in more:
            if kept := _trimmed(line):
                yield Block(kind, kept, level)
            line = [replace(run, text=text)]


def _trimmed(line: list[Run]) -> tuple[Run, ...]:
    """Return the runs of a line without empty ones, and without the indent that editors type by hand."""
    kept = [run for run in line if run.text]
    while kept and not kept[0].text.strip():
        kept.pop(0)
    while kept and not kept[-1].text.strip():
        kept.pop()
    if kept:
        kept[0] = replace(kept[0], text=kept[0].text.lstrip())
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip())
    return tuple(kept)


def _words(text: str | None) -> Iterator[Run]:
    if text:
        yield Run(SPACES.sub(" ", text))


def _inner(element: HtmlElement) -> Iterator[Run]:
    yield from _words(element.text)
    for child in element:
        yield from _runs(child)
        yield from _words(child.tail)


def _runs(element: HtmlElement) -> Iterator[Run]:
    """Yield the words of an element that flows with the text, in its manner of writing."""
    if element.tag == "br":
        yield Run("\n")
        return
    if not isinstance(element.tag, str) or element.tag == "img":
        return
    for run in _inner(element):
        if element.tag in MARKS:
            run = replace(run, **{MARKS[element.tag]: True})  # type: ignore[arg-type]
        elif element.tag in RAISED:
            run = replace(run, shift=RAISED[element.tag])
        yield run


def _table(element: HtmlElement) -> Iterator[Block]:
    """Yield the caption, and the table with its cells as plain words."""
    for caption in element.iterfind("caption"):
        yield from _paragraph(list(_inner(caption)), kind="heading", level=3)
    rows = [tuple(map(_cell, row.iterchildren("td", "th"))) for row in element.iter("tr")]
    filled = tuple(row for row in rows if row)[:LONGEST_ROWS]
    if filled:
        yield Block("table", rows=filled)


def _cell(element: HtmlElement) -> Cell:
    lines = (SPACES.sub(" ", line).strip() for line in _lines(element))
    text = "\n".join(line for line in lines if line)
    return Cell(text, element.tag == "th", _span(element, "colspan"), _span(element, "rowspan"))


def _lines(element: HtmlElement) -> list[str]:
    """Return the words of a cell, a line to each paragraph or break in it."""
    pieces: list[str] = [element.text or ""]
    for each in element.iterdescendants():
        if isinstance(each.tag, str) and (each.tag in OWN_BLOCK or each.tag == "br"):
            pieces.append("\n")
        pieces += [SPACES.sub(" ", each.text or "") if isinstance(each.tag, str) else ""]
        pieces += [SPACES.sub(" ", each.tail or "")]
    return "".join(pieces).split("\n")


def _span(element: HtmlElement, name: str) -> int:
    value = element.get(name) or ""
    return min(max(int(value), 1), 100) if value.isascii() and value.isdigit() else 1
