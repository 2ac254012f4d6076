"""Word files: body, tables, heads and feet, notes, comments, revision marks, hidden text, properties."""

from collections.abc import Callable, Iterator

from lxml import etree

from gongkai.screening.materials import Material, Part, cell_name, written_as
from gongkai.screening.reading.described import add_links, add_words, add_words_of_table
from gongkai.screening.reading.packages import BadPackage, Package, attribute, local, part_of

MARGINS = {"word/header": "header", "word/footer": "footer"}
NOTES = {"word/footnotes": "footnote", "word/endnotes": "endnote", "word/comments": "comment"}
UNREAD = {
    "word/embeddings/": "文件中嵌有其他文件，没有检查，请取出后另行检查",
    "word/media/": "文件中的图片没有检查",
}
SKIPPED = {"instrText", "pPr", "rPr", "tblPr", "tcPr", "sectPr"}
REVISIONS = {"ins", "del", "moveFrom", "moveTo"}
BREAKS = {"tab": "\t", "br": "\n", "cr": "\n", "noBreakHyphen": "-"}


def read_word(data: bytes, material: Material) -> Callable[[], bytes]:
    """
    Add everything in a .docx file; the answer gives the file with what was put anew.

    :raises BadPackage: damaged or too large
    """
    package = Package(data)
    _read_body(package, material)
    for prefix, where in MARGINS.items():
        for name in package.matching(prefix):
            _add_paragraphs(package.tree(name), material, where, margin=True)
    for prefix, where in NOTES.items():
        for name in package.matching(prefix):
            _add_paragraphs(package.tree(name), material, where, hidden=where == "comment")
    for part in package.properties():
        material.add([part], "properties", hidden=True)
    add_words(package.tree("word/document.xml"), material, "")
    for prefix, where in MARGINS.items():
        for name in package.matching(prefix):
            add_words(package.tree(name), material, f"{where} ")
    add_links(package, material)
    material.unread += [said for folder, said in UNREAD.items() if package.matching(folder, "")]
    return package.saved


def _read_body(package: Package, material: Material) -> None:
    document = package.tree("word/document.xml")
    if document is None:
        raise BadPackage("不是完整的Word文件")
    for child in document:
        if local(child) == "body":
            _Body(material).read(child)


class _Body:
    """Walks the body in order, numbering paragraphs and tables as a reader counts them."""

    def __init__(self, material: Material) -> None:
        self.material = material
        self.paragraphs = self.tables = 0
        self.last = ""

    def read(self, block: etree._Element) -> None:
        for child in block:
            kind = local(child)
            if kind == "p":
                self._paragraph(child)
            elif kind == "tbl":
                self._table(child)
            elif kind in ("sdt", "sdtContent", "ins", "customXml", "smartTag"):
                self.read(child)

    def _paragraph(self, element: etree._Element) -> None:
        self.paragraphs += 1
        where = f"body:{self.paragraphs}"
        parts = parts_of(element)
        self.material.add(parts, where)
        self.material.add(_deleted(element), f"revision {where}", hidden=True)
        self._revised(element)
        for box in _boxes(element):
            self.material.add(parts_of(box), f"textbox {where}")
        self.last = written_as(parts).strip() or self.last

    def _revised(self, element: etree._Element) -> None:
        """Remember that the passage just added has revision marks, which Word shows to everybody."""
        if self.material.passages and any(local(each) in REVISIONS for each in element.iter()):
            self.material.revised.append(len(self.material.passages) - 1)

    def _table(self, element: etree._Element) -> None:
        self.tables += 1
        number = self.tables
        cells = [[_cell_parts(cell) for cell in _cells(row)] for row in _rows(element)]
        rows = [[written_as(parts) for parts in row] for row in cells]
        self.material.add_grid(
            rows, lambda r, c: f"table {number} {cell_name(r, c)}", self.last, parts=lambda r, c: cells[r][c]
        )
        for row in _rows(element):
            for cell in _cells(row):
                for inner in cell.iterchildren():
                    if local(inner) == "tbl":
                        self._table(inner)
        self.material.add(_deleted(element), f"revision table {number}", hidden=True)
        properties = next((child for child in element if local(child) == "tblPr"), None)
        add_words_of_table(properties, self.material, number)
        self._revised(element)


def parts_of(element: etree._Element) -> list[Part]:
    """Return the text that stands in a paragraph, without boxes, deleted text and field codes."""
    return list(_parts(element))


def _deleted(element: etree._Element) -> list[Part]:
    return [part_of(each) for each in element.iter() if local(each) == "delText"]


def _parts(element: etree._Element) -> Iterator[Part]:
    for child in element:
        kind = local(child)
        if kind == "t":
            yield part_of(child)
        elif kind in BREAKS:
            yield Part(BREAKS[kind])
        elif kind not in SKIPPED and kind not in ("del", "txbxContent", "tbl", "Fallback", "moveFrom"):
            yield from _parts(child)


def _boxes(element: etree._Element) -> Iterator[etree._Element]:
    for each in element.iter():
        inside_copy = any(local(above) == "Fallback" for above in each.iterancestors())
        if local(each) == "txbxContent" and not inside_copy:
            yield from (child for child in each.iter() if local(child) == "p")


def _rows(table: etree._Element) -> Iterator[etree._Element]:
    for child in table:
        if local(child) == "tr":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins"):
            yield from _rows(child)


def _cells(row: etree._Element) -> Iterator[etree._Element]:
    for child in row:
        if local(child) == "tc":
            yield child
        elif local(child) in ("sdt", "sdtContent", "ins"):
            yield from _cells(child)


def _cell_parts(cell: etree._Element) -> list[Part]:
    lines = [parts for child in cell if local(child) == "p" and (parts := parts_of(child))]
    return [part for n, line in enumerate(lines) for part in ([Part("\n"), *line] if n else line)]


def _add_paragraphs(
    tree: etree._Element | None, material: Material, where: str, *, margin: bool = False, hidden: bool = False
) -> None:
    for each in tree.iter() if tree is not None else ():
        if local(each) == "p":
            material.add(parts_of(each), where, margin=margin, hidden=hidden)
        elif local(each) == "comment" and (author := attribute(each, "author")):
            material.add(author, "comment author", hidden=True)
