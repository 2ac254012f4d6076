"""From a file to its text: size, kind and encoding."""

import re
from dataclasses import dataclass
from pathlib import Path

LARGEST = 20 * 1024 * 1024  # a report with its pictures stays far below
CANDIDATES = ("utf-8-sig", "gb18030", "big5")
MAGIC = ((b"%PDF", "pdf"), (b"\xd0\xcf\x11\xe0", "doc"), (b"{\\rtf", "rtf"))
TEXTS = ("html", "md", "txt")
OFFICE = ((b"word/", "docx"), (b"xl/", "xlsx"))
WIDE = (b"\xff\xfe", b"\xfe\xff")  # UTF-16
PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"II*\x00", b"MM\x00*", b"BM", b"GIF8")
HTML = re.compile(rb"<\s*(!doctype\s+html|html|head|body|table|div|p|meta)\b", re.IGNORECASE)
CONTROL, PRIVATE = re.compile(r"[\x00-\x08\x0e-\x1f]"), re.compile(r"[\ue000-\uf8ff]")
CHARSET = re.compile(rb"charset\s*=\s*[\"']?\s*([\w-]+)", re.IGNORECASE)


class CannotRead(Exception):
    """The file is no document that can be looked into; the text says why, in one line."""


@dataclass(frozen=True)
class Source:
    """A document as it came: `text` is decoded for html, md and txt, the other forms keep their `data`."""

    name: str
    form: str
    text: str
    data: bytes = b""


def load(file: str | Path | bytes, name: str | None = None) -> Source:
    """
    Read a file, or bytes with a name, and say what form it has.

    :raises CannotRead: missing, empty, too large, or no document at all
    """
    if isinstance(file, bytes):
        data, name = file, name or "（未命名）"
    else:
        path = Path(file)
        data, name = _bytes_of(path), name or path.name
    if len(data) > LARGEST:
        raise CannotRead(_too_large(name))
    if not data.strip():
        raise CannotRead(f"{name}：文件是空的。")
    form = _form(data, name)
    if form == "rtf":
        raise CannotRead(f"{name}：是RTF文件，请在Word或者WPS中打开，另存为.docx后再读。")
    if form not in TEXTS:
        return Source(name, form, "", data)
    return Source(name, form, _decode(data, name))


def _bytes_of(path: Path) -> bytes:
    if not path.exists():
        raise CannotRead(f"{path}：没有这个文件。")
    if path.is_dir():
        raise CannotRead(f"{path}：这是文件夹，请指定文件。")
    try:
        if path.stat().st_size > LARGEST:
            raise CannotRead(_too_large(str(path)))
        return path.read_bytes()
    except OSError as error:
        raise CannotRead(f"{path}：无法打开（{error.strerror}）。") from error


def _too_large(name: str) -> str:
    return f"{name}：文件超过{LARGEST // 1024 // 1024} MB，不像一份年度报告。"


def _form(data: bytes, name: str) -> str:
    for magic, form in MAGIC:
        if data.startswith(magic):
            return form
    if data.startswith(b"PK\x03\x04"):
        for folder, form in OFFICE:
            if folder in data:
                return form
        raise CannotRead(f"{name}：是压缩包，请解压后读取其中的文件。")
    if data.startswith(PICTURES):
        return "picture"
    if HTML.search(_beginning(data)):
        return "html"
    return "md" if name.lower().endswith((".md", ".markdown")) else "txt"


def _beginning(data: bytes) -> bytes:
    """Return the first characters, those of UTF-16 without the zeros between them."""
    if data.startswith(WIDE):
        return data[:8000].decode("utf-16", "ignore").encode()
    return data[:4000]


def _decode(data: bytes, name: str) -> str:
    declared = CHARSET.search(data[:4000])
    names = [declared[1].decode("ascii")] if declared else []
    if data.startswith(WIDE):
        names = ["utf-16"]
    readings = [text for text in (_try(data, encoding) for encoding in (*names, *CANDIDATES)) if text]
    for text in readings:
        if re.search("[的公年]", text) and not _is_garbage(text):
            return text
    for text in readings[:1]:
        if not _is_garbage(text):
            return text
    raise CannotRead(f"{name}：不是文本，认不出内容。")


def _try(data: bytes, encoding: str) -> str | None:
    try:
        return data.decode(encoding)
    except LookupError:
        return None
    except UnicodeDecodeError as error:
        # A file cut in the middle of a character is still that file.
        return data[: error.start].decode(encoding) if error.start > len(data) - 4 else None


def _is_garbage(text: str) -> bool:
    control, private = len(CONTROL.findall(text)), len(PRIVATE.findall(text))
    return control > len(text) / 200 or private > len(text) / 50
