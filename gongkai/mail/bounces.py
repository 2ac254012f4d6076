"""Mails that no person wrote: bounces and receipts (RFC 3464), and automatic answers (RFC 3834)."""

import re
from dataclasses import dataclass
from email.message import Message

IDS = re.compile(r"<[^<>\s]{3,250}>")
STATUS = re.compile(r"[245]\.\d{1,3}\.\d{1,3}")
AUTOMATIC_HEADERS = ("X-Autoreply", "X-Autorespond", "X-Auto-Response", "X-AutoReply-From")
AUTOMATIC_SUBJECT = re.compile(r"^(自动回复|自动答复|自動回覆|auto(matic)?[ -]?repl|out of office)", re.I)
FAILED_SUBJECT = re.compile(
    r"^(系统退信|退信|邮件退回|undeliver|delivery status notification|mail delivery fail|returned mail)", re.I
)


@dataclass(frozen=True)
class Report:
    """What a mail server tells about a mail of ours: did it fail, its status, the Message-ID it had."""

    failed: bool
    status: str = ""
    message_id: str = ""


def report_in(message: Message) -> Report | None:
    """Return what a bounce or a receipt says; None for any other mail."""
    if message.get_content_type() != "multipart/report":
        return _plain_bounce(message)
    kind = str(message.get_param("report-type") or "").lower()
    if kind == "disposition-notification":
        return Report(failed=False, message_id=_original(message))
    status = next(
        (part for part in message.walk() if part.get_content_type() == "message/delivery-status"), None
    )
    if status is None:
        return None
    text = "\n".join(str(block) for block in _blocks(status))
    action = re.search(r"^Action:\s*(\w+)", text, re.I | re.M)
    code = re.search(r"^Status:\s*([\d.]+)", text, re.I | re.M)
    shown = code[1] if code and STATUS.fullmatch(code[1]) else ""
    return Report(bool(action and action[1].lower() == "failed"), shown, _original(message))


def is_automatic(message: Message, subject: str) -> bool:
    """Whether a machine answered (RFC 3834); the subject counts for programs that set no header."""
    says = str(message.get("Auto-Submitted") or "no").split(";")[0].strip().lower()
    if says != "no" or any(message.get(name) for name in AUTOMATIC_HEADERS):
        return True
    if str(message.get("Precedence") or "").strip().lower() in ("auto_reply", "auto-reply"):
        return True
    return bool(AUTOMATIC_SUBJECT.match(subject))


def _plain_bounce(message: Message) -> Report | None:
    """Recognise a bounce without a report: from nobody, naming our Message-ID in its text."""
    sender = str(message.get("From") or "").lower()
    empty = str(message.get("Return-Path") or "").strip() == "<>"
    if not empty and not re.search(r"(mailer-daemon|postmaster)@", sender):
        return None
    text = _shown(message)
    code = STATUS.search(text)
    found = re.search(r"^message-id:\s*(<[^<>\s]+>)", text, re.I | re.M)
    return Report(True, code[0] if code else "", found[1] if found else _original(message))


def _shown(message: Message) -> str:
    texts = []
    for part in message.walk():
        payload = None if part.is_multipart() else part.get_payload(decode=True)
        if isinstance(payload, bytes) and part.get_content_maintype() == "text":
            texts.append(payload[:50_000].decode("utf-8", "replace"))
    return "\n".join(texts)


def _original(message: Message) -> str:
    """Return the Message-ID of the mail that is reported about."""
    for part in message.walk():
        kind = part.get_content_type()
        if kind == "message/disposition-notification":
            found = re.search(
                r"^Original-Message-ID:\s*(<[^<>\s]+>)", "\n".join(map(str, _blocks(part))), re.I | re.M
            )
            if found:
                return found[1]
        if kind == "message/rfc822":
            inner = next((each for each in _blocks(part) if isinstance(each, Message)), Message())
            return _id_of(str(inner.get("Message-ID") or ""))
        if kind == "text/rfc822-headers":
            payload = part.get_payload(decode=True)
            text = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
            found = re.search(r"^Message-ID:\s*(<[^<>\s]+>)", text, re.I | re.M)
            return found[1] if found else ""
    return _id_of(str(message.get("In-Reply-To") or ""))


def _blocks(part: Message) -> list[object]:
    payload = part.get_payload()
    return list(payload) if isinstance(payload, list) else [payload]


def _id_of(text: str) -> str:
    found = IDS.search(text)
    return found[0] if found else ""
