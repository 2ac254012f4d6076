"""Taking over what an old system has published: many items at once, live as soon as they are written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path
from types import MappingProxyType
from typing import Any
from urllib.parse import quote

from django.core.files import File
from django.db import transaction

from gongkai.bodies.actions import take_numbers
from gongkai.bodies.models import Body, User
from gongkai.common.uploads import UploadRefused, check_upload, delete_uploads, save_upload
from gongkai.publishing.actions.going_live import index_number
from gongkai.publishing.actions.recording import keep_version
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.circumstances import setting_for
from gongkai.publishing.errors import SecretMark
from gongkai.publishing.gate import told
from gongkai.publishing.incoming.checking import IncomingItem
from gongkai.publishing.incoming.pages import HELD
from gongkai.publishing.looking import file_part, lists_of, text_part
from gongkai.publishing.models import (
    Attachment,
    InformationItem,
    ItemCheck,
    ItemEvent,
    OldAddress,
    SecretRefusal,
)
from gongkai.publishing.models.addresses import old_place
from gongkai.publishing.models.records import stored_name
from gongkai.publishing.period import publish_due_on
from gongkai.publishing.snapshot import digest_of, snapshot_of_row
from gongkai.publishing.states import State
from gongkai.rules.calendar import Calendar

CHUNK = 500  # rows of one INSERT


@transaction.atomic
def import_items(
    body: Body,
    incoming: list[IncomingItem],
    *,
    reserved: Collection[str],
    calendar: Calendar,
    by: User | None,
    on: date,
    mark: Mapping[str, Any] = MappingProxyType({}),
) -> tuple[list[InformationItem], dict[int, str]]:
    """
    Write items that an old system had published; either all of them and their files, or nothing.

    One in which something was found that must not go out comes over as a draft, with its check.

    :param reserved: index numbers that other rows of the same file bring along
    :param on: the day of the import; each item keeps its own days
    :param mark: what the history of each item says beside its row
    :return: the items written, and the rows left out, by number, with the reason
    """
    faults: dict[int, str] = {}
    taken = set(_existing([one.item.index_no for one in incoming if one.item.index_no]))
    attached: dict[int, list[Attachment]] = {}
    try:
        written = [one for one in incoming if _is_free(one, taken, faults) and _attach(one, attached, faults)]
        _number(body, [one.item for one in written], reserved)
        _write(written, attached, calendar=calendar, by=by, on=on, mark=mark)
    except BaseException:
        delete_uploads(str(file.file.name) for files in attached.values() for file in files)
        raise
    return [one.item for one in written], faults


def _write(
    written: list[IncomingItem],
    attached: Mapping[int, list[Attachment]],
    *,
    calendar: Calendar,
    by: User | None,
    on: date,
    mark: Mapping[str, Any],
) -> None:
    due: dict[tuple[object, ...], date | None] = {}
    for one in written:
        key = (one.item.column_id, one.item.formed_on, one.item.effective_on)
        if key not in due:
            due[key] = publish_due_on(one.item, calendar)
        one.item.state = State.DRAFT if one.is_held else State.PUBLISHED
        one.item.live, one.item.author = not one.is_held, by
        one.item.publish_due_on = due[key]
    InformationItem.objects.bulk_create([one.item for one in written], batch_size=CHUNK)
    files = [file for one in written for file in attached[one.row.number]]
    Attachment.objects.bulk_create(files, batch_size=CHUNK)
    _put_addresses(written, attached)
    for one in written:
        if one.is_held:
            _keep_draft(one, attached[one.row.number], by=by, on=on)
    events = (_event(one, attached[one.row.number], by, on, mark) for one in written)
    ItemEvent.objects.bulk_create(events, batch_size=CHUNK)
    found = (place for one in written for place in _old_places(one, attached[one.row.number]))
    OldAddress.objects.bulk_create(found, batch_size=CHUNK, ignore_conflicts=True)


def _put_addresses(written: Iterable[IncomingItem], attached: Mapping[int, list[Attachment]]) -> None:
    """Put the addresses of files, now that they have one, where the text refers to them."""
    changed = []
    for one in written:
        files = attached[one.row.number]
        if files and HELD.format("") in one.item.content:
            for place, file in reversed(list(enumerate(files))):
                one.item.content = one.item.content.replace(
                    f'"{HELD.format(place)}"', f'"{file_address(file)}"'
                )
            changed.append(one.item)
    InformationItem.objects.bulk_update(changed, ["content"], batch_size=CHUNK)


def file_address(file: Attachment) -> str:
    """Return the address of an attachment from the root of any portal of this installation."""
    return f"/i/{file.item_id}/files/{file.pk}/{quote(file.name)}"


def _keep_draft(one: IncomingItem, files: list[Attachment], *, by: User | None, on: date) -> None:
    """Keep what is held as the first version of a draft, with the check that held it."""
    item = one.item
    snapshot = snapshot_of_row(item, files)
    item.draft_version = keep_version(item, snapshot, by=by, on=on)
    item.save(update_fields=["draft_version"])
    setting = setting_for(item, snapshot, on)
    parts = [text_part(snapshot), *(file_part(file) for file in files)]
    results = [one.looked.text, *one.looked.files]
    ItemCheck.objects.create(
        item=item,
        digest=digest_of(snapshot),
        lists=lists_of(setting),
        total=len(parts),
        results={part: result for part, result in zip(parts, results, strict=True) if result},
    )


def _old_places(one: IncomingItem, files: list[Attachment]) -> Iterator[OldAddress]:
    """Yield where the item and its files stood on the old site."""
    if place := old_place(one.item.old_url):
        yield OldAddress(body=one.item.body, address=place, item=one.item)
    for given, file in zip(one.row.texts("attachments"), files, strict=True):
        if ("://" in given or given.startswith("/")) and (place := old_place(given)):
            yield OldAddress(body=one.item.body, address=place, item=one.item, attachment=file)


def note_secrets(refusals: Iterable[SecretMark], *, by: User | None) -> None:
    """Note that rows were refused for a mark of secrecy: the hash and the rule, nothing else."""
    SecretRefusal.objects.bulk_create(
        SecretRefusal(sha256=refusal.sha256, rule=refusal.rule, by=by) for refusal in refusals
    )


def check_files(incoming: Iterable[IncomingItem]) -> dict[int, str]:
    """Return the rows, by number, whose files could not be attached, with the reason; nothing is stored."""
    faults = {}
    for one in incoming:
        try:
            for path in one.files:
                with path.open("rb") as opened:
                    check_upload(File(opened, name=path.name))
        except UploadRefused as refused:
            faults[one.row.number] = str(refused)
    return faults


def _existing(numbers: Collection[str]) -> Iterator[str]:
    """Yield those of the numbers that items already have."""
    found = InformationItem.objects.filter(index_no__in=numbers).values_list("index_no", flat=True)
    yield from (number for number in found if number)


def _is_free(one: IncomingItem, taken: set[str], faults: dict[int, str]) -> bool:
    if one.item.index_no in taken:
        faults[one.row.number] = f"索引号 {one.item.index_no} 已经被其他信息使用"
    return one.item.index_no not in taken


def _attach(one: IncomingItem, attached: dict[int, list[Attachment]], faults: dict[int, str]) -> bool:
    """Store the files of a row; when one of them is refused, none of them stays."""
    stored = attached[one.row.number] = []
    try:
        for path in one.files:
            stored.append(_stored(one.item, path, order=len(stored), live=not one.is_held))
    except UploadRefused as refused:
        delete_uploads(str(file.file.name) for file in attached.pop(one.row.number))
        faults[one.row.number] = str(refused)
        return False
    return True


def _stored(item: InformationItem, path: Path, *, order: int, live: bool) -> Attachment:
    """
    Store a file as an attachment that is not in the database yet.

    :raises UploadRefused: it is none that may be attached, or there is no room
    """
    with path.open("rb") as opened:
        file = File(opened, name=path.name)
        facts = check_upload(file)
        attachment = Attachment(
            item=item,
            name=facts.name,
            size=facts.size,
            content_type=facts.content_type,
            sha256=facts.sha256,
            order=order,
            text=text_of(file, facts.content_type),
            live=live,
        )
        attachment.file.name = save_upload(file, stored_name(attachment, facts.name))
    return attachment


def _number(body: Body, items: list[InformationItem], reserved: Collection[str]) -> None:
    """Give index numbers to items that brought none, by the year of publication, in the order of the file."""
    by_year: dict[int, list[InformationItem]] = defaultdict(list)
    for item in items:
        if item.index_no is None and item.published_on:
            by_year[item.published_on.year].append(item)
    for year, waiting in by_year.items():
        while waiting:
            serials = take_numbers(body, kind="index", year=year, count=len(waiting))
            numbers = [index_number(body, year, serial) for serial in serials]
            taken = {*_existing(numbers), *(number for number in numbers if number in reserved)}
            free = [number for number in numbers if number not in taken]
            for item, number in zip(waiting, free, strict=False):
                item.index_no = number
            waiting = waiting[len(free) :]


def _event(
    one: IncomingItem, attachments: list[Attachment], by: User | None, on: date, mark: Mapping[str, Any]
) -> ItemEvent:
    found = [finding for _, finding in one.looked.blocking]
    return ItemEvent(
        item=one.item,
        step="import",
        to_state=one.item.state,
        by=by,
        on=on,
        digest=digest_of(snapshot_of_row(one.item, attachments)),
        data={**mark, "row": one.row.number, **({"found": told(found)} if found else {})},
    )
