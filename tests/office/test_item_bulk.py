"""批量修改 in the office: tick, say what, look, confirm, look again, undo; all without a script."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body, User
from gongkai.publishing import actions
from gongkai.publishing.models import BulkEdit, InformationItem
from gongkai.rules.roles import Role
from tests.factories import Staff, make_body, make_column, make_item, make_user
from tests.office.conftest import LogIn, words

pytestmark = pytest.mark.django_db
EDIT, CHOOSE = "office:items_bulk_edit", "office:items_bulk_choose"


@pytest.fixture
def officer(bureau: Body, staff: Staff) -> User:
    return make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, full_name="刘编辑")


@pytest.fixture
def browser(officer: User, log_in: LogIn, monday: date) -> Client:
    return log_in(officer)


@pytest.fixture
def items(bureau: Body) -> list[InformationItem]:
    column = make_column(body=bureau, name="通知公告")
    return [
        make_item(column=column, title=f"第{number}号通知", published_on=date(2026, 3, 2))
        for number in range(3)
    ]


def chosen(browser: Client, data: dict[str, object]) -> str:
    """Choose, and return the address of the bulk edit."""
    answer = browser.post(reverse(CHOOSE), data)
    assert answer.status_code == 302
    return str(answer["Location"])


def test_from_ticking_to_the_result_and_back(
    browser: Client, bureau: Body, items: list[InformationItem]
) -> None:
    other = make_column(body=bureau, name="公示公告")
    assert "勾选《第0号通知》" in words(browser.get(reverse("office:items"), {"tab": "all"}))
    page = chosen(browser, {"item": [items[0].pk, items[1].pk], "query": "tab=all"})
    assert "选中 2 条，要改什么" in words(browser.get(page))

    browser.post(f"{page}change/column/", {"column": other.pk, "reason": "栏目调整"})
    preview = words(browser.get(page))
    assert "修改 2 条" in preview
    assert "通知公告 公示公告 会修改" in preview
    assert InformationItem.objects.filter(column=other).count() == 0
    browser.post(page, {"start": "1"})
    result = words(browser.get(page))

    assert "已修改" in result
    assert {item.title for item in InformationItem.objects.filter(column=other)} == {"第0号通知", "第1号通知"}
    assert "栏目改为“公示公告” 栏目调整" in words(browser.get(reverse("office:items_bulk")))
    actions.withdraw_item(items[0], reason="有误", by=bulk_editor(), on=date(2026, 3, 9))
    before = words(browser.get(f"{page}undo/"))
    assert "恢复 1 条" in before
    assert "之后刘编辑办理了“撤回”，不再自动恢复" in before
    browser.post(f"{page}undo/")
    assert InformationItem.objects.get(pk=items[1].pk).column.name == "通知公告"
    assert InformationItem.objects.get(pk=items[0].pk).column == other
    assert "已撤销" in words(browser.get(reverse("office:items_bulk")))


def bulk_editor() -> User:
    return BulkEdit.objects.get().by


def test_all_that_the_filter_shows_and_nothing_else(browser: Client, items: list[InformationItem]) -> None:
    page = chosen(browser, {"all": "1", "query": "tab=all&q=第1号"})

    assert BulkEdit.objects.get().lines.get().item == items[1]
    assert "第1号通知" in words(browser.get(page))


def test_nothing_ticked_says_what_to_do(browser: Client, items: list[InformationItem]) -> None:
    answer = browser.post(reverse(CHOOSE), {"query": "tab=all"}, follow=True)

    assert "请勾选要修改的信息" in answer.content.decode()
    assert not BulkEdit.objects.exists()


def test_a_form_that_is_wrong_stays_filled_in(browser: Client, items: list[InformationItem]) -> None:
    page = chosen(browser, {"item": [items[0].pk]})

    past = browser.post(f"{page}change/expires_on/", {"expires_on": "2026-03-01", "reason": "公示期满"})
    nothing = browser.post(f"{page}change/keywords/", {"reason": "统一主题词"})
    mode = browser.post(f"{page}change/disclosure_mode/", {"disclosure_mode": "withheld"})

    assert "不能早于今天" in words(past)
    assert "公示期满" in past.content.decode()
    assert "请填写要增加的或者要去掉的" in words(nothing)
    assert "写明理由和依据的条款" in words(mode)
    assert browser.get(f"{page}change/title/").status_code == 404


@pytest.mark.parametrize(
    "code",
    ["column", "placements", "owner_unit", "genre", "document_kind", "keywords", "validity", "expires_on"],
)
def test_every_change_has_its_form(browser: Client, items: list[InformationItem], code: str) -> None:
    page = chosen(browser, {"item": [items[0].pk]})

    assert "看逐条会怎样" in words(browser.get(f"{page}change/{code}/"))


def test_what_was_chosen_can_be_given_up(browser: Client, items: list[InformationItem]) -> None:
    page = chosen(browser, {"item": [items[0].pk]})

    browser.post(page, {"drop": "1"})

    assert not BulkEdit.objects.exists()


def test_what_another_chose_and_another_body_changed_is_not_shown(
    browser: Client, items: list[InformationItem], staff: Staff, log_in: LogIn
) -> None:
    page = chosen(browser, {"item": [items[0].pk]})
    stranger = make_user(role=Role.INFORMATION_OFFICER, body=make_body())

    assert log_in(staff.office_head).get(page).status_code == 404
    assert log_in(stranger).get(page).status_code == 404
    assert "勾选" not in words(
        log_in(make_user(role=Role.AUDITOR, unit=staff.office)).get(reverse("office:items"), {"tab": "all"})
    )
    assert reverse(EDIT, args=[BulkEdit.objects.get().pk]) == page


def test_progress_is_told_while_rows_are_left(browser: Client, items: list[InformationItem]) -> None:
    page = chosen(browser, {"all": "1", "query": "tab=all"})
    browser.post(f"{page}change/genre/", {"genre": "公告"})
    BulkEdit.objects.update(state="running")

    first = browser.get(page, {"running": "0-"})
    stuck = browser.get(page, {"running": "3-19"})
    part = browser.get(page, {"running": "0-"}, headers={"HX-Request": "true"})

    assert "共 3 条，还有 3 条" in words(first)
    assert "等待修改" in words(first)
    assert "没有进展" in words(stuck)
    assert part.content.decode().lstrip().startswith("<div")
