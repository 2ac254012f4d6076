"""What a screen reader says on the five main pages, kept as text that people can read; see `--aloud`."""

import re
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.publishing import actions
from gongkai.publishing.models import Column, InformationItem
from tests.factories import Staff, make_item, publish_through
from tests.journeys.handling import Today
from tests.journeys.walking import Walker

FOLDER = Path(__file__).parent / "aloud"
DAY = date(2026, 3, 9)
PAGES: dict[str, Callable[[InformationItem], str]] = {
    "home": lambda _item: "/",
    "column": lambda item: f"/c/{item.column.slug}/",
    "item": lambda item: f"/i/{item.pk}.html",
    "search": lambda _item: "/search/?q=失业金",
    "request": lambda _item: "/requests/new/",
}
PASSING = re.compile(r"http://localhost:\d+/i/\d+|11320900\w{10}(?=/)")  # differs from run to run
TEXT = """<h2>一、申领条件</h2><p>符合条件的失业人员可以申领。</p>
<table><caption>标准</caption><thead><tr><th scope="col">年限</th><th scope="col">每月</th></tr></thead>
<tbody><tr><td>一年以上</td><td>1480元</td></tr></tbody></table>"""


@pytest.fixture
def item(columns: dict[str, Column], staff: Staff, monkeypatch: pytest.MonkeyPatch) -> InformationItem:
    Today(DAY).hold(monkeypatch)
    by, published = {"by": staff.handler, "owner_unit": staff.unit}, date(2026, 3, 2)
    column = columns["normative-documents"]
    document = {
        "document_kind": "normative_document",
        "doc_no": "海人社规〔2026〕1号",
        "validity": "in_force",
    }
    title = "失业保险金发放办法"
    draft = make_item(
        column=column, title=title, formed_on=published, content=TEXT, keywords="失业保险", **document, **by
    )
    form = SimpleUploadedFile("申领表.txt", "姓名、身份证号码".encode())
    actions.attach_file(draft, file=form, by=staff.handler, on=published)
    explained = {"title": "《失业保险金发放办法》解读", "formed_on": published, "published_on": published}
    make_item(column=columns["interpretations"], **explained, **by)
    return publish_through(draft, by=staff.handler, on=published)


@pytest.mark.parametrize("name", PAGES)
def test_a_page_read_aloud(
    walker: Walker, item: InformationItem, name: str, request: pytest.FixtureRequest
) -> None:
    walker.go(PAGES[name](item))
    page = walker.page
    page.wait_for_load_state("networkidle")
    lines = page.locator("body").aria_snapshot().splitlines()
    said = [f"language: {page.locator('html').get_attribute('lang')}", f"title: {page.title()}"]
    said += [line for line in lines if not re.search(r"- /(url|placeholder):", line)]
    text, kept = PASSING.sub("…", "\n".join(said) + "\n"), FOLDER / f"{name}.yml"
    if request.config.getoption("--aloud"):
        kept.parent.mkdir(exist_ok=True)
        kept.write_text(text, encoding="utf-8")

    assert text.splitlines() == kept.read_text(encoding="utf-8").splitlines()
