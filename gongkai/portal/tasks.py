"""What the worker does for the portal."""

from django_tasks import task

from gongkai.portal.refreshing import refresh, refresh_pages_of_topic
from gongkai.publishing.models import InformationItem, Topic


@task()
def refresh_item(item_id: int) -> None:
    """Have the caches fetch the pages of an item anew; may run any number of times."""
    item = InformationItem.objects.select_related("body", "column").filter(pk=item_id).first()
    if item:
        refresh(item)


@task()
def refresh_topic(topic_id: int) -> None:
    """Have the caches fetch the pages of a topic anew; may run any number of times."""
    topic = Topic.objects.select_related("body").filter(pk=topic_id).first()
    if topic:
        refresh_pages_of_topic(topic)
