"""登录: wrong passwords are counted by who sends them, and lock out nobody else."""

from collections.abc import Iterator
from typing import Any

import pytest
import time_machine
from allauth.mfa.totp.internal.auth import (
    TOTP,
    format_hotp_value,
    generate_totp_secret,
    hotp_value,
    yield_hotp_counters_from_time,
)
from django.core.cache import cache
from django.test import Client

from gongkai.rules.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
LOGIN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
PASSWORD = "海城市第一大道18号"


@pytest.fixture(autouse=True)
def nothing_counted() -> Iterator[None]:
    cache.clear()
    with time_machine.travel("2026-03-09 09:01+08:00", tick=False):  # tries are counted by spans of time
        yield


def attempt(client: Client, name: str, password: str, *, far: str) -> Any:
    """Log in as somebody behind the nginx of this machine, who comes from far."""
    sent = {"login": name, "password": password}
    return client.post(LOGIN, sent, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=far)


def test_wrong_tries_of_one_visitor_lock_out_nobody_else() -> None:
    officer = make_user(role=Role.HANDLER)
    officer.set_password(PASSWORD)
    officer.save()

    wrong = [attempt(Client(), f"nobody{n}", "x", far="203.0.113.7").status_code for n in range(12)]
    same = attempt(Client(), officer.username, PASSWORD, far="203.0.113.7")
    other = attempt(Client(), officer.username, PASSWORD, far="198.51.100.2")

    assert wrong[0] == 200
    assert same.headers.get("Location") is None
    assert other.headers["Location"] == "/office/today/"


def test_all_processes_count_wrong_tries_together() -> None:
    officer = make_user(role=Role.HANDLER)
    officer.set_password(PASSWORD)
    officer.save()

    for number in range(5):
        attempt(Client(), officer.username, "x", far=f"203.0.113.{number}")
        cache.clear()  # as another process, which remembers nothing of it
    answer = attempt(Client(), officer.username, PASSWORD, far="198.51.100.2")

    assert answer.status_code == 200
    assert "尝试的次数太多，请5分钟后再试。" in answer.content.decode()


def test_right_passwords_are_not_counted() -> None:
    officer = make_user(role=Role.HANDLER)
    officer.set_password(PASSWORD)
    officer.save()

    answers = [attempt(Client(), officer.username, PASSWORD, far="203.0.113.7") for _ in range(12)]

    assert {answer.status_code for answer in answers} == {302}


def test_all_processes_count_wrong_codes_together() -> None:
    officer = make_user(role=Role.HANDLER)
    officer.set_password(PASSWORD)
    officer.save()
    secret = generate_totp_secret()
    TOTP.activate(officer, secret)
    client = Client()
    attempt(client, officer.username, PASSWORD, far="203.0.113.7")

    wrong = [client.post(CODE, {"code": "0"}) for _ in range(5)]
    cache.clear()
    right = client.post(
        CODE, {"code": format_hotp_value(hotp_value(secret, next(iter(yield_hotp_counters_from_time()))))}
    )

    assert {answer.status_code for answer in wrong} == {200}
    assert "尝试的次数太多" in right.content.decode()
