"""Files that lie sealed on disk; whoever opens them through their field gets them as they were sent."""

from pathlib import PurePosixPath
from typing import IO, Any

from django.core.files.base import ContentFile, File
from django.core.files.storage import Storage, default_storage
from django.utils.deconstruct import deconstructible

from gongkai.common.keys import SealBroken, key_ring

HEAD = b"GKSEAL1 "
HEAD_BYTES = 32  # of a file, in which the id of its key stands


@deconstructible
class SealedStorage(Storage):
    """
    The default storage with AES-GCM before it; each file is bound to the folder in which it lies.

    Files are read whole: the limit of an upload is a few dozen megabytes.
    """

    def _open(self, name: str, mode: str = "rb") -> File[Any]:
        with default_storage.open(name) as stored:
            return ContentFile(unsealed(stored.read(), name), name)

    def _save(self, name: str, content: File[Any]) -> str:
        content.seek(0)
        return default_storage.save(name, ContentFile(sealed(content.read(), name)))

    def delete(self, name: str) -> None:
        """Remove a file."""
        default_storage.delete(name)

    def exists(self, name: str) -> bool:
        """Tell whether a name is taken."""
        return default_storage.exists(name)

    def size(self, name: str) -> int:
        """Return the bytes that the file takes on disk; what was sent is a little smaller."""
        return default_storage.size(name)


def sealed(plain: bytes, name: str) -> bytes:
    """Return what lies on disk for a file of this name."""
    key = key_ring().newest
    return HEAD + key.id.encode() + b"\n" + key.seal(plain, _place(name))


def unsealed(stored: bytes, name: str) -> bytes:
    """
    Return what was sent.

    :raises SealBroken: not sealed, changed, or moved from another folder
    :raises KeyMissing: its key is not in the ring
    """
    key_id = key_of(stored)
    if key_id is None:
        raise SealBroken(f"文件{name}应当是密文，但不是。")
    start = len(HEAD) + len(key_id) + 1
    return key_ring().find(key_id).open(stored[start:], _place(name))


def key_of(stored: bytes | IO[bytes]) -> str | None:
    """Return the id of the key that opens a stored file, or None for one that is not sealed."""
    head = stored[:HEAD_BYTES] if isinstance(stored, bytes) else stored.read(HEAD_BYTES)
    if not head.startswith(HEAD):
        return None
    return head[len(HEAD) :].partition(b"\n")[0].decode("ascii", "replace")


def _place(name: str) -> str:
    return f"file|{PurePosixPath(name).parent}"


sealed_storage = SealedStorage()
