"""A list of requests to be registered together: kept sealed until it is done with, then removed."""

from hashlib import sha256

from django.core.files.base import ContentFile

from gongkai.bodies.models import Body, User
from gongkai.common.sealed_files import SealedStorage

STORE = SealedStorage()


def keep_list(body: Body, *, data: bytes, by: User) -> str:
    """Keep an uploaded list, sealed; return its digest, by which the same person finds it again."""
    digest = sha256(data).hexdigest()
    if not STORE.exists(_place(body, by, digest)):
        STORE.save(_place(body, by, digest), ContentFile(data))
    return digest


def kept_list(body: Body, *, digest: str, by: User) -> bytes | None:
    """Return a list that this person kept; None when there is none, or it is done with."""
    place = _place(body, by, digest)
    if not STORE.exists(place):
        return None
    with STORE.open(place) as file:
        return bytes(file.read())


def drop_list(body: Body, *, digest: str, by: User) -> None:
    """Remove a list that is done with; it holds people's data."""
    STORE.delete(_place(body, by, digest))


def _place(body: Body, by: User, digest: str) -> str:
    return f"lists/{body.pk}/{by.pk}/{digest}.xlsx"
