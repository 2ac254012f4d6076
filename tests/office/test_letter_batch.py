"""文书收发: many letters are printed, sent and served at once; a refused one keeps what was typed."""

from datetime import date
from io import BytesIO

import pypdfium2
import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.casework.models import Consultation
from gongkai.letters.models import Letter
from gongkai.letters.states import State
from tests.factories import Staff, make_request
from tests.letters.correspondence import consulted, extended, signed, signed_reply
from tests.office.conftest import LogIn, markup, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
TODAY, MONDAY = "2026-03-09", date(2026, 3, 9)


def notice(bureau: Body) -> Letter:
    """Return a fixed extension notice."""
    return signed(extended(make_request(body=bureau, assigned=True)), "extension_notice")


def send(browser: Client, letters: list[Letter], method: str = "post", **own: str) -> str:
    typed = {"letter": [each.pk for each in letters], "method": method, "dispatched_on": TODAY, "record": "1"}
    answer = browser.post(reverse("office:letter_batch"), {**typed, **own}, follow=True)
    return markup(answer)


def test_many_letters_go_out_with_one_day_and_way_and_a_number_each(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    first, second, third = (notice(bureau) for _ in range(3))
    numbers = {f"own-{first.pk}": "XA1", f"own-{second.pk}": "XA2"}

    page = send(log_in(staff.registrar), [first, second], **numbers)

    sent = {each.pk: each.dispatches.get() for each in Letter.objects.filter(state=State.DISPATCHED)}
    assert {pk: (each.mail_no, each.on) for pk, each in sent.items()} == {
        first.pk: ("XA1", MONDAY),
        second.pk: ("XA2", MONDAY),
    }
    assert "登记发出：2件。" in page
    assert third.number in page


def test_a_row_that_is_refused_says_why_and_keeps_what_was_typed_while_the_others_are_done(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    first, second = notice(bureau), notice(bureau)

    page = send(log_in(staff.registrar), [first, second], **{f"own-{first.pk}": "XA1"})

    assert Letter.objects.get(pk=first.pk).state == State.DISPATCHED
    assert "邮寄的，请填写邮件号码" in page
    assert f'value="{second.pk}" checked' in " ".join(page.split())
    assert "登记发出：1件。" in page
    assert first.number not in page


def test_a_number_that_is_too_long_is_refused_in_its_row(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    letter = notice(bureau)

    page = send(log_in(staff.registrar), [letter], **{f"own-{letter.pk}": "9" * 41})

    assert "邮件号码最多40个字符。" in page
    assert "9" * 41 in page
    assert Letter.objects.get(pk=letter.pk).state == State.SIGNED


def test_a_reply_without_its_sealed_original_is_marked_and_refused(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case, browser = make_request(body=bureau, assigned=True), log_in(staff.registrar)
    signed_reply(case)
    letter = signed(case, "granted")

    marked = words(browser.get(reverse("office:letter_batch")))
    refused = send(browser, [letter], method="counter")

    assert "缺盖章件" in marked
    assert "再办理“添加盖章件”" in refused


def test_the_service_of_many_is_proven_at_once(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    letters, browser = [notice(bureau), notice(bureau)], log_in(staff.registrar)
    send(browser, letters, method="counter")
    typed = {"letter": [each.pk for each in letters], "served_on": TODAY, "note": "邮政签收查询"}

    browser.post(reverse("office:letter_batch") + "?tab=serve", {**typed, "record": "1"})

    assert set(Letter.objects.values_list("state", flat=True)) == {State.SERVED}


def test_the_chosen_letters_are_printed_in_one_file(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    letters = [notice(bureau), notice(bureau)]
    typed = {"letter": [each.pk for each in letters], "print": "1"}

    answer = log_in(staff.registrar).post(reverse("office:letter_batch"), typed)

    data = BytesIO(b"".join(answer.streaming_content))  # type: ignore[attr-defined]
    assert len(pypdfium2.PdfDocument(data)) == 2


def test_the_list_says_to_whom_each_goes_and_masks_people(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    signed(extended(make_request(body=bureau, assigned=True, name="欧阳明月")), "extension_notice")
    asked = consulted(make_request(body=bureau, assigned=True), Consultation.Kind.PEER)
    letter = signed(asked.request, "peer_letter", consulted_content="名单")

    page = words(log_in(staff.registrar).get(reverse("office:letter_batch")))

    assert "欧***" in page
    assert "欧阳明月" not in page
    assert letter.consultation
    assert letter.consultation.party in page


def test_nothing_chosen_is_said(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    notice(bureau)

    assert "请先选择文书。" in send(log_in(staff.registrar), [])


def test_who_sends_no_letters_sees_what_waits_and_prints_nothing(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    letter, browser = notice(bureau), log_in(staff.secrecy_reviewer)

    shown = browser.get(reverse("office:letter_batch"))
    refused = browser.post(reverse("office:letter_batch"), {"letter": letter.pk, "print": "1"})

    assert letter.number in words(shown)
    assert "打印所选文书" not in words(shown)
    assert refused["Location"] == "/office/"  # where whoever may not is led


def test_the_queries_do_not_depend_on_how_many_letters_wait(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    browser, address = log_in(staff.registrar), reverse("office:letter_batch")
    notice(bureau)
    browser.get(address)
    with CaptureQueriesContext(connection) as few:
        browser.get(address)
    for _ in range(4):
        notice(bureau)

    with CaptureQueriesContext(connection) as many:
        browser.get(address)

    assert len(many) == len(few)
