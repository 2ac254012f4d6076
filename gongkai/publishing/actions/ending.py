"""Taking an item off the public site: withdrawn, expired, replaced, moved; each its own act with a reason."""

import re
from datetime import date
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import URLValidator
from django.db import transaction
from django.db.models import F

from gongkai.bodies.models import User
from gongkai.design.words import cn_date
from gongkai.publishing.actions.recording import lock, move
from gongkai.publishing.announcing import announce
from gongkai.publishing.errors import BadPlace, NotAPenalty, NotLive, ReasonMissing, TooEarly
from gongkai.publishing.guards import check_allowed, check_live, check_not_annulled, check_step
from gongkai.publishing.models import InformationItem
from gongkai.publishing.period import penalty_withdrawal_due_on
from gongkai.publishing.snapshot import put_into_row
from gongkai.publishing.states import Ending
from gongkai.publishing.workflow import PUBLISHING
from gongkai.rules.roles import Role

ITEM_PAGE = re.compile(r"/i/(\d+)\.html$")
IS_ADDRESS = URLValidator(schemes=["http", "https"])


@transaction.atomic
def withdraw_item(
    item: InformationItem, *, reason: str, annulled_on: date | None = None, by: User, on: date
) -> InformationItem:
    """
    Take back what should not be public, or not as it is; the page says why (条例第六条).

    A draft under way is given up.

    :param annulled_on: day on which the penalty decision it publishes was annulled (行政处罚法第四十八条)
    :raises ReasonMissing: no reason
    :raises NotLive: it is not public
    """
    item = lock(item)
    check_allowed(item, "withdraw", by=by, on=on)
    if annulled_on:
        _note(item, annulled_on, on)
    data = _penalty_data(item) if item.annulled_on else {}
    return end_item(item, Ending.WITHDRAW, reason=reason, by=by, on=on, data=data)


@transaction.atomic
def expire_item(item: InformationItem, *, reason: str, by: User | None, on: date) -> InformationItem:
    """
    Take off what was to be public for a time only and whose time is over (公示期满).

    :param by: nobody when the last day came by itself
    :raises ReasonMissing: no reason
    :raises NotLive: it is not public
    :raises MustWithdraw: it publishes a penalty that was annulled
    """
    item = lock(item)
    if by is not None:
        check_allowed(item, "expire", by=by, on=on)
    else:
        PUBLISHING.check("expire", state=item.state, roles=[Role.SYSTEM])
        check_live(item)
        check_not_annulled(item)
    return end_item(item, Ending.EXPIRE, reason=reason, by=by, on=on)


@transaction.atomic
def set_expiry(item: InformationItem, *, expires_on: date | None, by: User, on: date) -> InformationItem:
    """
    Say until which day an item is public (公示期); the day after, it goes by itself. None: for good.

    :raises TooEarly: the day is past
    """
    item = lock(item)
    check_step(item, "set_expiry", by=by, on=on)
    if expires_on and expires_on < on:
        raise TooEarly("公示期的最后一天不能早于今天；现在撤下的，请办理“期满撤下”。")
    told = expires_on.isoformat() if expires_on else ""
    words = f"公示至{cn_date(expires_on)}" if expires_on else "长期公开"
    move(item, "set_expiry", by=by, on=on, opinion=words, data={"expires_on": told})
    item.expires_on = expires_on
    item.save(update_fields=["expires_on"])
    return item


def expire_notices(*, on: date) -> list[InformationItem]:
    """Take off what was to be public until a day before `on`; what is gone already is left alone."""
    return [
        expire_item(item, reason=f"公示期至{cn_date(item.expires_on)}，已经期满。", by=None, on=on)
        for item in InformationItem.objects.over(on).order_by("pk")
    ]


@transaction.atomic
def replace_item(
    item: InformationItem, *, by_item: InformationItem, reason: str, by: User, on: date
) -> InformationItem:
    """
    Let another public item stand in its place; whoever asks for the old one is led to the new one.

    :raises ReasonMissing: no reason
    :raises NotLive: one of the two is not public
    :raises BadPlace: an item cannot replace itself, nor one of another body
    :raises MustWithdraw: it publishes a penalty that was annulled
    """
    item = lock(item)
    check_allowed(item, "replace", by=by, on=on)
    if by_item.pk == item.pk or by_item.body_id != item.body_id:
        raise BadPlace("请填写本机关另一条信息；其他机关的信息，请办理“转至新址”。")
    if not by_item.live:
        raise NotLive(f"《{by_item}》没有对外公开，公开以后才能替代。")
    data = {"replaced_by": by_item.pk}
    return end_item(item, Ending.REPLACE, reason=reason, by=by, on=on, data=data, replaced_by=by_item)


@transaction.atomic
def redirect_item(
    item: InformationItem, *, new_place: str, reason: str, by: User, on: date
) -> InformationItem:
    """
    Lead the public to where the information is kept from now on: another page, another site.

    :param new_place: an address with http or https, or a path of this site
    :raises ReasonMissing: no reason
    :raises NotLive: it is not public and was not taken off
    :raises BadPlace: no address, or that of an item of this site
    :raises MustWithdraw: it publishes a penalty that was annulled
    """
    item = lock(item)
    check_allowed(item, "redirect", by=by, on=on)
    new_place = new_place.strip()
    _check_place(item, new_place)
    data = {"new_place": new_place}
    return end_item(item, Ending.REDIRECT, reason=reason, by=by, on=on, data=data, new_place=new_place)


@transaction.atomic
def stay_withdrawn(item: InformationItem, *, by: User, on: date) -> InformationItem:
    """
    Give up the return of an item that is gone; it stays gone, as it was.

    :raises NotLive: it is public, or never was
    """
    item = lock(item)
    check_allowed(item, "stay_withdrawn", by=by, on=on)
    move(item, "stay_withdrawn", by=by, on=on)
    if item.live_version:
        put_into_row(item, item.live_version.snapshot)
    item.attachments.update(in_draft=F("live"))
    item.draft_version = item.live_version
    item.save()
    return item


@transaction.atomic
def note_annulled(
    item: InformationItem, *, annulled_on: date, reason: str, by: User, on: date
) -> InformationItem:
    """
    Note that a public penalty decision was changed, annulled, or found unlawful or void.

    From that day it must be withdrawn within three working days, with the reason (行政处罚法第四十八条).

    :raises NotAPenalty: the item publishes no penalty, or the day has not come yet
    :raises NotLive: it is not public
    :raises ReasonMissing: nothing says by what it was annulled
    """
    item = lock(item)
    check_allowed(item, "note_annulled", by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明由什么决定或者判决变更、撤销。")
    _note(item, annulled_on, on)
    move(item, "note_annulled", by=by, on=on, opinion=reason.strip(), data=_penalty_data(item))
    item.save(update_fields=["annulled_on", "withdraw_due_on"])
    return item


@transaction.atomic
def clear_annulled(item: InformationItem, *, reason: str, by: User, on: date) -> InformationItem:
    """
    Take back a note that a penalty was annulled, made by mistake; the trace of both stays.

    :raises NotAPenalty: nothing was noted
    :raises ReasonMissing: no reason
    """
    item = lock(item)
    check_allowed(item, "clear_annulled", by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明取消登记的原因。")
    move(item, "clear_annulled", by=by, on=on, opinion=reason.strip(), data=_penalty_data(item))
    item.annulled_on, item.withdraw_due_on = None, None
    item.save(update_fields=["annulled_on", "withdraw_due_on"])
    return item


def _note(item: InformationItem, annulled_on: date, on: date) -> None:
    if annulled_on > on:
        raise NotAPenalty("变更、撤销的日期不能晚于今天。")
    item.annulled_on, item.withdraw_due_on = annulled_on, penalty_withdrawal_due_on(annulled_on)


def _penalty_data(item: InformationItem) -> dict[str, str]:
    days = {"annulled_on": item.annulled_on, "due_on": item.withdraw_due_on}
    return {name: day.isoformat() for name, day in days.items() if day}


def _check_place(item: InformationItem, place: str) -> None:
    try:
        IS_ADDRESS(place if not re.match(r"/(?![/\\])", place) else f"http://localhost.localdomain{place}")
    except ValidationError:
        raise BadPlace("新网址应当以 http:// 或者 https:// 开头；本站的网页也可以从“/”写起。") from None
    own = place.startswith("/") or (bool(item.body.host) and f"//{item.body.host}/" in place)
    if own and ITEM_PAGE.search(place):
        raise BadPlace("新网址是本站的另一条信息，请办理“以新件替代”。")


def end_item(
    item: InformationItem,
    ending: Ending,
    *,
    reason: str,
    by: User | None,
    on: date,
    data: dict[str, Any] | None = None,
    replaced_by: InformationItem | None = None,
    new_place: str = "",
    step: str = "",
) -> InformationItem:
    """
    Take a locked item off; one that is gone already keeps the day on which it went.

    :param step: by which it ends, where that is not the step of the same code
    """
    if not reason.strip():
        raise ReasonMissing(f"请写明{ending.label}的原因。")
    move(item, step or ending.value, by=by, on=on, opinion=reason.strip(), data=data)
    if item.live:
        item.attachments.update(in_draft=F("live"))
        item.draft_version, item.withdrawn_on = item.live_version, on
    item.live, item.ending, item.withdrawal_reason = False, ending, reason.strip()
    item.replaced_by, item.new_place = replaced_by, new_place
    item.save()
    announce(item)
    return item
