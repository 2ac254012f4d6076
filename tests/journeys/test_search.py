"""A citizen who searches: words offered by keyboard, synonyms, facets; traditional, large, in contrast."""

from datetime import date
from typing import Any

import pytest
from playwright.sync_api import Page

from gongkai.publishing.models import Column, InformationItem
from tests.factories import Staff, make_item
from tests.journeys.walking import Walker

WIDTHS = [1440, 390]


@pytest.fixture
def items(columns: dict[str, Column], staff: Staff) -> list[InformationItem]:
    document = {"document_kind": "normative_document", "doc_no": "海人社规〔2025〕3号"}
    given: list[tuple[str, str, date, dict[str, Any]]] = [
        (
            "normative-documents",
            "失业保险金发放办法",
            date(2025, 3, 10),
            {"validity": "in_force", **document},
        ),
        ("normative-documents", "失业保险金发放暂行办法", date(2020, 5, 6), {"validity": "repealed"}),
        ("services", "失业保险金标准调整", date(2024, 7, 1), {}),
    ]
    by = {"by": staff.handler, "owner_unit": staff.unit}
    return [
        make_item(column=columns[slug], title=title, formed_on=on, published_on=on, **by, **facts)
        for slug, title, on, facts in given
    ]


@pytest.mark.parametrize("width", WIDTHS)
@pytest.mark.usefixtures("items")
def test_a_word_is_chosen_by_keyboard_and_the_answer_narrowed(walker: Walker, width: int) -> None:
    page = walker.page
    page.set_viewport_size({"width": width, "height": 900})
    walker.go("/")
    page.get_by_role("combobox", name="检索政府信息").press_sequentially("失业", delay=30)
    page.get_by_role("option").first.wait_for()
    page.keyboard.press("ArrowDown")
    word = page.get_by_role("option", selected=True).inner_text().strip()
    assert page.get_by_role("combobox").input_value() == word
    page.keyboard.press("Enter")
    page.wait_for_url("**/search/**")

    assert found(page) == {"失业保险金发放办法", "失业保险金标准调整"}
    assert "另有 1 件已经失效或者废止的文件没有列出" in walker.text
    if width < 500:
        walker.follow("缩小范围")
    page.locator("#narrow").get_by_role("link", name="2024年").click()
    page.wait_for_url("**year=2024**")
    assert found(page) == {"失业保险金标准调整"}
    page.locator(".gk-chips").get_by_role("link", name="2024年").click()
    page.wait_for_function("!location.search.includes('year')")
    walker.follow("一并列出")
    assert len(found(page)) == 3


@pytest.mark.usefixtures("items")
def test_other_words_find_the_same(walker: Walker) -> None:
    page = walker.page
    walker.go("/search/?q=失业金")
    assert "“失业金”也按“失业保险金”检索了" in walker.text
    assert "失业保险金发放办法" in found(page)

    walker.go("/search/?q=海人社规[2025]第3号")
    assert found(page) == {"失业保险金发放办法"}

    walker.go("/search/?q=shiyebaoxianjin")
    assert "您是不是要找" in walker.text


@pytest.mark.parametrize("width", WIDTHS)
def test_it_reads_in_traditional_characters_large_and_in_contrast(
    walker: Walker, items: list[InformationItem], width: int
) -> None:
    page = walker.page
    page.set_viewport_size({"width": width, "height": 900})
    walker.go(f"/i/{items[0].pk}.html")
    size = font_size(page)

    walker.press("繁體")
    assert page.locator("h1").inner_text() == "失業保險金發放辦法"
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    walker.press("大字")
    assert font_size(page) > size
    walker.press("高對比")
    assert page.get_by_role("button", name="高對比", pressed=True).count()
    assert not page.evaluate("document.documentElement.scrollWidth > innerWidth")
    walker.go("/")
    assert page.locator("html").get_attribute("lang") == "zh-Hant"
    walker.press("简体")
    assert page.locator("html").get_attribute("lang") == "zh-Hans"


def found(page: Page) -> set[str]:
    return set(page.locator(".gk-records > li > a").all_inner_texts())


def font_size(page: Page) -> float:
    return float(page.locator("main p").last.evaluate("each => parseFloat(getComputedStyle(each).fontSize)"))
