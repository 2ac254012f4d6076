"""The report is written with figures that are picked, frozen, corrected, and says what was corrected."""

from datetime import date

import pytest

from gongkai.bodies.models import Body
from gongkai.publishing.models import Column
from gongkai.reports.actions import freeze_report, open_report
from gongkai.reports.models import AnnualReport
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.journeys.test_accessible import violations
from tests.journeys.walking import Walker

NEW_YEAR = date(2026, 1, 5)


@pytest.fixture
def report(body: Body, columns: dict[str, Column], staff: Staff) -> AnnualReport:
    make_request(body=body, received_on=date(2025, 12, 22))
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office, full_name="年报编辑")
    return open_report(body, year=2025, by=editor, on=NEW_YEAR)


def words_page(report: AnnualReport, section: str) -> str:
    return f"/office/reports/{report.pk}/words/{section}/"


def test_a_figure_is_picked_from_the_list_and_changed_on_its_label(
    walker: Walker, report: AnnualReport, staff: Staff
) -> None:
    walker.log_in(staff.office_head)
    walker.go(words_page(report, "other"))
    page = walker.page
    paper = page.locator(".report-words")

    paper.click()
    page.keyboard.press("Control+A")
    page.keyboard.type("信息处理费未收取。新收申请")
    page.fill("#find-figure", "本年新收")
    page.locator("[data-insert='{{requests.new}}']").click()
    page.keyboard.type("件。")
    page.locator("#preview", has_text="新收申请1件。").wait_for()
    page.locator(".report-chip").click()
    page.locator("#chip-panel").get_by_label("比上年增减").check()
    walker.press("保存")

    report.refresh_from_db()
    assert report.narrative["other"] == ["信息处理费未收取。新收申请{{requests.new|growth}}件。"]
    assert walker.refused == []


def test_what_is_typed_wrong_is_told_while_typing_and_leads_to_the_words(
    walker: Walker, report: AnnualReport, staff: Staff
) -> None:
    walker.log_in(staff.office_head)
    walker.go(words_page(report, "other"))
    page = walker.page

    page.click("#plain-text")
    page.fill("#id_text", "信息处理费未收取。新收政府信息公开申请9件。")

    page.locator("#preview mark", has_text="9件").wait_for()
    assert "表中收到的申请为1" in page.locator("#preview").inner_text()
    assert violations(walker.page, ".gk-office") == []


def test_a_report_is_frozen_and_corrected_and_says_what_changed(
    walker: Walker, report: AnnualReport, staff: Staff
) -> None:
    freeze_report(report, by=staff.office_head, on=NEW_YEAR)
    walker.log_in(staff.office_head)
    walker.go(f"/office/reports/{report.pk}/")

    walker.follow("更正再版")
    walker.fill(reason="行政许可漏计一件。")
    walker.press("更正再版")
    walker.page.locator("#cell-proactive\\.licences\\.decisions").hover()
    walker.follow("人工更正这一格")
    walker.fill(value="1", reason="漏计")
    walker.page.locator("form.office-step button").first.click()
    walker.page.wait_for_load_state()
    walker.go(f"/office/reports/{report.corrected_by.pk}/")

    assert "行政许可漏计一件。" in walker.text
    assert "原为“0”，更正为“1”" in walker.text
    assert violations(walker.page, ".gk-office") == []
