"""数据和取数说明: a figure says how it is counted, its parts add up, its records are the ones counted."""

from datetime import date
from decimal import Decimal

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.office.figures.receipts import number
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from gongkai.statistics.figures import figures
from tests.factories import Staff, answer_request, make_body, make_remedy, make_request, make_user
from tests.office.conftest import LogIn, words
from tests.statistics.registers import enter_fee

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]


@pytest.fixture
def year(bureau: Body) -> Body:
    """Two requests answered in January 2026, one of them denied and challenged; one still in hand."""
    january, answered = date(2026, 1, 12), date(2026, 1, 26)
    answer_request(make_request(body=bureau, received_on=january, matter="职业培训补贴名单"), on=answered)
    denied = answer_request(
        make_request(body=bureau, received_on=january, matter="会议纪要"),
        on=answered,
        outcome=Outcome.DENIED_PROCESS,
    )
    make_remedy(case=denied, accepted_on=date(2026, 3, 2))
    make_request(body=bureau, received_on=date(2026, 3, 2), matter="正在办理")
    return bureau


def test_all_figures_of_the_year_are_listed_with_their_numbers(
    year: Body, staff: Staff, log_in: LogIn
) -> None:
    reader = log_in(staff.leader)
    pages = [reader.get(f"/office/figures/?year=2026{more}").context["groups"] for more in ("", "&older=1")]
    found = {asked.code: value for groups in pages for _, lines in groups for asked, value in lines}

    assert set(found) == set(figures())
    assert (found["requests.new"], found["requests.total"], found["requests.carried_out"]) == ("3", "2", "1")
    assert (found["requests.denied_process"], found["remedies.review"]) == ("1", "1")


def test_a_receipt_says_how_it_is_counted_and_lists_what_was_counted(
    year: Body, staff: Staff, log_in: LogIn
) -> None:
    answer = log_in(staff.office_head).get("/office/figures/requests.total/?year=2026")

    shown = words(answer)
    assert "一件申请只计一种办理结果" in shown
    assert "依据：" in shown
    assert ("职业培训补贴名单" in shown, "会议纪要" in shown, "正在办理" in shown) == (True, True, False)
    receipt = answer.context["receipt"]
    assert sum(int(part.value) for part in receipt.units) == int(receipt.value) == 2
    assert [part.value for part in receipt.months] == ["2", *["0"] * 11]


def test_the_drawer_gets_the_receipt_alone(year: Body, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.leader).get(
        "/office/figures/requests.new/?year=2026", headers={"HX-Request": "true"}
    )

    assert "<html" not in answer.content.decode()
    assert "打开整页，查看全部 3 条记录" in words(answer)


def test_a_cell_of_a_table_narrows_the_figure(year: Body, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.leader).get("/office/figures/requests.new/?year=2026&applicant=business")

    assert answer.context["receipt"].value == "0"
    assert "没有计入的记录" in words(answer)


def test_bodies_below_are_counted_when_asked_for_and_stay_closed(
    year: Body, staff: Staff, log_in: LogIn
) -> None:
    county = make_body(code="qinglan", name="青岚县人力资源和社会保障局", parent=year)
    make_request(body=county, received_on=date(2026, 3, 2), matter="县里的申请")
    browser = log_in(staff.leader)

    alone = browser.get("/office/figures/requests.new/?year=2026").context["receipt"].value
    answer = browser.get("/office/figures/requests.new/?year=2026&below=on")

    assert (alone, answer.context["receipt"].value) == ("3", "4")
    lines = {line.label: line.url for line in answer.context["lines"]}
    assert [url for label, url in lines.items() if "县里的申请" in label] == [""]


def test_one_unit_can_be_asked_for(year: Body, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.leader).get(f"/office/figures/requests.total/?year=2026&unit={staff.office.pk}")

    assert answer.context["receipt"].value == "0"


@pytest.mark.parametrize("asked", ["9" * 5000, "-1", "去年", "２０２５"])
@pytest.mark.parametrize("page", ["figures/", "figures/closings/", "figures/requests.new/"])
def test_a_year_that_is_none_shows_this_year(page: str, asked: str, staff: Staff, log_in: LogIn) -> None:
    answer = log_in(staff.leader).get(f"/office/{page}", {"year": asked})

    assert answer.status_code == 200


@pytest.mark.parametrize(
    "address", ["requests.nonsense/", "requests.total/?outcome=nobody", "requests.denied/?outcome=granted"]
)
def test_what_is_no_figure_is_not_there(staff: Staff, log_in: LogIn, address: str) -> None:
    assert log_in(staff.leader).get(f"/office/figures/{address}").status_code == 404


def test_a_fee_leads_to_the_request_that_paid_it(year: Body, staff: Staff, log_in: LogIn) -> None:
    enter_fee(year, date(2026, 1, 5), date(2026, 1, 20), 560)

    answer = log_in(staff.leader).get("/office/figures/fees.collected/?year=2026")

    assert answer.context["receipt"].value == "560"
    line = next(iter(answer.context["lines"]))
    assert line.url.startswith("/office/requests/")
    assert line.notes == ("按量计收，560元", "2026年1月5日通知", "2026年1月20日缴费，票据00351882")


def test_every_figure_has_a_receipt(year: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.leader)

    for code in figures():
        assert browser.get(f"/office/figures/{code}/?year=2026").status_code == 200, code


def test_a_handler_does_not_open_the_records_of_the_body(bureau: Body, log_in: LogIn) -> None:
    handler = make_user(role=Role.HANDLER, body=bureau)

    assert log_in(handler).get("/office/figures/requests.new/").status_code == 302


@pytest.mark.parametrize(
    ("value", "written"),
    [("0", "0"), ("1211", "1,211"), ("10.90", "10.9"), ("30.4704", "30.4704"), ("1000", "1,000")],
)
def test_numbers_are_written_for_people(value: str, written: str) -> None:
    assert number(Decimal(value)) == written


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.leader)
    make_request(body=bureau)
    few = count_queries(browser)
    for _ in range(4):
        make_request(body=bureau)

    assert count_queries(browser) == few


def count_queries(browser: Client) -> int:
    address = "/office/figures/requests.new/?year=2026"
    browser.get(address)
    with CaptureQueriesContext(connection) as queries:
        browser.get(address)
    return len(queries)
