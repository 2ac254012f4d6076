"""Telling those above casework that a step was taken."""

from django.conf import settings
from django.utils.module_loading import import_string

from gongkai.casework.models import RequestEvent


def announce(event: RequestEvent) -> None:
    """
    Enqueue the tasks that the deployment names for this step, each with the event's key.

    The queue is a table of the same database: tasks exist exactly when the step that caused them does.
    """
    for path in settings.GONGKAI_ON_REQUEST_STEP.get(event.step, ()):
        import_string(path).enqueue(event.pk)
