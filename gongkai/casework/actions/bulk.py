"""A list of requests to be registered together: kept sealed until it is done with, then removed."""

import json
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from hashlib import sha256

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils.timezone import get_current_timezone

from gongkai.bodies.models import Body, User
from gongkai.common.sealed_files import SealedStorage
from gongkai.rules.retention import retention

STORE, ROOT = SealedStorage(), "lists"


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
    STORE.delete(_place(body, by, digest, "json"))


def keep_refusals(body: Body, *, digest: str, by: User, refusals: Mapping[str, str]) -> None:
    """Keep, sealed beside the list, why rows of it were refused, by their keys; the last attempt counts."""
    place = _place(body, by, digest, "json")
    STORE.delete(place)
    STORE.save(place, ContentFile(json.dumps(dict(refusals)).encode()))


def kept_refusals(body: Body, *, digest: str, by: User) -> dict[str, str]:
    """Return why rows of a list were refused when it was last registered."""
    place = _place(body, by, digest, "json")
    if not STORE.exists(place):
        return {}
    with STORE.open(place) as file:
        found: dict[str, str] = json.loads(file.read())
    return found


def old_lists(*, on: date, body: Body | None = None) -> list[str]:
    """Return where lists lie that nobody finished, and whose period has passed."""
    before = retention("lists").starts_before(on)
    places = [body_dir for body_dir in _inside(ROOT, 0) if body is None or body_dir == f"{ROOT}/{body.pk}"]
    people = [person for place in places for person in _inside(place, 0)]
    files = [file for person in people for file in _inside(person, 1)]
    return [file for file in files if _kept_on(file) < before]


def drop_old_lists(*, on: date, body: Body | None = None) -> int:
    """Remove the lists whose period has passed (个人信息保护法第四十七条); return how many."""
    found = old_lists(on=on, body=body)
    for place in found:
        STORE.delete(place)
    return len(found)


def _kept_on(file: str) -> date:
    return default_storage.get_modified_time(file).astimezone(get_current_timezone()).date()


def _inside(place: str, kind: int) -> list[str]:
    """Return the folders (0) or the files (1) in a place; of one that is not there none."""
    with suppress(FileNotFoundError):
        return [f"{place}/{name}" for name in default_storage.listdir(place)[kind]]
    return []


def _place(body: Body, by: User, digest: str, ending: str = "xlsx") -> str:
    return f"{ROOT}/{body.pk}/{by.pk}/{digest}.{ending}"
