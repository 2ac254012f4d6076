"""Sending: a message is written down first, then tried again and again; each attempt is kept."""

from datetime import date, datetime, timedelta
from uuid import uuid4

from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.files.base import ContentFile
from django.core.validators import validate_email
from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import User
from gongkai.casework.models import RequestEvent
from gongkai.common.sealed_files import sealed_storage
from gongkai.letters.actions import dispatch_letter
from gongkai.letters.guards import check_allowed
from gongkai.letters.models import Letter, Method
from gongkai.mail.errors import MailOff, NoAddress, NotToBeSent
from gongkai.mail.models import Attempt, MailPreferences, Message
from gongkai.mail.models.outgoing import sent_path
from gongkai.mail.notices import NOTICES, letter_subject, letter_text, notice_subject, notice_text
from gongkai.mail.posting import domain, post
from gongkai.mail.sms import NotTaken, gateway
from gongkai.workflow import StepNotAllowed

# Minutes until the next attempt; after the last one it has failed.
PAUSES = (2, 5, 15, 60, 240, 960)
AT_WORK = timedelta(minutes=15)  # an attempt that takes longer died with its worker
NEWS = timedelta(days=3)  # what was entered for an earlier day is no news
SEND = "gongkai.mail.tasks.send_message"
Via, State = Message.Via, Message.State


@transaction.atomic
def send_letter(letter: Letter, *, to: str, by: User, on: date, at: datetime) -> Message:
    """
    Send a letter by e-mail; its dispatch is recorded when the mail server has taken it (条例第三十三条).

    :raises MailOff: this deployment sends no e-mail
    :raises NoAddress: no such address
    :raises NotToBeSent: it waits to be sent already
    :raises StepNotAllowed: wrong state or role, of the letter or of its case
    :raises Refused: what recording the dispatch would refuse
    """
    if not settings.MAIL_GOES_OUT:
        raise MailOff("本系统没有接通发信服务器，请由管理员设置后再用电子邮件发送（GONGKAI_EMAIL_URL）。")
    to = to.strip()
    try:
        validate_email(to)
    except ValidationError:
        raise NoAddress("请填写收件人的电子邮箱。") from None
    letter = (
        Letter.objects.select_for_update(of=("self",)).select_related("body", "request").get(pk=letter.pk)
    )
    check_allowed(letter, "dispatch", by=by, on=on)
    if letter.messages.filter(state=State.WAITING).exists():
        raise NotToBeSent("这份文书正在发送，请等待结果。")
    message = Message(
        body=letter.body,
        request=letter.request,
        letter=letter,
        via=Via.EMAIL,
        label=letter.of_kind.label,
        to=to,
        subject=letter_subject(letter),
        text=letter_text(letter),
        by=by,
    )
    _rehearse(message, on)
    return _enqueue(message, at)


@transaction.atomic
def make_notice(event: RequestEvent, *, on: date, at: datetime) -> list[Message]:
    """Tell the applicant of a step by the ways they gave and the body uses; each step and way once."""
    notice, case = NOTICES.get(event.step), event.request
    if notice is None or on - event.on > NEWS or case.applicant.purged_on:
        return []
    chosen = MailPreferences.objects.for_body(case.body)
    ways = {
        Via.EMAIL: case.applicant.email if settings.MAIL_GOES_OUT and chosen.email_notices else "",
        Via.SMS: case.applicant.phone if gateway() and chosen.sms_notices else "",
    }
    made = []
    for via, to in ways.items():
        if not to.strip() or Message.objects.filter(event=event, via=via).exists():
            continue
        message = Message(
            body=case.body, request=case, event=event, via=via, label=notice.label, to=to.strip()
        )
        message.subject, message.text = notice_subject(notice, case), notice_text(notice, case)
        made.append(_enqueue(message, at))
    return made


@transaction.atomic
def resend(message: Message, *, by: User, at: datetime) -> Message:
    """
    Try a message again that failed, or a notice that came back.

    :raises NotToBeSent: it went out, or waits
    """
    message = _locked(message.pk)
    if not message.may_resend:
        raise NotToBeSent(
            f"这件{message.get_state_display()}，不能重新发送；文书被退回的，先在文书页面登记退回，再另行发送。"
        )
    message.by = message.by or by
    message.tries = 0
    _wait(message, at)
    return message


def send_waiting(*, at: datetime) -> list[Message]:
    """Enqueue what waits for its next attempt; also what a worker left behind when it died."""
    due = Message.objects.to_be_tried(at).order_by("pk").values_list("pk", flat=True)
    return [message for pk in list(due) if (message := _enqueue_again(pk, at))]


def take_attempt(message_pk: int, *, on: date, at: datetime) -> Message | None:
    """
    Try once to hand a message over, and keep what came of it; None when it is not its turn.

    The database is not locked meanwhile. A worker that dies between sending and noting it sends the message
    again later, under the same Message-ID.
    """
    message = _claim(message_pk, at)
    if message is None:
        return None
    try:
        if message.letter:
            _rehearse(message, on)
        raw = post(message)
    except NotTaken as refusal:
        return _note(message, at, str(refusal), for_now=refusal.for_now)
    except (Refused, StepNotAllowed) as refusal:
        return _note(message, at, str(refusal), for_now=False)
    return _note_sent(message, raw, on, at)


@transaction.atomic
def _enqueue_again(pk: int, at: datetime) -> Message | None:
    """Enqueue a message, unless a worker has taken it meanwhile: it would go out twice."""
    message = _locked(pk)
    if not _is_due(message, at):
        return None
    _wait(message, at)
    return message


def _is_due(message: Message, at: datetime) -> bool:
    return message.state == State.WAITING and message.next_at is not None and message.next_at <= at


@transaction.atomic
def _claim(pk: int, at: datetime) -> Message | None:
    message = _locked(pk)
    if not _is_due(message, at):
        return None
    message.next_at, message.tries = at + AT_WORK, message.tries + 1
    message.save(update_fields=["next_at", "tries"])
    return message


@transaction.atomic
def _note_sent(message: Message, raw: bytes, on: date, at: datetime) -> Message:
    reason = ""
    if message.letter:
        try:
            with transaction.atomic():
                _dispatch(message, on)
        except (Refused, StepNotAllowed) as refusal:
            reason = f"邮件已经发出，但没有登记发出：{refusal}"[:300]
    message.state, message.sent_at, message.next_at, message.reason = State.SENT, at, None, reason
    if raw and not message.raw:
        message.raw.name = sealed_storage.save(sent_path(message, ""), ContentFile(raw))
    message.save()
    Attempt.objects.create(message=message, at=at, done=True)
    return message


@transaction.atomic
def _note(message: Message, at: datetime, reason: str, *, for_now: bool) -> Message:
    message.reason = reason[:300]
    Attempt.objects.create(message=message, at=at, done=False, reason=message.reason)
    if for_now and message.tries <= len(PAUSES):
        message.next_at = at + timedelta(minutes=PAUSES[message.tries - 1])
    else:
        message.state, message.next_at = State.FAILED, None
    message.save(update_fields=["state", "reason", "next_at"])
    return message


def _rehearse(message: Message, on: date) -> None:
    """Refuse to send what could not be recorded as sent: the dispatch is tried and taken back."""
    with transaction.atomic():
        _dispatch(message, on)
        transaction.set_rollback(True)


def _dispatch(message: Message, on: date) -> None:
    if message.letter is None or message.by is None:  # a notice
        return
    note = f"邮件编号 {message.message_id}"
    dispatch_letter(message.letter, method=Method.EMAIL, to=message.to, note=note, by=message.by, on=on)


def _enqueue(message: Message, at: datetime) -> Message:
    is_mail = message.via == Via.EMAIL
    message.message_id = f"<{uuid4().hex}@{domain()}>"[:120] if is_mail else f"sms-{uuid4().hex}"
    _wait(message, at)
    return message


def _wait(message: Message, at: datetime) -> None:
    """Let a worker send it; the queue is in the same database, so that it holds what was committed only."""
    message.state, message.next_at = State.WAITING, at
    message.save()
    import_string(SEND).enqueue(message.pk)


def _locked(pk: int) -> Message:
    related = ("body", "request__applicant", "letter__body", "letter__request", "by")
    return Message.objects.select_for_update(of=("self",)).select_related(*related).get(pk=pk)
