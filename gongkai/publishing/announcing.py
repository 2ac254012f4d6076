"""Telling those who must know that an item or a topic went live, changed or was withdrawn."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.publishing.models import InformationItem, Topic

_silent = ContextVar("silent", default=False)


def announce(item: InformationItem) -> None:
    """
    Enqueue the tasks that the deployment names, each with the item's key.

    The queue is a table of the same database: tasks exist exactly when the change that caused them does.
    """
    if _silent.get():
        return
    for path in settings.GONGKAI_ON_ITEM_CHANGED:
        import_string(path).enqueue(item.pk)


def announce_topic(topic: Topic) -> None:
    """Enqueue the tasks that the deployment names for a topic that the public sees anew, or no longer."""
    if _silent.get():
        return
    for path in settings.GONGKAI_ON_TOPIC_CHANGED:
        import_string(path).enqueue(topic.pk)


@contextmanager
def silently() -> Iterator[None]:
    """Announce nothing while a whole collection is loaded; whoever does so rebuilds what follows items."""
    token = _silent.set(True)
    try:
        yield
    finally:
        _silent.reset(token)
