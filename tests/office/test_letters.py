"""文书的页面: what a case offers, how a letter is written, fixed, sent and served, and who reads it."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest, IdentityLook, Reply
from gongkai.letters.actions import attach_scan, edit_letter, prepare_letter
from gongkai.letters.models import Letter
from gongkai.letters.rendering import render_pdf
from gongkai.letters.sources import owed
from gongkai.letters.states import State
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.letters.correspondence import charged, extended, signed, signed_reply
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
Made = tuple[DisclosureRequest, Letter]


@pytest.fixture
def case(bureau: Body, staff: Staff) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


@pytest.fixture
def made(case: DisclosureRequest) -> Made:
    """A case with a fixed extension notice."""
    case = extended(case)
    return case, signed(case, "extension_notice")


def at(name: str, letter: Letter, *args: object) -> str:
    return reverse(f"office:{name}", args=[letter.request_id, letter.pk, *args])


def test_a_case_offers_what_is_owed_and_lists_what_is_there(made: Made, staff: Staff, log_in: LogIn) -> None:
    case, letter = made

    page = words(log_in(staff.registrar).get(reverse("office:request", args=[case.pk])))

    assert f"延期答复告知书 {letter.number}" in page
    assert "可以制作的文书" in page
    assert "登记回执" in page


def test_a_letter_is_shown_filled_before_it_is_kept(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    case = charged(case)
    key = f"fee_notice-{case.events.get(step='notify_fee').pk}"
    address = reverse("office:letter_new", args=[case.pk, key])
    browser = log_in(staff.registrar)

    empty = words(browser.get(address))
    looked = words(browser.post(address, {"payment_account": "非税窗口", "look": "1"}))

    assert "金额 10元" in empty
    assert "缺少“缴费方式”，请在“文书填写”填写。" in empty
    assert "缴费方式 非税窗口" in looked
    assert "补齐以后才能定稿" not in looked
    assert not Letter.objects.exists()


def test_a_letter_is_kept_fixed_sent_and_served(case: DisclosureRequest, staff: Staff, log_in: LogIn) -> None:
    reply = signed_reply(case)
    browser = log_in(staff.registrar)

    browser.post(reverse("office:letter_new", args=[case.pk, f"granted-{reply.pk}"]), {"keep": "1"})
    letter = Letter.objects.get()
    browser.post(at("letter_step", letter, "sign"), {"on_day": "2026-03-09"})
    scan = SimpleUploadedFile("盖章件.pdf", render_pdf(Letter.objects.get()))
    browser.post(at("letter_step", letter, "attach_scan"), {"file": scan})
    sent = {"method": "post", "dispatched_on": "2026-03-09", "mail_no": "XA12345678932", "to": "李明"}
    browser.post(at("letter_step", letter, "dispatch"), sent)
    browser.post(at("letter_step", letter, "serve"), {"served_on": "2026-03-09", "receiver": "本人"})

    letter, reply = Letter.objects.get(), Reply.objects.get()
    assert letter.state == State.SERVED
    assert (reply.doc_no, reply.issued_on, reply.served_on) == (
        letter.number,
        date(2026, 3, 9),
        date(2026, 3, 9),
    )
    page = words(browser.get(at("letter", letter)))
    assert "邮件号码XA12345678932" in page
    assert "盖章件.pdf" in page


def test_a_refusal_keeps_what_was_typed(made: Made, staff: Staff, log_in: LogIn) -> None:
    _, letter = made

    page = log_in(staff.registrar).post(
        at("letter_step", letter, "dispatch"),
        {"method": "post", "dispatched_on": "2026-03-09", "to": "中山路8号"},
    )

    assert "邮寄的，请填写邮件号码" in words(page)
    assert "中山路8号" in page.content.decode()
    assert Letter.objects.get().state == State.SIGNED


def test_a_draft_that_somebody_else_changed_is_not_overwritten_at_once(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    case = charged(case)
    notice = next(each for each in owed(case) if each.kind.code == "fee_notice")
    letter = prepare_letter(notice, by=staff.registrar, on=date(2026, 3, 9))
    browser, address = log_in(staff.registrar), at("letter_edit", letter)
    seen = browser.get(address).context["form"]["last_event"].value()
    mine = {"payment_account": "非税窗口", "keep": "1", "last_event": seen}
    edit_letter(letter, typed={"payment_account": "银行转账"}, by=staff.office_head, on=date(2026, 3, 9))

    page = browser.post(address, mine)

    assert "您打开本页以后，有人修改或者办理了这份文书" in words(page)
    assert "非税窗口" in page.content.decode()
    assert Letter.objects.get().typed["payment_account"] == "银行转账"
    again = {**mine, "last_event": page.context["form"]["last_event"].value()}
    assert browser.post(address, again).status_code == 302
    assert Letter.objects.get().typed["payment_account"] == "非税窗口"


@pytest.mark.parametrize(("form", "start"), [("pdf", b"%PDF"), ("docx", b"PK")])
def test_a_letter_is_downloaded(made: Made, staff: Staff, log_in: LogIn, form: str, start: bytes) -> None:
    _, letter = made

    answer = log_in(staff.leader).get(at("letter_download", letter, form))

    assert b"".join(answer.streaming_content).startswith(start)  # type: ignore[attr-defined]
    assert "attachment" in answer["Content-Disposition"]


@pytest.mark.parametrize("role", [Role.SECRECY_REVIEWER, Role.REPORT_EDITOR])
def test_who_does_not_see_the_applicant_reads_no_letters(
    made: Made, staff: Staff, log_in: LogIn, role: Role
) -> None:
    case, letter = made
    browser = log_in(make_user(role=role, unit=staff.office))

    assert browser.get(at("letter", letter)).status_code == 404
    assert browser.get(at("letter_download", letter, "pdf")).status_code == 404
    assert letter.number not in words(browser.get(reverse("office:request", args=[case.pk])))


def test_the_registration_form_is_for_those_who_see_the_identity(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    letter = signed(case, "registration_form")

    assert log_in(staff.leader).get(at("letter", letter)).status_code == 404
    assert "13800000000" in words(log_in(staff.archivist).get(at("letter", letter)))
    look = IdentityLook.objects.get()
    assert (look.by, look.reason) == (staff.archivist, "登记表")


def test_a_letter_of_another_body_is_not_there(made: Made, log_in: LogIn) -> None:
    _, letter = made
    stranger = make_user(role=Role.REGISTRAR)

    assert log_in(stranger).get(at("letter", letter)).status_code == 404


def test_a_letter_that_went_out_is_corrected_by_another(made: Made, staff: Staff, log_in: LogIn) -> None:
    _, letter = made
    browser = log_in(staff.registrar)
    browser.post(at("letter_step", letter, "dispatch"), {"method": "counter", "dispatched_on": "2026-03-09"})

    answer = browser.post(at("letter_correct", letter))

    new = Letter.objects.get(replaces=letter)
    assert answer["Location"] == at("letter_edit", new)
    assert browser.post(at("letter_correct", letter)).status_code == 404


def test_an_unlawful_step_says_why(made: Made, staff: Staff, log_in: LogIn) -> None:
    _, letter = made

    page = words(log_in(staff.registrar).get(at("letter_step", letter, "serve")))

    assert "现在的状态是“已定稿”，“已发出”时才能“登记送达”。" in page


# --- wordings -----------------------------------------------------------------------------------------------

KIND = "extension_notice"
TEXT = "{{申请人}}：\n答复期限延长至{{答复期限}}。"


def test_a_wording_is_tried_before_it_is_kept(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    address = reverse("office:letter_template", args=[KIND])
    browser = log_in(staff.office_head)

    tried = words(browser.post(address, {"text": TEXT, "look": "1"}))
    faulty = words(browser.post(address, {"text": TEXT + "{{怪物}}", "look": "1"}))
    browser.post(address, {"text": TEXT, "note": "简化", "keep": "1"})
    kept = words(browser.get(address))

    assert "答复期限延长至2026年3月30日。" in tried
    assert "“怪物”不是可以使用的内容。" in faulty
    assert "现用第1版" in kept


def test_an_old_wording_is_compared_and_restored(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)
    browser.post(reverse("office:letter_template", args=[KIND]), {"text": TEXT, "keep": "1"})
    address = reverse("office:letter_template_version", args=[KIND, 0])

    compared = browser.get(address).content.decode()
    browser.post(address, {"restore": "0"})

    assert "<ins>答复期限延长至{{答复期限}}。</ins>" in compared
    assert "恢复缺省措辞" in words(browser.get(reverse("office:letter_template", args=[KIND])))


def test_a_numbering_rule_is_changed_on_its_page(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    address = reverse("office:letter_template_number", args=[KIND])
    browser = log_in(staff.office_head)

    refused = words(browser.post(address, {"pattern": "{prefix}延"}))
    browser.post(address, {"pattern": "{机关代字}延〔{年份}〕{顺序号}号"})

    assert "编号规则要有{顺序号}" in refused
    assert f"{bureau.doc_no_prefix}延〔{localdate().year}〕1号" in words(
        browser.get(reverse("office:letter_templates"))
    )


def test_a_sample_is_downloaded(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.office_head).get(reverse("office:letter_template_sample", args=["denied"]))

    assert b"".join(answer.streaming_content).startswith(b"%PDF")  # type: ignore[attr-defined]


def test_an_address_that_means_nothing_is_not_there(made: Made, staff: Staff, log_in: LogIn) -> None:
    case, letter = made
    browser = log_in(staff.office_head)

    for address in (
        reverse("office:letter_new", args=[case.pk, "granted-1"]),
        at("letter_step", letter, "burn"),
        at("letter_download", letter, "exe"),
        at("letter_file", letter, 1),
        reverse("office:letter_template", args=["poem"]),
        reverse("office:letter_template_version", args=[KIND, 7]),
        reverse("office:letter_template_number", args=["denied"]),
    ):
        assert browser.get(address).status_code == 404


def test_who_comes_second_at_a_letter_is_told_and_keeps_what_was_typed(
    made: Made, staff: Staff, log_in: LogIn
) -> None:
    _, letter = made
    browser, address = log_in(staff.registrar), at("letter_step", letter, "void")
    seen = browser.get(address).context["form"]["last_event"].value()
    typed = {"reason": "成文日期有误", "last_event": seen}
    scan = SimpleUploadedFile("盖章件.pdf", render_pdf(letter))
    attach_scan(letter, file=scan, by=staff.office_head, on=date(2026, 3, 9))

    page = browser.post(address, typed)

    assert "有人修改或者办理了这份文书，文书现在的状态是“已定稿”" in words(page)
    assert "成文日期有误" in page.content.decode()
    assert Letter.objects.get().state == State.SIGNED
