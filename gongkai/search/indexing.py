"""Keeping the index as the database is: some items after a change, everything in a rebuild."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager

from gongkai.publishing.models import Attachment, InformationItem, Placement
from gongkai.search.engine import Document, SearchUnavailable, engine
from gongkai.search.vocabulary import Title, count_anew, count_titles

BATCH = 2_000
TEXT_LIMIT = 300_000  # characters of an item with its attachments that are indexed
FIELDS = (
    *("title", "summary", "plain_text", "keywords", "issuing_body", "doc_no", "index_no"),
    *("body", "column", "document_kind", "topic_class", "validity", "published_on", "ceased_on"),
)


def update_index(item_ids: Collection[int]) -> None:
    """
    Bring items in the index to what the database says now: put in what is live, take out the rest.

    The first update of an index that is not there yet, is of an older form or damaged, fills it as a whole.
    """
    if not engine().is_ready():
        rebuild_index()
        return
    try:
        _bring_up(item_ids)
    except SearchUnavailable:
        engine().start_anew()
        rebuild_index()


def _bring_up(item_ids: Collection[int]) -> None:
    with engine().writing() as index:  # read after the lock is held, so that the last writer has read last
        titles = []
        for document in documents_of(item_ids):
            index.add([document])
            titles.append(Title(document.item_id, document.body, document.title))
        index.remove(set(item_ids) - {title.item_id for title in titles})
        count_titles(item_ids, titles)


@contextmanager
def indexing_along() -> Iterator[Callable[[Collection[int]], None]]:
    """Give what takes the keys of items as they are written, to index many together, the last in any case."""
    waiting: list[int] = []

    def take(item_ids: Collection[int]) -> None:
        waiting.extend(item_ids)
        if len(waiting) >= BATCH:
            update_index(waiting)
            waiting.clear()

    try:
        yield take
    finally:
        if waiting:
            update_index(waiting)


def rebuild_index(progress: Callable[[int, int], None] | None = None) -> int:
    """
    Fill the index anew from the database and return how many items it holds; meanwhile the old one answers.

    :param progress: called after each batch with how many are done, of how many
    """
    searching = engine()
    if not searching.is_ready():
        searching.start_anew()
    total = InformationItem.objects.live().count()
    done = 0
    with searching.writing() as index:
        index.clear()
        for batch in _live_batches():
            done += index.add(documents_of(batch))
            if progress:
                progress(done, total)
        count_anew(_titles())
    return done


def is_complete() -> bool:
    """Whether the index holds as many items as are live."""
    return engine().is_ready() and engine().count() == InformationItem.objects.live().count()


def is_lacking() -> bool:
    """Whether the index is empty though something is live: nobody may be told that nothing is there."""
    return engine().count() == 0 and InformationItem.objects.live().exists()


def documents_of(item_ids: Collection[int]) -> Iterator[Document]:
    """Yield the documents of those items that are live."""
    texts: dict[int, list[str]] = defaultdict(list)
    attachments = Attachment.objects.live().filter(item__in=item_ids).order_by("order", "pk")
    for item_id, *said in attachments.values_list("item", "name", "description", "text"):
        texts[item_id] += filter(None, said)
    further: dict[int, list[int]] = defaultdict(list)
    for item_id, column in Placement.objects.filter(item__in=item_ids).values_list("item", "column"):
        further[item_id].append(column)
    for item in InformationItem.objects.live().filter(pk__in=item_ids).only(*FIELDS).order_by():
        yield _document(item, texts.get(item.pk, []), further.get(item.pk, []))


def _document(item: InformationItem, attached: list[str], further: list[int]) -> Document:
    said = (item.summary, item.plain_text, item.keywords, item.issuing_body, item.doc_no, item.index_no or "")
    assert item.published_on is not None  # noqa: S101  # a live item has it: live_item_has_index_no
    return Document(
        item_id=item.pk,
        title=item.title,
        text="\n".join((*said, *attached))[:TEXT_LIMIT],
        numbers=tuple(number for number in (item.doc_no, item.index_no) if number),
        body=item.body_id,
        column=item.column_id,
        kind=item.document_kind,
        validity=item.validity,
        published_on=item.published_on,
        ceased_on=item.ceased_on,
        topic=item.topic_class,
        further=tuple(further),
    )


def _titles() -> Iterator[Title]:
    rows = InformationItem.objects.live().order_by("pk").values_list("pk", "body", "title")
    return (Title(*row) for row in rows.iterator(BATCH))


def _live_batches() -> Iterator[list[int]]:
    """Yield the keys of all live items, batch after batch; what goes live meanwhile comes by its own task."""
    last = 0
    while batch := list(
        InformationItem.objects.live().filter(pk__gt=last).order_by("pk").values_list("pk", flat=True)[:BATCH]
    ):
        yield batch
        last = batch[-1]
