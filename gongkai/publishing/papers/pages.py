"""PDF files as HTML: lines put together to paragraphs, tables, without page numbers and running heads."""

import json
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from html import escape
from typing import Any

from gongkai.common.apart import Failed, run_apart
from gongkai.publishing.papers.blocks import Blocks, Cell
from gongkai.publishing.papers.outcome import Reading
from gongkai.screening.reading.packages import BadPackage

PROGRAM = "gongkai.publishing.papers.pdf_lines"
THIN = 10  # characters a page, below which the file is a scan
SCAN = "是扫描件，没有文字。请使用原来的Word文件，或者作为附件上传，正文另行录入"
PAGE_NUMBER = re.compile(r"[—–\-－_ ]*\d{1,4}[—–\-－_ ]*|第 ?\d+ ?页(?:[,， ]*共 ?\d+ ?页)?")
CHINESE = re.compile(r"[　-〿一-鿿＀-￯“”‘’—…]")
BROKEN_CHINESE = re.compile(r"(?<=[一-鿿]) (?=[一-鿿])")  # cells set wide
RUNNING = 3  # pages on which a line stands at the same end to be a running head


@dataclass
class Line:
    """A line of text and where it lies on its page, in points."""

    text: str
    left: float
    right: float
    top: float
    bottom: float

    @property
    def height(self) -> float:
        """How high the letters are, about."""
        return max(self.bottom - self.top, 1.0)


@dataclass
class Page:
    """Lines and tables of a page, from top to bottom."""

    blocks: list[Line | list[list[Cell]]] = field(default_factory=list)

    @property
    def lines(self) -> list[Line]:
        """The lines alone."""
        return [block for block in self.blocks if isinstance(block, Line)]


def read_pages(data: bytes) -> Reading:
    """
    Return a .pdf file as HTML.

    :raises BadPackage: damaged, encrypted, without text, or too much to read
    """
    told = _run(data)
    pages = [_page(page["blocks"]) for page in told["pages"]]
    if sum(len(line.text) for page in pages for line in page.lines) < THIN * len(pages) and not any(
        len(page.blocks) > len(page.lines) for page in pages
    ):
        raise BadPackage(SCAN)
    _drop_margins(pages)
    reading = Reading(_html(pages))
    reading.notes.append("PDF文件没有段落信息，分段和表格由系统推断，请逐段核对；有Word文件的，请用Word文件")
    if told["pictures"]:
        reading.notes.append(f"图片{told['pictures']}幅没有读入")
    if told["total"] > len(pages):
        reading.notes.append(f"文件共{told['total']}页，只读入了前{len(pages)}页")
    return reading


def _run(data: bytes) -> dict[str, Any]:
    try:
        told: dict[str, Any] = json.loads(run_apart(PROGRAM, data))
    except (Failed, ValueError) as error:
        raise BadPackage("已损坏、加密或者过于复杂，读不出来，请作为附件上传") from error
    return told


def _page(blocks: Sequence[dict[str, Any]]) -> Page:
    page = Page()
    for block in blocks:
        if "rows" in block:
            page.blocks.append(
                [
                    [
                        Cell(escape(joined(text.splitlines()), quote=False), columns, rows)
                        for text, columns, rows in row
                    ]
                    for row in block["rows"]
                ]
            )
        elif block["text"].strip():
            places = (float(block[name]) for name in ("x0", "x1", "top", "bottom"))
            page.blocks.append(Line(block["text"].strip(), *places))
    return page


def _drop_margins(pages: list[Page]) -> None:
    """Take away page numbers, and lines that stand at the same end of several pages."""
    ends = Counter(line.text for page in pages for line in {id(e): e for e in _ends(page)}.values())
    for page in pages:
        for line in _ends(page):
            if PAGE_NUMBER.fullmatch(line.text) or ends[line.text] >= RUNNING:
                page.blocks = [block for block in page.blocks if block is not line]


def _ends(page: Page) -> list[Line]:
    lines = page.lines
    return [lines[0], lines[-1]] if lines else []


def _html(pages: Sequence[Page]) -> str:
    blocks = Blocks()
    waiting: list[str] = []
    for page in pages:
        for block, begins in _beginnings(page):
            if waiting and begins:
                blocks.paragraph(escape(joined(waiting), quote=False))
                waiting = []
            if isinstance(block, Line):
                waiting.append(block.text)
            else:
                blocks.table(block)
    if waiting:
        blocks.paragraph(escape(joined(waiting), quote=False))
    return blocks.html()


def _beginnings(page: Page) -> Iterator[tuple[Line | list[list[Cell]], bool]]:
    """Yield blocks, and whether each begins a paragraph: set in, after a short line, or after a gap."""
    lines = page.lines
    left = min((line.left for line in lines), default=0.0)
    right = max((line.right for line in lines), default=0.0)
    before: Line | None = None
    for block in page.blocks:
        if not isinstance(block, Line):
            yield block, True
            before = Line("", left, left, 0, 0)  # what follows a table begins anew
            continue
        set_in = block.left > left + block.height * 0.8
        if before is None:
            yield block, set_in  # may go on from the page before
        else:
            short = before.right < right - before.height * 1.6
            gap = block.top - before.bottom > block.height * 1.8
            yield block, set_in or short or gap
        before = block


def joined(lines: Sequence[str]) -> str:
    """Return lines as one text: no blank between Chinese, one between other words."""
    text = ""
    for line in (line.strip() for line in lines):
        apart = text and line and not (CHINESE.match(text[-1]) or CHINESE.match(line[0]))
        text += f" {line}" if apart else line
    return BROKEN_CHINESE.sub("", text)
