"""A citizen with a phone: a draft survives; an agent files, corrects, collects the reply and rates."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.utils.timezone import localdate
from playwright.sync_api import expect

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest, Feedback
from gongkai.portal import limits
from tests.factories import Staff, answer_request, make_reply, make_request, sign_reply, staff_of
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker

pytestmark = pytest.mark.usefixtures("columns")
MATTER = "2025年稳岗返还企业名单"
NUMBER = "11010519491231002X"


@pytest.fixture(autouse=True)
def phone(walker: Walker) -> None:
    walker.page.set_viewport_size({"width": 390, "height": 844})


def start(walker: Walker) -> None:
    """Open the form and write what every request needs."""
    walker.go("/requests/new/")
    walker.fill(kind="natural_person", name="林某", id_type="id_card", id_number=NUMBER)
    walker.fill(phone="13800000000", matter=MATTER, delivery="online")


def test_from_the_form_to_an_opinion_on_a_phone(walker: Walker, staff: Staff) -> None:
    start(walker)
    walker.page.get_by_text("由代理人代为申请").click()
    walker.fill(agent_name="王芳")
    walker.press("提交申请")
    assert violations(walker.page) == []
    code = walker.code_of(".gk-receipt__code")
    case = DisclosureRequest.objects.get()
    today = localdate()
    case = actions.register_request(case, confirmed_on=today, by=staff.registrar, on=today)
    case = actions.ask_to_correct(case, items="请写明县区。", by=staff.registrar, on=today)

    walker.go("/requests/track/")
    walker.fill(code=code, name="林某")
    walker.press("查询")
    walker.follow("网上补正")
    assert violations(walker.page) == []
    walker.fill(text="东城区。")
    walker.press("提交补正")
    assert "网上提交补正，没有逾期" in walker.text

    answer(case, staff)
    walker.page.reload()
    assert violations(walker.page) == []
    assert "现予公开" not in walker.text
    walker.press("查收答复")
    assert "现予公开" in walker.text

    walker.follow("评价这件申请的办理")
    walker.fill(score="5", words="说得很清楚。")
    walker.press("提交评价")
    assert "您的评价：非常满意" in walker.text
    assert Feedback.objects.get().request.applicant.agent_name == "王芳"


def answer(case: DisclosureRequest, staff: Staff) -> None:
    """Take the correction in, have it handled, answer it."""
    today = localdate()
    case = actions.accept_correction(case, text="东城区。", by=staff.registrar, on=today)
    actions.assign_unit(case, unit=staff.unit, handler=staff.handler, by=staff.office_head, on=today)
    case.refresh_from_db()
    reply = sign_reply(make_reply(case=case, on=today, text="您申请的信息，现予公开。"), on=today)
    actions.issue_reply(reply, by=staff.registrar, on=today)


def test_a_draft_stays_in_the_browser_without_the_number_of_the_id_card(walker: Walker, body: Body) -> None:
    start(walker)
    expect(walker.page.get_by_text("草稿保存在本机")).to_be_visible()

    walker.go("/requests/new/")

    expect(walker.page.locator("[name=matter]")).to_have_value(MATTER)
    expect(walker.page.locator("[name=id_number]")).to_have_value("")
    assert NUMBER not in str(walker.page.evaluate("JSON.stringify(localStorage)"))


def test_the_number_is_kept_only_when_the_person_agrees_and_all_can_be_cleared(
    walker: Walker, body: Body
) -> None:
    start(walker)
    walker.page.locator("[data-draft-private]").check()
    walker.go("/requests/new/")
    expect(walker.page.locator("[name=id_number]")).to_have_value(NUMBER)

    walker.press("清除草稿")

    expect(walker.page.locator("[name=matter]")).to_have_value("")
    assert walker.page.evaluate("localStorage.length") == 0


def test_the_receipt_clears_the_draft(walker: Walker, body: Body) -> None:
    start(walker)

    walker.press("提交申请")

    expect(walker.page.locator(".gk-receipt__code")).to_be_visible()
    assert walker.page.evaluate("localStorage.length") == 0


def test_the_browser_does_the_small_sum_while_the_form_is_filled_in(
    walker: Walker, body: Body, monkeypatch: Any
) -> None:
    monkeypatch.setattr(limits, "PLAIN_FILING", ("file-plain", 0, limits.HOUR))
    cache.clear()
    start(walker)
    expect(walker.page.locator("[name=proof]")).not_to_have_value("", timeout=30_000)

    walker.press("提交申请")

    assert DisclosureRequest.objects.count() == 1


def test_an_answer_given_before_is_offered_while_somebody_types(walker: Walker, body: Body) -> None:
    case = answer_request(make_request(body=body), on=date(2026, 3, 9))
    head = staff_of(body).office_head
    actions.release_answer(case, title="稳岗返还企业数", summary="126家。", by=head, on=date(2026, 3, 12))
    walker.go("/requests/new/")

    walker.page.locator("[name=matter]").press_sequentially("稳岗返还企业")

    expect(walker.page.get_by_role("link", name="稳岗返还企业数")).to_be_visible()
    assert violations(walker.page) == []
    walker.follow("稳岗返还企业数")
    assert "126家。" in walker.text


PATHS = ("/deadlines/", "/requests/form/?kind=research", "/requests/new/", "/answers/")


@pytest.mark.parametrize("path", PATHS)
def test_the_new_pages_fit_a_phone_and_shut_nobody_out(walker: Walker, body: Body, path: str) -> None:
    walker.go(path)

    assert violations(walker.page) == []
    assert walker.page.evaluate("document.documentElement.scrollWidth") <= 390
