"""缴费: when a fee notice may be sent, and when no payment ends a request (国办函〔2020〕109号)."""

from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework import errors
from gongkai.casework.fees import RULES, ladders_for
from gongkai.casework.models import DisclosureRequest, FeeNotice
from gongkai.design.words import cn_date, cn_last
from gongkai.workflow import condition


@condition(
    "一件申请只收费一次，在答复期限内决定；2021年1月1日以后收到的申请才收费（政府信息公开信息处理费管理办法第三条、第六条）。"
)
def check_may_charge(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse a second or late fee notice, and one for a request from before the fee (国办函〔2020〕109号).

    :raises AlreadyCharged: a notice was sent before
    :raises FeeNotDue: there was no fee yet when the request was received
    :raises ChargeTooLate: the reply period is over
    """
    if FeeNotice.objects.filter(request=case).exists():
        raise errors.AlreadyCharged(f"本申请已经发过收费通知，一件申请只收费一次（{RULES}第三条）。")
    ladders_for(case)
    if case.due_on and on > case.due_on:
        raise errors.ChargeTooLate(
            f"收费应当在答复期限内决定，期限已于{cn_date(case.due_on)}届满，不能再收费（{RULES}第六条）。"
        )


@condition("收费通知还没有登记送达（政府信息公开信息处理费管理办法第六条）。")
def check_fee_unserved(case: DisclosureRequest, _by: User | None, _on: date) -> None:
    """
    Refuse to record the service of a fee notice twice.

    :raises AlreadyServed: it is recorded
    """
    if served_on := case.fee_notice.served_on:
        raise errors.AlreadyServed(f"收费通知已于{cn_date(served_on)}送达。")


@condition("收费通知已经送达，缴费期限已经届满（政府信息公开信息处理费管理办法第六条）。")
def check_payment_lapsed(case: DisclosureRequest, _by: User | None, on: date) -> None:
    """
    Refuse to end a request while the applicant may still pay (国办函〔2020〕109号).

    :raises FeeNotServed: the period has not begun
    :raises PaymentPeriodRuns: it has not passed
    """
    until = case.fee_notice.due_on
    if until is None:
        raise errors.FeeNotServed(f"收费通知还没有登记送达，缴费期限尚未起算（{RULES}第六条）。")
    if on <= until:
        last = cn_last(until, current_calendar())
        raise errors.PaymentPeriodRuns(f"缴费期限到{last}，届满后才能终止办理（{RULES}第六条）。")
