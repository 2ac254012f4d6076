"""读入文件: a Word, Excel or PDF file becomes the text of a draft, and stays with it where that is wanted."""

from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.core.files import File
from django.core.files.base import ContentFile
from django.db import transaction
from django.db.models import Max

from gongkai.bodies.models import Body, User
from gongkai.common.uploads import check_upload, delete_uploads, store_upload
from gongkai.publishing.actions.checking import noting_secrets
from gongkai.publishing.actions.drafting import bytes_of, create_item, save_draft, take_draft, with_facts
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.errors import PaperNotRead
from gongkai.publishing.guards import check_step
from gongkai.publishing.looking import look_into_file, refuse_secrets
from gongkai.publishing.models import Attachment, InformationItem, Paper
from gongkai.publishing.models.papers import waiting_name
from gongkai.publishing.models.records import stored_name
from gongkai.publishing.papers import Picture, Reading, read_paper
from gongkai.publishing.pictures import placed, public_address, waiting_in
from gongkai.publishing.snapshot import current_draft
from gongkai.screening.reading import CannotRead
from gongkai.screening.setting import Setting


@noting_secrets
@transaction.atomic
def read_in(body: Body, *, file: File[bytes], by: User, on: date) -> tuple[Paper, Reading]:
    """
    Read a file for the form of an item, and keep it until the item is saved.

    :raises PaperNotRead: an old kind, damaged, without text; saying what to do
    :raises SecretMark: it carries a mark of secrecy; nothing of it is kept
    :raises UploadRefused: it is none that may be uploaded, or there is no room on disk
    """
    facts = check_upload(file)
    data = bytes_of(file)
    reading = reading_of(data, facts.name)
    _, hits = look_into_file(data, facts.name, Setting(today=on))
    refuse_secrets(hits, data)
    paper = Paper(
        body=body,
        by=by,
        name=facts.name,
        size=facts.size,
        content_type=facts.content_type,
        sha256=facts.sha256,
    )
    with store_upload(file, waiting_name(paper, facts.name)) as stored:
        paper.file.name = stored
        paper.save()
    return paper, reading


def reading_of(data: bytes, name: str) -> Reading:
    """
    Return a file as HTML.

    :raises PaperNotRead: saying why in one sentence
    """
    try:
        return read_paper(data, name)
    except CannotRead as error:
        raise PaperNotRead(str(error)) from error


@noting_secrets
@transaction.atomic
def create_item_from(
    papers: Sequence[Paper], *, keep_originals: bool, content: str, by: User, on: date, **facts: Any
) -> InformationItem:
    """Begin an item of which papers were read in; raises what `create_item` and `take_papers` raise."""
    item = create_item(content=content, by=by, on=on, **facts)
    return take_papers(item, papers, content=content, keep_originals=keep_originals, by=by, on=on)


@noting_secrets
@transaction.atomic
def save_draft_from(
    item: InformationItem,
    papers: Sequence[Paper],
    *,
    keep_originals: bool,
    content: str,
    by: User,
    on: date,
    **facts: Any,
) -> InformationItem:
    """Change a draft for which papers were read in; raises what `save_draft` and `take_papers` raise."""
    item = save_draft(item, content=content, by=by, on=on, **facts)
    return take_papers(item, papers, content=content, keep_originals=keep_originals, by=by, on=on)


@transaction.atomic
def take_papers(
    item: InformationItem,
    papers: Sequence[Paper],
    *,
    content: str,
    keep_originals: bool,
    by: User,
    on: date,
) -> InformationItem:
    """
    Bring the pictures of papers into the draft that shows them, and the papers themselves where wanted.

    :param content: the text as the form had it, with the papers' pictures under their waiting addresses
    :raises StepNotAllowed: the item is not for `by` to write
    :raises UploadRefused: there is no room on disk
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    pictures = 0
    with ExitStack() as stored:
        for paper in papers:
            addresses = _bring(item, paper, content, keep_originals=keep_originals, stored=stored)
            content = placed(content, paper.pk, addresses)
            pictures += len(addresses)
        if pictures or (papers and keep_originals):
            told = {"papers": [paper.name for paper in papers], "pictures": pictures}
            after = with_facts(item, current_draft(item), {"content": content})
            take_draft(item, after, by=by, on=on, data=told)
    for paper in papers:
        drop_paper(paper)
    return item


def _bring(
    item: InformationItem, paper: Paper, content: str, *, keep_originals: bool, stored: ExitStack
) -> dict[int, str]:
    """Attach what an item takes of a paper, and return the addresses of its pictures by number."""
    with paper.file.open("rb") as file:
        data = file.read()
    addresses = {}
    for number, picture in _pictures(paper, data, waiting_in(content, paper.pk)):
        attachment = _attached(item, picture, in_text=True, stored=stored)
        addresses[number] = public_address(item.pk, attachment.pk, attachment.name)
    if keep_originals:
        _attached(item, Picture(paper.name, data, paper.content_type), in_text=False, stored=stored)
    return addresses


def _pictures(paper: Paper, data: bytes, numbers: set[int]) -> Iterator[tuple[int, Picture]]:
    """Yield the pictures that a text shows, by their numbers."""
    if numbers:
        pictures = read_paper(data, paper.name).pictures
        yield from ((n, picture) for n, picture in enumerate(pictures, 1) if n in numbers)


def _attached(item: InformationItem, picture: Picture, *, in_text: bool, stored: ExitStack) -> Attachment:
    file = ContentFile(picture.data, name=picture.name)
    last = item.attachments.aggregate(last=Max("order"))["last"]
    attachment = Attachment(
        item=item,
        name=picture.name,
        size=len(picture.data),
        content_type=picture.content_type,
        sha256=sha256(picture.data).hexdigest(),
        order=0 if last is None else last + 1,
        text="" if in_text else text_of(file, picture.content_type),
        in_text=in_text,
    )
    attachment.file.name = stored.enter_context(store_upload(file, stored_name(attachment, picture.name)))
    attachment.save()
    return attachment


def drop_paper(paper: Paper) -> None:
    """Delete a paper that is not waited for any longer, with its file."""
    place = str(paper.file.name)
    paper.delete()
    transaction.on_commit(lambda: delete_uploads([place]))


@transaction.atomic
def drop_papers(*, before: datetime) -> list[str]:
    """Delete papers read in before a moment that no item took up, and return their names."""
    papers = list(Paper.objects.left_before(before))
    for paper in papers:
        drop_paper(paper)
    return [paper.name for paper in papers]
