"""What a book would become when it is opened: a file of two kilobytes can say a billion cells."""

import re
from typing import Any
from xml.parsers import expat

from gongkai.screening.reading.packages import BadPackage, Package

LIMIT = 600_000  # cells, blank ones too, beyond which a book is not opened at all
COLUMNS, ROWS = 16_384, 1_048_576  # of a sheet
AREAS = ("mergeCell", "hyperlink")  # what is spread over an area cell by cell
PLACE = re.compile(r"\$?([A-Za-z]{0,3})\$?(\d{0,10})")
TOO_MANY = "表格过大，请拆成几个文件"
TOO_WIDE = "合并单元格或者链接的区域过大，请取消整行、整列的合并，或者拆成几个文件"


class _TooMuch(Exception):
    """No need to read on; the message says what there is too much of."""


class _Count:
    """Counts what the parts of a book come to, whatever their names and their encoding."""

    def __init__(self) -> None:
        self.cells = self.spread = 0

    def begin(self, tag: str, attributes: dict[str, str]) -> None:
        name = tag.rpartition(":")[2]
        if name == "c":
            self.cells += 1
        elif name in AREAS:
            self.spread += area(attributes.get("ref", ""))
        if self.cells > LIMIT:
            raise _TooMuch(TOO_MANY)
        if self.spread > LIMIT:
            raise _TooMuch(TOO_WIDE)

    def refuse(self, *_: Any) -> None:
        raise _TooMuch("文件已损坏或者加密")


def check_extent(package: Package) -> None:
    """
    Refuse a book that would come to too many cells; nothing is built for it.

    :raises BadPackage: saying of what there is too much
    """
    count = _Count()
    for name in package.names:
        parser = expat.ParserCreate()
        parser.StartElementHandler = count.begin
        parser.StartDoctypeDeclHandler = count.refuse  # no office program writes one
        try:
            parser.Parse(package.content(name), True)
        except expat.ExpatError:
            continue  # a picture; or broken, which whoever opens it will say
        except _TooMuch as found:
            raise BadPackage(str(found)) from None


def area(reference: str) -> int:
    """Return of how many cells an area such as A1:C3 consists; a whole row or column counts whole."""
    first, _, last = reference.partition(":")
    ends = [PLACE.fullmatch(place) for place in (first, last or first)]
    if not ends[0] or not ends[1]:
        return 0
    left, right = (_column(end[1]) for end in ends if end)
    top, bottom = (int(end[2] or 0) for end in ends if end)
    width = right - left + 1 if left and right else COLUMNS
    height = bottom - top + 1 if top and bottom else ROWS
    return max(width, 0) * max(height, 0)


def _column(letters: str) -> int:
    """Return the number of a column, from 1; 0 for none."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
