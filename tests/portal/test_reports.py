"""Annual reports on the portal, and the receipts of public figures."""

from datetime import date
from typing import Any

import pytest
import time_machine
from django.test import Client

from gongkai.casework.models import Applicant
from gongkai.publishing.actions import approve_secrecy, approve_unit, withdraw_item
from gongkai.reports.actions import freeze_report, publish_report, submit_report
from gongkai.reports.models import AnnualReport
from gongkai.rules.review_points import review_points
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.portal.reading import addresses, meta, parse, words
from tests.reports.reporting import People, fill_registers, make_people, make_report
from tests.statistics.registers import enter_fee, enter_request

pytestmark = pytest.mark.django_db
LATER = date(2026, 1, 22)


@pytest.fixture
def people(db: None) -> People:
    people = make_people()
    fill_registers(people.body)
    return people


def make_public(people: People) -> AnnualReport:
    report = freeze_report(make_report(people), by=people.head, on=LATER)
    report = submit_report(report, by=people.officer, on=LATER)
    assert report.item
    item = approve_unit(report.item, by=people.unit_head, on=LATER)
    approve_secrecy(
        item, checked=list(review_points()), disclosure_mode="public", by=people.reviewer, on=LATER
    )
    return publish_report(report, by=people.head, on=LATER)


def cell(page: Any, row: str, place: int) -> Any:
    """Return the link in one cell of the table of requests, by the first words of its row."""
    heading = next(each for each in page.select("#table-requests th") if words(each).startswith(row))
    return heading.parent.select("td")[place].a


def test_a_draft_is_not_public(client: Client, people: People) -> None:
    make_report(people)

    assert client.get("/reports/2025/").status_code == 404
    assert "还没有公布年度报告" in parse(client.get("/reports/")).get_text()


def test_a_published_report_is_shown_and_listed(client: Client, people: People) -> None:
    make_public(people)

    page = parse(client.get("/reports/2025/"))

    assert words(page.h1) == "海城市人力资源和社会保障局2025年政府信息公开工作年度报告"
    assert meta(page, "ColumnType") == "信息公开年报"
    assert "2025" in words(parse(client.get("/reports/")).select_one(".gk-years"))


def test_a_withdrawn_report_is_gone(client: Client, people: People) -> None:
    report = make_public(people)
    assert report.item
    by = make_user(role=Role.LEADER, body=people.body)

    withdraw_item(report.item, reason="数据有误", by=by, on=date(2026, 2, 2))

    assert client.get("/reports/2025/").status_code == 404


def test_every_figure_of_the_table_opens_its_list(client: Client, people: People) -> None:
    make_public(people)
    page = parse(client.get("/reports/2025/"))

    link = cell(page, "一、本年新收", -1)
    receipt = parse(client.get(link["href"]))

    assert words(receipt.select_one(".gk-counted__value")) == f"{words(link)} 件"
    assert len(receipt.select("tbody tr")) == int(words(link))
    assert "条例第三十一条" in words(receipt.select_one(".gk-counted"))
    figures = [one for one in addresses(page) if "/figure/" in one]
    assert {client.get(one).status_code for one in figures} == {200}


def test_a_list_shows_number_days_and_outcome_only(client: Client, people: People) -> None:
    make_public(people)
    link = cell(parse(client.get("/reports/2025/")), "一、本年新收", 0)

    page = parse(client.get(link["href"]))

    assert [words(each) for each in page.select("thead th")] == [
        "申请编号",
        "收到日期",
        "办理结果",
        "办结日期",
    ]
    assert "（自然人）" in words(page.h1)
    for name in [applicant.name for applicant in Applicant.objects.all()]:
        assert name not in page.select_one("main").get_text()  # type: ignore[union-attr]


def test_the_fees_of_the_sixth_part_open_their_list(client: Client, people: People) -> None:
    enter_fee(people.body, date(2025, 3, 3), date(2025, 3, 17), 560)
    make_public(people)
    page = parse(client.get("/reports/2025/"))
    link = next(each for each in page.select("a[href*='fees.collected']"))

    receipt = parse(client.get(str(link["href"])))

    assert words(link) == "560"
    assert words(receipt.select_one("thead")) == "申请编号 收费方式 金额 缴费日期"
    assert words(receipt.select_one("tbody tr")).endswith("按量计收 560元 2025年3月17日")
    assert "李明" not in words(receipt.body)


def test_the_receipt_of_a_frozen_figure_does_not_change(client: Client, people: People) -> None:
    make_public(people)
    link = cell(parse(client.get("/reports/2025/")), "一、本年新收", -1)
    enter_request(people.body, date(2025, 12, 30))

    page = parse(client.get(link["href"]))

    assert len(page.select("tbody tr")) == int(words(link))


@pytest.mark.parametrize("name", ["", "requests.unknown", "requests.new?applicant=nobody", "../../etc"])
def test_a_figure_that_is_not_in_the_report_is_not_found(client: Client, people: People, name: str) -> None:
    make_public(people)

    assert client.get("/reports/2025/figure/", {"name": name}).status_code == 404


@time_machine.travel(date(2026, 3, 2))
def test_live_figures_open_their_records(client: Client, people: People) -> None:
    page = parse(client.get("/data/?year=2025"))
    link = page.select_one('[aria-label^="本年新收政府信息公开申请"]')

    assert link is not None
    receipt = parse(client.get(str(link["href"])))
    assert words(receipt.select_one(".gk-counted__value")) == f"{words(link)} 件"
    assert len(receipt.select("tbody tr")) == int(words(link)) > 20


@pytest.mark.parametrize("code", ["proactive.licences.decisions", "unknown", "requests.denied_state_secret"])
def test_a_figure_that_is_not_public_is_not_found(client: Client, people: People, code: str) -> None:
    assert client.get(f"/data/{code}/").status_code == 404


@time_machine.travel(date(2026, 3, 2))
def test_what_was_withdrawn_keeps_its_place_in_a_list_without_its_title(
    client: Client, people: People
) -> None:
    item = people.body.items.get(live=True)
    withdraw_item(
        item, reason="内容有误", by=make_user(role=Role.LEADER, body=people.body), on=date(2026, 2, 2)
    )

    page = parse(client.get("/data/proactive.items/?year=2025"))

    assert item.title not in page.get_text()
    assert "（已撤回）" in words(page.tbody)


@time_machine.travel(date(2026, 1, 5))
def test_a_year_that_has_hardly_begun_shows_the_one_before(client: Client, people: People) -> None:
    page = parse(client.get("/"))

    promise = page.select_one(".gk-promise")
    assert "2025年全年" in words(promise)
    assert {one for one in addresses(page) if one.startswith("/data/p")} == {
        "/data/proactive.items/?year=2025"
    }
