"""更正发出和送达的登记: a further row keeps the old value, the new one and the reason; the case follows."""

from collections.abc import Callable
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.casework.workflow import step_label
from gongkai.design.words import cn_date, cn_last, due_words
from gongkai.letters.actions.sending import store_file
from gongkai.letters.actions.writing import locked_letter
from gongkai.letters.consequences import DELIVERIES
from gongkai.letters.errors import DayDiffers, NothingToCorrect, ServiceUnproven
from gongkai.letters.guards import check_allowed
from gongkai.letters.models import Dispatch, Letter, LetterFile, Method, SendingCorrection, Service
from gongkai.remedies.periods import open_until

Facts = dict[str, str]
SENT = {
    "on": "发出日期",
    "method": "发出方式",
    "to": "收件人和地址",
    "mail_no": "邮件号码",
    "note": "发出说明",
}
CAME = {"on": "送达日期", "receiver": "签收人", "note": "送达说明"}


@transaction.atomic
def correct_dispatch(
    letter: Letter,
    *,
    dispatched_on: date,
    mail_no: str | None = None,
    method: Method | None = None,
    to: str | None = None,
    note: str | None = None,
    reason: str,
    by: User,
    on: date,
) -> Letter:
    """
    Correct how the last dispatch was recorded; a reply that it issued gets the same day (条例第三十三条).

    :param mail_no: and `method`, `to`, `note`: as they were recorded when they are not given
    :raises NothingToCorrect: nothing new, no reason, or the day of a step of the case that it took
    :raises DayDiffers: before the letter was fixed, or after it arrived
    :raises ServiceUnproven: sent by post with neither a mail number nor a proof
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
            f"这份文书发出即办理了“{name}”，期限已经按发出日期计算，发出日期不能单独更正；其他登记可以更正。"
        )
    typed = {"method": method, "to": to, "mail_no": mail_no, "note": note}
    changed = _corrected(letter, sent, SENT, {"on": dispatched_on, **typed}, reason, by, on)
    if sent.method == Method.POST and not (sent.mail_no or sent.proof_id):
        raise ServiceUnproven("邮寄的，请填写邮件号码，或者先添加寄件凭证。")
    if is_issue and "on" in changed:
        _correct_case(letter, "issued_on", dispatched_on.isoformat(), reason, by, on)
    if letter.of_kind.carries_reply and letter.reply and came and came.arrived and "method" in changed:
        _correct_case(letter, "service_method", DELIVERIES[Method(sent.method)].value, reason, by, on)
    return letter


@transaction.atomic
def correct_service(
    letter: Letter,
    *,
    served_on: date,
    receiver: str | None = None,
    note: str | None = None,
    reason: str,
    by: User,
    on: date,
) -> Letter:
    """
    Correct how the service was recorded; the periods for review and suit follow (行政复议法第二十条).

    :param receiver: and `note`: as they were recorded when they are not given
    :raises NothingToCorrect: nothing new, no reason, or a fee notice, whose day the time to pay hangs on
    :raises DayDiffers: before it went out, or after `on`
    :raises ServiceUnproven: neither a receiver nor a note nor a proof
    :raises StepNotAllowed: wrong state or role, or the case is archived
    :raises Refused: what the correction of the case's own entry refuses
    """
    letter = locked_letter(letter)
    check_allowed(letter, "correct_service", by=by, on=on)
    came = letter.services.select_related("dispatch").get(arrived=True)
    _check_between(came.dispatch.on, served_on, on)
    if letter.kind == "fee_notice" and came.on != served_on:
        raise NothingToCorrect("收费通知的送达日期决定缴费期限，不能单独更正；其他登记可以更正。")
    typed = {"on": served_on, "receiver": receiver, "note": note}
    changed = _corrected(letter, came, CAME, typed, reason, by, on)
    if not (came.receiver or came.note or came.proof_id):
        raise ServiceUnproven("请填写签收人，或者写明怎样得知已经送达，或者先添加送达凭证。")
    if "on" in changed and letter.of_kind.carries_reply and letter.reply:
        _correct_case(letter, "served_on", served_on.isoformat(), reason, by, on)
    elif "on" in changed and letter.of_kind.is_consultation and letter.consultation_id:
        entry = f"letter_{letter.consultation_id}_delivered_on"
        _correct_case(letter, entry, served_on.isoformat(), reason, by, on)
    return letter


@transaction.atomic
def correct_proof(
    letter: Letter, *, of: LetterFile.Purpose, file: File[bytes], reason: str, by: User, on: date
) -> Letter:
    """
    Let another file prove the last dispatch, or what became of it; the earlier one stays with the letter.

    :param of: what is proved: `DISPATCH` or `SERVICE`
    :raises NothingToCorrect: no reason, or nothing is recorded of which it could be the proof
    :raises StepNotAllowed: wrong state or role, or the case is archived
    :raises UploadRefused: no PDF, OFD or picture, damaged, too large
    """
    letter = locked_letter(letter)
    check_allowed(letter, "correct_proof", by=by, on=on)
    _check_reason(reason)
    sent = letter.dispatches.order_by("pk").reverse()[0]
    row = sent if of == LetterFile.Purpose.DISPATCH else Service.objects.filter(dispatch=sent).first()
    if row is None:
        raise NothingToCorrect("还没有登记送达或者退回，登记时添加凭证。")
    old, proof = row.proof, store_file(letter, file, LetterFile.Purpose(of), by, on)
    _keep(letter, proof.get_purpose_display(), old.name if old else "", proof.name, reason, by, on)
    row.proof = proof
    row.save(update_fields=["proof"])
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
    found = {"答复期限": due_words(case), "是否逾期答复": "逾期" if case.concluded_late else "未逾期"}
    reply = Reply.objects.get(pk=letter.reply.pk) if letter.reply else None
    if reply:
        until, calendar = open_until(reply), current_calendar()
        found |= {"答复日期": cn_date(reply.issued_on), "送达日期": cn_date(reply.served_on)}
        found |= {"复议申请期限": cn_last(until.review, calendar), "起诉期限": cn_last(until.suit, calendar)}
    return found


def _correct_case(letter: Letter, entry: str, value: str, reason: str, by: User, on: date) -> None:
    casework.correct_entry(letter.request, entry=entry, value=value, reason=reason, by=by, on=on)


def _corrected(
    letter: Letter,
    row: Dispatch | Service,
    labels: dict[str, str],
    typed: dict[str, Any],
    reason: str,
    by: User,
    on: date,
) -> set[str]:
    """Put what was typed into a row, keep old and new of what differs, and return the names of that."""
    _check_reason(reason)
    changed = set()
    for name, label in labels.items():
        old, new = getattr(row, name), typed[name]
        new = new.strip() if isinstance(new, str) else new
        if new is None or new == old:
            continue
        _keep(letter, label, _words(name, old), _words(name, new), reason, by, on)
        setattr(row, name, new)
        changed.add(name)
    if not changed:
        raise NothingToCorrect("填写的内容与原来的登记相同，不需要更正。")
    row.save(update_fields=sorted(changed))
    return changed


def _words(name: str, value: date | str) -> str:
    if isinstance(value, date):
        return cn_date(value)
    return Method(value).label if name == "method" else value


def _keep(letter: Letter, label: str, old: str, new: str, reason: str, by: User, on: date) -> None:
    SendingCorrection.objects.create(
        letter=letter, label=label, old=old, new=new, reason=reason.strip(), by=by, on=on
    )


def _check_reason(reason: str) -> None:
    if not reason.strip():
        raise NothingToCorrect("请写明更正的理由：原来为什么登记错了，依据什么更正。")


def _check_between(first: date | None, day: date, last: date) -> None:
    if first is None or not first <= day <= last:
        raise DayDiffers(f"更正后的日期应当在{cn_date(first)}和{cn_date(last)}之间。")
