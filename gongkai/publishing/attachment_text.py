"""What an attachment says, as far as it can be read quickly, so that it can be found; large ones apart."""

import sys
from typing import BinaryIO, cast

import pypdfium2
from django.conf import settings
from django.core.files import File

from gongkai.common.apart import Failed, keep_within, run_apart
from gongkai.common.old_word import as_docx
from gongkai.common.upload_kinds import KINDS
from gongkai.screening.materials import Material
from gongkai.screening.reading.word import read_word

CHARACTERS = 200_000  # more is not read
PAGES = 100
PROGRAM = "gongkai.publishing.attachment_text"
PATIENCE = 20  # seconds of the processor for a large file


def text_of(file: "File[bytes]", content_type: str) -> str:
    """Return the text of a txt, csv, docx, doc or pdf file, or nothing; the file is left at its beginning."""
    if content_type not in READERS:
        return ""
    file.seek(0)
    data = cast(BinaryIO, file).read()
    file.seek(0)
    if len(data) < settings.READ_APART_FROM:
        return _read(data, content_type)
    try:
        return run_apart(PROGRAM, f"{content_type}\n".encode() + data, seconds=PATIENCE).decode()
    except Failed:
        return ""


def _read(data: bytes, content_type: str) -> str:
    try:
        text = READERS[content_type](data)
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


def main() -> None:
    """Read the type and the file from standard input, write what it says to standard output."""
    keep_within(seconds=PATIENCE)
    content_type = sys.stdin.buffer.readline().decode().strip()
    sys.stdout.buffer.write(_read(sys.stdin.buffer.read(), content_type).encode())


if __name__ == "__main__":
    main()
