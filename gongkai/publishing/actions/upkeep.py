"""What follows from a change outside publishing: another calendar gives other last days."""

from django.db import transaction
from django.db.models import QuerySet

from gongkai.publishing.models import InformationItem
from gongkai.publishing.period import publish_due_on
from gongkai.rules.calendar import Calendar


def _unpublished() -> QuerySet[InformationItem]:
    waiting = InformationItem.objects.select_for_update(of=("self",)).select_related("column")
    return waiting.filter(live=False, published_on=None)


@transaction.atomic
def redate_items(calendar: Calendar) -> list[InformationItem]:
    """Work out anew when items that are not public yet must be, and return those whose day moved."""
    moved = []
    for item in _unpublished():
        due_on = publish_due_on(item, calendar)
        if due_on != item.publish_due_on:
            item.publish_due_on = due_on
            moved.append(item)
    InformationItem.objects.bulk_update(moved, ["publish_due_on"], batch_size=500)
    return moved
