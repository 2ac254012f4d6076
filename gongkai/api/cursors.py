"""Pages of a list by a mark behind the last line, so that what is published meanwhile moves nothing."""

from base64 import urlsafe_b64decode, urlsafe_b64encode
from datetime import date

from django.db.models import Q

from gongkai.publishing.models import InformationItem
from gongkai.publishing.models.items import ItemQuerySet


class BadCursor(ValueError):
    """Not a mark that we gave out."""


def cut(items: ItemQuerySet, cursor: str, limit: int) -> tuple[list[InformationItem], str]:
    """
    Return a page of items, newest first, and the mark behind it; an empty mark when there is no more.

    :raises BadCursor: see there
    """
    if cursor:
        day, key = _read(cursor)
        items = items.filter(Q(published_on__lt=day) | Q(published_on=day, pk__lt=key))
    found = list(items.newest_first()[: limit + 1])
    last = found[limit - 1] if len(found) > limit else None
    return found[:limit], _mark(last) if last else ""


def _mark(item: InformationItem) -> str:
    return urlsafe_b64encode(f"{item.published_on} {item.pk}".encode()).decode().rstrip("=")


def _read(cursor: str) -> tuple[date, int]:
    try:
        day, _, key = urlsafe_b64decode(cursor.encode() + b"=" * (-len(cursor) % 4)).decode().partition(" ")
        found = date.fromisoformat(day), int(key)
    except ValueError:
        raise BadCursor("cursor 不是本接口给出的，请从第一页重新开始。") from None
    if not 0 < found[1] < 2**63:
        raise BadCursor("cursor 不是本接口给出的，请从第一页重新开始。")
    return found
