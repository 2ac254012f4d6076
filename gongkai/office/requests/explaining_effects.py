"""What the steps about too many requests will bring about (条例第三十五条)."""

from gongkai.casework.abuse import asked_in_a_year, check_delay
from gongkai.casework.clock import ClockEvent, EventKind
from gongkai.casework.errors import DelayTooShort
from gongkai.casework.models import CaseworkPolicy
from gongkai.design.words import cn_date, due_words
from gongkai.office.forms.steps import StepForm
from gongkai.office.requests.effects import Effect, after, with_clock


def ask(form: StepForm) -> Effect:
    """Foretell the number that the notice names, and whether the clock goes on."""
    on, until_on = form.given("on") or form.desk.today, form.given("until_on")
    lines = [
        f"说明理由告知书写明：该申请人近12个月向本机关提出申请{asked_in_a_year(form.case, on)}件（含本件）。",
        f"申请人到{cn_date(until_on)}仍未说明理由或者理由不合理的，可以告知不予处理。",
    ]
    if not CaseworkPolicy.objects.for_body(form.case.body).reasons_pause:
        return Effect([*lines, f"答复期限照常计算，仍至{due_words(form.case)}。"])
    event = ClockEvent(kind=EventKind.REASONS_ASKED, on=on, until=until_on)
    lines.append("本机关规定等待说明理由的期间不计入答复期限。")
    if result := after(form.case, event):
        return with_clock(result, *lines, f"申请人用满期限的，答复期限顺延至{due_words(result)}。")
    return Effect(lines)


def record(form: StepForm) -> Effect:
    """Foretell that a finding is next."""
    received_on = form.given("received_on")
    if received_on is None or received_on < form.case.abuse_review.asked_on:
        return Effect(["收到说明的日期应当在告知之后、今天之前。"])
    lines = ["登记后由政府信息公开工作机构负责人认定理由是否合理。"]
    result = after(form.case, ClockEvent(kind=EventKind.REASONS_GIVEN, on=received_on))
    if result and result.due_on != form.case.due_on:
        return with_clock(result, *lines, f"答复期限自次日起继续计算，至{due_words(result)}。")
    return Effect(lines)


def judge(form: StepForm) -> Effect:
    """Foretell what follows from either finding."""
    if form.given("reasonable") is False:
        return Effect(["认定后可以拟写“不予处理：申请人无正当理由大量反复申请”的答复，经审核后制发。"])
    return Effect(
        [
            "理由合理的，申请继续办理；不能在规定期限内答复的，可以确定延迟答复的合理期限并告知申请人。",
            "理由不合理或者逾期未说明的，可以告知申请人不予处理。",
        ]
    )


def delay(form: StepForm) -> Effect:
    """Foretell the last day that takes the place of the present one."""
    delayed_to = form.given("delayed_to")
    if delayed_to is None:
        return Effect(["填写延迟答复的日期后，这里显示新的答复期限。"])
    try:
        check_delay(form.case, delayed_to)
    except DelayTooShort as refusal:
        return Effect([str(refusal)])
    on = form.given("on") or form.desk.today
    result = after(form.case, ClockEvent(kind=EventKind.DELAYED, on=on, until=delayed_to))
    if result is None:
        return Effect()
    return with_clock(
        result,
        f"答复期限由{due_words(form.case)}改为{due_words(result)}，并书面告知申请人。",
        "延迟答复只能确定一次，此后不再延长。",
    )
