"""E-mails as people's programs write them, good and bad."""

from base64 import b64encode
from datetime import UTC, datetime
from email.message import EmailMessage
from email.utils import format_datetime

SENT = datetime(2026, 3, 9, 1, 30, tzinfo=UTC)


def make_mail(
    *,
    subject: str = "申请公开2025年稳岗返还企业名单",
    text: str = "您好，我申请公开2025年稳岗返还企业名单。\n电话13800000000\n李明",
    sender: str = "李明 <liming@mail.example>",
    message_id: str = "<a1@mail.example>",
    files: dict[str, bytes] | None = None,
    html: str = "",
    **headers: str,
) -> bytes:
    """Make a mail as bytes; a header's name is written with underscores."""
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = sender, "ysq@haicheng.example", subject
    mail["Date"] = format_datetime(SENT)
    if message_id:
        mail["Message-ID"] = message_id
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    if html:
        mail.clear_content()
        mail.set_content(html, subtype="html")
    for name, data in (files or {}).items():
        mail.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return mail.as_bytes()


def word(text: str, charset: str, *, called: str = "") -> str:
    """Write an encoded word, under a name that may be wrong."""
    return f"=?{called or charset}?B?{b64encode(text.encode(charset)).decode()}?="


def plain(subject: str, body: bytes, *, charset: str = "", sender: str = "a@b.example") -> bytes:
    """Write a mail by hand, so that nothing corrects it."""
    kind = f"Content-Type: text/plain; charset={charset}\r\n" if charset else ""
    head = f"From: {sender}\r\nSubject: {subject}\r\nMessage-ID: <x@b.example>\r\n{kind}"
    return head.encode("utf-8", "surrogateescape") + b"Content-Transfer-Encoding: 8bit\r\n\r\n" + body


def bounce(about: str, *, action: str = "failed", status: str = "5.1.1") -> bytes:
    """Write what a mail server sends about a mail of ours (RFC 3464)."""
    return f"""From: MAILER-DAEMON@mail.example
To: ysq@haicheng.example
Subject: Undelivered Mail Returned to Sender
Message-ID: <bounce-{status}@mail.example>
Auto-Submitted: auto-replied
MIME-Version: 1.0
Content-Type: multipart/report; report-type=delivery-status; boundary="b"

--b
Content-Type: text/plain; charset=utf-8

The mail could not be delivered.
--b
Content-Type: message/delivery-status

Reporting-MTA: dns; mail.example

Final-Recipient: rfc822; liming@mail.example
Action: {action}
Status: {status}

--b
Content-Type: text/rfc822-headers

From: ysq@haicheng.example
Message-ID: {about}
Subject: x

--b--
""".encode()
