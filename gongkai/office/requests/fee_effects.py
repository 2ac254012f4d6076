"""What the steps of the processing fee will bring about: its amount, and what becomes of the clock."""

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.errors import Refused
from gongkai.casework.clock import ClockEvent, EventKind
from gongkai.casework.fees import charge_for
from gongkai.casework.models import FeeNotice
from gongkai.design.words import cn_date, due_words
from gongkai.office.forms.steps import StepForm
from gongkai.office.requests.effects import Effect, after, with_clock
from gongkai.rules import deadlines, fees


def notify(form: StepForm) -> Effect:
    """Foretell what is charged, and that nothing runs until it is paid."""
    ladder, quantity = form.given("ladder"), form.given("quantity")
    if not ladder or not quantity:
        return Effect(["填写收费方式和数量后，这里显示应收的金额。"])
    try:
        charge = charge_for(form.case, FeeNotice.Ladder(ladder), quantity)
    except Refused as refusal:
        return Effect([str(refusal)])
    if not charge.amount:
        return Effect([f"没有超过收费的起点，不收费。{charge.basis}"])
    return Effect(
        [
            f"按标准应收{charge.amount}元。{charge.basis}",
            f"发出收费通知后，答复期限停止计算；现在的期限{due_words(form.case)}不再适用。",
            "申请人收到通知次日起20个工作日内没有缴费的，视为放弃申请，可以终止办理。",
        ]
    )


def serve(form: StepForm) -> Effect:
    """Foretell until when the fee may be paid."""
    served_on = form.given("served_on")
    if served_on is None or served_on < form.case.fee_notice.notified_on:
        return Effect(["送达日期应当在收费通知之后、今天之前。"])
    due = deadlines.due("fee_payment", served_on, current_calendar())
    return Effect(
        [f"缴费期限{due.version.value.label}，自{cn_date(served_on)}的次日起算，至{due_words(due)}。"]
    )


def pay(form: StepForm) -> Effect:
    """Foretell the reply period after the payment."""
    paid_on = form.given("paid_on")
    if paid_on is None or paid_on < form.case.fee_notice.notified_on:
        return Effect(["缴费日期应当在收费通知之后、今天之前。"])
    restarts = fees.ladders(paid_on).restarts_period
    event = ClockEvent(kind=EventKind.PAID, on=paid_on, restarts=restarts)
    if (result := after(form.case, event)) is None:
        return Effect()
    how = "重新计算" if restarts else "继续计算"
    return with_clock(
        result,
        f"答复期限自{cn_date(paid_on)}的次日起{how}，至{due_words(result)}。",
        "申请转回承办科室。",
    )
