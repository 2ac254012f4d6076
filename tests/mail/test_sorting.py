"""来信: an officer makes a request of it, puts it into a case, or sets it aside."""

import zipfile
from datetime import date, timedelta
from io import BytesIO
from typing import Any

import pytest
from django.utils.timezone import now

from gongkai.bodies.models import Body
from gongkai.casework.actions import ask_to_correct
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.mail import actions
from gongkai.mail.errors import AlreadySorted, NotSortable, ReasonMissing
from gongkai.mail.imap import Fetched
from gongkai.mail.models import IncomingMail, MailLook
from gongkai.workflow import StepNotAllowed
from tests.factories import make_body, make_request, staff_of
from tests.mail.letters_of_people import bounce, make_mail

pytestmark = pytest.mark.django_db
MONDAY = date(2026, 3, 9)


def keep(body: Body | None = None, **facts: Any) -> IncomingMail:
    raw = facts.pop("raw", None) or make_mail(**facts)
    mail = actions.keep_mail(body or make_body(), Fetched(1, raw, len(raw), now(), is_whole=True))
    assert mail
    return mail


def register(mail: IncomingMail) -> DisclosureRequest:
    case = make_request(body=mail.body, channel=Channel.EMAIL, received_on=None)
    actions.register_mail(mail, case=case, by=staff_of(mail.body).registrar, on=MONDAY)
    return case


def zipped() -> bytes:
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as archive:
        archive.writestr("a.txt", "x")
    return file.getvalue()


# --- attachments --------------------------------------------------------------------------------------------


def test_an_attachment_is_looked_into_and_an_archive_is_refused_by_name() -> None:
    mail = keep(files={"说明.txt": "说明".encode(), "材料.zip": zipped()})

    taken, refused = mail.files.all()
    assert (taken.name, taken.content_type, taken.refused) == ("说明.txt", "text/plain", "")
    assert taken.file.open("rb").read() == "说明".encode()
    assert (refused.name, bool(refused.file)) == ("材料.zip", False)
    assert refused.refused == "“材料.zip”是压缩包，不能上传。"


# --- becoming a request -------------------------------------------------------------------------------------


def test_a_mail_becomes_a_request_by_e_mail_with_its_text_and_attachments() -> None:
    mail = keep(files={"说明.txt": "说明".encode()})

    case = register(mail)

    assert [file.name for file in case.files.all()] == ["来信正文.txt", "说明.txt"]
    mail.refresh_from_db()
    assert (mail.state, mail.request) == ("registered", case)


def test_a_mail_becomes_a_request_once() -> None:
    mail = keep()
    register(mail)

    with pytest.raises(AlreadySorted):
        register(mail)


def test_only_the_disclosure_office_sorts_mails() -> None:
    mail = keep()

    with pytest.raises(StepNotAllowed):
        actions.set_aside(mail, reason="广告", by=staff_of(mail.body).handler, on=MONDAY)


# --- belonging to a case ------------------------------------------------------------------------------------


@pytest.mark.parametrize("where", ["subject", "text"])
def test_a_query_code_hints_at_the_case(where: str) -> None:
    case = make_request()

    mail = keep(case.body, **{where: f"关于 {case.query_code.lower()} 的补充"})

    assert mail.hinted == case
    assert "查询码" in mail.hint


def test_a_request_number_hints_at_the_case_of_the_same_body_only() -> None:
    case = make_request()

    assert keep(case.body, subject=f"关于{case.number}号申请").hinted == case
    assert keep(make_body(), subject=f"关于{case.number}号申请").hinted is None


def test_a_mail_goes_into_a_case_as_the_correction_that_is_awaited() -> None:
    case = make_request()
    by = staff_of(case.body).registrar
    case = ask_to_correct(case, items="年度", by=by, on=date(2026, 3, 3))
    mail = keep(case.body, text="2025年度")

    actions.attach_mail(mail, case=case, by=by, on=MONDAY)

    assert [file.purpose for file in case.files.all()] == ["correction"]
    assert "已归入本案" in case.notes.get().text
    mail.refresh_from_db()
    assert (mail.state, mail.request) == ("attached", case)


def test_a_mail_goes_into_no_case_of_another_body() -> None:
    mail = keep()

    with pytest.raises(ReasonMissing):
        actions.attach_mail(mail, case=make_request(), by=staff_of(mail.body).registrar, on=MONDAY)


def test_a_mail_is_set_aside_with_a_reason() -> None:
    mail = keep()
    by = staff_of(mail.body).registrar

    with pytest.raises(ReasonMissing):
        actions.set_aside(mail, reason=" ", by=by, on=MONDAY)
    assert actions.set_aside(mail, reason="广告", by=by, on=MONDAY).state == "set_aside"


# --- what machines write ------------------------------------------------------------------------------------


@pytest.mark.parametrize("raw", [bounce("<m@x.example>"), make_mail(Auto_Submitted="auto-replied")])
def test_what_a_machine_wrote_is_filed_and_never_a_request(raw: bytes) -> None:
    mail = keep(raw=raw)

    assert (mail.state, IncomingMail.objects.waiting().count()) == ("filed", 0)
    with pytest.raises(NotSortable):
        register(mail)


# --- how long -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize("everywhere", [True, False])
def test_who_opened_a_mail_is_forgotten_after_a_period_of_its_own(everywhere: bool) -> None:
    mail = keep()
    by = staff_of(mail.body).registrar
    for on in (MONDAY, date(2031, 3, 20)):
        actions.look_at_mail(mail, what=MailLook.What.TEXT, by=by, on=on)

    actions.purge_mail(on=date(2031, 3, 21), body=make_body())
    assert MailLook.objects.count() == 2
    actions.purge_mail(on=date(2031, 3, 21), body=None if everywhere else mail.body)

    assert [look.on for look in MailLook.objects.all()] == [date(2031, 3, 20)]


def test_a_mail_set_aside_is_purged_when_its_period_has_passed() -> None:
    mail = keep(files={"说明.txt": b"x"})
    actions.set_aside(mail, reason="广告", by=staff_of(mail.body).registrar, on=MONDAY)
    later = (now() + timedelta(days=366 * 11)).date()

    assert actions.purge_mail(on=MONDAY) == []
    assert actions.purge_mail(on=later) == [mail]
    assert actions.purge_mail(on=later) == []

    mail = IncomingMail.objects.get()
    assert (mail.sender_name, mail.text, mail.raw.name, mail.reason) == ("", "", "", "广告")
    assert mail.files.get().name == ""
