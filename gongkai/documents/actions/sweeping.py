"""After a document has ended: every place that names its number is listed, and handled one by one."""

from collections.abc import Collection
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.documents.citing import Place, places_of
from gongkai.documents.errors import AlreadyDone, DocumentIncomplete
from gongkai.documents.models import Citation, How, NormativeDocument
from gongkai.documents.progress import checked, moved


def look_for_citations(document: NormativeDocument, *, on: date) -> list[Citation]:
    """
    Add the places that name the document's number and are not listed yet; return those.

    What is listed, open, and names it no more is handled by the system. All texts are read, which takes
    seconds among very many items; that is done before anything is written, so that nobody waits for it.
    """
    places = list(places_of(document))
    with transaction.atomic():
        return _list_places(NormativeDocument.objects.select_for_update().get(pk=document.pk), places, on)


def _list_places(document: NormativeDocument, places: Collection[Place], on: date) -> list[Citation]:
    known = {(each.source, each.key): each for each in document.citations.all()}
    found = {(place.source.value, place.key): place for place in places}
    new = [
        Citation(
            document=document,
            source=place.source,
            key=place.key,
            title=place.title[:200],
            passage=place.passage[:200],
            found_on=on,
        )
        for where, place in found.items()
        if where not in known
    ]
    gone = [each.pk for where, each in known.items() if where not in found and each.is_open]
    document.citations.filter(pk__in=gone).update(how=How.GONE, handled_on=on)
    return Citation.objects.bulk_create(new)


def sweep_document(document: NormativeDocument, *, by: User, on: date) -> list[Citation]:
    """Look again for places that name an ended document; return the new ones."""
    places = list(places_of(document))
    return _note_sweep(document, places, by=by, on=on)


@transaction.atomic
def _note_sweep(
    document: NormativeDocument, places: Collection[Place], *, by: User, on: date
) -> list[Citation]:
    document = checked(document, "handle_citation", by=by, on=on)
    new = _list_places(document, places, on)
    open_ones = document.citations.open().count()
    moved(
        document,
        "handle_citation",
        by=by,
        on=on,
        note=f"重新查找引用：新增{len(new)}处，待处理{open_ones}处。",
    )
    return new


@transaction.atomic
def handle_citation(citation: Citation, *, how: str, note: str = "", by: User, on: date) -> Citation:
    """
    Record how a place that names an ended document was handled.

    :raises AlreadyDone: somebody has handled it
    :raises DocumentIncomplete: it is kept as it is, and nobody says why
    """
    document = checked(citation.document, "handle_citation", by=by, on=on)
    citation = Citation.objects.select_for_update().get(pk=citation.pk)
    if not citation.is_open:
        raise AlreadyDone(f"“{citation.title}”已经处理过：{citation.get_how_display()}。")
    if how == How.KEPT and not note.strip():
        raise DocumentIncomplete("保留引用的，请说明理由，例如叙述历史沿革。")
    citation.how, citation.note = How(how), note.strip()
    citation.handled_by, citation.handled_on = by, on
    citation.save()
    told = f"{citation}：{citation.get_how_display()}{f'。{citation.note}' if citation.note else ''}"
    moved(document, "handle_citation", by=by, on=on, note=told, citation=citation.pk)
    return citation
