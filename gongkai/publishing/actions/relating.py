"""How items bear on each other: interpretation, amendment, repeal (readable from both sides)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, record
from gongkai.publishing.errors import CannotRelate
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import InformationItem, ItemRelation


@transaction.atomic
def relate_items(
    item: InformationItem, *, kind: str, other: InformationItem, by: User, on: date
) -> ItemRelation:
    """
    Record that `item` interprets, amends or repeals `other`; its validity is changed by `change_validity`.

    :raises CannotRelate: the two are the same, or stand in this relation already
    """
    item = lock(item)
    check_step(item, "relate", by=by, on=on)
    if item.pk == other.pk:
        raise CannotRelate("不能与自身关联。")
    facts = {"item": item, "kind": ItemRelation.Kind(kind), "other": other}
    if ItemRelation.objects.filter(**facts).exists():
        raise CannotRelate(f"已经关联过《{other}》。")
    relation = ItemRelation.objects.create(**facts, by=by, on=on)
    for side, far in ((item, other), (other, item)):
        record(side, "relate", side.state, by=by, on=on, data={"kind": kind, "with": far.pk})
    return relation


@transaction.atomic
def unrelate_items(relation: ItemRelation, *, by: User, on: date) -> None:
    """Take back a relation recorded by mistake; both items keep a trace of it."""
    item = lock(relation.item)
    check_step(item, "relate", by=by, on=on)
    for side, far in ((item, relation.other), (relation.other, item)):
        record(side, "relate", side.state, by=by, on=on, data={"kind": relation.kind, "without": far.pk})
    relation.delete()
