"""What the worker does for an import through the office: checking, taking in with its index, taking back."""

from django_tasks import task

from gongkai.publishing.actions import taking_over
from gongkai.publishing.models import ItemImport
from gongkai.search.indexing import indexing_along


@task()
def work_on_import(import_id: int) -> None:
    """Do what an import waits for; one that was interrupted goes on where it stopped."""
    batch = ItemImport.objects.select_related("body", "by", "undone_by").get(pk=import_id)
    if batch.state == ItemImport.State.CHECKING:
        taking_over.check_import(batch)
    elif batch.state == ItemImport.State.RUNNING:
        with indexing_along() as index:
            taking_over.run_item_import(batch, index)
    elif batch.state == ItemImport.State.UNDOING:
        taking_over.undo_import(batch)
