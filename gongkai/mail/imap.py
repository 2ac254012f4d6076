"""Reading a mailbox by IMAP (extra `mail`): what is new in it, as it came; nothing is ever deleted there."""

import ssl
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from imaplib import IMAP4, Internaldate2tuple
from time import mktime
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from django.utils.module_loading import import_string

from gongkai.mail.errors import MailboxDown
from gongkai.mail.models import MailPreferences
from gongkai.mail.troubles import told

TIMEOUT = 60  # seconds
SECURITY = {"imaps": "ssl", "imap+starttls": "starttls", "imap": "none"}
PORTS = {"ssl": 993, "starttls": 143, "none": 143}
CLIENTS = {"ssl": "MailBox", "starttls": "MailBoxStartTls", "none": "MailBoxUnencrypted"}
After = MailPreferences.After
DOWN = (OSError, IMAP4.error, ssl.SSLError, TimeoutError)


@dataclass(frozen=True)
class Account:
    """A folder of a mailbox, and what is done there with a mail that was fetched."""

    host: str
    security: str
    user: str
    password: str = field(repr=False)
    port: int = 0
    folder: str = "INBOX"
    after: str = After.SEEN
    moved_to: str = ""

    @property
    def name(self) -> str:
        """How it is called; without the password."""
        return f"{self.user}@{self.host}/{self.folder}"


@dataclass(frozen=True)
class Fetched:
    """A mail as the server has it; of one above the limit only the headers are here."""

    uid: int
    raw: bytes = field(repr=False)
    size: int
    arrived_at: datetime
    is_whole: bool


def account_of_url(url: str) -> tuple[Account, str]:
    """
    Return the account that a URL names, and the code of the body (empty: the top one).

    :raises MailboxDown: it cannot be read
    """
    parts = urlsplit(url)
    if parts.scheme not in SECURITY or not parts.hostname or not parts.username:
        raise MailboxDown("GONGKAI_IMAP_URL 的写法不对，应当是 imaps://账号:密码@主机:端口/文件夹。")
    asked = {name: values[-1] for name, values in parse_qs(parts.query).items()}
    after = asked.get("after", After.SEEN)
    if after not in After.values or (after == After.MOVE and not asked.get("to")):
        raise MailboxDown("GONGKAI_IMAP_URL 中 after 应当是 leave、seen 或 move；move 还要写明 to=文件夹。")
    account = Account(
        host=parts.hostname,
        security=SECURITY[parts.scheme],
        port=parts.port or 0,
        user=unquote(parts.username),
        password=unquote(parts.password or ""),
        folder=unquote(parts.path.strip("/")) or "INBOX",
        after=after,
        moved_to=asked.get("to", ""),
    )
    return account, asked.get("body", "")


def account_of(chosen: MailPreferences) -> Account:
    """Return the account that a body has chosen."""
    return Account(
        host=chosen.host,
        security=chosen.security,
        port=chosen.port or 0,
        user=chosen.account,
        password=chosen.password,
        folder=chosen.folder or "INBOX",
        after=chosen.after,
        moved_to=chosen.moved_to,
    )


class OpenFolder:
    """A folder that is open for reading."""

    def __init__(self, box: Any, account: Account) -> None:
        self.box, self.account = box, account
        self.uid_validity = int(box.folder.status(account.folder, ["UIDVALIDITY"])["UIDVALIDITY"])

    def newer_than(self, uid: int) -> list[int]:
        """Return the UIDs above one, in their order; `*` alone always names the last mail."""
        return sorted(found for found in map(int, self.box.uids(f"UID {uid + 1}:*")) if found > uid)

    def fetch(self, uid: int, *, limit: int) -> Fetched | None:
        """Return one mail without marking it; None when it has gone meanwhile."""
        head = self._ask(uid, "(RFC822.SIZE INTERNALDATE)")
        if head is None:
            return None
        line = head[0] if isinstance(head[0], bytes) else head[0][0]
        size = int(line.split(b"RFC822.SIZE ")[1].split(b" ")[0].rstrip(b")"))
        is_whole = size <= limit
        answer = self._ask(uid, "(BODY.PEEK[])" if is_whole else "(BODY.PEEK[HEADER])")
        raw = next((part[1] for part in answer or [] if isinstance(part, tuple)), None)
        if raw is None:
            return None
        return Fetched(uid, raw, size, _arrival(line), is_whole)

    def done_with(self, uid: int) -> None:
        """Leave, mark or move a mail that is safely here."""
        if self.account.after == After.SEEN:
            self.box.flag(str(uid), "\\Seen", True)
        elif self.account.after == After.MOVE:
            if not self.box.folder.exists(self.account.moved_to):
                self.box.folder.create(self.account.moved_to)
            self.box.move(str(uid), self.account.moved_to)

    def _ask(self, uid: int, what: str) -> list[Any] | None:
        kind, answer = self.box.client.uid("fetch", str(uid), what)
        if kind != "OK":
            raise MailboxDown(f"邮件服务器不交出编号为{uid}的信件。")
        return None if not answer or answer[0] is None else list(answer)


@contextmanager
def open_folder(account: Account, *, timeout: float = TIMEOUT) -> Iterator[OpenFolder]:
    """
    Log in and open the folder.

    :param timeout: seconds for each answer of the server
    :raises MailboxDown: the package is missing, or the server cannot be reached, refuses, or breaks off
    """
    try:
        client = import_string(f"imap_tools.{CLIENTS[account.security]}")
        trouble = import_string("imap_tools.ImapToolsError")
    except ImportError:
        raise MailboxDown(
            "收取邮件需要附加包 mail，请先安装：pip install -r requirements/mail.lock。"
        ) from None
    port = account.port or PORTS[account.security]
    try:
        with client(account.host, port, timeout=timeout) as box:
            _log_in(box, account)
            yield OpenFolder(box, account)
    except (trouble, *DOWN) as error:
        words = told(error, host=account.host, port=port, secret=account.password)
        raise MailboxDown(f"邮箱{account.name}不能收取：{words}") from None


def _log_in(box: Any, account: Account) -> None:
    """Log in, say who asks where servers want it (163.com does, RFC 2971), and open the folder."""
    is_plain = (account.user + account.password).isascii()
    log_in = box.login if is_plain else box.login_utf8
    log_in(account.user, account.password, None)
    if "ID" in box.client.capabilities:
        box.client.xatom("ID", '("name" "gongkai")')
    box.folder.set(account.folder)


def _arrival(line: bytes) -> datetime:
    when = Internaldate2tuple(line)
    return datetime.fromtimestamp(mktime(when), UTC) if when else datetime.now(UTC)
