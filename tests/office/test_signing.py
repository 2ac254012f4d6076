"""待我审签: a reply is read and passed, or returned, and the next one comes."""

from datetime import date

import pytest

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest, ReplyReview, Stage
from gongkai.casework.states import State
from tests.factories import Staff, make_reply, make_reply_facts, make_request
from tests.office.conftest import LogIn, current_reply, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
QUEUE = "/office/signing/"


def drafted(body: Body, received_on: date = date(2026, 3, 2)) -> DisclosureRequest:
    case = make_request(body=body, received_on=received_on, assigned=True)
    return make_reply(case=case, on=date(2026, 3, 5)).request


def up_to_the_leader(case: DisclosureRequest, staff: Staff) -> DisclosureRequest:
    for by in (staff.unit_head, staff.secrecy_reviewer):
        reply = current_reply(case)
        actions.approve_reply(reply, stage=Stage(reply.stage), opinion="可以公开", by=by, on=date(2026, 3, 6))
    return case


def test_the_most_urgent_comes_first_and_the_leader_signs_in_one_press(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    later = up_to_the_leader(drafted(bureau), staff)
    urgent = up_to_the_leader(drafted(bureau, date(2026, 2, 4)), staff)
    browser = log_in(staff.leader)

    page = browser.get(QUEUE, follow=True)
    seen = page.context["form"]["seen"].value()
    answer = browser.post(page.redirect_chain[-1][0], {"act": "pass", "seen": seen}, follow=True)

    assert page.redirect_chain[-1][0] == f"{QUEUE}{urgent.pk}/"
    assert "第 1 件，共 2 件" in words(page)
    assert "可以公开" in words(page)
    assert current_reply(urgent).signed_by == staff.leader
    assert ReplyReview.objects.get(stage=Stage.LEADER).opinion == "同意"
    assert answer.redirect_chain[-1][0] == f"{QUEUE}{later.pk}/"


def test_a_return_needs_an_opinion_and_keeps_the_reply_until_then(
    bureau: Body, staff: Staff, log_in: LogIn
) -> None:
    case = drafted(bureau)
    browser, seen = log_in(staff.unit_head), current_reply(case).fingerprint()

    refused = browser.post(f"{QUEUE}{case.pk}/", {"act": "return", "seen": seen})
    assert "请写明退回的意见。" in words(refused)
    assert current_reply(case).stage == Stage.UNIT

    browser.post(f"{QUEUE}{case.pk}/", {"act": "return", "seen": seen, "opinion": "请补充依据"})
    case.refresh_from_db()
    assert (case.state, current_reply(case).stage) == (State.ASSIGNED, Stage.DRAFT)


def test_what_changed_after_it_was_opened_is_not_passed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = drafted(bureau)

    answer = log_in(staff.unit_head).post(f"{QUEUE}{case.pk}/", {"act": "pass", "seen": "of yesterday"})

    assert "请重新查看后再提出意见" in words(answer)
    assert not ReplyReview.objects.exists()


def test_out_of_turn_there_is_a_reason_and_no_button(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    case = drafted(bureau)

    page = words(log_in(staff.leader).get(f"{QUEUE}{case.pk}/"))

    assert "现在不能由您审签" in page
    assert "同意签发" not in page


def test_what_the_office_drafted_itself_waits_for_its_head(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    drafted(bureau)
    own = actions.draft_reply(
        make_request(body=bureau), facts=make_reply_facts(), by=staff.registrar, on=date(2026, 3, 5)
    ).request

    page = log_in(staff.office_head).get(QUEUE, follow=True)

    assert page.context["signing"].queue == (own.pk,)


def test_nothing_waits_is_said(staff: Staff, log_in: LogIn) -> None:
    assert "没有等您审签的答复" in words(log_in(staff.leader).get(QUEUE))
