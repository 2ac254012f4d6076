"""What the worker does for search."""

from django_tasks import task

from gongkai.search.indexing import rebuild_index, update_index


@task()
def index_item(item_id: int) -> None:
    """Bring one item in the index to what the database says now; may run any number of times."""
    update_index([item_id])


@task()
def index_items(item_ids: list[int]) -> None:
    """Bring several items in the index to what the database says now, in one commit."""
    update_index(item_ids)


@task()
def rebuild() -> None:
    """Fill the index anew."""
    rebuild_index()
