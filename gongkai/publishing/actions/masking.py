"""遮盖: covering what the check found, in the text and in the files, as a new version of the draft."""

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.conf import settings
from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.common.uploads import store_upload
from gongkai.publishing.actions.drafting import take_draft, with_facts
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.circumstances import setting_for
from gongkai.publishing.errors import CannotMask, NothingChosen
from gongkai.publishing.gate import kept_check, told
from gongkai.publishing.guards import check_seen, check_step
from gongkai.publishing.looking import FIELDS, file_part, open_file_of, open_text, text_part
from gongkai.publishing.models import Attachment, Finding, InformationItem
from gongkai.publishing.models.checks import place_in_part
from gongkai.publishing.models.records import stored_name
from gongkai.publishing.pictures import shown_as
from gongkai.publishing.snapshot import Snapshot, current_draft
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit
from gongkai.screening.masking import mask, masked_text
from gongkai.screening.reading import CannotRead, Opened
from gongkai.screening.reading.rewriting import write_within
from gongkai.screening.setting import Setting


@transaction.atomic
def mask_findings(
    item: InformationItem, *, chosen: Collection[str], digest: str = "", by: User, on: date
) -> InformationItem:
    """
    Cover chosen findings in the draft and in its attachments; the versions before keep what they were.

    :param chosen: keys of findings in the present content
    :raises NothingChosen: none of them was found there, or none can be covered
    :raises ChangedSinceApproval: the content changed after it was shown
    :raises CannotMask: a file is gone, or cannot be written anew within the bounds of time and memory
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    check_seen(item, digest)
    draft = current_draft(item)
    check = kept_check(item, draft)
    findings = [each for each in (check.findings if check else []) if each.key in chosen and each.covered]
    if not findings:
        raise NothingChosen("请勾选要遮盖的内容；不能自动遮盖的，请改正原文或者原文件。")
    setting = setting_for(item, draft, on)
    texts = _masked_texts(draft, _places(findings, text_part(draft)), setting)
    with ExitStack() as stored:
        for attachment in item.attachments.in_draft():
            if places := _places(findings, file_part(attachment)):
                new = _replace(attachment, places, setting, stored)
                content = str(texts.get("content", draft["content"]))
                if (moved := shown_as(content, attachment, new)) != content:
                    texts["content"] = moved
        masked = with_facts(item, current_draft(item), texts)
        take_draft(item, masked, by=by, on=on, data={"masked": told(findings)})
    return item


def _places(findings: Iterable[Finding], part: str) -> set[str]:
    return {finding.place for finding in findings if finding.part == part}


def _mask(opened: Opened, places: Collection[str], setting: Setting) -> dict[int, list[Hit]]:
    """Cover hits in an opened text or file; return those of passages that are no part of it, by passage."""
    hits = [hit for hit in screen(opened.material, setting) if place_in_part(hit) in places]
    beside: dict[int, list[Hit]] = {}
    for hit in mask(opened.material, hits, setting.keep):
        beside.setdefault(hit.passage, []).append(hit)
    return beside


def _masked_texts(draft: Snapshot, places: Collection[str], setting: Setting) -> dict[str, Any]:
    """Return the fields of the draft that masking changes."""
    if not places:
        return {}
    opened = open_text(draft)
    masked: dict[str, Any] = {}
    for number, hits in _mask(opened, places, setting).items():
        passage = opened.material.passages[number]
        if passage.where in ("title", *FIELDS):
            masked[passage.where] = masked_text(passage.text, hits, setting.keep)
    if opened.saved:
        masked["content"] = opened.saved().decode()
    return masked


def _masked_file(attachment: Attachment, places: Collection[str], setting: Setting) -> tuple[str, str, bytes]:
    """
    Return the name, the description and the file of an attachment as masking leaves them.

    :raises CannotRead: the file cannot be read or written within the bounds of time and memory
    """
    with attachment.file.open("rb") as file:
        data = file.read()
    opened, why = open_file_of(data, attachment.name, attachment.description)
    hits = [hit for hit in screen(opened.material, setting) if place_in_part(hit) in places]
    if why and len(hits) < len(places):
        raise CannotRead(why)
    beside = {"filename": attachment.name, "description": attachment.description}
    inside: dict[int, str] = {}
    for number in {hit.passage for hit in hits}:
        passage = opened.material.passages[number]
        here = [hit for hit in hits if hit.passage == number]
        masked = masked_text(passage.text, here, setting.keep)
        if passage.where in beside:
            beside[passage.where] = masked
        else:
            inside[number] = masked
    if inside:
        data = write_within(data, attachment.name, inside, large=settings.READ_APART_FROM)
    return beside["filename"].replace("*", "×"), beside["description"], data


def _replace(
    attachment: Attachment, places: Collection[str], setting: Setting, stored: ExitStack
) -> Attachment:
    """Put a masked file in the place of an attachment, which stays with the versions that had it."""
    try:
        name, description, data = _masked_file(attachment, places, setting)
    except (CannotRead, FileNotFoundError) as error:
        told = str(error) if isinstance(error, CannotRead) else f"“{attachment.name}”的文件已经不在，不能遮盖"
        raise CannotMask(f"{told}。") from error
    covered = ContentFile(data, name=PurePath(name).name)
    new = Attachment(
        item=attachment.item,
        name=name,
        size=len(data),
        content_type=attachment.content_type,
        sha256=sha256(data).hexdigest(),
        order=attachment.order,
        text=text_of(covered, attachment.content_type),
        in_text=attachment.in_text,
        description=description,
    )
    new.file.name = stored.enter_context(store_upload(covered, stored_name(new, name)))
    new.save()
    attachment.in_draft = False
    attachment.save(update_fields=["in_draft"])
    return new
