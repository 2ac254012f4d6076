"""Blocks of a text as HTML: headings known by how officials number them, lists, tables with merged cells."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

NUMBERED = {
    2: re.compile(r"(?:第[一二三四五六七八九十百]+[章节编]|[一二三四五六七八九十]{1,3}、|附件?\d*$)"),
    3: re.compile(r"（[一二三四五六七八九十]{1,3}）"),
}
LONGEST_HEADING = 36  # characters
SENTENCE = re.compile(r"[。；;:：，,！？]")
TAG = re.compile(r"<[^>]+>")
STRONG = re.compile(r"</?strong>")


@dataclass
class Cell:
    """A cell of a table as HTML, and over how many columns and rows it reaches."""

    html: str
    columns: int = 1
    rows: int = 1
    is_head: bool = False


@dataclass
class ListItem:
    """A paragraph of a list: how deep it stands, from 0, and its number; None for a bullet."""

    html: str
    depth: int = 0
    number: int | None = None


@dataclass
class Blocks:
    """A text block by block; list items are gathered until something else follows."""

    written: list[str] = field(default_factory=list)
    waiting: list[ListItem] = field(default_factory=list)

    def paragraph(self, html: str, *, level: int = 0) -> None:
        """Add a paragraph, as a heading (2 to 4) where it is one; blank ones are nothing."""
        html = html.strip("　 \t\n\xa0")
        if not (text_of(html) or "<img" in html):
            return
        level = level or heading_level(text_of(html))
        if level and "<img" not in html:
            self.add(f"<h{level}>{STRONG.sub('', html)}</h{level}>")
        else:
            self.add(f"<p>{html}</p>")

    def item(self, item: ListItem) -> None:
        """Add an item of a list."""
        if text_of(item.html):
            self.waiting.append(item)

    def table(self, rows: Sequence[Sequence[Cell]]) -> None:
        """Add a table; one without any text is nothing."""
        if any(text_of(cell.html) or "<img" in cell.html for row in rows for cell in row):
            self.add(table_html(rows))

    def add(self, html: str) -> None:
        """Add a whole block."""
        self._flush()
        self.written.append(html)

    def html(self) -> str:
        """Return all blocks."""
        self._flush()
        return "".join(self.written)

    def _flush(self) -> None:
        items, self.waiting = self.waiting, []
        if items:
            self.written.append(_list_html(items))


def heading_level(text: str) -> int:
    """Return which heading a paragraph is by its numbering (一、 then （一）), 0 for running text."""
    if len(text) > LONGEST_HEADING or SENTENCE.search(text):
        return 0
    return next((level for level, form in NUMBERED.items() if form.match(text)), 0)


def text_of(html: str) -> str:
    """Return what can be read of a piece of HTML."""
    return TAG.sub("", html).replace("&nbsp;", " ").strip("　 \t\n\xa0")


def _list_html(items: Sequence[ListItem]) -> str:
    """Return items as lists, one in another by depth; a jump in depth goes one level down."""
    written: list[str] = []
    open_lists: list[tuple[int, str]] = []  # depth and tag
    for item in items:
        tag = "ul" if item.number is None else "ol"
        while open_lists and (open_lists[-1][0] > item.depth or _differs(open_lists[-1], item.depth, tag)):
            written.append(f"</li></{open_lists.pop()[1]}>")
        if open_lists and open_lists[-1][0] == item.depth:
            written.append("</li>")
        else:
            start = f' start="{item.number}"' if item.number not in (None, 1) else ""
            open_lists.append((item.depth, tag))
            written.append(f"<{tag}{start}>")
        written.append(f"<li>{item.html.strip()}")
    written += [f"</li></{tag}>" for _, tag in reversed(open_lists)]
    return "".join(written)


def _differs(last: tuple[int, str], depth: int, tag: str) -> bool:
    return last[0] == depth and last[1] != tag


def table_html(rows: Iterable[Sequence[Cell]]) -> str:
    """Return a table; rows all of whose cells are heads stand in its head as long as they come first."""
    head: list[str] = []
    body: list[str] = []
    for row in rows:
        if not body and row and all(cell.is_head for cell in row):
            head.append(_row_html(row))
        else:
            body.append(_row_html(row))
    written = f"<thead>{''.join(head)}</thead>" if head and body else "".join(head)
    return f"<table>{written}<tbody>{''.join(body)}</tbody></table>" if body else f"<table>{written}</table>"


def _row_html(row: Sequence[Cell]) -> str:
    return f"<tr>{''.join(_cell_html(cell) for cell in row)}</tr>"


def _cell_html(cell: Cell) -> str:
    tag = "th" if cell.is_head else "td"
    columns = f' colspan="{cell.columns}"' if cell.columns > 1 else ""
    rows = f' rowspan="{cell.rows}"' if cell.rows > 1 else ""
    return f"<{tag}{columns}{rows}>{cell.html}</{tag}>"
