"""Which reader a file needs, by its name and content; and how to get it back masked."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from gongkai.screening.materials import Material, cell_name
from gongkai.screening.reading.markup import read_markup
from gongkai.screening.reading.packages import BadPackage
from gongkai.screening.reading.pages import read_pages
from gongkai.screening.reading.sheets import read_sheets
from gongkai.screening.reading.word import read_word

CHARACTERS = 5_000_000  # of plain text; more is not read
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
    if data[:2] == b"PK":
        return read_sheets if suffix == ".xlsx" else read_word
    if suffix in PICTURES:
        return _read_picture
    return {".html": _read_page, ".htm": _read_page, ".csv": _read_cells}.get(suffix, _read_lines)


def open_html(title: str, html: str) -> Opened:
    """Return an item's title and body, paragraph by paragraph and table by table."""
    material = Material(title)
    material.add(title, "title")
    return Opened(material, read_markup(html, material))


def _read_picture(_data: bytes, material: Material) -> None:
    material.unread.append("图片中的文字没有检查")


def _read_page(data: bytes, material: Material) -> Callable[[], bytes]:
    return read_markup(_text(data), material)


def _read_lines(data: bytes, material: Material) -> None:
    material.add_lines(_text(data), "body")


def _read_cells(data: bytes, material: Material) -> None:
    rows = list(csv.reader(io.StringIO(_text(data))))
    material.add_grid(rows, lambda r, c: f"cell {cell_name(r, c)}")


def _text(data: bytes) -> str:
    text = decoded(data)
    if text is None:
        raise BadPackage("不是能读出文字的文件")
    return text[:CHARACTERS]


def decoded(data: bytes) -> str | None:
    """Return bytes as text: UTF-8, UTF-16 with its mark, or GB 18030; None for what is no text."""
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    if b"\0" in data[:1000] and "utf-16" not in encodings:
        return None
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return None
