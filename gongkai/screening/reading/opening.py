"""Which reader a file needs, by its name and content; and how to get it back masked."""

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.screening.materials import Material
from gongkai.screening.reading.markup import read_markup
from gongkai.screening.reading.packages import BadPackage
from gongkai.screening.reading.pages import read_pages
from gongkai.screening.reading.pictures import read_picture
from gongkai.screening.reading.plain import CHARACTERS, is_whole, read_cells, read_lines, text_of
from gongkai.screening.reading.sheets import read_sheets
from gongkai.screening.reading.word import read_word

OLD_OFFICE = b"\xd0\xcf\x11\xe0"
PICTURES = frozenset({".png", ".jpg", ".jpeg", ".gif", ".bmp", ".tif", ".tiff", ".webp"})


class CannotRead(ValueError):
    """The file cannot be looked into; the message says why in one line."""


@dataclass(frozen=True)
class Opened:
    """A file as a material, and how to get it with what was put anew; None where it cannot be."""

    material: Material
    saved: Callable[[], bytes] | None


def open_file(data: bytes, name: str) -> Opened:
    """
    Return everything in a file that could come to be seen, its name included.

    :raises CannotRead: damaged, encrypted, too large, or of a kind that has no reader
    """
    material = Material(name)
    material.add(PurePath(name).name, "filename")
    try:
        return Opened(material, _reader(data, PurePath(name).suffix.lower())(data, material))
    except BadPackage as error:
        raise CannotRead(f"“{PurePath(name).name}”{error}，没有检查") from error


Reader = Callable[[bytes, Material], Callable[[], bytes] | None]


def _reader(data: bytes, suffix: str) -> Reader:
    if data[:4] == b"%PDF" or suffix == ".pdf":
        return read_pages
    if data[:4] == OLD_OFFICE:
        raise BadPackage("是旧版Office文件（.doc、.xls等）或者加了密，请另存为.docx、.xlsx，不加密")
    if data[:2] == b"PK" or suffix in (".docx", ".xlsx"):
        return read_sheets if b"xl/workbook.xml" in data or suffix == ".xlsx" else read_word
    if suffix in PICTURES:
        return read_picture
    return {".html": _read_page, ".htm": _read_page, ".csv": read_cells}.get(suffix, read_lines)


def open_html(title: str, html: str) -> Opened:
    """Return an item's title and body, paragraph by paragraph and table by table."""
    material = Material(title)
    material.add(title, "title")
    return Opened(material, read_markup(html, material))


def _read_page(data: bytes, material: Material) -> Callable[[], bytes] | None:
    text = text_of(data)[0]
    saved = read_markup(text[:CHARACTERS], material)
    return saved if is_whole(text, material) else None
