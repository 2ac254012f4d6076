"""Slides (.pptx): the text and the tables of each slide, its notes and comments, words of pictures."""

import re
from collections.abc import Callable

from lxml import etree

from gongkai.screening.materials import Material, Part, cell_name, written_as
from gongkai.screening.reading.described import SHAPES, add_links, add_words
from gongkai.screening.reading.packages import BadPackage, Package, local, part_of

NUMBER = re.compile(r"(\d+)\.xml$")
BESIDE = {"ppt/notesSlides/": "notes", "ppt/comments/": "comment", "ppt/slideMasters/": "slide master"}
UNREAD = {
    "ppt/embeddings/": "文件中嵌有其他文件，没有检查，请取出后另行检查",
    "ppt/media/": "文件中的图片没有检查",
}


def read_slides(data: bytes, material: Material) -> Callable[[], bytes]:
    """
    Add everything in a .pptx file; the answer gives the file with what was put anew.

    :raises BadPackage: damaged or too large
    """
    package = Package(data)
    slides = sorted(package.matching("ppt/slides/slide"), key=_number)
    if not slides:
        raise BadPackage("不是完整的演示文稿")
    for name in slides:
        _Slide(material, f"slide {_number(name)}").read(package.tree(name))
        add_words(package.tree(name), material, f"slide {_number(name)} ", SHAPES)
    for folder, where in BESIDE.items():
        for name in sorted(package.matching(folder), key=_number):
            _Slide(material, where, hidden=True).read(package.tree(name))
    for part in package.properties():
        material.add([part], "properties", hidden=True)
    add_links(package, material)
    material.unread += [said for folder, said in UNREAD.items() if package.matching(folder, "")]
    return package.saved


def _number(name: str) -> int:
    found = NUMBER.search(name)
    return int(found[1]) if found else 0


class _Slide:
    """Walks one slide, paragraph by paragraph and table by table."""

    def __init__(self, material: Material, where: str, *, hidden: bool = False) -> None:
        self.material, self.where, self.hidden, self.last = material, where, hidden, ""

    def read(self, element: etree._Element | None) -> None:
        """Add the paragraphs and tables in an element, in their order."""
        for child in element if element is not None else ():
            if local(child) == "tbl":
                self._table(child)
            elif local(child) == "p":
                self._add(_parts(child))
            elif local(child) == "text" and len(child) == 0:  # of a comment
                self._add([part_of(child)])
            else:
                self.read(child)

    def _add(self, parts: list[Part]) -> None:
        self.material.add(parts, self.where, hidden=self.hidden)
        self.last = written_as(parts).strip() or self.last

    def _table(self, table: etree._Element) -> None:
        rows = [row for row in table if local(row) == "tr"]
        cells = [[_cell(cell) for cell in row if local(cell) == "tc"] for row in rows]
        self.material.add_grid(
            [[written_as(parts) for parts in row] for row in cells],
            lambda row, column: f"{self.where} {cell_name(row, column)}",
            self.last,
            parts=lambda row, column: cells[row][column],
        )


def _cell(cell: etree._Element) -> list[Part]:
    lines = [parts for each in cell.iter() if local(each) == "p" and (parts := _parts(each))]
    return [part for n, line in enumerate(lines) for part in ([Part("\n"), *line] if n else line)]


def _parts(paragraph: etree._Element) -> list[Part]:
    """Return the text of a paragraph, run by run."""
    found = []
    for each in paragraph.iter():
        if local(each) == "t":
            found.append(part_of(each))
        elif local(each) == "br":
            found.append(Part("\n"))
    return found
