"""What the worker does for the portal."""

from django_tasks import task

from gongkai.portal.refreshing import refresh
from gongkai.publishing.models import InformationItem


@task()
def refresh_item(item_id: int) -> None:
    """Have the caches fetch the pages of an item anew; may run any number of times."""
    item = InformationItem.objects.select_related("body", "column").filter(pk=item_id).first()
    if item:
        refresh(item)
