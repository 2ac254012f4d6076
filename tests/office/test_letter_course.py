"""文书的经过: what happened to letters stands among the events of the case and leads to them."""

from datetime import date
from typing import Any

import pytest
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.cli.demo.papers import page
from gongkai.letters import actions
from gongkai.letters.models import Letter, Method
from gongkai.letters.sources import source_of
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.letters.correspondence import draft, extended, seal, signed, signed_reply
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MONDAY = date(2026, 3, 9)


@pytest.fixture
def case(bureau: Body) -> DisclosureRequest:
    return make_request(body=bureau, assigned=True)


def course(page: str) -> list[str]:
    """Return the headings of the timeline, oldest first."""
    lines = page.split('id="timeline"')[1].split("<strong>")[1:]
    return [line.partition("</strong>")[0] for line in lines][::-1]


def send(letter: Letter, staff: Staff) -> Letter:
    return actions.dispatch_letter(letter, method=Method.COUNTER, by=staff.registrar, on=MONDAY)


def test_a_letter_is_drafted_fixed_and_sealed_before_the_reply_is_issued_and_sent_and_served_after(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    signed_reply(case)
    letter = send(seal(signed(case, "granted")), staff)
    actions.record_service(letter, receiver="本人", note="当面签收", by=staff.registrar, on=MONDAY)

    page = log_in(staff.registrar).get(reverse("office:request", args=[case.pk]))

    steps = course(markup(page))
    assert steps[-3:] == ["登记送达", "发出", "送达"]
    assert steps.index("添加盖章件") < steps.index("作出答复")
    assert f"定稿编号 公开答复书 2026年3月9日 {staff.registrar} {letter.number}" in words(page)
    assert reverse("office:letter", args=[case.pk, letter.pk]) in markup(page).split('id="timeline"')[1]


def test_what_came_back_was_made_void_or_replaced_stands_there_too(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    case, by = extended(case), {"by": staff.registrar, "on": MONDAY}
    void = draft(case, "extension_notice")
    actions.void_letter(void, reason="称谓有误", **by)
    first = send(signed(case, "extension_notice"), staff)
    actions.record_return(first, note="查无此人", **by)
    actions.prepare_letter(source_of(first), replaces=first, **by)

    shown = words(log_in(staff.registrar).get(reverse("office:request", args=[case.pk])))

    assert "作废 延期答复告知书" in shown
    assert "被退回 延期答复告知书" in shown
    assert f"另作更正，代替{first} 延期答复告知书" in shown


def test_a_correction_is_shown_before_it_is_made_and_stands_in_the_course(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    signed_reply(case)
    letter = send(seal(signed(case, "granted")), staff)
    actions.record_service(letter, receiver="本人", by=staff.registrar, on=MONDAY)
    browser = log_in(staff.registrar)
    address = reverse("office:letter_step", args=[case.pk, letter.pk, "correct_service"])
    typed = {"served_on": "2026-03-09", "receiver": "李明之妻", "reason": "签名看错"}

    shown = browser.post(address, typed)
    assert "申请的期限和日期没有变化。" in words(shown)
    assert not letter.corrections.exists()
    browser.post(address, typed | {"seen": shown.context["form"]["seen"].value()})

    page = words(browser.get(reverse("office:request", args=[case.pk])))
    assert "更正签收人 公开答复书" in page
    assert "签名看错" in page


def test_the_way_and_the_proof_are_corrected_on_their_screens(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    letter = send(signed(extended(case), "extension_notice"), staff)
    browser = log_in(staff.registrar)

    def step(code: str, **typed: object) -> Any:
        return browser.post(reverse("office:letter_step", args=[case.pk, letter.pk, code]), typed)

    typed = {"dispatched_on": "2026-03-09", "method": "counter", "to": "李明", "reason": "漏填收件人"}
    shown = step("correct_dispatch", **typed)
    step("correct_dispatch", **typed, seen=shown.context["form"]["seen"].value())
    step("correct_proof", of="dispatch", file=page("签收单", "1"), reason="补上签收单")

    sent = letter.dispatches.get()
    assert sent.to == "李明"
    assert sent.proof
    found = words(browser.get(reverse("office:request", args=[case.pk])))
    assert "更正收件人和地址" in found
    assert "补上签收单" in found


def test_who_reads_no_letters_sees_nothing_of_them(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    send(signed(extended(case), "extension_notice"), staff)
    reader = make_user(role=Role.SECRECY_REVIEWER, unit=staff.office)

    page = markup(log_in(reader).get(reverse("office:request", args=[case.pk])))

    assert "延长答复期限" in course(page)
    assert "定稿编号" not in course(page)
