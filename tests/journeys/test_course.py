"""What happens to an item on its way: masked, refused, set to a day, listed twice, and taken off again."""

from datetime import date

import pytest
from playwright.sync_api import expect

from gongkai.publishing import actions
from gongkai.publishing.actions import expire_notices, publish_scheduled
from gongkai.publishing.models import Attachment, Column, InformationItem, SecretRefusal
from tests.factories import Staff, make_item, review_through
from tests.journeys.handling import Today
from tests.journeys.publishing import Editors
from tests.journeys.walking import Walker
from tests.publishing.papers.made import word

MONDAY = date(2026, 3, 9)
NUMBER = "11010519491231002X"  # the example of GB 11643
SECRET = ("机密★10年", "关于某事的通知")


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    return Today(MONDAY).hold(monkeypatch)


@pytest.fixture
def editors(walker: Walker, columns: dict[str, Column], staff: Staff, today: Today) -> Editors:
    item = make_item(
        column=columns["normative-documents"],
        by=staff.handler,
        owner_unit=staff.unit,
        title="一次性扩岗补助公示",
        content=f"<p>张三，身份证号码{NUMBER}，补助3000元。</p>",
        formed_on=date(2026, 3, 6),
    )
    return Editors(walker, staff, item)


def approved(editors: Editors) -> Editors:
    """Let the item be approved, without the number."""
    facts = {"content": "<p>张某，补助3000元。</p>", "by": editors.staff.handler, "on": MONDAY}
    item = actions.save_draft(editors.item, **facts)
    item = actions.submit_item(item, by=editors.staff.handler, on=MONDAY)
    editors.item = review_through(item, on=MONDAY)
    return editors


def live(editors: Editors) -> InformationItem:
    """Publish a further item of the same column."""
    facts = {"by": editors.staff.handler, "owner_unit": editors.staff.unit, "published_on": MONDAY}
    title = "一次性扩岗补助公示（更正）"
    return make_item(column=editors.item.column, title=title, formed_on=date(2026, 3, 6), **facts)


def test_one_click_covers_what_the_gate_found(editors: Editors) -> None:
    page = editors.walker.page
    editors.sit(editors.staff.handler)
    expect(page.locator("#check")).to_contain_text("禁止发布 1 处")
    assert NUMBER not in page.locator("#check").inner_text()

    page.locator("#check").get_by_role("link", name="遮盖").click()
    assert page.locator("del").inner_text() == NUMBER
    editors.walker.press("确认遮盖")

    editors.back()
    assert NUMBER not in editors.item.content
    assert "身份证号码****" in editors.item.content
    expect(page.locator("#check")).not_to_contain_text("禁止发布")
    editors.take(editors.staff.handler, "submit")


def test_a_mark_of_secrecy_is_refused_and_nothing_of_it_kept(editors: Editors) -> None:
    page = editors.walker.page
    editors.sit(editors.staff.handler, "edit/")
    files = page.locator("input[type=file][name=file]")
    files.set_input_files(
        [{"name": "通知.docx", "mimeType": "application/octet-stream", "buffer": word(*SECRET)}]
    )
    files.locator("xpath=ancestor::form").get_by_role("button").last.click()

    expect(page.get_by_text("按保守国家秘密法的规定处理").first).to_be_visible()
    assert SecretRefusal.objects.get().by == editors.staff.handler
    assert not Attachment.objects.exists()


def test_it_appears_on_its_day_and_goes_when_its_time_is_over(editors: Editors, today: Today) -> None:
    leader = approved(editors).staff.leader
    editors.take(leader, "schedule", publish_on="2026-03-11")
    assert editors.walker.go(editors.public) == 404

    today.day = date(2026, 3, 11)
    publish_scheduled(on=today.day)
    assert editors.walker.go(editors.public) == 200
    editors.take(leader, "set_expiry", expires_on="2026-03-18")

    today.day = date(2026, 3, 19)
    expire_notices(on=today.day)
    assert editors.walker.go(editors.public) == 410
    assert "公示期" in editors.walker.text


def test_one_text_stands_in_several_columns(editors: Editors, columns: dict[str, Column]) -> None:
    leader = approved(editors).staff.leader
    editors.take(leader, "publish")
    page, other = editors.walker.page, columns["services"]
    editors.sit(leader, "steps/place/")
    page.get_by_label(f"{other.parent} › {other.name}", exact=True).check()
    editors.walker.press("同时列入栏目")
    editors.back()

    for column in (editors.item.column, other):
        editors.walker.go(f"/c/{column.slug}/")
        found = page.locator("main").get_by_role("link", name=editors.item.title)
        assert found.get_attribute("href") == editors.public


@pytest.mark.parametrize("code", ["withdraw", "expire", "replace", "redirect"])
def test_each_way_off_the_site_is_another(editors: Editors, code: str) -> None:
    walker, leader = editors.walker, approved(editors).staff.leader
    editors.take(leader, "publish")
    other = live(editors)
    typed = {
        "replace": {"by_item": other.index_no, "reason": "金额有误"},
        "redirect": {"new_place": "/contact/", "reason": "并入联系方式"},
    }
    editors.take(leader, code, **typed.get(code, {"reason": "金额有误，核对后重新公示。"}))

    status = walker.go(editors.public)
    if code in typed:
        place = f"/i/{other.pk}.html" if code == "replace" else "/contact/"
        assert (status, walker.page.url) == (200, walker.site + place)
    else:
        assert status == 410
        assert "金额有误" in walker.text
    walker.go(f"/c/{editors.item.column.slug}/")
    assert not walker.page.get_by_role("link", name=editors.item.title, exact=True).count()
