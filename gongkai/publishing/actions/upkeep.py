"""What follows from a change outside publishing: another calendar gives other last days."""

from django.db import transaction

from gongkai.publishing.models import InformationItem
from gongkai.publishing.period import publish_due_on
from gongkai.rules.calendar import Calendar


@transaction.atomic
def redate_items(calendar: Calendar) -> list[InformationItem]:
    """Work out anew when items that are not public yet must be, and return those whose day moved."""
    moved = []
    for item in InformationItem.objects.select_for_update().filter(live=False, published_on=None):
        due_on = publish_due_on(item.formed_on, calendar)
        if due_on != item.publish_due_on:
            item.publish_due_on = due_on
            moved.append(item)
    InformationItem.objects.bulk_update(moved, ["publish_due_on"], batch_size=500)
    return moved
