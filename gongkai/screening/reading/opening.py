"""Which reader a file needs, by its name and content; and how to get it back masked."""

import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.common.old_word import NOT_SEEN, NotConverted, as_docx, is_old_word
from gongkai.common.ole import MAGIC
from gongkai.screening.materials import Material
from gongkai.screening.reading.markup import read_markup
from gongkai.screening.reading.packages import BadPackage
from gongkai.screening.reading.pages import read_pages
from gongkai.screening.reading.pictures import read_picture
from gongkai.screening.reading.plain import CHARACTERS, is_whole, read_cells, read_lines, text_of
from gongkai.screening.reading.sheets import read_sheets
from gongkai.screening.reading.slides import read_slides
from gongkai.screening.reading.word import read_word

WEB_PAGE = re.compile(rb"<(?:html|!doctype html|body|table)\b", re.IGNORECASE)
OLD_WORD = (".doc", ".wps")
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
    if is_old_word(data):
        return _read_old_word
    if data.startswith(MAGIC[:4]):
        raise BadPackage("是旧版Office文件（.xls、.ppt等）、已损坏或者加了密，请另存为.docx、.xlsx，不加密")
    if data[:2] == b"PK" or suffix in (".docx", ".xlsx", ".pptx"):
        return _package_reader(data, suffix)
    if data.startswith(b"{\\rtf"):
        raise BadPackage("是RTF文件，请在Word或者WPS中打开，另存为.docx")
    if suffix in OLD_WORD and WEB_PAGE.search(data[:2000]):
        return _read_page  # saved by an old office system under the name of a Word file
    if suffix in PICTURES:
        return read_picture
    return {".html": _read_page, ".htm": _read_page, ".csv": read_cells}.get(suffix, read_lines)


def _package_reader(data: bytes, suffix: str) -> Reader:
    if b"ppt/presentation.xml" in data or suffix == ".pptx":
        return read_slides
    return read_sheets if b"xl/workbook.xml" in data or suffix == ".xlsx" else read_word


def open_html(title: str, html: str) -> Opened:
    """Return an item's title and body, paragraph by paragraph and table by table."""
    material = Material(title)
    material.add(title, "title")
    return Opened(material, read_markup(html, material))


def _read_old_word(data: bytes, material: Material) -> None:
    """Add what can be seen of a Word 97 file, and say what cannot; it is never written anew."""
    try:
        new = as_docx(data)
    except NotConverted as error:
        raise BadPackage(str(error)) from error
    read_word(new, material)
    material.unread.append(NOT_SEEN)


def _read_page(data: bytes, material: Material) -> Callable[[], bytes] | None:
    text = text_of(data)[0]
    saved = read_markup(text[:CHARACTERS], material)
    return saved if saved and is_whole(text, material) else None
