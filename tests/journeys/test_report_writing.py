"""The report is written with figures that are picked, frozen, corrected, and says what was corrected."""

from datetime import date

import pytest
from django.urls import reverse

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body
from gongkai.publishing.actions import approve_secrecy, approve_unit
from gongkai.publishing.models import Column
from gongkai.reports.actions import open_report
from gongkai.reports.models import AnnualReport
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from tests.factories import LONG_AGO, Staff, make_request, make_user
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker

NEW_YEAR = date(2026, 1, 5)
WIDTHS = (1440, 390)

pytestmark = pytest.mark.parametrize("width", WIDTHS)


@pytest.fixture
def report(body: Body, columns: dict[str, Column], staff: Staff) -> AnnualReport:
    make_request(body=body, received_on=date(2025, 12, 22))
    assign_role(staff.office_head, unit=staff.office, role=Role.INFORMATION_OFFICER, on=LONG_AGO)
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office, full_name="年报编辑")
    return open_report(body, year=2025, by=editor, on=NEW_YEAR)


@pytest.fixture
def writer(walker: Walker, staff: Staff, width: int) -> Walker:
    """The head of the office, at a desk or on the way."""
    walker.page.set_viewport_size({"width": width, "height": 900})
    walker.seat(staff.office_head)
    return walker


def at(report: AnnualReport, tail: str = "") -> str:
    return f"/office/reports/{report.pk}/{tail}"


def begin(writer: Walker, words: str) -> None:
    """Open the last section and write it anew up to these words."""
    writer.page.locator(".report-words").click()
    writer.page.keyboard.press("Control+A")
    writer.page.keyboard.type(words)


def saved(report: AnnualReport) -> list[str]:
    report.refresh_from_db()
    return list(report.narrative["other"])


def is_narrow_enough(writer: Walker) -> bool:
    """Whether nothing has to be scrolled sideways."""
    return bool(writer.page.evaluate("document.documentElement.scrollWidth <= innerWidth"))


def test_a_figure_is_picked_from_the_list_and_changed_on_its_label(
    writer: Walker, report: AnnualReport
) -> None:
    writer.go(at(report, "words/other/"))
    page = writer.page

    begin(writer, "信息处理费未收取。新收申请")
    page.fill("#find-figure", "本年新收")
    page.locator("[data-insert='{{requests.new}}']").click()
    page.keyboard.type("件。")
    page.locator("#preview", has_text="新收申请1件。").wait_for()
    page.locator(".report-chip").click()
    page.locator("#chip-panel").get_by_label("比上年增减").check()
    assert violations(page, ".gk-office") == []
    assert is_narrow_enough(writer)
    writer.press("保存")

    assert saved(report) == ["信息处理费未收取。新收申请{{requests.new|growth}}件。"]


def test_each_figure_of_the_first_text_is_a_label(writer: Walker, report: AnnualReport) -> None:
    writer.go(at(report, "words/overview/"))

    assert "{{" not in writer.page.locator(".report-words").inner_text()
    writer.page.click("#plain-text")
    assert "{{requests.new}}" in writer.page.input_value("#id_text")
    writer.page.click("#plain-text")
    assert "{{" not in writer.page.locator(".report-words").inner_text()


def test_a_typed_number_that_a_cell_holds_is_made_live_and_typed_again(
    writer: Walker, report: AnnualReport
) -> None:
    writer.go(at(report, "words/other/"))
    page = writer.page

    begin(writer, "信息处理费未收取。新收政府信息公开申请1件。")
    offer = page.locator("#offers", has_text="就是表二“一、本年新收政府信息公开申请数量，总计”")
    offer.get_by_role("button", name="改成活数字").click()
    page.locator(".report-chip", has_text="本年新收").wait_for()
    page.get_by_role("button", name="撤销", exact=True).click()
    page.locator(".report-chip").wait_for(state="detached")
    offer.wait_for()
    assert violations(page, ".gk-office") == []

    page.locator(".report-words").focus()
    page.keyboard.press("Alt+Enter")
    page.locator(".report-chip", has_text="本年新收").wait_for()
    page.keyboard.press("Control+Z")
    page.locator(".report-chip").wait_for(state="detached")
    offer.wait_for()
    page.keyboard.press("Alt+Enter")
    page.locator(".report-chip", has_text="本年新收").wait_for()
    writer.press("保存")

    assert saved(report) == ["信息处理费未收取。新收政府信息公开申请{{requests.new}}件。"]


def test_in_plain_text_too_a_typed_number_is_made_live(writer: Walker, report: AnnualReport) -> None:
    writer.go(at(report, "words/other/"))
    page = writer.page

    page.click("#plain-text")
    page.fill("#id_text", "信息处理费未收取。\n新收政府信息公开申请1件。")
    page.get_by_role("button", name="改成活数字").click()

    assert page.input_value("#id_text").endswith("新收政府信息公开申请{{requests.new}}件。")


def test_what_is_typed_wrong_is_told_while_typing_and_leads_to_the_words(
    writer: Walker, report: AnnualReport
) -> None:
    writer.go(at(report, "words/other/"))
    page = writer.page

    begin(writer, "信息处理费未收取。新收政府信息公开申请9件。")
    page.get_by_role("link", name="表中收到的申请为1").click()

    said = page.locator("#preview mark:target")
    assert "9件" in said.inner_text()
    assert said.evaluate(
        "one => one.getBoundingClientRect().top >= 0 && one.getBoundingClientRect().bottom <= innerHeight"
    )
    assert violations(page, ".gk-office") == []


def test_a_number_put_right_shows_its_sums_while_it_is_typed(writer: Walker, report: AnnualReport) -> None:
    writer.go(at(report))
    page = writer.page

    writer.follow("人工更正")
    writer.fill(cell="requests.new.total")
    page.locator("#cell-effect", has_text="有关的勾稽都平").wait_for()
    page.get_by_label("更正为").press_sequentially("3")
    page.locator("#cell-effect", has_text="勾稽不平").wait_for()
    assert violations(page, ".gk-office") == []
    assert is_narrow_enough(writer)
    page.get_by_label("更正为").fill("1")
    page.locator("#cell-effect", has_text="有关的勾稽都平").wait_for()
    writer.fill(cell="proactive.licences.decisions", value="7", reason="审批系统导出。")
    writer.press("更正")

    assert "已更正" in writer.text
    assert "系统统计为0，更正为7。审批系统导出。" in writer.text


def test_a_report_is_frozen_published_corrected_and_says_what_changed(
    writer: Walker, report: AnnualReport, staff: Staff
) -> None:
    writer.go(at(report))

    writer.follow("定稿")
    assert "个指标的记录清单" in writer.text
    assert violations(writer.page, ".gk-office") == []
    writer.press("定稿")
    report.refresh_from_db()
    assert report.digest in writer.text
    assert report.receipts.exists()
    publish(writer, report, staff)

    writer.go(at(report))
    writer.follow("更正再版")
    writer.fill(reason="行政许可漏计一件。")
    writer.press("更正再版")
    writer.follow("人工更正")
    writer.fill(cell="proactive.licences.decisions", value="1", reason="漏计")
    writer.press("更正")
    assert "原为“0”，更正为“1”" in writer.text
    assert violations(writer.page, ".gk-office") == []
    writer.follow("定稿")
    writer.press("定稿")
    second = AnnualReport.objects.get(edition=2)
    publish(writer, second, staff)

    writer.leave()
    writer.go("/reports/2025/")
    assert "第2版" in writer.text
    assert "行政许可漏计一件。" in writer.text
    assert "原为“0”，更正为“1”" in writer.text
    assert is_narrow_enough(writer)
    assert violations(writer.page) == []


def publish(writer: Walker, report: AnnualReport, staff: Staff) -> None:
    """Send the frozen report to review, let the reviews pass, and publish it."""
    writer.follow("送审")
    writer.press("送审")
    report.refresh_from_db()
    assert report.item is not None
    head = make_user(role=Role.UNIT_HEAD, unit=staff.office, full_name=f"办公室主任{report.edition}")
    approve_unit(report.item, by=head, on=NEW_YEAR)
    points = list(review_points())
    approve_secrecy(
        report.item, checked=points, disclosure_mode="public", by=staff.secrecy_reviewer, on=NEW_YEAR
    )
    writer.go(reverse("office:report", args=[report.pk]))
    writer.follow("公布")
    writer.press("公布")
    report.refresh_from_db()
    assert report.state == "published"
