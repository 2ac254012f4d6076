"""The report balances, and a figure opens its list: in the office, and on the portal once it is published."""

from datetime import date

import pytest
from playwright.sync_api import Locator, Page
from pypdfium2 import PdfDocument

from gongkai.bodies.models import Body, User
from gongkai.publishing.actions import approve_secrecy, approve_unit
from gongkai.publishing.models import Column
from gongkai.reports.actions import freeze_report, open_report, publish_report, submit_report
from gongkai.reports.building import build_document
from gongkai.reports.models import AnnualReport
from gongkai.rules.outcomes import Outcome
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from tests.factories import Staff, answer_request, make_request, make_user
from tests.journeys.walking import Walker

NEW_YEAR = date(2026, 1, 5)


@pytest.fixture
def report(body: Body, columns: dict[str, Column], staff: Staff) -> AnnualReport:
    """Two requests of 2025, one granted and one still in hand at the end of the year."""
    answer_request(make_request(body=body, received_on=date(2025, 3, 3), assigned=True), on=date(2025, 3, 20))
    make_request(body=body, received_on=date(2025, 12, 22))
    editor = make_user(role=Role.REPORT_EDITOR, unit=staff.office, full_name="年报编辑")
    return open_report(body, year=2025, by=editor, on=NEW_YEAR)


def editor_of(report: AnnualReport) -> User:
    return User.objects.get(full_name="年报编辑")


ROWS = {
    "new": "一、本年新收",
    "carried_in": "二、上年结转",
    "granted": "（一）予以公开",
    "total": "（七）总计",
    "carried_out": "四、结转下年度",
}


def cells(page: Page, row: str) -> Locator:
    """Return the cells of a row of the statutory table: a column for each applicant kind, then the total."""
    return page.locator("tr", has=page.locator("th", has_text=ROWS[row])).first.locator("td")


def total(page: Page, row: str) -> str:
    return cells(page, row).last.inner_text().strip()


def test_new_and_carried_in_equal_concluded_and_carried_out(walker: Walker, report: AnnualReport) -> None:
    walker.log_in(editor_of(report))
    walker.go(f"/office/reports/{report.pk}/")

    numbers = {row: total(walker.page, row) for row in ("new", "carried_in", "total", "carried_out")}

    assert numbers == {"new": "2", "carried_in": "0", "total": "1", "carried_out": "1"}
    assert not [one for one in build_document(report).findings if one.severity == "error"]


def test_the_whole_report_is_printed_and_not_its_first_page(walker: Walker, report: AnnualReport) -> None:
    walker.log_in(editor_of(report))
    walker.go(f"/office/reports/{report.pk}/")

    pages = [one.get_textpage().get_text_range() for one in PdfDocument(walker.page.pdf(format="A4"))]

    assert len(pages) > 1
    assert "六、其他需要报告的事项" in "".join("".join(pages).split())


def test_a_figure_opens_the_records_behind_it(walker: Walker, report: AnnualReport) -> None:
    granted = report.body.requests.get(outcome=Outcome.GRANTED)
    walker.log_in(editor_of(report))
    walker.go(f"/office/reports/{report.pk}/")

    cells(walker.page, "granted").first.locator("a").first.click()
    walker.page.get_by_text(granted.number).first.wait_for()

    assert granted.number in walker.text


def test_a_published_figure_opens_its_public_list(
    walker: Walker, report: AnnualReport, body: Body, staff: Staff
) -> None:
    granted = body.requests.get(outcome=Outcome.GRANTED)
    publish(report, staff)

    walker.go("/reports/2025/")
    cells(walker.page, "granted").first.locator("a").first.click()
    walker.page.wait_for_load_state("networkidle")

    assert granted.number in walker.text
    assert granted.matter not in walker.text
    assert granted.applicant.name not in walker.text


def publish(report: AnnualReport, staff: Staff) -> None:
    """Fix the report and take it through the reviews."""
    officer = make_user(role=Role.INFORMATION_OFFICER, unit=staff.office, full_name="信息员")
    head = make_user(role=Role.UNIT_HEAD, unit=staff.office, full_name="办公室主任")
    report = freeze_report(report, by=staff.office_head, on=NEW_YEAR)
    report = submit_report(report, by=officer, on=NEW_YEAR)
    assert report.item is not None
    approve_unit(report.item, by=head, on=NEW_YEAR)
    points = list(review_points())
    approve_secrecy(
        report.item, checked=points, disclosure_mode="public", by=staff.secrecy_reviewer, on=NEW_YEAR
    )
    publish_report(report, by=officer, on=NEW_YEAR)
