"""What an attachment says, as far as it can be read quickly, so that it can be found."""

from typing import BinaryIO, cast

import pypdfium2
from django.core.files import File

from gongkai.common.old_word import as_docx
from gongkai.common.upload_kinds import KINDS
from gongkai.screening.materials import Material
from gongkai.screening.reading.word import read_word

CHARACTERS = 200_000  # more is not read
PAGES = 100


def text_of(file: File[bytes], content_type: str) -> str:
    """Return the text of a txt, csv, docx, doc or pdf file, or nothing; the file is left at its beginning."""
    reader = READERS.get(content_type)
    if reader is None:
        return ""
    file.seek(0)
    data = cast(BinaryIO, file).read()
    file.seek(0)
    try:
        text = reader(data)
    except Exception:  # the file was accepted; that a reader cannot follow it only makes it less findable
        return ""
    return text.replace("\0", "")[:CHARACTERS]


def _plain(data: bytes) -> str:
    encodings = ("utf-16",) if data[:2] in (b"\xff\xfe", b"\xfe\xff") else ("utf-8-sig", "gb18030")
    for encoding in encodings:
        try:
            return data.decode(encoding)
        except UnicodeDecodeError:
            continue
    return ""


def _docx(data: bytes) -> str:
    material = Material("")
    read_word(data, material)  # within bounds: a file that unpacks to a giant is left alone
    lines = (each.text.strip() for each in material.passages if not (each.hidden or each.margin))
    return "\n".join(dict.fromkeys(lines))


def _doc(data: bytes) -> str:
    return _docx(as_docx(data))


def _pdf(data: bytes) -> str:
    document = pypdfium2.PdfDocument(data)
    try:
        return "\n".join(
            document[number].get_textpage().get_text_range() for number in range(min(len(document), PAGES))
        )
    finally:
        document.close()


READERS = {
    KINDS["txt"].content_type: _plain,
    KINDS["csv"].content_type: _plain,
    KINDS["docx"].content_type: _docx,
    KINDS["doc"].content_type: _doc,
    KINDS["pdf"].content_type: _pdf,
}
