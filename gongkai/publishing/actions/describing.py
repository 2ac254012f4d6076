"""替代文字: putting words in the place of pictures, for those who do not see them."""

from collections.abc import Mapping, Sequence
from datetime import date
from types import MappingProxyType

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.publishing.actions.checking import (
    noting_secrets,
    refuse_secret_file,
    refuse_secret_text,
)
from gongkai.publishing.actions.drafting import bytes_of, take_draft
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.errors import ChangedSinceApproval
from gongkai.publishing.guards import check_seen, check_step
from gongkai.publishing.looking import file_part, text_part
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.models.checks import Result
from gongkai.publishing.pictures import Picture, described, pictures_in, shown_as
from gongkai.publishing.snapshot import current_draft

NOTHING: Mapping[int, str] = MappingProxyType({})


@noting_secrets
@transaction.atomic
def describe_pictures(
    item: InformationItem,
    *,
    pictures: Sequence[Picture],
    files: Mapping[int, str] = NOTHING,
    digest: str = "",
    by: User,
    on: date,
) -> InformationItem:
    """
    Give the pictures and attachments of the draft their words, as a new version; the text stays as it is.

    :param pictures: all pictures of the text in their order, as they are to be
    :param files: what describes attachments of the draft, by their keys; of those left out it stays
    :param digest: of the draft that was shown; not compared when it is empty
    :raises StepNotAllowed: it is not to be changed now, or not by this person
    :raises ChangedSinceApproval: the text was changed after it was shown
    :raises SecretMark: the words carry a mark of secrecy
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    check_seen(item, digest)
    before = current_draft(item)
    content = before["content"]
    if [each.source for each in pictures_in(content)] != [each.source for each in pictures]:
        raise ChangedSinceApproval("您查看之后正文里的图片有改动，请重新填写。")
    content = described(content, pictures)
    known: dict[str, Result] = {}
    for attachment in item.attachments.in_draft().filter(pk__in=list(files)):
        if files[attachment.pk] != attachment.description:
            new, result = _described_file(attachment, files[attachment.pk], on)
            content, known[file_part(new)] = shown_as(content, attachment, new), result
    after = {**current_draft(item), "content": content}
    if after != before:
        known[text_part(after)] = refuse_secret_text(item, after, on)
        take_draft(item, after, by=by, on=on, data={"described": True}, known=known)
    return item


def _described_file(attachment: Attachment, words: str, on: date) -> tuple[Attachment, Result]:
    """
    Put the same file with other words in the place of an attachment, which stays with its versions.

    :raises SecretMark: the words carry a mark of secrecy
    """
    with attachment.file.open("rb") as file:
        data = bytes_of(file)
    found = refuse_secret_file(attachment.item, data, attachment.name, on, description=words)
    new = Attachment.objects.get(pk=attachment.pk)
    new.pk, new.description, new.live = None, words, False
    new.save()
    attachment.in_draft = False
    attachment.save(update_fields=["in_draft"])
    return new, found
