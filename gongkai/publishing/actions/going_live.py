"""Publication, and the change of validity of what is public."""

from datetime import date, datetime, time
from hashlib import file_digest

from django.db import transaction
from django.db.models import F
from django.utils.timezone import make_aware

from gongkai.bodies.actions import take_number
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.checking import check_before
from gongkai.publishing.actions.recording import keep_version, lock, move
from gongkai.publishing.announcing import announce
from gongkai.publishing.asking import ask_before_validity
from gongkai.publishing.errors import ChangedSinceApproval, ReasonMissing
from gongkai.publishing.guards import check_allowed, check_step
from gongkai.publishing.models import InformationItem, Validity
from gongkai.publishing.period import publish_due_on
from gongkai.publishing.snapshot import current_draft, put_into_row, snapshot_of_row


def publish_item(item: InformationItem, *, by: User, on: date, at: datetime | None = None) -> InformationItem:
    """
    Make the approved version public, with its index number on the first publication (条例第二十三条).

    It is checked by the lists as they stand now.

    :param at: the moment, where it is known
    :raises ChangedSinceApproval: content or attachments are not what was approved (条例第十七条)
    :raises NotForPublication: its mode is another than proactive
    :raises PublishedBeforeFormed: `on` lies before the day it was formed
    :raises MustNotGoOut: the check found what is neither masked nor let pass (条例第十五条)
    :raises StillChecking: attachments are still being read
    """
    check_before(item, "publish", by=by, on=on)
    return _publish(item, by=by, on=on, at=at)


@transaction.atomic
def _publish(item: InformationItem, *, by: User, on: date, at: datetime | None) -> InformationItem:
    item = lock(item)
    check_allowed(item, "publish", by=by, on=on)
    move(item, "publish", by=by, on=on)
    return make_public(item, on=on, at=at)


def make_public(item: InformationItem, *, on: date, at: datetime | None = None) -> InformationItem:
    """
    Let the public see the draft of a locked item that has just taken the step.

    :raises ChangedSinceApproval: a stored file was replaced or is gone
    """
    _check_files(item)
    put_into_row(item, current_draft(item))
    item.attachments.update(live=F("in_draft"))
    if not item.live:
        forget_ending(item)
    item.live, item.live_version = True, item.draft_version
    if item.index_no is None:
        item.index_no = take_index_no(item.body, on.year)
        item.published_on, item.published_at = on, at or make_aware(datetime.combine(on, time()))
        item.publish_due_on = publish_due_on(item)
    item.updated_on = on
    item.save()
    announce(item)
    return item


def forget_ending(item: InformationItem) -> None:
    """Let nothing on the row say that the item was gone; what was is told by its events."""
    item.ending, item.withdrawn_on, item.withdrawal_reason = "", None, ""
    item.replaced_by, item.new_place = None, ""
    item.annulled_on, item.withdraw_due_on = None, None


def take_index_no(body: Body, year: int) -> str:
    """Return the body's next index number of a year; numbers that came by import are passed over."""
    while True:
        serial = take_number(body, kind="index", year=year)
        number = index_number(body, year, serial)
        if not InformationItem.objects.filter(index_no=number).exists():
            return number


def index_number(body: Body, year: int, serial: int) -> str:
    """Return an index number by the body's template."""
    return body.index_no_template.format(uscc=body.uscc, year=year, serial=serial, code=body.code)


def _check_files(item: InformationItem) -> None:
    """
    Compare each attachment with what was uploaded and approved.

    :raises ChangedSinceApproval: a stored file was replaced or is gone
    """
    for attachment in item.attachments.filter(in_draft=True):
        try:
            with attachment.file.open("rb") as stored:
                same = file_digest(stored, "sha256").hexdigest() == attachment.sha256
        except FileNotFoundError:
            same = False
        if not same:
            raise ChangedSinceApproval(f"附件“{attachment.name}”与审核时的文件不一致，请重新上传后送审。")


@transaction.atomic
def change_validity(
    item: InformationItem, *, validity: str, ceased_on: date | None = None, reason: str, by: User, on: date
) -> InformationItem:
    """
    Say that a public document is in force, amended, lapsed or repealed, after a clean-up or a later document.

    :raises ReasonMissing: no reason
    :raises Refused: the document that it publishes has ended
    """
    item = lock(item)
    check_step(item, "change_validity", by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明依据，例如清理结果或者废止它的文件。")
    ask_before_validity(item, validity)
    before = item.validity
    item.validity, item.ceased_on, item.updated_on = Validity(validity), ceased_on, on
    snapshot = snapshot_of_row(item, item.attachments.filter(live=True))
    item.live_version = item.draft_version = keep_version(item, snapshot, by=by, on=on)
    move(item, "change_validity", by=by, on=on, opinion=reason, data={"from": before, "to": validity})
    item.save()
    announce(item)
    return item
