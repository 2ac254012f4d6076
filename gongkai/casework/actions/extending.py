"""延长答复期限: a handler asks, the disclosure office's head decides or extends unasked (条例第三十三条)."""

from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework.errors import RequestIncomplete
from gongkai.casework.extension import check_days, open_wish
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, ExtensionRequest
from gongkai.casework.progress import locked, take


@transaction.atomic
def request_extension(
    case: DisclosureRequest, *, days: int, reason: str, by: User, on: date
) -> DisclosureRequest:
    """
    Ask the disclosure office's head for more time; the clock goes on meanwhile (条例第三十三条第二款).

    :param days: working days
    :raises ExtensionAsked: a wish waits already
    :raises AlreadyExtended: the period cannot be extended any more
    :raises ExtensionTooLate: the period is over
    :raises ExtensionTooLong: more days than allowed, or none
    :raises RequestIncomplete: no reason
    """
    case = locked(case)
    step = check_allowed(case, "request_extension", by=by, on=on)
    _check(case, days, reason)
    wish = ExtensionRequest.objects.create(
        request=case, days=days, reason=reason.strip(), asked_by=by, asked_on=on
    )
    take(case, step, by=by, on=on, note=wish.reason, days=days, wish=wish.pk)
    return case


@transaction.atomic
def decline_extension(case: DisclosureRequest, *, opinion: str, by: User, on: date) -> DisclosureRequest:
    """
    Decline the handler's wish; the last day stays (条例第三十三条第二款).

    :raises NoExtensionAsked: no wish waits
    :raises RequestIncomplete: no opinion
    """
    case = locked(case)
    step = check_allowed(case, "decline_extension", by=by, on=on)
    if not opinion.strip():
        raise RequestIncomplete("请写明不同意延期的意见。")
    pk = _decide(case, approved=False, opinion=opinion.strip(), by=by, on=on)
    take(case, step, by=by, on=on, note=opinion.strip(), wish=pk)
    return case


@transaction.atomic
def extend_deadline(
    case: DisclosureRequest, *, days: int, reason: str, by: User, on: date
) -> DisclosureRequest:
    """
    Extend the reply period, with the consent of the disclosure office's head (条例第三十三条第二款).

    A handler's wish that waits is approved with it.

    :param days: working days; with earlier extensions at most what the law in force on receipt allows
    :raises AlreadyExtended: as often or by as much as allowed, or delayed by 条例第三十五条
    :raises ExtensionTooLate: the period is over
    :raises ExtensionTooLong: more days than are left, or none
    :raises RequestIncomplete: no reason that the applicant can be told
    """
    case = locked(case)
    step = check_allowed(case, "extend", by=by, on=on)
    _check(case, days, reason)
    pk = _decide(case, approved=True, opinion=f"同意延长{days}个工作日", by=by, on=on)
    told_on = on.isoformat()
    take(case, step, moves_clock=True, by=by, on=on, note=reason.strip(), days=days, told_on=told_on, wish=pk)
    return case


def _check(case: DisclosureRequest, days: int, reason: str) -> None:
    check_days(case, days)
    if not reason.strip():
        raise RequestIncomplete("请写明延长的理由，并告知申请人（条例第三十三条）。")


def _decide(case: DisclosureRequest, *, approved: bool, opinion: str, by: User, on: date) -> int | None:
    wish = open_wish(case)
    if wish is None:
        return None
    wish.approved, wish.opinion, wish.decided_by, wish.decided_on = approved, opinion, by, on
    wish.save()
    return wish.pk
