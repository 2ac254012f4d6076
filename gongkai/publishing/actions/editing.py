"""编辑锁: beginning, going on with, taking over and ending the work on the form of an item."""

from datetime import date, datetime

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, record
from gongkai.publishing.errors import ReasonMissing
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import EditLock, InformationItem


def held_by_another(item: InformationItem, *, by: User, at: datetime) -> EditLock | None:
    """Return the lock of somebody else that holds at a moment."""
    found = EditLock.objects.select_related("by").filter(item=item).first()
    return found if found and found.by_id != by.pk and found.is_held(at) else None


@transaction.atomic
def begin_editing(item: InformationItem, *, by: User, at: datetime) -> EditLock:
    """
    Hold an item for whoever opened its form, or go on holding it.

    The answer is somebody else's lock where that holds.
    """
    item = lock(item)
    if other := held_by_another(item, by=by, at=at):
        return other
    mine = EditLock.objects.filter(item=item, by=by).first()
    if mine and mine.is_held(at):
        mine.heard_at = at
        mine.save(update_fields=["heard_at"])
        return mine
    return _hold(item, by=by, at=at, note="")


def _hold(item: InformationItem, *, by: User, at: datetime, note: str) -> EditLock:
    values = {"by": by, "since": at, "heard_at": at, "note": note}
    return EditLock.objects.update_or_create(item=item, defaults=values)[0]


@transaction.atomic
def take_over_editing(item: InformationItem, *, note: str, by: User, at: datetime, on: date) -> EditLock:
    """
    Take the form of an item from whoever has it open; it is recorded with the note.

    :raises ReasonMissing: no note to the other person
    :raises StepNotAllowed: the item is not for `by` to write
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    other = held_by_another(item, by=by, at=at)
    if other is None:
        return begin_editing(item, by=by, at=at)
    if not note.strip():
        raise ReasonMissing(f"请写一句说明，{other.by}打开页面时会看到。")
    told = {"from": str(other.by), "since": other.since.isoformat()}
    record(item, "take_over", item.state, by=by, on=on, opinion=note.strip(), data=told)
    return _hold(item, by=by, at=at, note=note.strip())


def end_editing(item: InformationItem, *, by: User) -> None:
    """Let go of an item."""
    EditLock.objects.filter(item=item, by=by).delete()
