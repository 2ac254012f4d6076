"""Word files: text and tables as a reader of the accepted text sees them."""

from collections.abc import Iterator

from lxml import etree

from gongkai.publishing.papers.numbering import Numbering
from gongkai.publishing.papers.parts import Parts, Style, child_of, list_of, value
from gongkai.reports.reading.blocks import Document, TableBlock, TextBlock
from gongkai.reports.reading.places import Cell, Place
from gongkai.screening.materials import written_as
from gongkai.screening.reading.packages import BadPackage, Package, local
from gongkai.screening.reading.word import parts_of

WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
MOST = 60_000  # paragraphs and cells
LONGEST_CELL = 400  # characters: a table with longer cells lays out a page
DEEPEST = 20  # tables within tables


def from_word(data: bytes) -> Document:
    """
    Take a .docx file apart.

    :raises BadPackage: damaged, or too much in it
    """
    package = Package(data)
    body = child_of(package.tree("word/document.xml"), "body")
    if body is None:
        raise BadPackage("不是完整的Word文件")
    if sum(local(each) in ("p", "tc") for each in body.iter()) > MOST:
        raise BadPackage("内容过多，不像一份年度报告")
    reader = _Body(package)
    reader.read(body)
    return Document(reader.finished())


class _Body:
    """Walks the body in order and collects blocks."""

    def __init__(self, package: Package) -> None:
        self.parts = Parts.of(package)
        self.numbering = Numbering(package.tree("word/numbering.xml"))
        self.blocks: list[TextBlock | TableBlock] = []
        self.lines: list[str] = []
        self.count = 0  # of lines so far
        self.tables = 0

    def finished(self) -> tuple[TextBlock | TableBlock, ...]:
        """Return the blocks."""
        self._close()
        return tuple(self.blocks)

    def read(self, block: etree._Element, depth: int = 0) -> None:
        """Go through what stands in the body, in a cell or in a text box."""
        for child in block:
            kind = local(child)
            if kind == "p":
                self._paragraph(child, depth)
            elif kind == "tbl":
                self._table(child, depth)
            elif kind in WRAPPERS:
                self.read(child, depth)

    def _paragraph(self, element: etree._Element, depth: int) -> None:
        self.lines += self._text(element).split("\n")
        for box in _boxes(element):
            self.read(box, depth + 1)

    def _text(self, element: etree._Element) -> str:
        """Return a paragraph with the number that Word writes before it."""
        text = written_as(parts_of(element)).strip()
        mark = self._number(child_of(element, "pPr")) if text else ""
        return mark + text

    def _number(self, properties: etree._Element | None) -> str:
        named = child_of(properties, "pStyle")
        style = self.parts.styles.get(value(named) if named is not None else "", Style())
        list_id, depth = list_of(properties)
        if not list_id:
            list_id, depth = style.list_id, depth or style.list_depth
        mark = self.numbering.next(list_id, depth) if list_id not in ("", "0") else None
        if mark is None:
            return ""
        return mark.text or (f"{mark.number}." if mark.number else "")

    def _table(self, table: etree._Element, depth: int) -> None:
        rows = [list(_within(row, "tc")) for row in _within(table, "tr")]
        if _lays_out(rows) and depth < DEEPEST:
            for cell in (cell for row in rows for cell in row):
                self.read(cell, depth + 1)
            return
        self._close()
        self.tables += 1
        printed = (self._row(row, self.tables, number) for number, row in enumerate(rows, start=1))
        self.blocks.append(TableBlock(tuple(row for row in printed if row)))

    def _row(self, cells: list[etree._Element], table: int, row: int) -> tuple[str, ...]:
        """Return the cells of a row that begin in it: one that goes on from above is none."""
        began = [cell for cell in cells if not _goes_on(cell)]
        return tuple(
            Cell(self._cell(cell), Place(table=table, row=row, cell=number))
            for number, cell in enumerate(began, start=1)
        )

    def _cell(self, cell: etree._Element) -> str:
        lines = [self._text(line) for line in cell.iter() if local(line) == "p" and not _in_box(line)]
        return " ".join(" ".join(lines).split())

    def _close(self) -> None:
        if any(line.strip() for line in self.lines):
            self.blocks.append(TextBlock("\n".join(self.lines), self.count + 1))
        self.count += len(self.lines)
        self.lines = []


def _lays_out(rows: list[list[etree._Element]]) -> bool:
    """Say whether a table only puts things side by side: others stand in it, or long text."""
    cells = [cell for row in rows for cell in row]
    if len(cells) < 2 or any(local(each) == "tbl" for cell in cells for each in cell.iter()):
        return True
    return any(sum(map(len, cell.itertext())) > LONGEST_CELL for cell in cells)


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, inside content controls and revisions too, deleted rows not."""
    for child in element:
        if local(child) == name:
            if child_of(child_of(child, "trPr"), "del") is None:
                yield child
        elif local(child) in WRAPPERS:
            yield from _within(child, name)


def _goes_on(cell: etree._Element) -> bool:
    merged = child_of(child_of(cell, "tcPr"), "vMerge")
    return merged is not None and value(merged) != "restart"


def _in_box(line: etree._Element) -> bool:
    return any(local(above) == "txbxContent" for above in line.iterancestors())


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for each in element.iter():
        if local(each) == "txbxContent" and not any(local(e) == "Fallback" for e in each.iterancestors()):
            yield each
