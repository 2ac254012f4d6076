"""信息处理费: the notice, its service, the payment, and the end of a request that is not paid for."""

from datetime import date

from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework.errors import ChargeTooHigh, DateOutOfOrder, FeeNotDue, RequestIncomplete
from gongkai.casework.fees import RULES, charge_for
from gongkai.casework.guards import check_allowed
from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.casework.progress import conclude, locked, take
from gongkai.design.words import cn_date
from gongkai.rules import deadlines, fees
from gongkai.rules.outcomes import Outcome


@transaction.atomic
def notify_fee(
    case: DisclosureRequest,
    *,
    ladder: FeeNotice.Ladder,
    quantity: int = 1,
    amount: int | None = None,
    by: User,
    on: date,
) -> DisclosureRequest:
    """
    Ask the applicant for the processing fee and stop the clock (条例第四十二条，国办函〔2020〕109号).

    :param quantity: items that the request asks for, or pages that it will be supplied with
    :param amount: in 元; by default what the standard gives, and never more
    :raises AlreadyCharged: a notice was sent before
    :raises ChargeTooLate: the reply period is over
    :raises ChargeTooHigh: more than the standard gives, or nothing
    :raises FeeNotDue: the standard gives nothing
    :raises RequestIncomplete: no quantity
    """
    case = locked(case)
    step = check_allowed(case, "notify_fee", by=by, on=on)
    charge = charge_for(case, FeeNotice.Ladder(ladder), quantity)
    if not charge.amount:
        raise FeeNotDue(f"没有超过收费的起点，不收费。{charge.basis}")
    amount = charge.amount if amount is None else amount
    if not 1 <= amount <= charge.amount:
        raise ChargeTooHigh(f"按标准应收{charge.amount}元，收费不能高于标准，也不能为零。{charge.basis}")
    notice = FeeNotice.objects.create(
        request=case, ladder=ladder, quantity=quantity, amount=amount, basis=charge.basis, notified_on=on
    )
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        note=charge.basis,
        notified_on=on.isoformat(),
        fee=[notice.ladder, quantity, amount, charge.amount],
    )
    return _with(case, notice)


@transaction.atomic
def record_fee_service(case: DisclosureRequest, *, served_on: date, by: User, on: date) -> DisclosureRequest:
    """
    Record that the notice reached the applicant; the period for payment counts from then (办法第六条).

    :raises AlreadyServed: it is recorded
    :raises DateOutOfOrder: before the notice, or after `on`
    """
    case = locked(case)
    step = check_allowed(case, "record_fee_service", by=by, on=on)
    notice = case.fee_notice
    _check_between(notice.notified_on, served_on, on)
    notice.served_on = served_on
    notice.due_on = deadlines.due("fee_payment", served_on, current_calendar()).due_on
    notice.save()
    pay_until = notice.due_on.isoformat()
    take(case, step, by=by, on=on, served_on=served_on.isoformat(), pay_until=pay_until)
    return _with(case, notice)


@transaction.atomic
def record_payment(
    case: DisclosureRequest, *, receipt_no: str, paid_on: date | None = None, by: User, on: date
) -> DisclosureRequest:
    """
    Record that the fee was paid; the reply period counts anew from the day after, or goes on (办法第六条).

    A late payment may be taken while the request has not been ended. Which of the two holds is kept with the
    event: `rules/fees.toml` may say something else later.

    :param receipt_no: number of the fiscal receipt
    :raises RequestIncomplete: no receipt
    :raises DateOutOfOrder: before the notice, or after `on`
    """
    case = locked(case)
    step = check_allowed(case, "record_payment", by=by, on=on)
    notice = case.fee_notice
    notice.paid_on = paid_on = paid_on or on
    _check_between(notice.notified_on, paid_on, on)
    notice.receipt_no = receipt_no.strip()
    if not notice.receipt_no:
        raise RequestIncomplete(f"收费应当开具财政票据，请填写票据号码（{RULES}）。")
    notice.save()
    take(
        case,
        step,
        moves_clock=True,
        by=by,
        on=on,
        paid_on=paid_on.isoformat(),
        amount=notice.amount,
        receipt_no=notice.receipt_no,
        restarts=fees.ladders(paid_on).restarts_period,
    )
    return _with(case, notice)


@transaction.atomic
def lapse_payment(case: DisclosureRequest, *, note: str = "", by: User, on: date) -> DisclosureRequest:
    """
    End a request whose fee was not paid in time (办法第六条).

    :raises FeeNotServed: the period for payment has not begun
    :raises PaymentPeriodRuns: it has not passed
    """
    case = locked(case)
    step = check_allowed(case, "lapse_payment", by=by, on=on)
    conclude(case, Outcome.OTHER_NO_PAYMENT, on=on)
    take(case, step, by=by, on=on, note=note.strip())
    return case


def _with(case: DisclosureRequest, notice: FeeNotice) -> DisclosureRequest:
    notice.request = case
    return case


def _check_between(first: date, day: date, last: date) -> None:
    if not first <= day <= last:
        raise DateOutOfOrder(f"日期应当在{cn_date(first)}（收费通知）和{cn_date(last)}之间。")
