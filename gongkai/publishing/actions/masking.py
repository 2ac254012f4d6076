"""遮盖: covering what the check found, in the text and in the files, as a new version of the draft."""

from collections.abc import Collection, Iterable
from contextlib import ExitStack
from datetime import date
from hashlib import sha256
from pathlib import PurePath
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.common.uploads import store_upload
from gongkai.publishing.actions.drafting import take_draft, with_facts
from gongkai.publishing.actions.recording import lock
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.circumstances import setting_for
from gongkai.publishing.errors import NothingChosen
from gongkai.publishing.gate import kept_check, told
from gongkai.publishing.guards import check_seen, check_step
from gongkai.publishing.looking import FIELDS, file_part, open_text, text_part
from gongkai.publishing.models import Attachment, Finding, InformationItem
from gongkai.publishing.models.checks import place_in_part
from gongkai.publishing.models.records import stored_name
from gongkai.publishing.snapshot import Snapshot, current_draft
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit
from gongkai.screening.masking import mask, masked_text
from gongkai.screening.reading import Opened, open_file
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
                _replace(attachment, places, setting, stored)
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


def _replace(attachment: Attachment, places: Collection[str], setting: Setting, stored: ExitStack) -> None:
    """Put a masked file in the place of an attachment, which stays with the versions that had it."""
    with attachment.file.open("rb") as file:
        data = file.read()
    opened = open_file(data, attachment.name)
    name = attachment.name
    for number, hits in _mask(opened, places, setting).items():
        if opened.material.passages[number].where == "filename":
            name = masked_text(name, hits, setting.keep).replace("*", "×")
    if opened.saved is not None:
        data = opened.saved()
    covered = ContentFile(data, name=PurePath(name).name)
    new = Attachment(
        item=attachment.item,
        name=name,
        size=len(data),
        content_type=attachment.content_type,
        sha256=sha256(data).hexdigest(),
        order=attachment.order,
        text=text_of(covered, attachment.content_type),
    )
    new.file.name = stored.enter_context(store_upload(covered, stored_name(new, name)))
    new.save()
    attachment.in_draft = False
    attachment.save(update_fields=["in_draft"])
