"""How a kind of file is known by its content, whatever its name says."""

import io
import warnings
import zipfile
import zlib
from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import filetype
import pypdfium2
from PIL import Image

from gongkai.common.ole import MAGIC as OLE_MAGIC
from gongkai.common.ole import DamagedOle, stream_names

UNPACKED_LIMIT = 400 * 1024 * 1024  # bytes that a document may have unpacked, with all inside it
EMBEDDED_LIMIT = 50 * 1024 * 1024  # bytes of one file that a document carries inside
LEAST = 4 * 1024  # bytes that a part counts for, however short it is: opening it takes its time
PIXEL_LIMIT = 100_000_000


class Damaged(Exception):
    """The file is cut off or cannot be read."""


class Forbidden(Exception):
    """The file is something that is never taken; the message says what, after the file's name."""


@dataclass(frozen=True)
class Kind:
    """A kind of file: what people call it, the extensions it may have, its type on the wire."""

    label: str
    extensions: tuple[str, ...]
    content_type: str


class _Room:
    """How many bytes may still be unpacked from one upload, at whatever depth they lie."""

    def __init__(self) -> None:
        self.left = UNPACKED_LIMIT

    def take(self, archive: zipfile.ZipFile) -> None:
        """
        Count the parts of one more archive.

        :raises Forbidden: there are more than an honest document has
        """
        self.left -= sum(max(part.file_size, LEAST) for part in archive.infolist())
        if self.left < 0:
            raise Forbidden("展开后过大")


OOXML = "application/vnd.openxmlformats-officedocument."
KINDS = {
    "pdf": Kind("PDF", ("pdf",), "application/pdf"),
    "ofd": Kind("OFD", ("ofd",), "application/ofd"),
    "doc": Kind("Word（doc）", ("doc", "wps"), "application/msword"),
    "docx": Kind("Word（docx）", ("docx",), f"{OOXML}wordprocessingml.document"),
    "xls": Kind("Excel（xls）", ("xls", "et"), "application/vnd.ms-excel"),
    "xlsx": Kind("Excel（xlsx）", ("xlsx",), f"{OOXML}spreadsheetml.sheet"),
    "ppt": Kind("PowerPoint（ppt）", ("ppt", "dps"), "application/vnd.ms-powerpoint"),
    "pptx": Kind("PowerPoint（pptx）", ("pptx",), f"{OOXML}presentationml.presentation"),
    "txt": Kind("纯文本", ("txt",), "text/plain"),
    "csv": Kind("CSV", ("csv",), "text/csv"),
    "png": Kind("PNG图片", ("png",), "image/png"),
    "jpg": Kind("JPEG图片", ("jpg", "jpeg"), "image/jpeg"),
}
IN_ZIP = {
    "word/document.xml": "docx",
    "xl/workbook.xml": "xlsx",
    "ppt/presentation.xml": "pptx",
    "OFD.xml": "ofd",
}
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, RuntimeError, ValueError, KeyError)
IN_OLE = {"WordDocument": "doc", "Workbook": "xls", "Book": "xls", "PowerPoint Document": "ppt"}
Reader = Callable[[bytes], str | None]
ZIP_MAGIC = b"PK\x03\x04"
PACKED_IN_OLE = "\x01Ole10Native"  # a file of any kind, to be opened by a double click
MACROS_IN_OLE = {"Macros", "_VBA_PROJECT_CUR", "VBA", "_VBA_PROJECT"}
PROGRAMS = (
    b"MZ",
    b"\x7fELF",
    b"#!",
    b"\xca\xfe\xba\xbe",
    b"\xcf\xfa\xed\xfe",
    b"\xfe\xed\xfa",
    b"L\0\0\0\x01\x14\x02",
)
ARCHIVES = {
    "zip",
    "rar",
    "7z",
    "tar",
    "gz",
    "bz2",
    "xz",
    "Z",
    "lz",
    "lz4",
    "zst",
    "cab",
    "ar",
    "deb",
    "rpm",
    "crx",
}


def sniff(data: bytes, name: str) -> str | None:
    """
    Return the code of the kind, or None for a kind that is not known; `name` tells only csv from txt.

    :raises Damaged: a known kind that cannot be read to its end
    :raises Forbidden: a program, an archive, a document with macros or a password
    """
    return _sniff(data, name, _Room())


def _sniff(data: bytes, name: str, room: _Room) -> str | None:
    if data.startswith(PROGRAMS):
        raise Forbidden("是可执行文件")
    if not data.startswith(ZIP_MAGIC) and zipfile.is_zipfile(io.BytesIO(data)):
        raise Forbidden("中藏有压缩包")
    readers: dict[bytes, Reader] = {ZIP_MAGIC: partial(_zip, room=room), **READERS}
    for magic, look in readers.items():
        if data.startswith(magic):
            return look(data)
    if b"%PDF-" in data[:1024]:
        return _pdf(data)
    guess = filetype.guess_extension(data)
    if guess in ARCHIVES:
        raise Forbidden("是压缩包")
    if guess is None and _is_text(data):
        return "csv" if name.lower().endswith(".csv") else "txt"
    return None


def _zip(data: bytes, room: _Room) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            room.take(archive)
            return _packed(archive, room)
    except UNREADABLE as error:
        raise Damaged from error


def _packed(archive: zipfile.ZipFile, room: _Room) -> str:
    """Return which document the parts make up."""
    names = set(archive.namelist())
    kind = next((code for part, code in IN_ZIP.items() if part in names), None)
    if kind is None:
        raise Forbidden("是压缩包")
    if archive.testzip():
        raise Damaged
    if any(name.lower().endswith("vbaproject.bin") for name in names):
        raise Forbidden("含有宏")
    _check_embedded(archive, room)
    if kind != "ofd" and b"macroEnabled" in archive.read("[Content_Types].xml"):
        raise Forbidden("含有宏")
    return kind


def _check_embedded(archive: zipfile.ZipFile, room: _Room) -> None:
    """Look into what a document carries inside: a table is fine, a program or an archive is not."""
    for part in archive.infolist():
        if "/embeddings/" not in part.filename or part.is_dir():
            continue
        try:
            if part.file_size > EMBEDDED_LIMIT:
                raise Forbidden("过大")
            _sniff(archive.read(part), part.filename, room)
        except Forbidden as found:
            raise Forbidden(f"中嵌入的文件{found}") from None


def _ole(data: bytes) -> str | None:
    try:
        names = stream_names(data)
    except DamagedOle:
        raise Damaged from None
    if names & {"EncryptedPackage", "EncryptionInfo"}:
        raise Forbidden("设有打开密码")
    if names & MACROS_IN_OLE:
        raise Forbidden("含有宏")
    if PACKED_IN_OLE in names:
        raise Forbidden("嵌有其他文件")
    return next((code for name, code in IN_OLE.items() if name in names), None)


def _pdf(data: bytes) -> str:
    if b"%%EOF" not in data[-2048:]:
        raise Damaged
    try:
        document = pypdfium2.PdfDocument(data)
        pages = len(document)
        document.close()
    except pypdfium2.PdfiumError as error:
        if "assword" in str(error):
            raise Forbidden("设有打开密码") from None
        raise Damaged from None
    if not pages:
        raise Damaged
    return "pdf"


def _png(data: bytes) -> str:
    if b"IEND" not in data[-64:]:
        raise Damaged
    return _picture(data, "png")


def _jpg(data: bytes) -> str:
    if b"\xff\xd9" not in data[-256:]:
        raise Damaged
    return _picture(data, "jpg")


def _picture(data: bytes, kind: str) -> str:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(data)) as picture:
                if picture.width * picture.height > PIXEL_LIMIT:
                    raise Forbidden("像素过多")
                picture.load()
    except (OSError, SyntaxError, ValueError, Image.DecompressionBombError) as error:
        raise Damaged from error
    return kind


def _is_text(data: bytes) -> bool:
    if data.startswith((b"\xff\xfe", b"\xfe\xff")):
        return _decodes(data, "utf-16")
    return b"\0" not in data and (_decodes(data, "utf-8") or _decodes(data, "gb18030"))


def _decodes(data: bytes, encoding: str) -> bool:
    try:
        data.decode(encoding)
    except UnicodeDecodeError:
        return False
    return True


READERS: dict[bytes, Reader] = {
    OLE_MAGIC: _ole,
    b"\x89PNG\r\n\x1a\n": _png,
    b"\xff\xd8\xff": _jpg,
}
