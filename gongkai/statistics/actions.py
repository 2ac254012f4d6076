"""The verbs of the monthly closing; the only writers of its tables."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.rules.roles import Role
from gongkai.statistics.closing import Difference, count_month, differences, digest_of, month_scope
from gongkai.statistics.errors import (
    AlreadyClosed,
    MonthNotOver,
    NotClosedByYou,
    NothingChanged,
    ReasonMissing,
)
from gongkai.statistics.models import ClosedFigure, ClosingCorrection, MonthClosing

CLOSERS = frozenset({Role.OFFICE_HEAD, Role.REPORT_EDITOR})


@transaction.atomic
def close_month(body: Body, month: date, *, by: User, on: date) -> MonthClosing:
    """
    Fix the figures of a month with the records they count, and a digest over all.

    :param month: its first day
    :raises NotClosedByYou, MonthNotOver, AlreadyClosed: as they say
    """
    _check_closer(body, by, on)
    scope = month_scope(body, month)
    if on <= scope.until:
        raise MonthNotOver(f"{month.year}年{month.month}月还没有过完，期满后才能结账。")
    Body.objects.select_for_update().get(pk=body.pk)  # two people may press at once
    if MonthClosing.objects.of(body).filter(month=month).exists():
        raise AlreadyClosed(f"{month.year}年{month.month}月已经结账；以后的变动按更正登记。")
    counted = count_month(scope)
    closing = MonthClosing.objects.create(
        body=body, month=month, closed_by=by, closed_on=on, digest=digest_of(counted)
    )
    ClosedFigure.objects.bulk_create(
        ClosedFigure(closing=closing, name=name, value=value, keys=keys)
        for name, (value, keys) in counted.items()
    )
    return closing


@transaction.atomic
def correct_closing(closing: MonthClosing, *, reason: str, by: User, on: date) -> list[ClosingCorrection]:
    """
    Record as corrections what differs today from the closing; the closed figures stay as they are.

    :raises ReasonMissing, NothingChanged, NotClosedByYou: as they say
    """
    closing = MonthClosing.objects.select_for_update(of=("self",)).select_related("body").get(pk=closing.pk)
    _check_closer(closing.body, by, on)
    if not reason.strip():
        raise ReasonMissing("请写明更正的原因。")
    found = differences(closing)
    if not found:
        raise NothingChanged("各项指标与结账时相同，不需要更正。")
    return ClosingCorrection.objects.bulk_create(_corrections(closing, found, reason.strip(), by, on))


def _corrections(
    closing: MonthClosing, found: Iterable[Difference], reason: str, by: User, on: date
) -> list[ClosingCorrection]:
    return [
        ClosingCorrection(
            closing=closing,
            name=each.name,
            before=each.closed,
            after=each.now,
            added=list(each.added),
            removed=list(each.removed),
            reason=reason,
            by=by,
            on=on,
        )
        for each in found
    ]


def _check_closer(body: Body, by: User, on: date) -> None:
    if CLOSERS.isdisjoint(by.roles_in(body, on)):
        raise NotClosedByYou("月度结账由政府信息公开工作机构负责人或者年报编辑办理。")
