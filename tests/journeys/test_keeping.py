"""Keeping the portal: many items are ticked, changed at once, and put back."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.bodies.models import User
from gongkai.publishing.models import BulkEdit, Column, InformationItem
from gongkai.rules.roles import Role
from tests.factories import Staff, make_item, make_user
from tests.journeys.handling import Today
from tests.journeys.walking import Walker

DAY = date(2026, 3, 9)


@pytest.fixture
def editor(walker: Walker, columns: dict[str, Column], staff: Staff, monkeypatch: pytest.MonkeyPatch) -> User:
    Today(DAY).hold(monkeypatch)
    facts = {"column": columns["normative-documents"], "owner_unit": staff.unit, "by": staff.handler}
    for number in range(5):
        make_item(title=f"第{number}号通知", published_on=date(2026, 3, 2), **facts)
    return make_user(role=Role.INFORMATION_OFFICER, unit=staff.office)


def words_of_all() -> set[str]:
    return set(InformationItem.objects.values_list("keywords", flat=True))


def test_a_range_is_ticked_changed_and_put_back(walker: Walker, editor: User) -> None:
    page = walker.page
    walker.seat(editor)
    walker.go("/office/items/?tab=all")
    boxes = page.locator("input[name=item]")
    boxes.nth(0).click()
    boxes.nth(2).click(modifiers=["Shift"])
    expect(page.locator("[data-picked]")).to_have_text(" 3 条")
    page.get_by_role("checkbox", name="勾选本页全部").check()
    expect(page.locator("[data-picked]")).to_have_text(" 5 条")
    page.locator("button[name=picked]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("选中 5 条，要改什么")

    walker.follow("主题词")
    walker.fill(add="稳岗 就业", reason="统一主题词")
    walker.press("看逐条会怎样")
    assert "主题词增加“稳岗、就业”" in walker.text
    assert words_of_all() == {""}
    walker.press("修改 5 条")
    expect(page.locator("#rows")).to_contain_text("已修改")
    assert words_of_all() == {"稳岗、就业"}

    walker.follow("撤销这次修改")
    walker.press("恢复 5 条")
    expect(page.locator("#rows")).to_contain_text("已恢复")
    assert words_of_all() == {""}
    assert BulkEdit.objects.get().state == BulkEdit.State.UNDONE
