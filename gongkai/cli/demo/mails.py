"""What came to the demo's office by e-mail, and what it sent: one that went out, and one that did not."""

import io
from datetime import UTC, date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any

from django.utils.timezone import make_aware
from PIL import Image

from gongkai.casework.models import DisclosureRequest
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import read
from gongkai.mail.actions import keep_mail, set_aside
from gongkai.mail.imap import Fetched
from gongkai.mail.models import Attempt, Message

SCAN = (420, 265)  # pixels
PROGRAM = b"MZ\x90\0"  # how a program for Windows begins


def exchange_mails(cast: Cast, today: date) -> None:
    """Let mails come in, set one aside, and send two notices, of which one cannot be delivered."""
    in_hand = DisclosureRequest.objects.of(cast.city).in_hand().order_by("pk")
    for number, facts in enumerate(read("mails")["incoming"], 1):
        at = _at(today, facts["days"])
        raw = _mail(facts, number, at, in_hand[0].number).as_bytes()
        mail = keep_mail(cast.city, Fetched(number, raw, len(raw), at, is_whole=True))
        if mail and "aside" in facts:
            set_aside(mail, reason=facts["aside"], by=cast.people["registrar"], on=at.date())
    for number, facts in enumerate(read("mails")["outgoing"], 1):
        _send(in_hand[number], facts, number, _at(today, facts["days"]))


def _mail(facts: dict[str, Any], number: int, at: datetime, about: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"], mail["To"] = facts["sender"], "ysq@haicheng.example"
    mail["Subject"] = facts["subject"] + (f"（申请编号{about}）" if facts.get("about") else "")
    mail["Date"] = format_datetime(at.astimezone(UTC))
    mail["Message-ID"] = f"<demo-{number}@mail.example>"
    mail.set_content(facts["text"].strip())
    if "proof" in facts:
        mail.add_attachment(_scan(), maintype="image", subtype="png", filename=facts["proof"])
    if "refused" in facts:
        mail.add_attachment(
            PROGRAM, maintype="application", subtype="octet-stream", filename=facts["refused"]
        )
    return mail


def _send(case: DisclosureRequest, facts: dict[str, Any], number: int, at: datetime) -> None:
    """Write down a notice and the one attempt to hand it over; the demo has no mail server."""
    reason = facts.get("failed", "")
    state = Message.State.FAILED if reason else Message.State.SENT
    message = Message(body=case.body, request=case, via=Message.Via.EMAIL, label=facts["label"])
    message.message_id, message.to = f"<demo-notice-{number}@haicheng.example>", facts["to"]
    message.subject = f"{facts['label']}（申请编号{case.number}）"
    message.text = f"您的政府信息公开申请（编号{case.number}）已经收到。"
    message.state, message.reason, message.tries = state, reason, 1
    message.sent_at = None if reason else at
    message.save()
    Attempt.objects.create(message=message, at=at, done=not reason, reason=reason)


def _scan() -> bytes:
    target = io.BytesIO()
    Image.new("RGB", SCAN, "white").save(target, "PNG")
    return target.getvalue()


def _at(today: date, days: int) -> datetime:
    return make_aware(datetime.combine(today - timedelta(days=days), time(9, 30)))
