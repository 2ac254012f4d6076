"""试连: a mailbox and a mail server are tried within seconds; the answer says what to check."""

import socket
from collections.abc import Iterator
from time import monotonic
from typing import Any

import pytest

from gongkai.mail.imap import Account
from gongkai.mail.trying import INCOMING, OUTGOING, Tried, try_connections
from tests.mail.dovecot import PASSWORD, USER, Server
from tests.mail.letters_of_people import make_mail
from tests.mail.smtp import Postman


def account(port: int, **facts: Any) -> Account:
    values = {"host": "127.0.0.1", "security": "none", "user": USER, "password": PASSWORD, "port": port}
    return Account(**values | facts)


def tried(which: Account | None, **options: float) -> dict[str, Tried]:
    return {each.label: each for each in try_connections(which, **options)}


@pytest.fixture
def silent() -> Iterator[int]:
    """A port that takes connections and never says a word."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


def test_both_servers_answer_and_nothing_is_fetched_or_sent(imap: Server, postman: Postman) -> None:
    imap.deliver(make_mail())

    found = tried(account(imap.port))

    assert found[INCOMING] == Tried(INCOMING, True, "可以收取；文件夹INBOX中有1封信。")
    assert found[OUTGOING] == Tried(OUTGOING, True, "可以发信。")
    assert b"\\Seen" not in imap.flags()[0]
    assert not postman.taken


@pytest.mark.parametrize(
    ("facts", "words"),
    [
        ({"password": "wrong-canary"}, "账号或者密码不对"),
        ({"folder": "没有的"}, "没有这个文件夹"),
        ({"security": "ssl"}, "加密连接没有建立"),
        ({"port": 1}, "1端口没有邮件服务"),
        ({"host": "nowhere.invalid"}, "找不到服务器nowhere.invalid"),
    ],
)
def test_each_mistake_has_its_own_words(imap: Server, facts: dict[str, Any], words: str) -> None:
    found = tried(account(**{"port": imap.port} | facts))[INCOMING]

    assert not found.works
    assert words in found.words
    assert "canary" not in found.words


def test_a_server_that_says_nothing_is_given_up(silent: int, settings: Any) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.MAIL_GOES_OUT = "127.0.0.1", silent, True
    begun = monotonic()

    found = tried(account(silent), seconds=0.5)

    assert monotonic() - begun < 2
    for label in (INCOMING, OUTGOING):
        assert not found[label].works
        assert "没有答复" in found[label].words


def test_a_deployment_that_sends_nothing_says_so() -> None:
    found = tried(None)

    assert list(found) == [OUTGOING]
    assert "GONGKAI_EMAIL_URL" in found[OUTGOING].words
