"""忘记密码: a link by e-mail, for those whose address is known; nobody learns whether there is an account."""

import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from bs4 import BeautifulSoup
from django.core import mail
from django.test import Client
from django.utils import timezone

from gongkai.bodies.actions import change_user
from gongkai.bodies.models import SettingChange, User
from gongkai.mail.actions import send_password_link, take_reminder
from gongkai.mail.models import Reminder
from gongkai.rules.roles import Role
from tests.factories import make_user

pytestmark = pytest.mark.django_db
ASK, DONE, LOGIN = "/accounts/password/reset/", "/accounts/password/reset/done/", "/accounts/login/"
NEW = "海城市第一大道的第18棵槐树"


@pytest.fixture(autouse=True)
def mail_goes_out(settings: Any) -> Iterator[None]:
    settings.MAIL_GOES_OUT = True
    settings.BASE_URL = "https://xxgk.haicheng.example"
    with time_machine.travel("2026-03-09 09:01+08:00", tick=False):  # tries are counted by spans of time
        yield


@pytest.fixture
def officer() -> User:
    return change_user(make_user(role=Role.HANDLER, full_name="李经办"), email="li@haicheng.example")


def ask(client: Client, name: str, *, far: str = "203.0.113.7") -> Any:
    return client.post(ASK, {"username": name}, REMOTE_ADDR="127.0.0.1", HTTP_X_FORWARDED_FOR=far)


def link() -> str:
    """Return the path of the link in the only mail."""
    [sent] = mail.outbox
    found = re.search(r"https://xxgk\.haicheng\.example(/accounts/\S+)", str(sent.body))
    assert found
    return found[1]


def choose(client: Client, path: str, password: str = NEW) -> Any:
    """Open the link and set a new password on the page that it leads to."""
    page = client.get(path)
    assert page.status_code == 302
    return client.post(page["Location"], {"password1": password, "password2": password})


def login(client: Client, name: str, password: str) -> Any:
    return client.post(LOGIN, {"login": name, "password": password})


# --- the way through ----------------------------------------------------------------------------------------


def test_who_forgot_the_password_sets_a_new_one_by_a_link(client: Client, officer: User) -> None:
    elsewhere = Client()
    elsewhere.force_login(officer)

    answer = ask(client, officer.username)
    done = choose(client, link())

    assert answer["Location"] == DONE
    assert mail.outbox[0].to == ["li@haicheng.example"]
    assert done["Location"] == LOGIN
    assert login(client, officer.username, NEW)["Location"] == "/office/today/"
    assert elsewhere.get("/office/me/").status_code == 302
    change = SettingChange.objects.get()
    assert (change.what, change.changes, change.by) == (
        "李经办的登录密码",
        [["密码", "", "本人设置"]],
        officer,
    )


def test_a_link_works_once(client: Client, officer: User) -> None:
    ask(client, officer.username)
    path = link()
    choose(client, path)

    again = Client().get(path)

    assert again.status_code == 200
    assert "链接无效" in again.content.decode()


def test_a_link_works_for_half_an_hour(
    client: Client, officer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    ask(client, officer.username)
    path = link()
    later = datetime.now() + timedelta(minutes=31)  # noqa: DTZ005  # as the token generator counts
    monkeypatch.setattr("django.contrib.auth.tokens.PasswordResetTokenGenerator._now", lambda _self: later)

    answer = client.get(path)

    assert "链接无效" in answer.content.decode()


def test_a_password_that_is_easy_to_guess_is_refused_with_the_reason(client: Client, officer: User) -> None:
    ask(client, officer.username)

    answer = choose(client, link(), "12345678")

    assert answer.status_code == 200
    assert "密码太短，至少10个字符。" in answer.content.decode()
    officer.refresh_from_db()
    assert not officer.check_password("12345678")


def test_the_second_factor_is_still_asked_for(client: Client, officer: User) -> None:
    TOTP.activate(officer, generate_totp_secret())
    ask(client, officer.username)
    choose(client, link())

    answer = login(client, officer.username, NEW)

    assert Authenticator.objects.filter(user=officer).exists()
    assert answer["Location"] == "/accounts/2fa/authenticate/"


# --- what nobody learns -------------------------------------------------------------------------------------


def test_the_answer_is_the_same_whether_there_is_an_account_or_not(officer: User) -> None:
    no_address = make_user(role=Role.HANDLER)
    closed = change_user(make_user(role=Role.HANDLER), email="x@haicheng.example", is_active=False)

    names = (officer.username, no_address.username, closed.username, "nobody")
    answers = [ask(Client(), name) for name in names]

    assert {(answer.status_code, answer["Location"]) for answer in answers} == {(302, DONE)}
    assert len(mail.outbox) == 1
    assert "30分钟内有效" in Client().get(DONE).content.decode()


def test_after_three_links_known_and_unknown_names_wait_alike(officer: User) -> None:
    def fourth(name: str, far: str) -> str:
        answer = [ask(Client(), name, far=far) for _ in range(4)][-1]
        alert = BeautifulSoup(answer.content, "lxml").select_one("[role=alert]")
        return alert.get_text(strip=True) if alert else ""

    known, unknown = fourth(officer.username, "203.0.113.7"), fourth("nobody", "198.51.100.2")

    assert known == unknown == "尝试的次数太多，请一小时后再试。"
    assert len(mail.outbox) == 3


def test_one_visitor_does_not_try_many_names(officer: User) -> None:
    for number in range(10):
        ask(Client(), f"nobody{number}")

    assert ask(Client(), officer.username).status_code == 200
    assert ask(Client(), officer.username, far="198.51.100.2").status_code == 302


# --- the mail -----------------------------------------------------------------------------------------------


def test_the_link_is_kept_nowhere(client: Client, officer: User) -> None:
    ask(client, officer.username)

    assert Reminder.objects.get().text == ""
    assert "password/reset" not in str(Reminder.objects.values())


def test_a_link_that_waited_too_long_is_not_sent(officer: User, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    at = timezone.now()
    waiting = send_password_link(officer, at=at)
    assert waiting

    taken = take_reminder(waiting.pk, at=at + timedelta(minutes=61))

    assert taken
    assert (taken.state, taken.reason) == ("failed", "一小时内没有发出，不再发送；需要的请重新申请链接。")
    assert mail.outbox == []


def test_an_account_closed_meanwhile_gets_none(officer: User, settings: Any) -> None:
    settings.TASKS = {"default": {"BACKEND": "django_tasks.backends.dummy.DummyBackend"}}
    waiting = send_password_link(officer, at=timezone.now())
    assert waiting
    change_user(officer, is_active=False)

    taken = take_reminder(waiting.pk, at=timezone.now())

    assert taken
    assert (taken.state, taken.reason) == ("failed", "账户已经停用，或者没有工作邮箱。")


def test_without_a_mail_server_the_page_says_who_helps(client: Client, officer: User, settings: Any) -> None:
    settings.MAIL_GOES_OUT = False

    page, answer = client.get(ASK), ask(client, officer.username)

    for shown in (page, answer):
        assert "请与本机关管理员联系" in shown.content.decode()
        assert "<form" not in shown.content.decode()
    assert send_password_link(officer, at=timezone.now()) is None


def test_the_login_page_leads_there(client: Client) -> None:
    assert client.get(LOGIN).content.decode().count(f'href="{ASK}"') == 1
