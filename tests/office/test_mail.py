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
from gongkai.mail.models import IncomingMail, MailLook, MailPreferences, Message
from gongkai.rules.roles import Role
from tests.common.test_uploads import picture
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


@pytest.mark.usefixtures("monday")
def test_several_people_an_agent_and_their_proofs_come_with_one_mail(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    files = {"身份证.png": picture("PNG"), "委托书.png": picture("PNG"), "说明.txt": b"text", "a.exe": b"MZ"}
    mail = keep(bureau, files=files)
    browser, address = log_in(staff.registrar), f"/office/mail/{mail.pk}/register/"

    page = browser.get(address)
    form = page.context["form"]
    assert "“a.exe”是可执行文件，不能上传。" in shown(page)
    identity, agency, note = form.parts
    assert [value for value, _ in form.fields[note].choices] == ["attachment"]  # a text proves nothing
    typed = {name: form[name].value() or "" for name in form.fields}
    typed |= {"submitted_on": "2026-03-09", "agent_name": "赵代理"}
    rows = {"people-TOTAL_FORMS": "1", "people-INITIAL_FORMS": "0", "people-0-name": "王芳"}
    more = browser.post(address, typed | rows | {"more_people": "1"})
    assert more.context["form"].people.total_form_count() > 1
    sent = browser.post(address, typed | rows | {identity: "identity", agency: "agency", note: "attachment"})
    assert sent.status_code == 302, sent.context["form"].errors

    case = DisclosureRequest.objects.get()
    assert [each.name for each in case.co_applicants.all()] == ["王芳"]
    assert case.applicant.agent_name == "赵代理"
    found = {file.name: file.purpose for file in case.files.all()}
    assert found == {
        "身份证.png": "identity",
        "委托书.png": "agency",
        "说明.txt": "attachment",
        "来信正文.txt": "attachment",
    }


def test_each_opening_of_a_mail_is_on_record_for_the_auditor(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    mail = keep(bureau, files={"说明.txt": b"text"})
    browser, address = log_in(staff.registrar), f"/office/mail/{mail.pk}/"

    for path in ("", "register/", "raw/", f"files/{mail.files.get().pk}/"):
        assert browser.get(f"{address}{path}").status_code == 200

    looks = MailLook.objects.order_by("pk")
    assert [(look.what, look.by) for look in looks] == [
        (what, staff.registrar) for what in ("text", "text", "raw", "file")
    ]
    page = shown(log_in(make_user(role=Role.AUDITOR, body=bureau)).get("/office/looks/?of=mail"))
    assert f"来信{mail.pk}：来信附件" in page
    assert "李明" not in page


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


def test_the_mailbox_is_tried_without_being_kept(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(make_user(role=Role.ADMINISTRATOR, body=bureau))
    facts = {"host": "127.0.0.1", "port": "1", "account": "ysq", "security": "none", "folder": "INBOX"}
    facts |= {"after": "seen", "password": "canary-password"}

    page = browser.post("/office/bodies/mail/try/", facts)
    alone = browser.post("/office/bodies/mail/try/", facts, headers={"hx-request": "true"})

    for answer in (page, alone):
        assert "服务器127.0.0.1的1端口没有邮件服务，请核对端口和连接安全。" in shown(answer)
        assert "没有接通发信服务器" in shown(answer)
        assert "canary-password" not in answer.content.decode()
    assert "<form" not in alone.content.decode()
    assert not MailPreferences.objects.exists()
    assert browser.get("/office/bodies/mail/try/").headers["Location"] == "/office/bodies/mail/"


def test_who_may_not_change_the_mailbox_tries_nothing(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.office_head).post("/office/bodies/mail/try/", {"host": "127.0.0.1"})

    assert "收信（IMAP）" not in shown(answer)
    assert "管理员" in shown(answer)
