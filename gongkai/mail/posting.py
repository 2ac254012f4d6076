"""Handing a message to the mail server or the gateway; what went wrong, in words that name no address."""

import re
from email.message import Message as WireMessage
from email.utils import formataddr, parseaddr
from smtplib import SMTPException, SMTPRecipientsRefused, SMTPResponseException, SMTPServerDisconnected

from django.conf import settings
from django.core.mail import EmailMessage
from django.core.mail.message import BadHeaderError

from gongkai.bodies.models import Body
from gongkai.common.typesetting import NotTypeset
from gongkai.letters.models import Letter, LetterFile
from gongkai.letters.rendering import render_pdf
from gongkai.mail.models import Message, Reminder
from gongkai.mail.passwords import password_text
from gongkai.mail.sms import NotTaken, gateway

ADDRESS = re.compile(r"<?[^\s<>]+@[^\s<>]+>?|\+?\d[\d -]{6,}\d")


def post(message: Message) -> bytes:
    """
    Hand a message over and return it as it was sent.

    :raises NotTaken: refused, for now or for good
    """
    if message.via == Message.Via.SMS:
        through = gateway()
        if through is None:
            raise NotTaken("本系统没有接通短信。", for_now=False)
        through.send(message.to, message.text)
        return b""
    return send(_mail(message))


def post_reminder(reminder: Reminder) -> None:
    """
    Hand a reminder over, to the address that the person has now.

    :raises NotTaken: refused, for now or for good
    """
    headers = {"Message-ID": reminder.message_id, "Auto-Submitted": "auto-generated"}
    to = [reminder.user.email]
    text = password_text(reminder.user) if reminder.is_password_link else reminder.text
    send(EmailMessage(reminder.subject, text, _sender(reminder.body), to, headers=headers))


def send(mail: EmailMessage) -> bytes:
    """
    Hand a mail to the mail server and return it as it was sent.

    :raises NotTaken: refused, for now or for good
    """
    try:
        mail.send()
        return _wire(mail)
    except SMTPRecipientsRefused as error:
        code, said = next(iter(error.recipients.values()))
        raise _refusal(code, said) from None
    except SMTPResponseException as error:
        raise _refusal(error.smtp_code, error.smtp_error) from None
    except (SMTPServerDisconnected, SMTPException, OSError) as error:
        raise NotTaken(f"邮件服务器连接不上：{harmless(str(error))}", for_now=True) from None
    except BadHeaderError:
        raise NotTaken("收件地址或者主题中有换行，没有发送。", for_now=False) from None


def harmless(text: str) -> str:
    """Return what a server said without addresses and numbers, in one line."""
    return ADDRESS.sub("…", " ".join(text.split()))[:200]


def domain() -> str:
    """Return the part after @ of our Message-IDs."""
    return parseaddr(settings.DEFAULT_FROM_EMAIL)[1].rpartition("@")[2] or "localhost"


def _mail(message: Message) -> EmailMessage:
    body = message.body
    mail = EmailMessage(
        subject=message.subject,
        body=message.text,
        from_email=_sender(body),
        to=[message.to],
        reply_to=[body.email] if body.email else None,
        headers={
            "Message-ID": message.message_id,
            "Auto-Submitted": "no" if message.by else "auto-generated",
        },
    )
    if message.letter:
        mail.attach(*_attachment(message.letter))
    return mail


def _sender(body: Body) -> str:
    """Return the address of the deployment under the name of the body."""
    return formataddr((" ".join(body.name.split()), parseaddr(settings.DEFAULT_FROM_EMAIL)[1]), "utf-8")


def _attachment(letter: Letter) -> tuple[str, bytes, str]:
    """
    Return the sealed original where one was added, else the letter as PDF.

    :raises NotTaken: there is neither, and waiting does not help
    """
    name = f"{letter.of_kind.label}{letter.number}"
    scan = letter.files.filter(purpose=LetterFile.Purpose.SCAN).order_by("pk").last()
    try:
        if scan is None:
            return f"{name}.pdf", render_pdf(letter), "application/pdf"
        with scan.file.open("rb") as file:
            return f"{name}.{scan.name.rpartition('.')[2]}", file.read(), scan.content_type
    except NotTypeset as error:
        raise NotTaken(f"文书没有生成 PDF：{error}", for_now=False) from error
    except FileNotFoundError as error:
        raise NotTaken("文书的盖章件不在了，请重新添加以后再发送。", for_now=False) from error


def _wire(mail: EmailMessage) -> bytes:
    wire: WireMessage = mail.message()
    return wire.as_bytes()


def _refusal(code: int, said: bytes | str) -> NotTaken:
    """Tell a refusal for now (4xx) from one for good (5xx)."""
    words = said.decode("utf-8", "replace") if isinstance(said, bytes) else str(said)
    return NotTaken(f"邮件服务器答复{code}：{harmless(words)}", for_now=400 <= code < 500)
