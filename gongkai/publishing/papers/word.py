"""Word files as HTML: what a reader of the accepted text sees, without the styles."""

from collections.abc import Iterator

from lxml import etree

from gongkai.common.old_word import NotConverted, as_docx
from gongkai.common.upload_kinds import ZIP_MAGIC
from gongkai.publishing.papers.blocks import Blocks, Cell, ListItem, heading_level, text_of
from gongkai.publishing.papers.numbering import Mark, Numbering
from gongkai.publishing.papers.outcome import Reading
from gongkai.publishing.papers.parts import Parts, Style, child_of, is_on, list_of, outline_of, value
from gongkai.publishing.papers.runs import LEFT_OUT, Inline
from gongkai.screening.reading.packages import BadPackage, Package, attribute, local

WRAPPERS = {"sdt", "sdtContent", "ins", "moveTo", "customXml", "smartTag"}
CONVERTED = "这是旧版Word文件（.doc），系统转换后读入，版式、图形和部分图片可能没有带过来，请对照原件逐段核对"
LARGEST = 60_000  # paragraphs and cells
SAID = {
    "inserted": "文件带有修订标记，插入的文字{count}处已按接受修订读入，请核对",
    "deleted": "文件带有修订标记，删去的文字{count}处没有读入",
    "comments": "批注{count}条没有读入",
    "hidden": "隐藏文字{count}处没有读入",
    "contents": "自动生成的目录没有读入",
    "linked": "链接到文件外面的图片{count}幅没有读入，请在Word中嵌入后重新上传",
    "drawn": "矢量图（EMF、WMF）或者打不开的图片{count}幅没有读入，请在Word中复制为图片后粘贴",
    "bare": "图片{count}幅没有替代文字，看不见图的人读不到；请在正文中写明，或者在Word中写上后重新读入",
    "symbols": "特殊字体的符号{count}个没有读入，请核对",
    "formulas": "公式{count}个只读入了文字，请核对",
    **LEFT_OUT,
}


def read_word(data: bytes) -> Reading:
    """
    Return a .docx file as HTML.

    :raises BadPackage: damaged or too large
    """
    package = Package(data)
    document = package.tree("word/document.xml")
    body = child_of(document, "body")
    if body is None:
        raise BadPackage("不是完整的Word文件")
    if sum(local(each) in ("p", "tc") for each in body.iter()) > LARGEST:
        raise BadPackage("内容过多，请分成几个文件，或者作为附件上传")
    reader = _Body(package)
    reader.read(body)
    reader.add_notes()
    return reader.finished()


def read_old_word(data: bytes) -> Reading:
    """
    Return a Word 97 file as HTML; one that is a .docx under an old name too.

    :raises BadPackage: damaged, encrypted, or too large
    """
    if data.startswith(ZIP_MAGIC):
        return read_word(data)
    try:
        reading = read_word(as_docx(data))
    except NotConverted as error:
        raise BadPackage(str(error)) from error
    reading.notes.insert(0, CONVERTED)
    return reading


class _Body:
    """Walks the body in order."""

    def __init__(self, package: Package) -> None:
        self.reading = Reading()
        self.parts = Parts.of(package)
        self.inline = Inline(self.parts, self.reading)
        self.numbering = Numbering(package.tree("word/numbering.xml"))
        self.blocks = Blocks()

    def finished(self) -> Reading:
        """Return what was read, with notes on what was not."""
        counts = self.inline.counts
        self.reading.html = self.blocks.html()
        self.reading.notes += [said.format(count=counts[code]) for code, said in SAID.items() if counts[code]]
        return self.reading

    def read(self, block: etree._Element) -> None:
        for child in block:
            kind = local(child)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self.blocks.table(self._rows(child))
            elif kind in ("del", "moveFrom"):
                self.inline.counts["deleted"] += 1
            elif kind in WRAPPERS and not self._is_contents(child):
                self.read(child)

    def _is_contents(self, element: etree._Element) -> bool:
        gallery = next((value(e) for e in element.iter() if local(e) == "docPartGallery"), "")
        found = gallery == "Table of Contents"
        self.inline.counts["contents"] += found
        return found

    def _paragraph(self, element: etree._Element) -> None:
        properties = child_of(element, "pPr")
        style = self._style_of(properties)
        self._note_revised(properties)
        if style.is_contents:
            self.inline.counts["contents"] = 1
            return
        outline = outline_of(properties)
        outline = style.outline if outline is None else outline
        level = min(outline + 2, 4) if outline is not None else 0
        html = self.inline.html(element, heading=bool(level))
        mark = self._mark(properties, style) if text_of(html) else None
        if mark and mark.text:
            html = f"{mark.text}{html}"
        if mark and not mark.text and not level and not heading_level(text_of(html)):
            self.blocks.item(ListItem(html, mark.depth, mark.number))
        else:
            self.blocks.paragraph(html, level=level)
        for box in _boxes(element):
            self.read(box)

    def _style_of(self, properties: etree._Element | None) -> Style:
        named = child_of(properties, "pStyle")
        return self.parts.styles.get(value(named) if named is not None else "", Style())

    def _note_revised(self, properties: etree._Element | None) -> None:
        """Count a paragraph mark that was inserted or deleted: its text stands in another paragraph."""
        marks = child_of(properties, "rPr")
        for each in marks if marks is not None else ():
            if local(each) in ("ins", "del"):
                self.inline.counts["inserted" if local(each) == "ins" else "deleted"] += 1

    def _mark(self, properties: etree._Element | None, style: Style) -> Mark | None:
        list_id, depth = list_of(properties)
        if not list_id:
            list_id, depth = style.list_id, depth or style.list_depth
        return self.numbering.next(list_id, depth) if list_id not in ("", "0") else None

    def _rows(self, table: etree._Element) -> list[list[Cell]]:
        """Return the rows of a table; a cell that goes on from the row above makes that one taller."""
        rows: list[list[Cell]] = []
        above: dict[int, Cell] = {}  # the cell that reaches down, by its first column
        elements = list(_within(table, "tr"))
        for number, row in enumerate(elements):
            head = is_on(child_of(row, "trPr"), "tblHeader")
            cells: list[Cell] = []
            column = _skipped(row)
            for element in _within(row, "tc"):
                properties = child_of(element, "tcPr")
                width = _span(properties)
                merged = child_of(properties, "vMerge")
                if merged is not None and value(merged) != "restart" and column in above:
                    above[column].rows += 1
                else:
                    cell = Cell(self._cell(element), width, is_head=head)
                    cells.append(cell)
                    above.pop(column, None)
                    if merged is not None:
                        above[column] = cell
                column += width
            rows.append(cells)
            if number == 0 and not head and len(elements) > 1 and _looks_like_head(cells):
                _make_head(cells)
        return [row for row in rows if row]

    def _cell(self, element: etree._Element) -> str:
        """Return the inside of a cell; a table within it becomes lines."""
        lines = []
        for paragraph in (each for each in element.iter() if local(each) == "p"):
            if any(local(above) == "txbxContent" for above in paragraph.iterancestors()):
                continue
            html = self.inline.html(paragraph).strip()
            mark = self._mark(child_of(paragraph, "pPr"), self._style_of(child_of(paragraph, "pPr")))
            if mark and html:
                html = (mark.text or (f"{mark.number}." if mark.number else "·")) + html
            if text_of(html) or "<img" in html:
                lines.append(html)
        return lines[0] if len(lines) == 1 else "".join(f"<p>{line}</p>" for line in lines)

    def add_notes(self) -> None:
        """Put footnotes below the text, under the numbers they have there."""
        for number, key in enumerate(list(self.inline.notes), 1):
            kind, _, note_id = key.partition(" ")
            tree = self.parts.package.tree(f"word/{kind}s.xml")
            for each in tree if tree is not None else ():
                if attribute(each, "id") == note_id:
                    texts = [self.inline.html(one) for one in each if local(one) == "p"]
                    self.blocks.paragraph(f"[{number}] {' '.join(texts).strip()}")


def _within(element: etree._Element, name: str) -> Iterator[etree._Element]:
    """Yield rows or cells, those inside content controls and revisions too, deleted rows not."""
    for child in element:
        if local(child) == name:
            if child_of(child_of(child, "trPr"), "del") is None:
                yield child
        elif local(child) in WRAPPERS:
            yield from _within(child, name)


def _span(properties: etree._Element | None) -> int:
    found = child_of(properties, "gridSpan")
    said = value(found) if found is not None else "1"
    return max(1, min(int(said), 60)) if said.isdecimal() else 1


def _skipped(row: etree._Element) -> int:
    """Return how many columns stay free before the first cell."""
    found = child_of(child_of(row, "trPr"), "gridBefore")
    said = value(found) if found is not None else "0"
    return int(said) if said.isdecimal() else 0


def _looks_like_head(cells: list[Cell]) -> bool:
    filled = [cell.html for cell in cells if text_of(cell.html)]
    return len(filled) > 1 and all(html.startswith(("<strong>", "<p><strong>")) for html in filled)


def _make_head(cells: list[Cell]) -> None:
    for cell in cells:
        cell.is_head = True
        cell.html = cell.html.replace("<strong>", "").replace("</strong>", "")


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for each in element.iter():
        if local(each) == "txbxContent" and not any(local(e) == "Fallback" for e in each.iterancestors()):
            yield each
