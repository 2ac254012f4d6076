"""A topic is made, filled, submitted, let out by a second person, changed, taken down; nobody is shut out."""

from datetime import date

import pytest

from gongkai.bodies.models import Body, User
from gongkai.publishing.models import Column, Topic
from gongkai.rules.roles import Role
from tests.factories import Staff, make_item, make_user
from tests.journeys.test_every_screen import look
from tests.journeys.walking import Walker

NOTICE = "海城市公益性岗位开发管理办法"


@pytest.fixture
def editor(body: Body, staff: Staff) -> User:
    return make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, full_name="信息员")


def test_from_an_empty_page_to_the_portal_and_off_it_again(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    make_item(
        column=columns["normative-documents"], title=NOTICE, published_on=date(2025, 3, 10), by=staff.handler
    )
    walker.log_in(editor)
    page = made(walker)
    assert walker.go("/topics/jobs/") == 404

    let_out(walker, page, editor, staff)
    assert walker.go("/topics/jobs/") == 200
    assert NOTICE in walker.text
    walker.go("/")
    assert "稳就业" in walker.text

    walker.go(page)
    walker.press("变更")
    draft = walker.page.url.removeprefix(walker.site)
    assert draft != page
    walker.follow("改名称、简介、日期")
    walker.fill(title="稳就业惠民生")
    walker.press("保存专题")
    walker.go("/topics/jobs/")
    assert "惠民生" not in walker.text
    let_out(walker, draft, editor, staff)
    walker.go("/topics/jobs/")
    assert "稳就业惠民生" in walker.text

    walker.go(page)
    walker.follow("撤下专题")
    walker.fill(reason="活动已经结束")
    walker.press("撤下专题")
    assert walker.go("/topics/jobs/") == 410
    assert "活动已经结束" in walker.text


def test_axe_finds_nothing_at_a_desk_or_on_a_phone(
    walker: Walker, columns: dict[str, Column], staff: Staff, editor: User
) -> None:
    make_item(
        column=columns["normative-documents"], title=NOTICE, published_on=date(2025, 3, 10), by=staff.handler
    )
    walker.log_in(editor)
    page = made(walker)
    walker.go(page)
    walker.press("送审")
    waiting = look(walker, ["/office/topics/", page], ".gk-office")
    walker.seat(staff.leader)
    waiting += look(walker, [f"{page}review/", "/office/today/", "/office/items/inbox/"], ".gk-office")
    walker.go(f"{page}review/")
    walker.press("审核通过，发布")
    walker.seat(editor)
    walker.go(page)
    walker.press("变更")
    draft = walker.page.url.removeprefix(walker.site)

    found = waiting + look(walker, [page, draft, "/office/topics/"], ".gk-office")
    found += look(walker, ["/topics/", "/topics/jobs/"], None)
    assert not found, "\n".join(found)


def made(walker: Walker) -> str:
    """Make a topic with one item in one section; return where it is in the office."""
    walker.go("/office/topics/")
    walker.follow("新建专题")
    walker.fill(title="稳就业", slug="jobs", summary="政策、岗位、补贴，一处看全。", from_on="2025-05-06")
    walker.press("保存专题")
    page = walker.page.url.removeprefix(walker.site)
    walker.follow("加一栏")
    walker.fill(title="重点政策", rule="chosen", most="10")
    walker.press("保存这一栏")
    walker.fill(q="公益性岗位")
    walker.press("查找")
    walker.press(f"加入《{NOTICE}》")
    assert Topic.objects.get().sections.get().entries.count() == 1
    return page


def let_out(walker: Walker, page: str, editor: User, staff: Staff) -> None:
    """Submit a topic, and let the leader approve it from the list of what waits."""
    walker.go(page)
    walker.press("送审")
    assert not walker.page.get_by_role("link", name="审核", exact=True).count()
    walker.seat(staff.leader)
    walker.go("/office/items/inbox/")
    walker.page.locator("section", has_text="专题等您审核").get_by_role("link").first.click()
    walker.press("审核通过，发布")
    walker.seat(editor)
