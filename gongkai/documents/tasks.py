"""What the worker does for documents."""

from datetime import date

from django.utils.timezone import localdate
from django_tasks import task

from gongkai.documents.models import NormativeDocument
from gongkai.publishing.models import InformationItem


@task()
def follow_item(item_id: int) -> None:
    """Let the document follow its item, or that of its interpretation; may run any number of times."""
    from gongkai.documents.actions import follow_item as follow  # enqueues more of these

    if item := InformationItem.objects.filter(pk=item_id).first():
        follow(item, on=localdate())


@task()
def find_citations(document_id: int, on: str) -> None:
    """Look for the places that name an ended document; may run any number of times."""
    from gongkai.documents.actions.sweeping import look_for_citations

    look_for_citations(NormativeDocument.objects.get(pk=document_id), on=date.fromisoformat(on))
