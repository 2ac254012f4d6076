"""年报核对 in a browser: the paper beside the numbers, a number put right, the report taken over."""

from pathlib import Path

import pytest
from django.core.cache import cache

from gongkai.proofing.models import Reading
from gongkai.rules.roles import Role
from tests.factories import make_body, make_user
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker
from tests.proofing.making import LINJIANG, page, unbalanced

WIDTHS = (1440, 390)


@pytest.mark.usefixtures("transactional_db")
def test_reports_are_dropped_in_put_right_and_taken_over(walker: Walker, tmp_path: Path) -> None:
    cache.clear()
    body = make_body(code="linjiang", name=LINJIANG)
    editor = make_user(role=Role.REPORT_EDITOR, body=body, full_name="刘编辑")
    for file in (page(name="2024年报.html"), page(unbalanced(), year=2022, name="2022年报.html")):
        (tmp_path / str(file.name)).write_bytes(file.read())
    walker.seat(editor)

    walker.go("/office/proofing/")
    walker.page.set_input_files("input[type=file]", sorted(tmp_path.iterdir()))
    walker.page.get_by_label("名称").fill("各县区")
    walker.page.get_by_role("button", name="开始核对").click()
    walker.page.get_by_role("link", name="2022年报.html").click()
    walker.page.get_by_role("button", name="下一处").click()
    assert walker.page.evaluate("document.activeElement.id") == "row-requests-0-business"
    assert walker.page.locator(".proofing-source .proofing-here").inner_text() == "255"
    walker.page.keyboard.press("Alt+ArrowUp")
    assert walker.page.evaluate("document.activeElement.id") != "row-requests-0-business"
    found = walker.page.get_by_text("“商业企业”一列")
    found.first.click()
    walker.page.locator("#row-requests-0-business a").click()
    spot = walker.page.locator(".proofing-text :target")
    assert spot.inner_text() == "255"
    assert spot.is_visible()
    assert look(walker) == []

    walker.page.get_by_role("link", name="更正“一、本年新收政府信息公开申请数量”").click()
    walker.page.get_by_label("商业企业").fill("252")
    walker.page.get_by_label("总计").fill("14069")
    walker.page.get_by_label("更正的理由").fill("原件第2页为252")
    assert look(walker) == []
    walker.page.get_by_role("button", name="保存，重新核对").click()
    walker.page.get_by_text("原读为255").first.wait_for()
    walker.page.get_by_text("没有发现问题").first.wait_for()

    walker.page.get_by_role("link", name="收入各年报告").click()
    walker.page.get_by_role("button", name="收入").click()
    assert Reading.objects.get(year=2022).report
    walker.go("/office/proofing/")
    assert look(walker) == []


@pytest.mark.usefixtures("transactional_db")
def test_anybody_may_have_a_report_checked(walker: Walker, tmp_path: Path) -> None:
    cache.clear()
    make_body(code="haicheng")
    file = tmp_path / "年报.html"
    file.write_bytes(page(unbalanced()).read())

    walker.go("/check/")
    walker.page.set_input_files("input[type=file]", file)
    walker.page.get_by_role("button", name="校验").click()

    walker.page.get_by_text("“商业企业”一列").first.wait_for()
    assert look(walker, None) == []


def look(walker: Walker, within: str | None = ".gk-office") -> list[str]:
    """Return what axe finds on the page at each width."""
    found = []
    for width in WIDTHS:
        walker.page.set_viewport_size({"width": width, "height": 900})
        found += violations(walker.page, within)
    return found
