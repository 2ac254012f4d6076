"""What a step will bring about, said before it is taken; dates come from the clock of the case."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import clock, receipt, timing
from gongkai.casework.clock import ClockError, ClockEvent, ClockResult, EventKind
from gongkai.casework.correction import last_day_for_notice
from gongkai.casework.errors import DateOutOfOrder, ReceiptNotConfirmed
from gongkai.casework.extension import extension_rule
from gongkai.casework.filing import Paper, missing_of, papers_of
from gongkai.casework.models import CaseworkPolicy, Consultation, DisclosureRequest, Stage
from gongkai.design.words import cn_date, cn_last, due_words
from gongkai.office.forms.steps import StepForm
from gongkai.rules.calendar import Day
from gongkai.rules.outcomes import Outcome


@dataclass(frozen=True)
class Effect:
    """What will happen, in sentences; `days` is the strip as it will be, `papers` the file as it is."""

    lines: list[str] = field(default_factory=list)
    days: tuple[Day, ...] = ()
    due_on: date | None = None
    papers: tuple[Paper, ...] = ()


Foretell = Callable[[StepForm], Effect]


def say(*lines: str) -> Foretell:
    """Return what foretells always the same."""
    return lambda _form: Effect(list(lines))


def register(form: StepForm) -> Effect:
    """Foretell the day of receipt and the reply period that starts with it (条例第三十一条、第三十三条)."""
    case = form.case
    given = {name: form.given(name) for name in ("signed_for_on", "confirmed_on") if name in form.fields}
    try:
        received_on = receipt.date_of_receipt(case.channel, submitted_on=case.submitted_on, **given)
    except (ReceiptNotConfirmed, DateOutOfOrder) as refusal:
        return Effect([str(refusal)])
    result = clock.run(received_on, [], current_calendar())
    return with_clock(
        result,
        f"收到申请之日确定为{cn_date(received_on)}，此后不再变动。",
        f"答复期限{result.limit}个工作日，自次日起算，至{due_words(result)}。",
    )


def ask_to_correct(form: StepForm) -> Effect:
    """Foretell that the clock stops, and what follows from silence (条例第三十条)."""
    until = cn_date(form.given("until_on"))
    last = last_day_for_notice(form.case)
    late = (
        [f"告知补正的最后一日是{cn_date(last)}，已经超过；逾期告知的，须写明理由，复议、诉讼中由本机关说明。"]
        if last and last < (form.given("on") or form.desk.today)
        else []
    )
    return Effect(
        [
            *late,
            f"发出补正告知书后，答复期限停止计算；现在的期限{due_words(form.case)}不再适用。",
            "申请人补正的，答复期限自收到补正之日起重新计算。",
            f"申请人无正当理由到{until}仍不补正的，视为放弃申请，可以终止办理。",
            "补正只能告知一次。",
        ]
    )


def accept_correction(form: StepForm) -> Effect:
    """Foretell the reply period that starts anew."""
    received_on = form.given("received_on")
    if (result := after(form.case, ClockEvent(kind=EventKind.CORRECTED, on=received_on))) is None:
        return Effect(["收到补正日期应当在告知补正之后、今天之前。"])
    return with_clock(
        result,
        f"答复期限自{cn_date(received_on)}起重新计算，{result.limit}个工作日，至{due_words(result)}。",
    )


def consult(form: StepForm) -> Effect:
    """Foretell the pause (条例第三十三条第三款)."""
    kind = "third_party" if form.kind == Consultation.Kind.THIRD_PARTY else "peer"  # type: ignore[attr-defined]
    on = form.given("on") or form.desk.today
    event = ClockEvent(kind=EventKind.CONSULTED, on=on, letter="new", to=kind)
    silence = (
        "不提出意见的，由本机关依法决定是否公开" if kind == "third_party" else "逾期不答复的，视为同意公开"
    )
    calendar = current_calendar()
    due = cn_last(clock.letter_due(on, kind, calendar), calendar)
    lines = [
        f"对方应当在收到征求意见书之日起15个工作日内答复（今天送达的，至{due}）；{silence}。",
        "征求意见所需时间不计算在答复期限内；收到意见后继续计算。",
    ]
    if result := after(form.case, event):
        lines.append(f"对方用满期限的，答复期限顺延至{due_words(result)}。")
        return with_clock(result, *lines)
    return Effect(lines)


def record_delivery(form: StepForm) -> Effect:
    """Foretell until when an opinion may come."""
    letter, delivered_on = form.given("consultation"), form.given("delivered_on")
    if letter is None or delivered_on is None:
        return Effect()
    calendar = current_calendar()
    due = clock.letter_due(letter.sent_on, letter.kind, calendar, delivered_on=delivered_on)
    event = ClockEvent(kind=EventKind.DELIVERED, on=delivered_on, letter=str(letter.pk))
    lines = [f"答复意见的期限自{cn_date(delivered_on)}起算，至{cn_last(due, calendar)}。"]
    return _moved(form.case, event, lines)


def record_opinion(form: StepForm) -> Effect:
    """Foretell that the clock goes on after the last opinion."""
    letter, answered_on = form.given("consultation"), form.given("answered_on")
    if letter is None or answered_on is None:
        return Effect()
    others = form.case.consultations.open().exclude(pk=letter.pk)
    event = ClockEvent(kind=EventKind.ANSWERED, on=answered_on, letter=str(letter.pk))
    if names := "、".join(each.party for each in others):
        return _moved(form.case, event, [f"还要等待{names}的意见，答复期限暂不恢复计算。"])
    return _moved(form.case, event, [f"意见收齐，答复期限自{cn_date(answered_on)}的次日起继续计算。"])


def extend(form: StepForm) -> Effect:
    """Foretell the new last day (条例第三十三条第二款)."""
    days = form.given("days")
    event = ClockEvent(kind=EventKind.EXTENDED, on=form.given("on") or form.desk.today, days=days)
    if not days or (result := after(form.case, event)) is None:
        return Effect(["填写延长的工作日数后，这里显示新的答复期限。"])
    return with_clock(
        result,
        f"答复期限延长{days}个工作日，由{due_words(form.case)}改为{due_words(result)}。",
        f"延长的理由应当书面告知申请人；{extension_rule(form.case)}。",
    )


def request_extension(form: StepForm) -> Effect:
    """Foretell that the head decides, and what the last day would be."""
    days = form.given("days")
    lines = ["延期申请送政府信息公开工作机构负责人审批；批准并告知申请人以前，答复期限不变，照常计算。"]
    event = ClockEvent(kind=EventKind.EXTENDED, on=form.given("on") or form.desk.today, days=days)
    if not days or (result := after(form.case, event)) is None:
        return Effect(lines)
    return with_clock(result, *lines, f"批准的，答复期限由{due_words(form.case)}改为{due_words(result)}。")


def archive(form: StepForm) -> Effect:
    """Foretell with which papers the file goes to the archive (条例第四十五条)."""
    papers = tuple(papers_of(form.case))
    gaps = len(missing_of(papers))
    said = f"卷宗缺少{gaps}份材料；不能补齐的，写明理由后归档，理由记入办理记录。" if gaps else "卷宗齐全。"
    return Effect([said], papers=papers)


def redo(form: StepForm) -> Effect:
    """Foretell the new clock."""
    on = form.given("on") or form.desk.today
    result = after(form.case, ClockEvent(kind=EventKind.REDO, on=on, days=form.given("days")))
    if result is None:
        return Effect()
    return with_clock(
        result,
        f"答复期限自{cn_date(on)}起重新计算，{result.limit}个工作日，至{due_words(result)}。",
        "已经计入年度报告的办理结果不变；重新作出的答复另行编号。",
    )


def approve(form: StepForm) -> Effect:
    """Foretell whose turn is next."""
    reply = form.case.replies.unissued().first()
    if reply is None:
        return Effect()
    policy = CaseworkPolicy.objects.for_body(form.case.body)
    legal = [Stage.LEGAL] if policy.needs_legal_review(Outcome(reply.outcome)) else []
    order = [Stage.UNIT, Stage.SECRECY, *legal, Stage.LEADER, Stage.SIGNED]
    stage = Stage(reply.stage)
    if stage not in order[:-1]:
        return Effect()
    after = order[order.index(stage) + 1]
    return Effect(
        [
            f"通过后转入“{after.label}”。",
            "意见与您现在看到的内容和文件绑定；此后改动的，须重新审核。",
        ]
    )


def after(case: DisclosureRequest, event: ClockEvent) -> ClockResult | None:
    """Return the clock as it would be after one more event; None when that makes no sense."""
    if case.received_on is None or event.on is None:
        return None
    try:
        return clock.run(case.received_on, [*timing.clock_events(case), event], current_calendar())
    except ClockError:
        return None


def _moved(case: DisclosureRequest, event: ClockEvent, lines: list[str]) -> Effect:
    result = after(case, event)
    if result is None or result.due_on is None:
        return Effect(lines)
    return with_clock(result, *lines, f"答复期限至{due_words(result)}（现为{due_words(case)}）。")


def with_clock(result: ClockResult, *lines: str) -> Effect:
    """Return sentences with the strip as it will be; a provisional day says that it is one."""
    note = ["该年度节假日安排尚未公布，期限暂定，公布后自动重算。"] if result.provisional else []
    return Effect([*lines, *note], result.count, result.due_on)
