"""定时发布: an item goes public by itself on its day, if it is approved then (条例第二十六条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.design.words import cn_date
from gongkai.publishing.actions.going_live import publish_item
from gongkai.publishing.actions.recording import lock, move, record
from gongkai.publishing.errors import TooEarly, TooLate
from gongkai.publishing.guards import check_allowed, check_mode
from gongkai.publishing.models import InformationItem
from gongkai.workflow import StepNotAllowed


@transaction.atomic
def schedule_item(item: InformationItem, *, publish_on: date | None, by: User, on: date) -> InformationItem:
    """
    Set the day on which an item is published by itself once it is approved; None gives the day up.

    :raises NotForPublication: its mode is another than proactive
    :raises TooEarly: the day is today or past
    :raises TooLate: the day lies after the last day for publication (条例第二十六条)
    :raises StepNotAllowed: not for `by` to publish
    """
    item = lock(item)
    check_allowed(item, "schedule", by=by, on=on)
    if publish_on:
        _check_day(item, publish_on, on)
    told = publish_on.isoformat() if publish_on else ""
    words = f"定于{cn_date(publish_on)}发布" if publish_on else "取消定时发布"
    move(item, "schedule", by=by, on=on, opinion=words, data={"publish_on": told})
    item.scheduled_on, item.scheduled_by = publish_on, by if publish_on else None
    item.save(update_fields=["scheduled_on", "scheduled_by"])
    return item


def _check_day(item: InformationItem, publish_on: date, on: date) -> None:
    check_mode(item)
    if publish_on <= on:
        raise TooEarly("定时发布的日期应当晚于今天；今天发布的，审查通过后直接发布。")
    last = item.publish_due_on if not item.live else None
    if last and on <= last < publish_on:
        raise TooLate(f"公开期限是{cn_date(last)}（条例第二十六条），定时发布不能晚于这一天。")


def publish_scheduled(*, on: date) -> list[InformationItem]:
    """
    Publish what is approved and whose day has come, for whoever set the day.

    What may not go out is not tried again: the refusal is recorded and the day is given up.
    """
    due = InformationItem.objects.due_to_go_out(on).select_related("scheduled_by").order_by("pk")
    return [item for item in due if _published(item, on)]


def _published(item: InformationItem, on: date) -> bool:
    by = item.scheduled_by
    if by is None:
        return False
    try:
        publish_item(item, by=by, on=on)
    except (Refused, StepNotAllowed) as refusal:
        _note_refusal(item, str(refusal), by=by, on=on)
        return False
    InformationItem.objects.filter(pk=item.pk).update(scheduled_on=None, scheduled_by=None)
    return True


@transaction.atomic
def _note_refusal(item: InformationItem, refusal: str, *, by: User, on: date) -> None:
    item = lock(item)
    record(item, "schedule_refused", item.state, by=None, on=on, opinion=refusal, data={"set_by": str(by)})
    item.scheduled_on = item.scheduled_by = None
    item.save(update_fields=["scheduled_on", "scheduled_by"])
