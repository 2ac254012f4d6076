"""What the worker does for publishing."""

from datetime import date

from django.utils.timezone import now
from django_tasks import task

from gongkai.publishing.models import BulkEdit, ItemCheck


@task()
def finish_check(check_id: int, on: str) -> None:
    """Look into the attachments of a check that nobody looked into yet; may run any number of times."""
    from gongkai.publishing.actions.checking import look_into_rest  # enqueues this task

    check = ItemCheck.objects.select_related("item__body").get(pk=check_id)
    look_into_rest(check, on=date.fromisoformat(on))


@task()
def run_bulk_edit(bulk_id: int) -> None:
    """Make, or undo, a bulk edit line by line; one that was interrupted goes on where it stopped."""
    from gongkai.publishing.actions.bulk import run_bulk  # checking, below it, enqueues a task of this module

    run_bulk(BulkEdit.objects.select_related("body", "by", "undone_by").get(pk=bulk_id), at=now())
