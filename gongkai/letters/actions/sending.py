"""Sending a letter: the sealed original, the dispatch, the service, what comes back, each with its proof."""

from datetime import date, datetime

from django.core.files import File
from django.db import transaction

from gongkai.bodies.models import User
from gongkai.casework import actions as casework
from gongkai.casework.models import Reply
from gongkai.common.kept_files import keep_file
from gongkai.design.words import cn_date
from gongkai.letters.actions.writing import locked_letter
from gongkai.letters.consequences import on_dispatch, on_service
from gongkai.letters.errors import DayDiffers, ServiceUnproven
from gongkai.letters.guards import check_allowed
from gongkai.letters.models import Dispatch, Letter, LetterFile, Method, Service
from gongkai.letters.states import State

# A sealed original is a scan or a signed electronic file; a proof may also be a picture of a screen.
SCANS = frozenset({"pdf", "ofd", "png", "jpg"})
Purpose = LetterFile.Purpose


@transaction.atomic
def attach_scan(letter: Letter, *, file: File[bytes], by: User, on: date) -> LetterFile:
    """
    Add the signed and sealed original; a later one stands beside the earlier.

    :raises StepNotAllowed: the text is not fixed, or wrong role
    :raises UploadRefused: no PDF, OFD or picture, damaged, too large
    """
    letter = locked_letter(letter)
    check_allowed(letter, "attach_scan", by=by, on=on)
    return store_file(letter, file, Purpose.SCAN, by, on)


@transaction.atomic
def dispatch_letter(
    letter: Letter,
    *,
    method: Method,
    dispatched_on: date | None = None,
    to: str = "",
    mail_no: str = "",
    note: str = "",
    proof: File[bytes] | None = None,
    by: User,
    on: date,
) -> Letter:
    """
    Record that the letter went out; the first such day decides whether it was in time (条例第三十三条).

    The reply that it carries is issued, and the step that it was written for is taken, on the same day.

    :raises DayDiffers: before the text was fixed, after `on`, or against what the case says
    :raises LetterOutdated: the reply changed after the text was fixed
    :raises ServiceUnproven: sent by post with neither a mail number nor a proof
    :raises StepNotAllowed: wrong state or role, or a reply without its signed and sealed original
    """
    letter = locked_letter(letter)
    step = check_allowed(letter, "dispatch", by=by, on=on)
    day = dispatched_on or on
    _check_between(letter.signed_on, day, on, "发出日期", "成文")
    if method == Method.POST and not (mail_no.strip() or proof):
        raise ServiceUnproven("邮寄的，请填写邮件号码，或者添加寄件凭证。")
    on_dispatch(letter, by=by, on=day)
    Dispatch.objects.create(
        letter=letter,
        method=method,
        on=day,
        to=to.strip(),
        mail_no=mail_no.strip(),
        note=note.strip(),
        proof=store_file(letter, proof, Purpose.DISPATCH, by, on) if proof else None,
        by=by,
        recorded_on=on,
    )
    return _moved(letter, step.target(letter.state))


@transaction.atomic
def record_service(
    letter: Letter,
    *,
    served_on: date | None = None,
    receiver: str = "",
    note: str = "",
    proof: File[bytes] | None = None,
    by: User,
    on: date,
) -> Letter:
    """
    Record that the letter arrived; the periods for review and suit count from that day (行政复议法第二十条).

    The case gets the same day: for a reply, a fee notice, or a letter that asks for an opinion.

    :raises DayDiffers: before it went out, after `on`, or against what the case says
    :raises ServiceUnproven: neither a receiver nor a note nor a proof
    :raises StepNotAllowed: wrong state or role, of the letter or of its case
    """
    letter = locked_letter(letter)
    step = check_allowed(letter, "serve", by=by, on=on)
    sent = _last_dispatch(letter)
    day = served_on or on
    _check_between(sent.on, day, on, "送达日期", "发出")
    _check_proven(receiver, note, proof)
    on_service(letter, method=sent.method, served_on=day, by=by, on=on)
    _record(letter, sent, True, day, receiver, note, proof, by, on)
    return _moved(letter, step.target(letter.state))


@transaction.atomic
def collect_online(reply: Reply, *, at: datetime) -> Reply:
    """
    Serve a reply on the applicant who opens it online; its letter gets the service with the time as proof.

    :param at: local time at which it was opened
    :raises NotOnline: the applicant asked for another route
    :raises AlreadyServed: it was served before
    """
    on = at.date()
    reply = casework.collect_reply(reply, on=on)
    sent = Letter.objects.select_for_update().filter(reply=reply, state=State.DISPATCHED)
    for letter in sent:
        if letter.of_kind.carries_reply:
            note = f"申请人于{cn_date(on)}{at:%H:%M}在网上查收"
            _record(letter, _last_dispatch(letter), True, on, "", note, None, None, on)
            _moved(letter, State.SERVED)
    return reply


@transaction.atomic
def record_return(
    letter: Letter,
    *,
    returned_on: date | None = None,
    note: str,
    proof: File[bytes] | None = None,
    by: User,
    on: date,
) -> Letter:
    """
    Record that the letter came back undelivered; it may be sent again.

    :param note: why it came back
    :raises DayDiffers: before it went out, or after `on`
    :raises ServiceUnproven: no reason
    :raises StepNotAllowed: wrong state or role
    """
    letter = locked_letter(letter)
    step = check_allowed(letter, "return", by=by, on=on)
    sent = _last_dispatch(letter)
    day = returned_on or on
    _check_between(sent.on, day, on, "退回日期", "发出")
    if not note.strip():
        raise ServiceUnproven("请写明退回的原因。")
    _record(letter, sent, False, day, "", note, proof, by, on)
    return _moved(letter, step.target(letter.state))


def _record(
    letter: Letter,
    sent: Dispatch,
    arrived: bool,
    day: date,
    receiver: str,
    note: str,
    proof: File[bytes] | None,
    by: User | None,
    on: date,
) -> None:
    Service.objects.create(
        letter=letter,
        dispatch=sent,
        arrived=arrived,
        on=day,
        receiver=receiver.strip(),
        note=note.strip(),
        proof=store_file(letter, proof, Purpose.SERVICE, by, on) if proof and by else None,
        by=by,
        recorded_on=on,
    )


def _moved(letter: Letter, state: str) -> Letter:
    letter.state = state
    letter.save(update_fields=["state", "event", "reply", "consultation"])
    return letter


def _last_dispatch(letter: Letter) -> Dispatch:
    return letter.dispatches.order_by("pk").reverse()[0]


def store_file(letter: Letter, file: File[bytes], purpose: Purpose, by: User, on: date) -> LetterFile:
    """
    Keep a sealed original or a proof with its letter.

    :raises UploadRefused: no PDF, OFD or picture, damaged, too large
    """
    return keep_file(LetterFile(letter=letter, purpose=purpose, added_by=by, added_on=on), file, kinds=SCANS)


def _check_proven(receiver: str, note: str, proof: File[bytes] | None) -> None:
    if not (receiver.strip() or note.strip() or proof):
        raise ServiceUnproven("请填写签收人，或者添加送达凭证，或者写明怎样得知已经送达。")


def _check_between(first: date | None, day: date, last: date, name: str, after: str) -> None:
    if first is None or not first <= day <= last:
        raise DayDiffers(f"{name}应当在{cn_date(first)}（{after}）和{cn_date(last)}之间。")
