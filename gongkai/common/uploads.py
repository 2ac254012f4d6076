"""Files that people send: known by their content, refused in one clear line, stored whole or not at all."""

import errno
import logging
from collections.abc import Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import PurePosixPath
from typing import BinaryIO, cast
from unicodedata import category

from django.conf import settings
from django.core.files import File
from django.core.files.storage import Storage, default_storage

from gongkai.common.clamd import ScannerDown, harm_in
from gongkai.common.upload_kinds import KINDS, Damaged, Forbidden, sniff

DOCUMENTS = frozenset({"pdf", "ofd", "doc", "docx", "xls", "xlsx", "ppt", "pptx", "txt", "csv", "png", "jpg"})
PICTURES = frozenset({"png", "jpg"})
TEXTS = frozenset({"txt", "csv"})
PAPERS = frozenset({"pdf", "doc", "docx", "png", "jpg"})  # proof of identity, power of attorney
HIDING = frozenset(
    [
        "exe",
        "scr",
        "bat",
        "cmd",
        "com",
        "pif",
        "msi",
        "dll",
        "js",
        "jse",
        "vbs",
        "vbe",
        "wsf",
        "hta",
        "ps1",
        "sh",
        "py",
        "php",
        "jsp",
        "asp",
        "aspx",
        "jar",
        "lnk",
        "html",
        "htm",
        "svg",
        "docm",
        "dotm",
        "xlsm",
        "xltm",
        "xlam",
        "pptm",
        "zip",
        "rar",
        "7z",
        "tar",
        "gz",
        "iso",
        "img",
    ]
)
logger = logging.getLogger(__name__)
HARMLESS = "_gongkai_harmless"  # on a file in hand: the digest of what the scanner let pass
NAME_LIMIT = 150  # characters
NO_ROOM = (errno.ENOSPC, errno.EDQUOT)


class UploadRefused(Exception):
    """The file was not taken; the message says why in one line."""


@dataclass(frozen=True)
class UploadFacts:
    """What is known about a file: its size in bytes, its SHA-256, its type by its content."""

    name: str
    size: int
    sha256: str
    content_type: str


def check_upload(
    file: File[bytes], *, kinds: Collection[str] = DOCUMENTS, limit: int | None = None
) -> UploadFacts:
    """
    Look into a file and return what it is; the file is left at its beginning.

    :param kinds: codes of `upload_kinds.KINDS` that are welcome
    :param limit: bytes; the deployment's limit when None
    :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
    """
    name, data = _within_limit(file, limit)
    kind = _kind_of(data, name)
    if kind is None or kind not in kinds:
        raise UploadRefused(f"不接收“{name}”这种文件，可以上传：{welcome(kinds)}。")
    if hidden := _hidden_extension(name):
        raise UploadRefused(f"“{name}”的文件名中藏有扩展名“.{hidden}”，请改名后重新上传。")
    if _extension(name) not in KINDS[kind].extensions:
        raise UploadRefused(f"“{name}”的扩展名与内容不符，内容是{KINDS[kind].label}，请改正扩展名。")
    _check_harmless(file, data, name)
    return UploadFacts(name, len(data), sha256(data).hexdigest(), KINDS[kind].content_type)


def check_text(file: File[bytes], *, limit: int | None = None) -> None:
    """
    Look into a file that is read as text at once, whatever its extension; it is left at its beginning.

    :raises UploadRefused: empty, too large, or no text
    """
    name, data = _within_limit(file, limit)
    if _kind_of(data, name) not in TEXTS:
        raise UploadRefused(f"“{name}”不是文本文件，请另存为文本或者网页后再传。")
    _check_harmless(file, data, name)


def _within_limit(file: File[bytes], limit: int | None) -> tuple[str, bytes]:
    """Return the file's clean name and all of it."""
    name, size = clean_name(file.name or ""), file.size
    limit = settings.UPLOAD_LIMIT if limit is None else limit
    if not size:
        raise UploadRefused(f"“{name}”是空文件，请重新选择。")
    if size > limit:
        raise UploadRefused(
            f"“{name}”有{size / 1048576:.1f} MB，超过上限{limit / 1048576:.0f} MB，请压缩或拆分后再传。"
        )
    file.seek(0)
    data = cast(BinaryIO, file).read()
    file.seek(0)
    return name, data


def _kind_of(data: bytes, name: str) -> str | None:
    try:
        return sniff(data, name)
    except Forbidden as found:
        raise UploadRefused(f"“{name}”{found}，不能上传。") from None
    except Damaged:
        raise UploadRefused(f"“{name}”已损坏或者不完整，打不开，请检查后重新上传。") from None


def _check_harmless(file: File[bytes], data: bytes, name: str) -> None:
    """
    Ask the scanner of this deployment, if it has one; while that is down nothing is taken.

    A form looks into a file, and so does what stores it; what has not changed between is scanned once.
    """
    found = sha256(data).digest()
    if not settings.CLAMD_ADDRESS or vars(file).get(HARMLESS) == found:
        return
    try:
        harm = harm_in(data, settings.CLAMD_ADDRESS)
    except ScannerDown as error:
        logger.error("clamd at %s does not answer: %s", settings.CLAMD_ADDRESS, error)
        raise UploadRefused("病毒检查服务暂时不可用，文件没有保存，请稍后再试或者联系管理员。") from None
    if harm:
        logger.warning("clamd found %s in an upload", harm)
        raise UploadRefused(f"“{name}”没有通过病毒检查，不能上传。")
    vars(file)[HARMLESS] = found


def _hidden_extension(name: str) -> str | None:
    """Return an extension before the last one that runs something or hides something: 通知.exe.pdf."""
    return next((each for each in name.lower().split(".")[1:-1] if each.strip() in HIDING), None)


def welcome(kinds: Collection[str]) -> str:
    """Return the kinds as people name them, for a message or beside the input."""
    return "、".join(facts.label for code, facts in KINDS.items() if code in kinds)


def extensions(kinds: Collection[str]) -> str:
    """Return the value of the attribute `accept` of a file input."""
    return ",".join(
        f".{extension}" for code in KINDS if code in kinds for extension in KINDS[code].extensions
    )


def clean_name(name: str) -> str:
    """Return a file's own name without folders, control and direction marks, and not too long."""
    last = name.replace("\\", "/").rsplit("/", 1)[-1]
    shown = "".join(char for char in last if category(char)[0] != "C").strip().lstrip(".")
    path = PurePosixPath(shown or "未命名")
    return path.stem[: NAME_LIMIT - len(path.suffix)] + path.suffix[:NAME_LIMIT]


def _extension(name: str) -> str:
    return PurePosixPath(name).suffix.lower().removeprefix(".")


def save_upload(file: File[bytes], name: str, *, storage: Storage = default_storage) -> str:
    """
    Store a file and return its place; when that fails, nothing of it is left.

    :raises UploadRefused: there is no room
    """
    try:
        return storage.save(name, file)
    except OSError as error:
        storage.delete(name)
        if error.errno in NO_ROOM:
            raise UploadRefused("服务器存储空间已满，文件没有保存，请联系管理员。") from error
        raise


@contextmanager
def store_upload(file: File[bytes], name: str, *, storage: Storage = default_storage) -> Iterator[str]:
    """
    Store a file and yield its place; when the block fails, nothing of it is left.

    :raises UploadRefused: there is no room
    """
    stored = save_upload(file, name, storage=storage)
    try:
        yield stored
    except BaseException:
        storage.delete(stored)
        raise


def delete_uploads(places: Iterable[str]) -> None:
    """Delete stored files that nothing refers to."""
    for place in places:
        default_storage.delete(place)
