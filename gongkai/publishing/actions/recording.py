"""How every action locks an item, keeps a version and leaves a trace."""

from datetime import date
from typing import Any

from gongkai.bodies.models import User
from gongkai.publishing.models import InformationItem, ItemEvent, ItemVersion
from gongkai.publishing.snapshot import Snapshot, current_draft, digest_of
from gongkai.publishing.workflow import PUBLISHING


def lock(item: InformationItem) -> InformationItem:
    """Return the item as it is in the database now, locked until the transaction ends."""
    return InformationItem.objects.select_for_update().get(pk=item.pk)


def keep_version(item: InformationItem, snapshot: Snapshot, *, by: User | None, on: date) -> ItemVersion:
    """Add the next version of an item."""
    last = item.versions.order_by("number").values_list("number", flat=True).last() or 0
    return ItemVersion.objects.create(
        item=item, number=last + 1, snapshot=snapshot, digest=digest_of(snapshot), by=by, on=on
    )


def version_now(item: InformationItem) -> ItemVersion:
    """Return the version of the draft as it stands; every draft has one."""
    return item.versions.get(pk=item.draft_version_id or 0)


def move(
    item: InformationItem,
    code: str,
    *,
    by: User | None,
    on: date,
    opinion: str = "",
    data: dict[str, Any] | None = None,
    chosen: str = "",
) -> ItemEvent:
    """
    Set the state that the step leads to, without saving the item, and record the step.

    :param chosen: which state, where the table names several
    """
    before = item.state
    item.state = PUBLISHING.step(code).target(before, chosen)
    return record(item, code, before, by=by, on=on, opinion=opinion, data=data)


def record(
    item: InformationItem,
    code: str,
    before: str,
    *,
    by: User | None,
    on: date,
    opinion: str = "",
    data: dict[str, Any] | None = None,
) -> ItemEvent:
    """Add an event; its digest is that of the content as it stands."""
    return ItemEvent.objects.create(
        item=item,
        step=code,
        from_state=before,
        to_state=item.state,
        by=by,
        on=on,
        version=item.draft_version,
        digest=digest_of(current_draft(item)),
        opinion=opinion,
        data=data or {},
    )
