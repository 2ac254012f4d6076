"""The touch screen in a hall, upright and lying: large targets, and home again when nobody is there."""

from datetime import date

import pytest
from axe_playwright_python.sync_playwright import Axe

from gongkai.publishing.actions import change_column
from gongkai.publishing.models import Column
from tests.factories import Staff, make_item
from tests.journeys.walking import Walker

RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
SMALL = """
() => [...document.querySelectorAll("a, button")].filter((each) => {
  const box = each.getBoundingClientRect();
  return box.width > 0 && (box.width < 60 || box.height < 60);
}).map((each) => each.textContent.trim())
"""


@pytest.mark.parametrize(("width", "height"), [(1080, 1920), (1920, 1080), (390, 844)])
def test_every_target_is_large_and_nobody_is_shut_out(
    walker: Walker, columns: dict[str, Column], staff: Staff, width: int, height: int
) -> None:
    column = change_column(columns["normative-documents"], owner_unit=staff.unit)
    item = make_item(
        column=column, title="失业保险稳岗返还实施办法", keywords="失业保险", published_on=date(2025, 3, 10)
    )
    walker.page.set_viewport_size({"width": width, "height": height})
    found = {}
    for path in ("/kiosk/", "/kiosk/search/", "/kiosk/new/", "/kiosk/about/", f"/kiosk/i/{item.pk}/"):
        assert walker.go(path) == 200
        small = walker.page.evaluate(SMALL)
        wrong = [one["id"] for one in Axe().run(walker.page, options=RULES).response["violations"]]
        wide = walker.page.evaluate("document.documentElement.scrollWidth > innerWidth")
        found[path] = (small, wrong, wide)

    assert found == dict.fromkeys(found, ([], [], False))


def test_it_goes_home_when_nobody_touches_it(walker: Walker, columns: dict[str, Column]) -> None:
    walker.page.clock.install()
    walker.go("/kiosk/columns/")

    walker.page.clock.run_for(80_000)
    assert "秒后返回首页" in walker.text
    walker.page.mouse.down()
    walker.page.mouse.up()
    assert "秒后返回首页" not in walker.text

    walker.page.clock.run_for(91_000)
    walker.page.wait_for_url("**/kiosk/")
