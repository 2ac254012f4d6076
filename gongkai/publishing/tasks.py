"""What the worker does for publishing."""

from datetime import date

from django_tasks import task

from gongkai.publishing.models import ItemCheck


@task()
def finish_check(check_id: int, on: str) -> None:
    """Look into the attachments of a check that nobody looked into yet; may run any number of times."""
    from gongkai.publishing.actions.checking import look_into_rest  # enqueues this task

    check = ItemCheck.objects.select_related("item__body").get(pk=check_id)
    look_into_rest(check, on=date.fromisoformat(on))
