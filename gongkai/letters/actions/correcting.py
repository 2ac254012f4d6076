"""更正发出和送达的登记: a further row keeps the old value, the new one and the reason; the case follows."""

from collections.abc import Callable
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.workflow import step_label
from gongkai.design.words import cn_date
from gongkai.letters.actions.writing import locked_letter
from gongkai.letters.errors import DayDiffers, NothingToCorrect
from gongkai.letters.guards import check_allowed
from gongkai.letters.models import Dispatch, Letter, SendingCorrection, Service
from gongkai.remedies.periods import open_until

Facts = dict[str, str]


@transaction.atomic
def correct_dispatch(
    letter: Letter, *, dispatched_on: date, mail_no: str = "", reason: str, by: User, on: date
) -> Letter:
    """
    Correct how the last dispatch was recorded; a reply that it issued gets the same day (条例第三十三条).

    :raises NothingToCorrect: nothing new, no reason, or the day of a step of the case that it took
    :raises DayDiffers: before the letter was fixed, or after it arrived
    :raises StepNotAllowed: wrong state or role, or the case is archived
    :raises Refused: what the correction of the case's own entry refuses
    """
    letter = locked_letter(letter)
    check_allowed(letter, "correct_dispatch", by=by, on=on)
    sent = letter.dispatches.order_by("pk").reverse()[0]
    came = Service.objects.filter(dispatch=sent).first()
    _check_between(letter.signed_on, dispatched_on, came.on if came else on)
    is_issue = letter.of_kind.carries_reply and letter.dispatched_on == sent.on and letter.reply is not None
    if sent.on != dispatched_on and letter.step and not is_issue:
        name = step_label(letter.step)
        raise NothingToCorrect(
            f"这份文书发出即办理了“{name}”，期限已经按发出日期计算，发出日期不能单独更正；邮件号码可以更正。"
        )
    _check_reason(reason, [(sent.on, dispatched_on), (sent.mail_no, mail_no.strip())])
    old = sent.on
    _keep(letter, "发出日期", cn_date(old), cn_date(dispatched_on), reason, by, on)
    _keep(letter, "邮件号码", sent.mail_no, mail_no.strip(), reason, by, on)
    Dispatch.objects.filter(pk=sent.pk).update(on=dispatched_on, mail_no=mail_no.strip())
    if is_issue and old != dispatched_on:
        _correct_case(letter, "issued_on", dispatched_on, reason, by, on)
    return letter


@transaction.atomic
def correct_service(
    letter: Letter, *, served_on: date, receiver: str = "", reason: str, by: User, on: date
) -> Letter:
    """
    Correct how the service was recorded; the periods for review and suit follow (行政复议法第二十条).

    :raises NothingToCorrect: nothing new, no reason, or a fee notice, whose day the time to pay hangs on
    :raises DayDiffers: before it went out, or after `on`
    :raises StepNotAllowed: wrong state or role, or the case is archived
    :raises Refused: what the correction of the case's own entry refuses
    """
    letter = locked_letter(letter)
    check_allowed(letter, "correct_service", by=by, on=on)
    came = letter.services.select_related("dispatch").get(arrived=True)
    _check_between(came.dispatch.on, served_on, on)
    if letter.kind == "fee_notice" and came.on != served_on:
        raise NothingToCorrect("收费通知的送达日期决定缴费期限，不能单独更正；签收人可以更正。")
    _check_reason(reason, [(came.on, served_on), (came.receiver, receiver.strip())])
    old = came.on
    _keep(letter, "送达日期", cn_date(old), cn_date(served_on), reason, by, on)
    _keep(letter, "签收人", came.receiver, receiver.strip(), reason, by, on)
    came.on, came.receiver = served_on, receiver.strip()
    came.save(update_fields=["on", "receiver"])
    if old != served_on and letter.of_kind.carries_reply and letter.reply:
        _correct_case(letter, "served_on", served_on, reason, by, on)
    elif old != served_on and letter.of_kind.is_consultation and letter.consultation_id:
        _correct_case(letter, f"letter_{letter.consultation_id}_delivered_on", served_on, reason, by, on)
    return letter


def foretell_correction(letter: Letter, code: str, facts: dict[str, object], *, by: User, on: date) -> Facts:
    """
    Return what a correction would change in the case, as old and new by name; afterwards nothing has changed.

    :raises StepNotAllowed: as the correction
    :raises Refused: as the correction
    """
    actions: dict[str, Callable[..., Letter]] = {
        "correct_dispatch": correct_dispatch,
        "correct_service": correct_service,
    }
    with transaction.atomic():
        before = _days(letter)
        actions[code](letter, **facts, by=by, on=on)
        after = _days(letter)
        transaction.set_rollback(True)
    return {name: f"{old} → {after[name]}" for name, old in before.items() if old != after[name]}


def _days(letter: Letter) -> Facts:
    """Return the days of the case that hang on its letters, in words."""
    case = DisclosureRequest.objects.get(pk=letter.request_id)
    found = {"答复期限": cn_date(case.due_on), "是否逾期答复": "逾期" if case.concluded_late else "未逾期"}
    reply = Reply.objects.get(pk=letter.reply.pk) if letter.reply else None
    if reply:
        until = open_until(reply)
        found |= {"答复日期": cn_date(reply.issued_on), "送达日期": cn_date(reply.served_on)}
        found |= {"复议申请期限": cn_date(until.review), "起诉期限": cn_date(until.suit)}
    return found


def _correct_case(letter: Letter, entry: str, day: date, reason: str, by: User, on: date) -> None:
    casework.correct_entry(letter.request, entry=entry, value=day.isoformat(), reason=reason, by=by, on=on)


def _keep(letter: Letter, label: str, old: str, new: str, reason: str, by: User, on: date) -> None:
    if old != new:
        SendingCorrection.objects.create(
            letter=letter, label=label, old=old, new=new, reason=reason.strip(), by=by, on=on
        )


def _check_reason(reason: str, pairs: list[tuple[object, object]]) -> None:
    if not reason.strip():
        raise NothingToCorrect("请写明更正的理由：原来为什么登记错了，依据什么更正。")
    if all(old == new for old, new in pairs):
        raise NothingToCorrect("填写的内容与原来的登记相同，不需要更正。")


def _check_between(first: date | None, day: date, last: date) -> None:
    if first is None or not first <= day <= last:
        raise DayDiffers(f"更正后的日期应当在{cn_date(first)}和{cn_date(last)}之间。")
