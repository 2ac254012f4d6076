"""The key ring: what private data are sealed with, and by what equal values are found again."""

import hmac
import os
import re
import secrets
from base64 import b64decode, b64encode, urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from pathlib import Path

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured

from gongkai.common.secret import kept_secret

KEY_BYTES = 32
NONCE_BYTES = 12
TOKEN = re.compile(r"g1\.([a-z0-9]{1,12})\.([\w-]+={0,2})")
KEY_ID = re.compile(r"[a-z0-9]{1,12}")


class KeyMissing(ImproperlyConfigured):
    """Something was sealed with a key that the ring does not have, or the ring itself cannot be read."""


class SealBroken(Exception):
    """What was sealed has been changed, or was sealed for another place."""


@dataclass(frozen=True)
class Key:
    """One key of the ring: its id, which stands beside what it sealed, and 32 secret bytes."""

    id: str
    secret: bytes = field(repr=False)

    @cached_property
    def _cipher(self) -> AESGCM:
        return AESGCM(self._derived("seal"))

    @cached_property
    def _match_key(self) -> bytes:
        return self._derived("match")

    def _derived(self, purpose: str) -> bytes:
        """Derive a key of its own for each purpose, so that no key does two things."""
        kdf = HKDF(algorithm=SHA256(), length=KEY_BYTES, salt=None, info=f"gongkai/{purpose}".encode())
        return kdf.derive(self.secret)

    def seal(self, plain: bytes, context: str) -> bytes:
        """Return `plain` enciphered (AES-256-GCM), readable only together with the same context."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return nonce + self._cipher.encrypt(nonce, plain, context.encode())

    def open(self, sealed: bytes, context: str) -> bytes:
        """
        Return what was sealed.

        :raises SealBroken: changed, or sealed for another context
        """
        try:
            return self._cipher.decrypt(sealed[:NONCE_BYTES], sealed[NONCE_BYTES:], context.encode())
        except (InvalidTag, ValueError):
            raise SealBroken("密文被改动过，或者不是在这个位置加密的，不能读出。") from None

    def mark(self, text: str) -> str:
        """Return the keyed hash (HMAC-SHA-256) of a text, behind the id of the key."""
        digest = hmac.digest(self._match_key, text.encode(), "sha256")
        return f"{self.id}.{urlsafe_b64encode(digest).decode().rstrip('=')}"


@dataclass(frozen=True)
class KeyRing:
    """All keys, the newest first: it seals, the others still open."""

    keys: tuple[Key, ...]

    @property
    def newest(self) -> Key:
        """The key that seals."""
        return self.keys[0]

    def find(self, key_id: str) -> Key:
        """
        Return the key of this id.

        :raises KeyMissing: the ring does not have it
        """
        for key in self.keys:
            if key.id == key_id:
                return key
        raise KeyMissing(f"密钥{key_id}不在密钥环中，用它加密的身份数据不能读出；请在 GONGKAI_KEYS 中补上。")

    def seal(self, plain: str, context: str) -> str:
        """Return a token that says nothing but which key opens it."""
        sealed = self.newest.seal(plain.encode(), context)
        return f"g1.{self.newest.id}.{urlsafe_b64encode(sealed).decode()}"

    def open(self, token: str, context: str) -> str:
        """
        Return what a token holds.

        :raises KeyMissing: its key is not in the ring
        :raises SealBroken: no token, changed, or from another place
        """
        parts = TOKEN.fullmatch(token)
        if parts is None:
            raise SealBroken("数据库中应当是密文的地方不是密文。")
        return self.find(parts[1]).open(urlsafe_b64decode(parts[2]), context).decode()

    def marks(self, text: str) -> list[str]:
        """Return the keyed hashes of a text under every key, so that a search finds what any key marked."""
        return [key.mark(text) for key in self.keys]


def key_ring() -> KeyRing:
    """
    Return the ring of this deployment: `GONGKAI_KEYS`, or the file of this machine, made when missing.

    A file changed by another process is read again.

    :raises KeyMissing: what is given is no ring
    """
    if settings.GONGKAI_KEYS:
        return parsed(settings.GONGKAI_KEYS, "GONGKAI_KEYS")
    path = ring_file()
    kept_secret(path, make=new_entry)
    return _read(path, path.stat().st_mtime_ns)


def ring_file() -> Path:
    """Return where a machine without `GONGKAI_KEYS` keeps its ring."""
    return Path(settings.HOME) / "keys"


def new_entry() -> str:
    """Return a fresh key as a ring writes it: `id:base64`."""
    return f"{secrets.token_hex(3)}:{b64encode(secrets.token_bytes(KEY_BYTES)).decode()}"


def add_key() -> Key:
    """
    Put a fresh key in front of the ring file.

    :raises KeyMissing: the ring stands in the environment, where the program cannot write
    """
    if settings.GONGKAI_KEYS:
        raise KeyMissing(f"密钥环在 GONGKAI_KEYS 中，请把新密钥加在最前面再运行，例如：{new_entry()}")
    key_ring()
    path = ring_file()
    fresh = path.with_name(f"{path.name}.{os.getpid()}")
    descriptor = os.open(fresh, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(descriptor, "w", encoding="ascii") as file:
        file.write(f"{new_entry()}\n{path.read_text('ascii').strip()}\n")
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    return key_ring().newest


@lru_cache(maxsize=8)
def parsed(text: str, source: str) -> KeyRing:
    """
    Read a ring: `id:base64` entries, newest first, with commas or blanks between them.

    :raises KeyMissing: an entry that is none, a key that is not 32 bytes, an id given twice
    """
    keys = [_key(entry, source) for entry in re.split(r"[,\s]+", text.strip()) if entry]
    if not keys or len({key.id for key in keys}) < len(keys):
        raise KeyMissing(f"{source}中没有密钥，或者两个密钥编号相同。")
    return KeyRing(tuple(keys))


@lru_cache(maxsize=8)
def _read(path: Path, changed_at: int) -> KeyRing:
    return parsed(path.read_text("ascii"), str(path))


def _key(entry: str, source: str) -> Key:
    key_id, _, encoded = entry.partition(":")
    try:
        secret = b64decode(encoded, validate=True)
    except NotBase64:
        secret = b""
    if not KEY_ID.fullmatch(key_id) or len(secret) != KEY_BYTES:
        raise KeyMissing(
            f"{source}中的密钥写法不对，应当是“编号:Base64”：编号为小写字母和数字，密钥为{KEY_BYTES}个字节。"
        )
    return Key(key_id, secret)
