"""移交清单: making a list of what was published, and recording its receipt (条例第二十五条)."""

import json
from datetime import date
from hashlib import sha256

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.publishing.errors import AlreadyReceipted, NothingToHandOver, WrongPeriod
from gongkai.publishing.models import InformationItem, TransferList
from gongkai.publishing.models.transfers import Line

MOST = 20_000  # lines of one list; a longer period is split


@transaction.atomic
def make_transfer_list(
    body: Body, *, kind: str, receiver: str, since_on: date, until_on: date, by: User, on: date
) -> TransferList:
    """
    Make a list of what was published in a period and is public now.

    :raises WrongPeriod: it ends before it begins, or after today
    :raises NothingToHandOver: nothing was published, or too much for one list
    :raises ValidationError: a field is wrong
    """
    if not since_on <= until_on <= on:
        raise WrongPeriod("起止日期不对：截止日期不能早于起始日期，也不能在今天以后。")
    found = InformationItem.objects.live().of(body).filter(published_on__range=(since_on, until_on))
    count = found.count()
    if not count:
        raise NothingToHandOver("这段时间没有公开的信息，请核对起止日期。")
    if count > MOST:
        raise NothingToHandOver(f"这段时间公开了{count}条，一份清单最多{MOST}条，请分段编制。")
    lines = [_line(item) for item in found.select_related("column").order_by("published_on", "pk")]
    made = TransferList(body=body, kind=kind, receiver=receiver, since_on=since_on, until_on=until_on)
    made.lines, made.digest, made.by, made.on = lines, digest_of_lines(lines), by, on
    made.full_clean()
    made.save()
    return made


def digest_of_lines(lines: list[Line]) -> str:
    """Return the SHA-256 of the lines of a list, in hexadecimal."""
    return sha256(json.dumps(lines, ensure_ascii=False, sort_keys=True).encode()).hexdigest()


def _line(item: InformationItem) -> Line:
    return {
        "item": item.pk,
        "index_no": item.index_no,
        "title": item.title,
        "doc_no": item.doc_no,
        "column": item.column.name,
        "formed_on": item.formed_on.isoformat(),
        "published_on": item.published_on.isoformat() if item.published_on else "",
    }


@transaction.atomic
def record_receipt(
    made: TransferList,
    *,
    received_on: date,
    received_by: str,
    receipt_no: str = "",
    receipt_note: str = "",
    on: date,
) -> TransferList:
    """
    Record that the archive or library has received a list.

    :raises AlreadyReceipted: that was recorded before
    :raises WrongPeriod: before the list was made, or after today
    :raises ValidationError: a field is wrong
    """
    made = TransferList.objects.select_for_update().get(pk=made.pk)
    if made.received_on:
        raise AlreadyReceipted(f"这份清单已经登记回执：{made.received_on:%Y-%m-%d}，{made.received_by}。")
    if not made.on <= received_on <= on:
        raise WrongPeriod("接收日期不能早于编制日期，也不能在今天以后。")
    made.received_on, made.received_by = received_on, received_by
    made.receipt_no, made.receipt_note = receipt_no, receipt_note
    made.full_clean(validate_constraints=False)
    made.save()
    return made
