"""What machines take: the open catalogue described to people, its files, and the feeds a page names."""

import json
from datetime import date

import pytest
from lxml import etree

from gongkai.publishing.models import Column
from tests.factories import Staff, make_item
from tests.journeys.walking import Walker

TITLE = "失业保险稳岗返还实施办法"
READ = "async (path) => { const answer = await fetch(path); return [answer.status, await answer.text()]; }"


@pytest.fixture(autouse=True)
def _item(columns: dict[str, Column], staff: Staff) -> None:
    facts = {"by": staff.handler, "owner_unit": staff.unit, "published_on": date(2025, 3, 10)}
    make_item(column=columns["normative-documents"], title=TITLE, **facts)


def test_the_catalogue_is_found_from_the_site_map_and_downloaded(walker: Walker) -> None:
    page = walker.page
    walker.go("/sitemap/")
    walker.follow("开放目录（数据接口）")
    with page.expect_download() as csv:
        page.get_by_role("link", name="下载目录（CSV）").click()
    assert TITLE in csv.value.path().read_text(encoding="utf-8-sig")

    page.get_by_role("link", name="OpenAPI").click()
    page.wait_for_load_state()
    described = json.loads(page.locator("body").inner_text())
    assert described["openapi"].startswith("3.")
    status, listed = page.evaluate(READ, "/api/v1/items")
    assert (status, json.loads(listed)["items"][0]["title"]) == (200, TITLE)


def test_a_page_names_its_feeds_and_they_hold_what_it_lists(walker: Walker) -> None:
    page = walker.page
    walker.go("/c/normative-documents/")
    assert TITLE in walker.text
    feeds = page.locator("link[rel=alternate]").evaluate_all("all => all.map((each) => each.href)")

    assert len(feeds) >= 3
    for address in feeds:
        status, text = page.evaluate(READ, address)
        titles = (
            [each["title"] for each in json.loads(text)["items"]]
            if address.endswith(".json")
            else [each.text for each in etree.fromstring(text.encode()).iter("{*}title")]
        )
        assert (status, TITLE in titles) == (200, True), address
