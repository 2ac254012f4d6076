"""以文书办理的步骤: their buttons lead to the letter, and only its dispatch takes the step."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.cli.demo.papers import page
from gongkai.letters.models import Letter, LetterPolicy
from gongkai.letters.states import State
from gongkai.rules.letters import kind_taking
from tests.factories import Staff
from tests.office.conftest import LogIn, words
from tests.office.test_request_steps import (
    STEPS,
    TODAY,
    Taken,
    assigned,
    charged,
    issued,
    posted_data,
    signed,
    url,
)

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
BY_LETTER = [step for step in STEPS if kind_taking(step.code)]
EACH = pytest.mark.parametrize("step", BY_LETTER, ids=[step.code for step in BY_LETTER])
TYPED = {"consulted_content": "企业名单", "payment_account": "非税窗口"}
SENT = {"method": "counter", "dispatched_on": TODAY}


def at(name: str, letter: Letter, *args: object) -> str:
    return reverse(f"office:{name}", args=[letter.request_id, letter.pk, *args])


def scan(name: str = "盖章件.pdf") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, page("盖章件", name).read())


@EACH
def test_a_step_drafts_its_letter_and_the_dispatch_takes_it(
    step: Taken, bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, who = step.prepare(bureau), getattr(staff, step.role)
    browser, before = log_in(who), case.state

    browser.post(url(case, step.code), posted_data(step, case, staff))
    letter = Letter.objects.get(step=step.code)
    browser.post(at("letter_edit", letter), {**TYPED, "keep": "1"})
    browser.post(at("letter_step", letter, "sign"), {"on_day": TODAY})
    browser.post(at("letter_step", letter, "attach_scan"), {"file": scan()})
    case.refresh_from_db()
    assert (case.state, case.events.filter(step=step.code).exists()) == (before, False)
    says = words(browser.get(at("letter_step", letter, "dispatch")))
    browser.post(at("letter_step", letter, "dispatch"), SENT)

    case.refresh_from_db()
    assert case.state == step.state
    assert case.events.filter(step=step.code, by=who, on=date(2026, 3, 9)).exists()
    assert "以发出日期为办理日期" in says


@EACH
def test_what_a_step_needs_is_judged_before_its_letter_is_drafted(
    step: Taken, bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = step.prepare(bureau)
    typed = posted_data(step, case, staff) | dict.fromkeys(step.typed, " ")

    answer = log_in(getattr(staff, step.role)).post(url(case, step.code), typed)

    assert answer.context["form"].errors
    assert not Letter.objects.filter(step=step.code).exists()


def test_the_button_leads_back_to_a_letter_that_waits(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case, browser = assigned(bureau), log_in(staff.office_head)
    browser.post(url(case, "extend"), {"days": 8, "reason": "涉及三个科室", "on": TODAY})

    again = browser.get(url(case, "extend"))

    assert again["Location"] == at("letter", Letter.objects.get())


def test_a_letter_whose_step_can_no_longer_be_taken_says_so(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = assigned(bureau), log_in(staff.office_head)
    browser.post(url(case, "extend"), {"days": 8, "reason": "涉及三个科室", "on": TODAY})
    DisclosureRequest.objects.filter(pk=case.pk).update(state="withdrawn")

    shown = words(browser.get(at("letter", Letter.objects.get())))

    assert "补齐以后才能定稿" in shown
    assert "现在是“申请人撤回”" in shown or "撤回" in shown


# --- the reply ----------------------------------------------------------------------------------------------


def test_issuing_a_reply_leads_to_its_letter_and_never_to_a_form(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = signed(bureau), log_in(staff.registrar)

    new = browser.post(url(case, "issue_reply"), {"on": "2026-03-06"})
    browser.post(new["Location"], {"keep": "1"})
    there = browser.get(url(case, "issue_reply"))

    assert new["Location"].endswith(f"/letters/new/granted-{Reply.objects.get().pk}/")
    assert there["Location"] == at("letter", Letter.objects.get())
    assert Reply.objects.get().issued_on is None


def test_who_writes_no_letters_is_told_who_issues_replies(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = signed(bureau)

    shown = words(log_in(staff.leader).get(url(case, "issue_reply")))

    assert "答复以文书发出，发出之日为答复之日" in shown


def test_a_reply_written_outside_is_sent_and_served_from_its_letter(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = signed(bureau), log_in(staff.registrar)
    browser.post(browser.get(url(case, "issue_reply"))["Location"], {"keep": "1"})
    letter = Letter.objects.get()

    adopted = {"number": "海公复〔2026〕17号", "on_day": TODAY, "file": scan("答复书.pdf")}
    browser.post(at("letter_step", letter, "adopt"), adopted)
    shown = words(browser.get(at("letter", letter)))
    browser.post(at("letter_step", letter, "dispatch"), SENT)
    serving = browser.get(url(case, "record_service"))
    browser.post(serving["Location"], {"served_on": TODAY, "receiver": "本人"})

    letter, reply = Letter.objects.get(), Reply.objects.get()
    assert (reply.doc_no, reply.issued_on, reply.served_on) == (letter.number, *[date(2026, 3, 9)] * 2)
    assert "文书在系统外制作" in shown
    assert letter.state == State.SERVED
    printed = browser.get(at("letter_download", letter, "pdf"))
    assert printed["Location"] == at("letter_file", letter, letter.files.get().pk)


def test_a_reply_that_has_no_letter_is_served_by_the_form(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = issued(bureau)

    assert log_in(staff.registrar).get(url(case, "record_service")).status_code == 200


def test_a_fee_notice_that_is_on_its_way_is_served_from_its_letter(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = charged(bureau), log_in(staff.registrar)
    about = f"fee_notice-{case.events.get(step='notify_fee').pk}"
    browser.post(reverse("office:letter_new", args=[case.pk, about]), {**TYPED, "keep": "1"})
    letter = Letter.objects.get()
    browser.post(at("letter_step", letter, "sign"), {"on_day": TODAY})
    browser.post(at("letter_step", letter, "dispatch"), SENT)

    assert browser.get(url(case, "record_fee_service"))["Location"] == at("letter_step", letter, "serve")


# --- the sealed original ------------------------------------------------------------------------------------


def test_a_reply_without_its_sealed_original_says_what_to_do(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = signed(bureau), log_in(staff.registrar)
    browser.post(browser.get(url(case, "issue_reply"))["Location"], {"keep": "1"})
    letter = Letter.objects.get()
    browser.post(at("letter_step", letter, "sign"), {"on_day": TODAY})

    shown = words(browser.get(at("letter", letter)))
    refused = browser.post(at("letter_step", letter, "dispatch"), SENT)

    assert "登记发出：答复文书发出以前应当添加签名盖章的原件" in shown
    assert "再办理“添加盖章件”" in words(refused)
    assert Letter.objects.get().state == State.SIGNED


def test_the_body_chooses_whether_it_is_needed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)

    browser.post(reverse("office:letter_templates"), {})

    assert LetterPolicy.objects.for_body(bureau).needs_scan is False
    browser.post(reverse("office:letter_templates"), {"needs_scan": "on"})
    assert LetterPolicy.objects.for_body(bureau).needs_scan is True
