"""Writing an item: drafts, attachments, submission, and the amendment of what is public."""

import re
from collections.abc import Mapping
from datetime import date
from typing import Any, BinaryIO, cast

from django.core.exceptions import ValidationError
from django.core.files import File
from django.db import transaction
from django.db.models import F, Max

from gongkai.bodies.models import User
from gongkai.common.uploads import DOCUMENTS, check_upload, store_upload
from gongkai.publishing.actions.checking import (
    check_before,
    check_draft,
    noting_secrets,
    refuse_secret_file,
    refuse_secret_text,
)
from gongkai.publishing.actions.recording import keep_version, lock, move, record
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.chains import course_for
from gongkai.publishing.guards import check_allowed, check_step
from gongkai.publishing.html import clean_html
from gongkai.publishing.looking import file_part, text_part
from gongkai.publishing.models import Attachment, Column, InformationItem, Mode
from gongkai.publishing.models.checks import Result
from gongkai.publishing.models.records import stored_name
from gongkai.publishing.period import next_mode_review, publish_due_on
from gongkai.publishing.pictures import for_public, shown_in, still_decorative
from gongkai.publishing.reach import roles_over
from gongkai.publishing.snapshot import (
    FIELDS,
    PLACES,
    Snapshot,
    current_draft,
    put_into_row,
    snapshot_of_row,
)
from gongkai.publishing.states import REVIEWED_IN
from gongkai.publishing.workflow import PUBLISHING

ARTICLE = re.compile(r"第[一二三四五六七八九十百\d]+条")


@noting_secrets
@transaction.atomic
def create_item(
    column: Column, *, title: str, formed_on: date, by: User, on: date, **facts: Any
) -> InformationItem:
    """
    Begin an item in a column; its issuing body and owner unit are the column's unless told otherwise.

    :param facts: further metadata by the field names of `InformationItem`; content is HTML and is cleaned
    :raises SecretMark: it carries a mark of secrecy; nothing of it is kept
    :raises StepNotAllowed: `by` may not write for the unit
    :raises ValidationError: a field is wrong
    """
    body = column.body
    facts = {"issuing_body": body.name, "owner_unit": column.owner_unit, **facts}
    item = InformationItem(body=body, author=by)
    put_into_row(
        item, with_facts(item, _blank(), {**facts, "title": title, "formed_on": formed_on, "column": column})
    )
    PUBLISHING.check("save_draft", state=item.state, roles=roles_over(by, item, on))
    check_fields(item)
    snapshot = snapshot_of_row(item, [])
    found = refuse_secret_text(item, snapshot, on)
    item.publish_due_on = publish_due_on(item)
    item.mode_review_on = _mode_review_on(item, on)
    item.save()
    item.draft_version = keep_version(item, snapshot, by=by, on=on)
    item.save(update_fields=["draft_version"])
    record(item, "create", "", by=by, on=on)
    check_draft(item, on=on, known={text_part(snapshot): found})
    return item


@noting_secrets
@transaction.atomic
def save_draft(
    item: InformationItem, *, by: User, on: date, opinion: str = "", **facts: Any
) -> InformationItem:
    """
    Change the draft; what was approved or under review becomes a draft again.

    A live item keeps showing what was published. Nothing is recorded when nothing differs.

    :param opinion: why, where somebody says so
    :param facts: metadata by the field names of `InformationItem`; content is HTML and is cleaned
    :raises SecretMark: it carries a mark of secrecy; nothing of it is kept
    :raises StepNotAllowed: it is published or withdrawn (amend it first), or not for `by` to write
    :raises ValidationError: a field is wrong
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    before = current_draft(item)
    after = with_facts(item, before, facts)
    if leave_out_pictures(item, after["content"]):
        after = {**after, "attachments": current_draft(item)["attachments"]}
    if after != before:
        found = refuse_secret_text(item, after, on)
        take_draft(item, after, by=by, on=on, opinion=opinion, known={text_part(after): found})
    return item


@noting_secrets
@transaction.atomic
def attach_file(
    item: InformationItem, *, file: File[bytes], description: str = "", by: User, on: date
) -> Attachment:
    """
    Add a file to the draft, under its own name.

    :param description: what it is or shows; pictures need one for those who do not see them
    :raises SecretMark: it carries a mark of secrecy; nothing of it is kept
    :raises UploadRefused: by its content it is no document, damaged, too large, or there is no room on disk
    """
    item = lock(item)
    check_step(item, "save_draft", by=by, on=on)
    facts = check_upload(file, kinds=DOCUMENTS)
    found = refuse_secret_file(item, bytes_of(file), facts.name, on, description=description)
    last = item.attachments.aggregate(last=Max("order"))["last"]
    attachment = Attachment(
        item=item,
        name=facts.name,
        size=facts.size,
        content_type=facts.content_type,
        sha256=facts.sha256,
        order=0 if last is None else last + 1,
        text=text_of(file, facts.content_type),
        description=description,
    )
    with store_upload(file, stored_name(attachment, facts.name)) as stored:
        attachment.file.name = stored
        attachment.save()
        known = {file_part(attachment): found}
        take_draft(item, current_draft(item), by=by, on=on, data={"attached": facts.name}, known=known)
    return attachment


@transaction.atomic
def remove_attachment(attachment: Attachment, *, by: User, on: date) -> InformationItem:
    """Take a file out of the draft; the versions that had it, and a live page, keep it."""
    item = lock(attachment.item)
    check_step(item, "save_draft", by=by, on=on)
    item.attachments.filter(pk=attachment.pk).update(in_draft=False)
    take_draft(item, current_draft(item), by=by, on=on, data={"removed": attachment.name})
    return item


def submit_item(item: InformationItem, *, opinion: str = "", by: User, on: date) -> InformationItem:
    """
    Send a draft to the first review of its chain, checked by the lists as they stand now.

    :raises Incomplete: metadata that the catalogue needs is missing (条例第十二条)
    :raises MustNotGoOut: the check found what is neither masked nor let pass (条例第十五条)
    :raises StillChecking: attachments are still being read
    """
    check_before(item, "submit", by=by, on=on)
    return _submit(item, opinion=opinion, by=by, on=on)


@transaction.atomic
def _submit(item: InformationItem, *, opinion: str, by: User, on: date) -> InformationItem:
    item = lock(item)
    check_allowed(item, "submit", by=by, on=on)
    course = course_for(item)
    item.review_chain, item.proofread = [stage.value for stage in course.stages], course.proofread
    data = {"kind": course.kind.code, "chain": item.review_chain, "proofread": course.proofread}
    move(item, "submit", by=by, on=on, opinion=opinion, data=data, chosen=REVIEWED_IN[course.stages[0]])
    item.save(update_fields=["state", "review_chain", "proofread"])
    return item


@transaction.atomic
def amend_item(item: InformationItem, *, by: User, on: date) -> InformationItem:
    """Begin a new draft of an item that is public or was withdrawn."""
    item = lock(item)
    check_step(item, "amend", by=by, on=on)
    item.attachments.update(in_draft=F("live"))
    if item.live_version is None:  # came by import
        published = snapshot_of_row(item, item.attachments.filter(in_draft=True))
        item.live_version = keep_version(item, published, by=None, on=on)
    item.draft_version = keep_version(item, item.live_version.snapshot, by=by, on=on)
    move(item, "amend", by=by, on=on)
    item.scheduled_on = item.scheduled_by = None  # the day was that of what is public already
    item.save(update_fields=["state", "live_version", "draft_version", "scheduled_on", "scheduled_by"])
    return item


@transaction.atomic
def discard_draft(item: InformationItem, *, by: User, on: date) -> InformationItem:
    """
    Give up the amendment of a live item; its versions stay on record.

    :raises NotLive: there is nothing public to go back to
    """
    item = lock(item)
    check_allowed(item, "discard_draft", by=by, on=on)
    move(item, "discard_draft", by=by, on=on)
    item.attachments.update(in_draft=F("live"))
    item.draft_version = item.live_version
    item.save(update_fields=["state", "draft_version"])
    return item


def _blank() -> Snapshot:
    return snapshot_of_row(InformationItem(), [])


def with_facts(item: InformationItem, snapshot: Snapshot, facts: Mapping[str, Any]) -> Snapshot:
    """Return the snapshot with new facts, cleaned and in the form in which they are kept."""
    if odd := sorted(set(facts) - set(FIELDS)):
        raise TypeError(f"not a field of a draft: {', '.join(odd)}")
    changed = dict(snapshot)
    for name, value in facts.items():
        if name == "content":
            value = for_public(clean_html(value, hosts=[item.body.host]), _file_name)
            value = still_decorative(value, snapshot["content"])
        elif name in PLACES:
            value = value.pk if value else None
        elif isinstance(value, date):
            value = value.isoformat()
        changed[name] = value
    return changed


def _file_name(item: int, attachment: int) -> str | None:
    """Return the name of a file of an item; None for one that is not there."""
    return Attachment.objects.filter(item=item, pk=attachment).values_list("name", flat=True).first()


def leave_out_pictures(item: InformationItem, content: str) -> int:
    """Take pictures out of the draft that its text shows no longer, and return how many."""
    shown = shown_in(content, item.pk)
    return item.attachments.in_draft().filter(in_text=True).exclude(pk__in=shown).update(in_draft=False)


def bytes_of(file: File[bytes]) -> bytes:
    """Return all of a file, which is left at its beginning."""
    file.seek(0)
    data = cast(BinaryIO, file).read()
    file.seek(0)
    return data


def take_draft(
    item: InformationItem,
    snapshot: Snapshot,
    *,
    by: User,
    on: date,
    opinion: str = "",
    data: dict[str, Any] | None = None,
    known: Mapping[str, Result] | None = None,
) -> None:
    """
    Make the snapshot the draft: a new version, the row unless it is live, the state draft, and its check.

    :param known: what was found in parts that were looked into a moment ago
    """
    draft = InformationItem(body=item.body) if item.live else item
    put_into_row(draft, snapshot)
    check_fields(draft)
    item.draft_version = keep_version(item, snapshot, by=by, on=on)
    if not item.live:
        item.publish_due_on = publish_due_on(item)
        item.mode_review_on = _mode_review_on(item, on)
    move(item, "save_draft", by=by, on=on, opinion=opinion, data=data)
    item.save()
    check_draft(item, on=on, known=known)


def _mode_review_on(item: InformationItem, on: date) -> date | None:
    """Return when an undisclosed item is to be looked at again; a day once set stays (条例第十八条)."""
    if item.disclosure_mode == Mode.PUBLIC:
        return None
    return item.mode_review_on or next_mode_review(on)


def check_fields(item: InformationItem) -> None:
    """
    Check what the draft says.

    :raises ValidationError: a field is wrong, or the column or unit is another body's
    """
    item.clean_fields(exclude=["body", "author", "state"])
    wrong = {
        name: "不属于本机关。"
        for name in PLACES
        if (place := getattr(item, name)) is not None and place.body_id != item.body_id
    }
    if item.disclosure_mode != Mode.PUBLIC and not ARTICLE.search(item.mode_reason):
        wrong["mode_reason"] = "依申请公开、不予公开的，写明理由和依据的条款，例如“条例第十六条第二款”。"
    if item.ceased_on and item.effective_on and item.ceased_on < item.effective_on:
        wrong["ceased_on"] = "废止日期不能早于施行日期。"
    if wrong:
        raise ValidationError(wrong)
