"""What the worker does for batches."""

from django.utils.timezone import now
from django_tasks import task

from gongkai.proofing import actions
from gongkai.proofing.models import Batch


@task()
def read_batch(batch_id: int) -> None:
    """Read the papers of a batch that still wait; may run any number of times."""
    if batch := Batch.objects.filter(pk=batch_id).first():
        actions.read_batch(batch, at=now())
