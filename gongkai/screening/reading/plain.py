"""Plain text and CSV, in whichever encoding, and how to get them back in the same one."""

import codecs
import csv
import io
from collections.abc import Callable
from functools import partial

from gongkai.screening.materials import Material, Part, cell_name, title_over
from gongkai.screening.reading.packages import BadPackage

CHARACTERS = 2_000_000  # of plain text, four thousand pages; more is not read
SEPARATORS = ",;\t"


def read_lines(data: bytes, material: Material) -> Callable[[], bytes] | None:
    """
    Add plain text line by line; the answer gives it with what was put anew, None where it was cut.

    :raises BadPackage: no text
    """
    text, encoding = text_of(data)
    signs = list(text[:CHARACTERS])

    def put(start: int, new: str) -> None:
        signs[start : start + len(new)] = new

    material.add_lines(text[:CHARACTERS], "body", put)
    if not is_whole(text, material):
        return None
    return lambda: encoded("".join(signs), encoding)


def read_cells(data: bytes, material: Material) -> Callable[[], bytes] | None:
    """
    Add the cells of a CSV file; the answer gives it with what was put anew, None where it was cut.

    :raises BadPackage: no text
    """
    text, encoding = text_of(data)
    separator = max(SEPARATORS, key=text[: text.find("\n") + 1 or len(text)].count)
    try:
        rows = list(csv.reader(io.StringIO(text[:CHARACTERS], newline=""), delimiter=separator))
    except csv.Error:  # a cell without an end: it is read as text
        return read_lines(data, material)
    material.add_grid(
        rows,
        lambda r, c: f"cell {cell_name(r, c)}",
        title_over(rows),
        parts=lambda r, c: [Part(rows[r][c], partial(rows[r].__setitem__, c))],
    )
    if not is_whole(text, material):
        return None
    ending = "\r\n" if "\r\n" in text else "\n"

    def saved() -> bytes:
        written = io.StringIO(newline="")
        csv.writer(written, delimiter=separator, lineterminator=ending).writerows(rows)
        return encoded(written.getvalue(), encoding)

    return saved


def is_whole(text: str, material: Material) -> bool:
    """Whether all of a text is read; if not, the material says so."""
    if len(text) <= CHARACTERS:
        return True
    material.unread.append(f"文字过长，只检查了前{CHARACTERS}字")
    return False


def text_of(data: bytes) -> tuple[str, str]:
    """
    Return bytes as text with its encoding.

    :raises BadPackage: no text
    """
    found = _decoded(data)
    if found is None:
        raise BadPackage("不是能读出文字的文件")
    return found


def encoded(text: str, encoding: str) -> bytes:
    """Return text in an encoding, with the mark of order where it had one."""
    mark = {"utf-16-le": codecs.BOM_UTF16_LE, "utf-16-be": codecs.BOM_UTF16_BE}.get(encoding, b"")
    return mark + text.encode(encoding)


def _decoded(data: bytes) -> tuple[str, str] | None:
    for mark, encoding in ((codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be")):
        if data.startswith(mark):
            return _tried(data[len(mark) :], encoding)
    if b"\0" in data[:1000]:
        return None
    first = "utf-8-sig" if data.startswith(codecs.BOM_UTF8) else "utf-8"
    return _tried(data, first) or _tried(data, "gb18030")


def _tried(data: bytes, encoding: str) -> tuple[str, str] | None:
    try:
        return data.decode(encoding), encoding
    except UnicodeDecodeError:
        return None
