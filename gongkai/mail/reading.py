"""One e-mail as bytes, whatever its sender's program made of it: who, about what, text, attachments, kind."""

import email
import email.policy
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.errors import HeaderParseError, MessageError
from email.header import decode_header
from email.message import Message
from email.utils import getaddresses, parsedate_to_datetime
from hashlib import sha256
from unicodedata import category

from gongkai.mail.bounces import Report, is_automatic, report_in
from gongkai.publishing.html import clean_html, plain_text

TEXT_LIMIT = 200_000  # characters
PARTS_LIMIT = 100
CHINESE = {"gb2312", "gbk", "gb18030", "cp936", "x-gbk", "hz-gb-2312", "gb_2312-80", "euc-cn"}
SAYS_NOTHING = {"", "us-ascii", "ascii", "iso-8859-1", "latin-1", "unknown-8bit", "8bit", "default"}
IDS = re.compile(r"<[^<>\s]{3,250}>")
UNSPLIT = re.compile(r"(\?=)\s+(=\?)")
NAME_IN_RAW = re.compile(r'(?:file)?name\s*=\s*"?([^";]+)"?', re.I)


@dataclass(frozen=True)
class Part:
    """An attachment as it came."""

    name: str
    data: bytes = field(repr=False)


@dataclass
class ReadMail:
    """What a mail says; `remarks` tells, naming nobody, what could not be read or was left out."""

    key: str
    size: int
    sender_name: str = ""
    sender_address: str = ""
    subject: str = ""
    text: str = ""
    sent_at: datetime | None = None
    refers_to: list[str] = field(default_factory=list)  # Message-IDs, the nearest first
    parts: list[Part] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)
    report: Report | None = None
    is_automatic: bool = False


def read_mail(raw: bytes, *, size: int | None = None) -> ReadMail:
    """
    Read a mail; one that no reader understands still has its key, and a remark that says so.

    :param size: bytes on the server, when `raw` holds the headers only
    """
    mail = ReadMail(key=sha256(raw).hexdigest(), size=size or len(raw))
    try:
        message = email.message_from_bytes(raw, policy=email.policy.compat32)
        _read_headers(message, mail)
        _read_parts(message, mail)
    except (MessageError, ValueError, LookupError, RecursionError, TypeError, AttributeError):
        mail.remarks.append("信件的格式有错误，不能全部读出；请打开原信查看。")
    return mail


def header(message: Message, name: str) -> str:
    """Return a header decoded, in one line, without control characters; empty when there is none."""
    for key, value in message.raw_items():
        if key.lower() == name.lower():
            return one_line(_decoded_words(str(value)))
    return ""


def one_line(text: str) -> str:
    """Return the text without line ends and other control or direction marks: nothing can be slipped in."""
    return " ".join("".join(" " if category(char)[0] == "C" else char for char in text).split())


def guessed(data: bytes, charset: str) -> str:
    """Return bytes as text: UTF-8 if they are, else what the mail says, else Chinese, else with gaps."""
    charset = charset.lower().strip("\"' ")
    charset = "gb18030" if charset in CHINESE else charset
    tries = ["utf-8", "gb18030"] if charset in SAYS_NOTHING else ["utf-8", charset, "gb18030"]
    if charset.startswith(("utf-16", "utf-32", "iso-2022", "utf-7", "hz")):
        tries.insert(0, charset)
    for each in tries:
        try:
            return data.decode(each)
        except (UnicodeDecodeError, LookupError):
            continue
    return data.decode("gb18030" if charset == "gb18030" else "utf-8", "replace")


def _read_headers(message: Message, mail: ReadMail) -> None:
    if found := IDS.findall(header(message, "Message-ID")):
        mail.key = key_of(found[0])
    mail.subject = header(message, "Subject")[:500]
    mail.sender_name, mail.sender_address = _sender(message)
    replied = [*IDS.findall(header(message, "In-Reply-To"))]
    mail.refers_to = list(dict.fromkeys([*replied, *reversed(IDS.findall(header(message, "References")))]))[
        :50
    ]
    mail.sent_at = _day(header(message, "Date"))
    mail.is_automatic = is_automatic(message, mail.subject)
    mail.report = report_in(message)


def key_of(message_id: str) -> str:
    """Return by what a mail with this Message-ID is known."""
    return sha256(message_id.encode()).hexdigest()


def _sender(message: Message) -> tuple[str, str]:
    """Return name and address; the name of a sender is a claim and nothing more."""
    for name in ("From", "Reply-To", "Sender", "Return-Path"):
        for key, value in message.raw_items():
            if key.lower() != name.lower():
                continue
            unfolded = UNSPLIT.sub(r"\1 \2", str(value))
            for shown, address in getaddresses([_bytes_guessed(unfolded)]):
                if "@" in address:
                    return one_line(_decoded_words(shown))[:200], one_line(address)[:254]
    return "", ""


def _day(text: str) -> datetime | None:
    try:
        found = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    found = found if found.tzinfo else found.replace(tzinfo=UTC)
    return found if 1990 <= found.year <= 2200 else None


def _bytes_guessed(value: str) -> str:
    """Return a header in which somebody wrote raw bytes, read by a guess."""
    if value.isascii():
        return value
    return guessed(value.encode("utf-8", "surrogateescape"), "")


def _decoded_words(value: str) -> str:
    """Decode `=?gb2312?B?…?=`; characters cut in two between words are put together again."""
    value = _bytes_guessed(value)
    try:
        words = decode_header(UNSPLIT.sub(r"\1 \2", value))
    except (HeaderParseError, ValueError):
        return value
    joined: list[tuple[bytes, str]] = []
    for word, charset in words:
        data = word.encode("utf-8") if isinstance(word, str) else word
        if joined and joined[-1][1] == (charset or "") != "":
            joined[-1] = (joined[-1][0] + data, charset or "")
        else:
            joined.append((data, charset or ""))
    return "".join(guessed(data, charset) for data, charset in joined)


def _read_parts(message: Message, mail: ReadMail) -> None:
    plain: list[str] = []
    html: list[str] = []
    for number, part in enumerate(_leaves(message)):
        if number >= PARTS_LIMIT:
            mail.remarks.append(f"信件的部分超过{PARTS_LIMIT}个，其余没有读取；请打开原信查看。")
            break
        name = _name(part)
        kind = part.get_content_type()
        if name or kind not in ("text/plain", "text/html"):
            _take_part(part, name, mail)
        else:
            (plain if kind == "text/plain" else html).append(_text(part, mail))
    text = "\n\n".join(each.strip() for each in plain if each.strip())
    if not text and html:
        text = plain_text(clean_html("\n".join(html)))
        mail.remarks.append("来信只有网页格式的正文，这里显示的是去除格式之后的文字。")
    if len(text) > TEXT_LIMIT:
        mail.remarks.append(f"正文超过{TEXT_LIMIT // 10_000}万字，这里只显示开头；全文请打开原信查看。")
    mail.text = _clean(text)[:TEXT_LIMIT]


def _leaves(message: Message, depth: int = 0) -> Iterator[Message]:
    """Yield the parts that hold something; a mail inside a mail is one part."""
    if message.get_content_maintype() == "multipart" and message.is_multipart() and depth < 20:
        for part in message.get_payload():
            if isinstance(part, Message):
                yield from _leaves(part, depth + 1)
    else:
        yield message


def _take_part(part: Message, name: str, mail: ReadMail) -> None:
    kind = part.get_content_type()
    if kind == "message/delivery-status" or (
        mail.report and kind in ("message/rfc822", "text/rfc822-headers")
    ):
        return
    if kind.startswith("message/"):
        inner = part.get_payload()
        first = inner[0] if isinstance(inner, list) and inner else None
        data = first.as_bytes() if isinstance(first, Message) else b""
        mail.parts.append(Part(name or "转发的邮件.eml", data))
        return
    payload = part.get_payload(decode=True)
    data = payload if isinstance(payload, bytes) else b""
    if data or name:
        mail.parts.append(Part(name or f"附件.{kind.rpartition('/')[2]}", data))


def _text(part: Message, mail: ReadMail) -> str:
    payload = part.get_payload(decode=True)
    text = guessed(payload if isinstance(payload, bytes) else b"", str(part.get_param("charset") or ""))
    if "\ufffd" in text:
        mail.remarks.append("正文的编码有误，个别文字不能读出；请打开原信核对。")
    return text


def _name(part: Message) -> str:
    """Return the name of an attachment, however it is written; empty for a part that has none."""
    found = part.get_filename("")
    if found and "\ufffd" not in found:
        return one_line(_decoded_words(found))
    for key, value in part.raw_items():
        if key.lower() in ("content-disposition", "content-type"):
            match = NAME_IN_RAW.search(_bytes_guessed(str(value)))
            if match:
                return one_line(_decoded_words(match[1]))
    return "附件" if part.get_content_disposition() == "attachment" else ""


def _clean(text: str) -> str:
    """Return the text with plain line ends and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(
        char for char in text if char in "\n\t" or category(char) not in ("Cc", "Cs", "Cf")
    ).strip()
