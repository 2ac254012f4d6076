"""来信和发件: the registrar reads a mail, makes a request of it, and sees what went out."""

import re
from datetime import date
from typing import Any

import pytest
from django.utils.timezone import now

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.letters.models import Letter
from gongkai.mail import actions
from gongkai.mail.imap import Fetched
from gongkai.mail.models import IncomingMail, MailPreferences, Message
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.letters.correspondence import make_bureau, signed
from tests.mail.letters_of_people import make_mail
from tests.office.conftest import LogIn

pytestmark = pytest.mark.django_db


def keep(body: Body, **facts: Any) -> IncomingMail:
    raw = make_mail(**facts)
    mail = actions.keep_mail(body, Fetched(1, raw, len(raw), now(), is_whole=True))
    assert mail
    return mail


def shown(answer: Any) -> str:
    assert answer.status_code == 200
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", answer.content.decode()))


def test_the_list_shows_what_waits_and_masks_the_sender(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = make_request(body=bureau)
    keep(bureau, subject=f"补充{case.query_code}")

    page = shown(log_in(staff.registrar).get("/office/mail/"))

    assert f"可能涉及申请 {case.number}：主题中写有本案的查询码" in page
    assert "李*" in page
    assert "李明" not in page
    assert "来信和发件 1" in page.replace("\\u0020", " ") or "来信和发件" in page


def test_a_mail_is_read_with_what_was_refused(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    mail = keep(bureau, html="<script>alert(1)</script><p>申请<b>名单</b></p>", files={"a.exe": b"MZ"})

    answer = log_in(staff.registrar).get(f"/office/mail/{mail.pk}/")

    page = shown(answer)
    assert "申请名单" in page
    assert "“a.exe”是可执行文件，不能上传。" in page
    assert "alert(1)" not in answer.content.decode()
    assert "liming@mail.example" in page


@pytest.mark.usefixtures("monday")
def test_a_mail_becomes_a_request_that_is_filled_in(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    mail = keep(bureau, files={"说明.txt": "说明".encode()})
    browser = log_in(staff.registrar)
    address = f"/office/mail/{mail.pk}/register/"

    form = browser.get(address).context["form"]
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"submitted_on": "2026-03-09", "receipt_on": "2026-03-09", "filled_by_staff": ""}
    assert (typed["name"], typed["phone"], typed["email"]) == ("李明", "13800000000", "liming@mail.example")
    answer = browser.post(address, typed)

    case = DisclosureRequest.objects.get()
    assert answer.headers["Location"] == f"/office/requests/{case.pk}/"
    assert (case.channel, case.received_on) == ("email", date(2026, 3, 9))
    assert sorted(file.name for file in case.files.all()) == ["来信正文.txt", "说明.txt"]
    assert IncomingMail.objects.get().request == case
    assert browser.post(address, typed).status_code == 200  # a second time nothing happens
    assert DisclosureRequest.objects.count() == 1


def test_a_mail_goes_into_the_case_that_is_named(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case, mail = make_request(body=bureau), keep(bureau)
    browser = log_in(staff.registrar)

    wrong = browser.post(f"/office/mail/{mail.pk}/sort/attach/", {"number": "0"})
    assert "没有这个编号的申请" in shown(wrong)
    browser.post(f"/office/mail/{mail.pk}/sort/attach/", {"number": case.number})

    assert IncomingMail.objects.get().request == case


def test_a_mail_is_set_aside_with_a_reason(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    mail = keep(bureau)
    browser = log_in(staff.registrar)

    browser.post(f"/office/mail/{mail.pk}/sort/aside/", {"reason": "广告"})

    mail.refresh_from_db()
    assert (mail.state, mail.reason) == ("set_aside", "广告")
    assert "liming" not in shown(browser.get(f"/office/mail/{mail.pk}/"))


def test_another_body_sees_no_mail(bureau: Body, log_in: LogIn) -> None:
    mail = keep(make_bureau())
    browser = log_in(make_user(role=Role.REGISTRAR, body=bureau))

    for address in ("", "register/", "raw/"):
        assert browser.get(f"/office/mail/{mail.pk}/{address}").status_code == 404


def test_a_letter_is_sent_from_its_page_and_stands_in_the_register(
    settings: Any, bureau: Body, staff: Staff, log_in: LogIn, monday: date
) -> None:
    settings.MAIL_GOES_OUT = True
    letter: Letter = signed(make_request(body=bureau, assigned=True), "receipt", on=monday)
    browser = log_in(staff.registrar)
    page = f"/office/requests/{letter.request_id}/letters/{letter.pk}/"
    assert "用电子邮件发送" in shown(browser.get(page))

    answer = browser.post(f"{page}mail/", {"to": "liming@mail.example"})

    assert answer.headers["Location"] == page
    assert Message.objects.get().state == "sent"
    register = shown(browser.get("/office/mail/sent/"))
    assert "l***@mail.example" in register
    assert "liming" not in register
    assert "已发出" in shown(browser.get(page))


def test_without_a_server_a_letter_is_not_sent_and_the_screen_says_why(
    bureau: Body, staff: Staff, log_in: LogIn, monday: date
) -> None:
    letter = signed(make_request(body=bureau, assigned=True), "receipt", on=monday)

    answer = log_in(staff.registrar).post(
        f"/office/requests/{letter.request_id}/letters/{letter.pk}/mail/", {"to": "liming@mail.example"}
    )

    assert "没有接通发信服务器" in shown(answer)


def test_an_administrator_sets_the_mailbox_and_nobody_reads_the_password(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(make_user(role=Role.ADMINISTRATOR, body=bureau))
    facts = {
        "host": "mail.example.gov.cn",
        "account": "ysq",
        "security": "ssl",
        "folder": "INBOX",
        "after": "seen",
    }

    assert "收取来信要填写" in shown(browser.post("/office/bodies/mail/", facts | {"fetches": "on"}))
    browser.post("/office/bodies/mail/", facts | {"fetches": "on", "password": "canary-password"})

    assert MailPreferences.objects.get().password == "canary-password"
    assert "canary-password" not in browser.get("/office/bodies/mail/").content.decode()
