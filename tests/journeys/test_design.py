"""How the portal looks is tried before anybody sees it; on a day of mourning it is grey, and then not."""

from datetime import date

import pytest

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column
from gongkai.rules.roles import Role
from tests.factories import Staff, make_user
from tests.journeys.handling import Today
from tests.journeys.walking import Walker

DAY = date(2026, 4, 3)
BAR = "getComputedStyle(document.querySelector('.gk-nav')).backgroundColor"
GREY = "getComputedStyle(document.documentElement).filter"
RED = "rgb(139, 26, 26)"


@pytest.fixture
def today(monkeypatch: pytest.MonkeyPatch) -> Today:
    return Today(DAY).hold(monkeypatch)


@pytest.fixture
def office(walker: Walker, columns: dict[str, Column], staff: Staff, today: Today) -> Walker:
    walker.seat(make_user(role=Role.ADMINISTRATOR, unit=staff.office))
    walker.go("/office/bodies/design/")
    return walker


def test_a_look_is_seen_before_it_is_adopted(office: Walker, body: Body) -> None:
    page = office.page
    office.fill(site_name="海城人社网", colour="#8b1a1a")
    office.press("预览")
    page.frame_locator("iframe[name=preview]").get_by_text("海城人社网").first.wait_for()
    preview = page.frame("preview")
    assert preview
    assert preview.evaluate(BAR) == RED
    seen = page.context.new_page()
    seen.goto(office.site)
    assert seen.evaluate(BAR) != RED

    office.press("采用这个外观")
    seen.goto(office.site)

    assert seen.evaluate(BAR) == RED
    assert "海城人社网" in seen.title()
    seen.close()


def test_a_colour_that_cannot_be_read_is_refused_and_the_form_kept(office: Walker) -> None:
    office.fill(site_name="海城人社网", colour="#ff9900")
    office.press("预览")

    assert "对比度应当不低于" in office.text
    assert office.page.locator("[name=site_name]").input_value() == "海城人社网"


def test_a_day_of_mourning_is_grey_and_only_that_day(office: Walker, today: Today) -> None:
    office.fill(from_on="2026-04-04", until_on="2026-04-04", reason="国务院公告")
    office.press("设置哀悼日")
    greys = {}
    for day in (3, 4, 5):
        today.day = date(2026, 4, day)
        office.go("/")
        greys[day] = office.page.evaluate(GREY)

    assert greys == {3: "none", 4: "grayscale(1)", 5: "none"}
