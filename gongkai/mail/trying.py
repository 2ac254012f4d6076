"""试连: whether the mailbox and the mail server can be reached, within a few seconds and without a trace."""

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from concurrent.futures import TimeoutError as NotYet
from dataclasses import dataclass
from smtplib import SMTPException
from time import monotonic

from django.conf import settings
from django.core.mail import get_connection

from gongkai.mail.errors import MailboxDown
from gongkai.mail.imap import Account, open_folder
from gongkai.mail.troubles import told

SECONDS = 5  # for both together
INCOMING, OUTGOING = "收信（IMAP）", "发信（SMTP）"


@dataclass(frozen=True)
class Tried:
    """What came of one connection; the words say what to check when it failed."""

    label: str
    works: bool
    words: str


def try_connections(account: Account | None, *, seconds: float = SECONDS) -> list[Tried]:
    """
    Log in to the mailbox and to the mail server, both at once; nothing is fetched and nothing sent.

    :param account: None where no mailbox is chosen
    :param seconds: after so many a server that has not answered counts as out of reach
    """
    until = monotonic() + seconds
    asked: dict[str, Callable[[], Tried]] = {OUTGOING: lambda: _outgoing(seconds)}
    if account:
        asked = {INCOMING: lambda: _incoming(account, seconds), **asked}
    pool = ThreadPoolExecutor(len(asked))
    running = {label: pool.submit(look) for label, look in asked.items()}
    pool.shutdown(wait=False)
    return [_result(label, future, until - monotonic(), seconds) for label, future in running.items()]


def _result(label: str, future: "Future[Tried]", left: float, seconds: float) -> Tried:
    try:
        return future.result(max(left, 0))
    except NotYet:
        return Tried(label, False, f"{seconds:g}秒内没有答复，请核对服务器地址、端口和防火墙。")


def _incoming(account: Account, seconds: float) -> Tried:
    try:
        with open_folder(account, timeout=seconds) as opened:
            count = len(opened.newer_than(0))
    except MailboxDown as error:
        return Tried(INCOMING, False, str(error))
    return Tried(INCOMING, True, f"可以收取；文件夹{account.folder}中有{count}封信。")


def _outgoing(seconds: float) -> Tried:
    if not settings.MAIL_GOES_OUT:
        return Tried(OUTGOING, False, "本系统没有接通发信服务器，请由管理员设置 GONGKAI_EMAIL_URL。")
    server = get_connection(timeout=seconds)
    try:
        server.open()
        server.close()
    except (SMTPException, OSError) as error:
        host, port = settings.EMAIL_HOST, settings.EMAIL_PORT
        words = told(error, host=host, port=port, secret=settings.EMAIL_HOST_PASSWORD)
        return Tried(OUTGOING, False, f"不能发信：{words}")
    return Tried(OUTGOING, True, "可以发信。")
