"""Three reviews with comments in the text and a refusal, two versions side by side, two at one text."""

from datetime import date

import pytest
from playwright.sync_api import Page, expect

from gongkai.bodies.models import Body, User
from gongkai.publishing.models import Column, EmergencyPublication
from gongkai.publishing.states import State
from gongkai.rules.roles import Role
from tests.factories import Staff, make_item, make_user
from tests.journeys.handling import Today
from tests.journeys.publishing import Editors
from tests.journeys.walking import Walker

DAY = date(2026, 3, 9)
TITLE = "海城市失业保险金发放办法"
TEXT = "<p>一、失业保险金按月发放。</p><p>二、请尽快办理申领。</p>"


@pytest.fixture
def editors(
    walker: Walker, columns: dict[str, Column], staff: Staff, monkeypatch: pytest.MonkeyPatch
) -> Editors:
    Today(DAY).hold(monkeypatch)
    column = columns["normative-documents"]
    document = {
        "document_kind": "normative_document",
        "doc_no": "海人社规〔2026〕3号",
        "validity": "in_force",
    }
    facts = {"content": TEXT, "owner_unit": staff.unit, **document}
    item = make_item(column=column, by=staff.handler, title=TITLE, formed_on=date(2026, 3, 6), **facts)
    return Editors(walker, staff, item)


def test_a_chain_of_three_with_comments_and_a_refusal(editors: Editors) -> None:
    page, staff = editors.walker.page, editors.staff
    editors.take(staff.handler, "submit")

    editors.sit(staff.unit_head, "review/")
    page.get_by_text("二、请尽快办理申领。", exact=True).dblclick()
    page.locator("#comment-form summary").click()
    assert page.locator("#comment-form [name=quote]").input_value() in "二、请尽快办理申领。"
    page.locator("#comment-form [name=text]").fill("写明几日内")
    page.locator("#comment-form").get_by_role("button", name="批注").click()
    expect(page.get_by_role("complementary", name="科室负责人的批注")).to_contain_text("写明几日内")
    editors.review(staff.unit_head, "return_unit", "批注处理后再送。")
    assert editors.item.state == State.DRAFT

    editors.sit(staff.handler)
    assert "1 条批注待处理" in editors.walker.text
    page.get_by_label("答复科室负责人的批注").fill("已写明五日内")
    page.locator(".office-comment [name=settles]").check()
    page.locator(".office-comment").get_by_role("button", name="答复").click()
    expect(page.get_by_role("complementary", name="科室负责人的批注")).to_contain_text("已处理")
    editors.sit(staff.handler, "edit/")
    write(page, "二、请在五日内办理申领。")
    editors.walker.press("保存草稿")
    editors.take(staff.handler, "submit")

    editors.review(staff.unit_head, "approve_unit", proofread=True)
    editors.review(staff.secrecy_reviewer, "approve_secrecy", proofread=True)
    editors.review(staff.leader, "approve_leader", proofread=True)
    assert editors.item.state == State.APPROVED
    editors.take(staff.leader, "publish")
    assert editors.walker.go(editors.public) == 200
    assert "五日内" in editors.walker.text
    side_by_side(editors)


def side_by_side(editors: Editors) -> None:
    """Compare the two versions, going from change to change by key."""
    page = editors.walker.page
    editors.sit(editors.staff.unit_head, "versions/1/2/")
    assert "共有 1 处不同" in editors.walker.text
    assert page.locator("del").all_inner_texts() == ["尽快"]
    assert page.locator("ins").all_inner_texts() == ["在五日内"]
    page.keyboard.press("j")
    expect(page.locator("ins, del").first).to_be_in_viewport()


def test_two_people_at_one_text_lose_nothing(editors: Editors, body: Body) -> None:
    page, staff = editors.walker.page, editors.staff
    other = make_user(role=Role.HANDLER, unit=staff.unit, full_name="王经办")
    editors.sit(staff.handler, "edit/")
    write(page, "二、请在三日内办理申领。")
    theirs = beside(editors.walker, other)
    theirs.go(editors.address + "edit/")
    assert "经办人正在修改这条信息" in theirs.text
    theirs.fill(note="领导催办")
    theirs.press("接手编辑")

    editors.walker.press("保存草稿")

    assert "王经办接手了这条信息的编辑，说明：领导催办" in editors.walker.text
    assert page.locator("ins").first.inner_text()
    editors.walker.fill(note="我来改完")
    editors.walker.press("接手编辑")
    editors.walker.press("保存草稿")
    editors.back()
    assert "三日内" in editors.item.content
    theirs.page.close()


def test_what_cannot_wait_goes_out_and_is_reviewed_afterwards(editors: Editors) -> None:
    staff = editors.staff
    editors.take(staff.handler, "submit")

    editors.take(staff.leader, "publish_urgently", reason="台风红色预警，需要立即告知公众")
    assert editors.walker.go(editors.public) == 200

    editors.walker.seat(staff.secrecy_reviewer)
    editors.walker.go("/office/items/emergencies/")
    assert "台风红色预警" in editors.walker.text
    editors.review(staff.secrecy_reviewer, "pass_afterwards")
    assert not EmergencyPublication.objects.open().exists()
    assert editors.item.live


def write(page: Page, words: str) -> None:
    """Write the second paragraph of the text anew, by keyboard."""
    text = page.locator(".ProseMirror[contenteditable=true] p").nth(1)
    text.click()
    page.keyboard.press("Home")
    page.keyboard.press("Shift+End")
    page.keyboard.type(words)


def beside(walker: Walker, user: User) -> Walker:
    """Return another person at a browser of their own."""
    browser = walker.page.context.browser
    assert browser
    other = Walker(browser.new_page(locale="zh-CN"), walker.site)
    other.seat(user)
    return other
