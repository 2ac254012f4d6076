"""同时列入: an item is listed in several columns with one text and one address."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.recording import lock, move
from gongkai.publishing.announcing import announce
from gongkai.publishing.errors import NoSuchColumn
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import Column, InformationItem, Placement


@transaction.atomic
def place_item(item: InformationItem, *, columns: Collection[Column], by: User, on: date) -> InformationItem:
    """
    List an item in these columns besides its own, in no others; of a live item the public sees it at once.

    Nothing is recorded when nothing differs.

    :raises NoSuchColumn: a column of another body, or one that is closed
    :raises StepNotAllowed: not for `by` to publish
    """
    item = lock(item)
    check_step(item, "place", by=by, on=on)
    wanted = {column.pk: column for column in columns if column.pk != item.column_id}
    if odd := [str(each) for each in wanted.values() if each.body_id != item.body_id or not each.is_active]:
        raise NoSuchColumn(f"栏目“{'、'.join(odd)}”不属于本机关或者已经停用。")
    before = {placement.column_id: placement for placement in item.placements.select_related("column")}
    if set(before) == set(wanted):
        return item
    item.placements.exclude(column__in=wanted.values()).delete()
    Placement.objects.bulk_create(
        Placement(item=item, column=column, by=by, on=on)
        for key, column in wanted.items()
        if key not in before
    )
    names = "、".join(column.name for column in wanted.values()) or "无"
    told = {"from": sorted(before), "to": sorted(wanted)}
    move(item, "place", by=by, on=on, opinion=f"同时列入：{names}", data=told)
    announce(item)
    return item
