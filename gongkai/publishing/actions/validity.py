"""What an item says of a document that is followed elsewhere: whether it is in force, and through what."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import keep_version, lock, record
from gongkai.publishing.announcing import announce
from gongkai.publishing.models import InformationItem, ItemRelation, Validity
from gongkai.publishing.snapshot import current_draft, snapshot_of_row


@transaction.atomic
def follow_document(
    item: InformationItem,
    *,
    validity: str,
    ceased_on: date | None = None,
    reason: str,
    by: User | None,
    on: date,
) -> InformationItem:
    """
    Let an item say how its document stands now; who may decide that is said where documents are followed.

    A draft under way stays and says the same.
    """
    item = lock(item)
    draft = current_draft(item) if item.has_draft else None
    before = item.validity
    item.validity, item.ceased_on, item.updated_on = Validity(validity), ceased_on, on
    live = [each for each in item.attachments.all() if (each.live if item.live else each.in_draft)]
    version = keep_version(item, snapshot_of_row(item, live), by=by, on=on)
    if item.live:
        item.live_version = version
    item.draft_version = version
    if draft:
        ceased = ceased_on.isoformat() if ceased_on else None
        told = {**draft, "validity": validity, "ceased_on": ceased}
        item.draft_version = keep_version(item, told, by=by, on=on)
    item.save()
    told_of = {"from": before, "to": validity}
    record(item, "follow_document", item.state, by=by, on=on, opinion=reason, data=told_of)
    announce(item)
    return item


@transaction.atomic
def tie_items(
    item: InformationItem, *, kind: str, other: InformationItem, by: User | None, on: date
) -> ItemRelation:
    """Record that `item` interprets, amends or repeals `other`; nothing happens when that is known."""
    facts = {"item": item, "kind": ItemRelation.Kind(kind), "other": other}
    relation, is_new = ItemRelation.objects.get_or_create(**facts, defaults={"by": by, "on": on})
    if is_new:
        for side, far in ((item, other), (other, item)):
            record(side, "relate", side.state, by=by, on=on, data={"kind": kind, "with": far.pk})
    return relation
