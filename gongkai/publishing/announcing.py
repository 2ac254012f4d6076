"""Telling those who must know that an item went live, changed or was withdrawn."""

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.publishing.models import InformationItem


def announce(item: InformationItem) -> None:
    """
    Enqueue the tasks that the deployment names, each with the item's key.

    The queue is a table of the same database: tasks exist exactly when the change that caused them does.
    """
    for path in settings.GONGKAI_ON_ITEM_CHANGED:
        import_string(path).enqueue(item.pk)
