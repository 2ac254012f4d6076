"""Mails to people of the office, written down first, then tried again: reminders, and links for passwords."""

from datetime import datetime, timedelta
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.db import transaction
from django.utils.module_loading import import_string

from gongkai.bodies.models import Body, User
from gongkai.mail.actions.sending import AT_WORK, PAUSES
from gongkai.mail.models import Reminder
from gongkai.mail.models.reminder import LINK
from gongkai.mail.posting import domain, post_reminder
from gongkai.mail.sms import NotTaken

SEND = "gongkai.mail.tasks.send_reminder"
NO_ADDRESS = "本人没有工作邮箱，或者不再要提醒。"
NO_ACCOUNT = "账户已经停用，或者没有工作邮箱。"
LINK_WAITS = timedelta(hours=1)  # for the mail server; after that nobody waits for the link any more
TOO_LATE = "一小时内没有发出，不再发送；需要的请重新申请链接。"
State = Reminder.State


@transaction.atomic
def remind(user: User, *, body: Body, about: str, subject: str, text: str, at: datetime) -> Reminder | None:
    """
    Remind somebody by e-mail who wants it; of one thing once.

    :param about: what it is about and for which time: "ledger/12/2025-10/late"
    """
    if not (settings.MAIL_GOES_OUT and _wants(user)):
        return None
    facts = {"body": body, "subject": subject, "text": text}
    return _written(user, about, facts, at)


@transaction.atomic
def send_password_link(user: User, *, at: datetime) -> Reminder | None:
    """Send somebody who cannot log in a link to set a new password; nobody without an address at work."""
    body = user.bodies().order_by("path").first()
    if not (settings.MAIL_GOES_OUT and body and user.is_active and user.email):
        return None
    return _written(user, f"{LINK}{uuid4().hex}", {"body": body, "subject": "重设登录密码"}, at)


def remind_again(*, at: datetime) -> list[Reminder]:
    """Enqueue the reminders that wait for their next attempt."""
    due = list(Reminder.objects.to_be_tried(at))
    for reminder in due:
        import_string(SEND).enqueue(reminder.pk)
    return due


def take_reminder(pk: int, *, at: datetime) -> Reminder | None:
    """Try once to hand a reminder over, and keep what came of it; None when it is not its turn."""
    reminder = _claim(pk, at)
    if reminder is None:
        return None
    try:
        _check_goes_out(reminder, at)
        post_reminder(reminder)
    except NotTaken as refusal:
        return _note(reminder, at, str(refusal), for_now=refusal.for_now)
    reminder.state, reminder.sent_at, reminder.next_at, reminder.reason = State.SENT, at, None, ""
    reminder.save()
    return reminder


def _written(user: User, about: str, facts: dict[str, Any], at: datetime) -> Reminder | None:
    """Write a mail down and have it sent; None when the person was told of this already."""
    defaults = {**facts, "message_id": f"<{uuid4().hex}@{domain()}>"[:120], "next_at": at}
    reminder, is_new = Reminder.objects.get_or_create(user=user, about=about, defaults=defaults)
    if not is_new:
        return None
    import_string(SEND).enqueue(reminder.pk)
    return reminder


@transaction.atomic
def _claim(pk: int, at: datetime) -> Reminder | None:
    found = Reminder.objects.select_for_update(of=("self",)).select_related("body", "user")
    reminder = found.to_be_tried(at).filter(pk=pk).first()
    if reminder:
        reminder.next_at, reminder.tries = at + AT_WORK, reminder.tries + 1
        reminder.save(update_fields=["next_at", "tries"])
    return reminder


def _note(reminder: Reminder, at: datetime, reason: str, *, for_now: bool) -> Reminder:
    reminder.reason = reason[:300]
    if for_now and reminder.tries <= len(PAUSES):
        reminder.next_at = at + timedelta(minutes=PAUSES[reminder.tries - 1])
    else:
        reminder.state, reminder.next_at = State.FAILED, None
    reminder.save(update_fields=["state", "reason", "next_at"])
    return reminder


def _check_goes_out(reminder: Reminder, at: datetime) -> None:
    """
    Ask whether a mail is still to go out.

    :raises NotTaken: the person has no address, wants none, or has waited too long for the link
    """
    if not reminder.is_password_link:
        if not _wants(reminder.user):
            raise NotTaken(NO_ADDRESS, for_now=False)
    elif not (reminder.user.is_active and reminder.user.email):
        raise NotTaken(NO_ACCOUNT, for_now=False)
    elif at > reminder.made_at + LINK_WAITS:
        raise NotTaken(TOO_LATE, for_now=False)


def _wants(user: User) -> bool:
    return bool(user.is_active and user.wants_reminders and user.email)
