"""An editor drafts, the reviewer refuses, the editor mends; it appears, is found, is withdrawn and gone."""

import pytest

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body, User
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from gongkai.search.engine import SearchQuery, engine
from tests.factories import LONG_AGO, Staff, make_user
from tests.journeys.walking import Walker

TITLE = "关于调整失业保险金标准的通知"


@pytest.fixture
def editor(body: Body, staff: Staff) -> User:
    return make_user(role=Role.INFORMATION_OFFICER, unit=staff.unit, full_name="信息员")


def test_from_the_draft_to_the_portal_and_off_it_again(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    assign_role(staff.unit_head, unit=staff.office, role=Role.UNIT_HEAD, on=LONG_AGO)
    item = draft(walker, columns["normative-documents"], staff, editor)

    walker.log_in(staff.unit_head)
    step(walker, item, "return_unit", "科室审核退回", opinion="请补充施行日期。")
    walker.log_in(editor)
    walker.go(f"/office/items/{item.pk}/edit/")
    walker.fill(summary="自2026年1月1日起施行的新标准。")
    walker.press("保存草稿")
    step(walker, item, "submit", "送审")
    walker.log_in(staff.unit_head)
    step(walker, item, "approve_unit", "科室审核通过")
    walker.log_in(staff.secrecy_reviewer)
    review(walker, item)
    walker.log_in(editor)
    step(walker, item, "publish", "发布")

    assert walker.go(f"/i/{item.pk}.html") == 200
    assert TITLE in walker.text
    walker.go("/search/?q=失业保险金")
    assert TITLE in walker.text

    step(walker, item, "withdraw", "撤回", reason="标准有误，核对后重新发布。")
    assert walker.go(f"/i/{item.pk}.html") == 410
    assert "标准有误" in walker.text
    walker.go("/search/?q=失业保险金")
    assert TITLE not in walker.text
    assert engine().query(SearchQuery(text="失业保险金")).total == 0


def test_nobody_reviews_what_they_wrote(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    assign_role(editor, unit=staff.unit, role=Role.UNIT_HEAD, on=LONG_AGO)
    item = draft(walker, columns["normative-documents"], staff, editor)

    walker.go(f"/office/items/{item.pk}/steps/approve_unit/")
    walker.press("科室审核通过")

    item.refresh_from_db()
    assert item.state == "unit_review"
    assert "自己起草" in walker.text


def draft(walker: Walker, column: Column, staff: Staff, editor: User) -> InformationItem:
    """Write an item in the editor, by keyboard, and send it to review."""
    walker.log_in(editor)
    walker.go(f"/office/items/new/?column={column.slug}")
    walker.fill(title=TITLE, summary="调整标准", owner_unit=staff.unit.pk, genre="通知")
    walker.page.locator(".ProseMirror[contenteditable=true]").click()
    walker.page.keyboard.type("自2026年1月1日起，失业保险金标准调整如下。")
    walker.press("保存草稿")
    item = InformationItem.objects.get(title=TITLE)
    step(walker, item, "submit", "送审")
    return item


def review(walker: Walker, item: InformationItem) -> None:
    """Fill in the secrecy review form, every point of it."""
    walker.go(f"/office/items/{item.pk}/steps/approve_secrecy/")
    for code in review_points():
        walker.fill(checked=code)
    walker.press("保密审查通过")
    walker.page.wait_for_url(f"**/office/items/{item.pk}/")


def step(walker: Walker, item: InformationItem, code: str, name: str, **fields: object) -> None:
    walker.go(f"/office/items/{item.pk}/steps/{code}/")
    walker.fill(**fields)
    walker.press(name)
    walker.page.wait_for_url(f"**/office/items/{item.pk}/")
