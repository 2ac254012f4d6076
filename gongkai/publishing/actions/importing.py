"""Taking over what an old system has published: many items at once, live as soon as they are written."""

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Mapping
from datetime import date
from pathlib import Path

from django.core.files import File
from django.db import transaction

from gongkai.bodies.actions import take_numbers
from gongkai.bodies.models import Body, User
from gongkai.common.uploads import UploadRefused, check_upload, delete_uploads, save_upload
from gongkai.publishing.actions.going_live import index_number
from gongkai.publishing.attachment_text import text_of
from gongkai.publishing.incoming.checking import IncomingItem
from gongkai.publishing.models import Attachment, InformationItem, ItemEvent
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
) -> tuple[list[InformationItem], dict[int, str]]:
    """
    Write items that an old system had published; either all of them and their files, or nothing.

    :param reserved: index numbers that other rows of the same file bring along
    :param on: the day of the import; each item keeps its own days
    :return: the items written, and the rows left out, by number, with the reason
    """
    faults: dict[int, str] = {}
    taken = set(_existing([one.item.index_no for one in incoming if one.item.index_no]))
    attached: dict[int, list[Attachment]] = {}
    try:
        written = [one for one in incoming if _is_free(one, taken, faults) and _attach(one, attached, faults)]
        _number(body, [one.item for one in written], reserved)
        _write(written, attached, calendar=calendar, by=by, on=on)
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
) -> None:
    due = {day: publish_due_on(day, calendar) for day in {one.item.formed_on for one in written}}
    for one in written:
        one.item.state, one.item.author = State.PUBLISHED, by
        one.item.publish_due_on = due[one.item.formed_on]
    InformationItem.objects.bulk_create([one.item for one in written], batch_size=CHUNK)
    files = [file for one in written for file in attached[one.row.number]]
    Attachment.objects.bulk_create(files, batch_size=CHUNK)
    events = (_event(one, attached[one.row.number], by, on) for one in written)
    ItemEvent.objects.bulk_create(events, batch_size=CHUNK)


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
            stored.append(_stored(one.item, path, order=len(stored)))
    except UploadRefused as refused:
        delete_uploads(str(file.file.name) for file in attached.pop(one.row.number))
        faults[one.row.number] = str(refused)
        return False
    return True


def _stored(item: InformationItem, path: Path, *, order: int) -> Attachment:
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
            live=True,
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


def _event(one: IncomingItem, attachments: list[Attachment], by: User | None, on: date) -> ItemEvent:
    return ItemEvent(
        item=one.item,
        step="import",
        to_state=State.PUBLISHED,
        by=by,
        on=on,
        digest=digest_of(snapshot_of_row(one.item, attachments)),
        data={"row": one.row.number},
    )
