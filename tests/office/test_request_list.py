"""申请列表: who sees which requests, by tab, filter and order, each an address; always as many queries."""

from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.factories import Staff, answer_request, make_body, make_request, make_unit, make_user
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LIST = "/office/requests/"


def listed(browser: Client, query: str = "", **headers: Any) -> list[str]:
    answer = browser.get(f"{LIST}?{query}", **headers)
    return [row.case.matter for row in answer.context["rows"]]


@pytest.fixture
def cases(bureau: Body) -> dict[str, DisclosureRequest]:
    """One request of each sort; matters are named after what is special about them."""
    firm: dict[str, Any] = {"kind": ApplicantKind.BUSINESS, "name": "海城市蓝天建材公司"}
    denied = make_request(body=bureau, matter="不予公开", received_on=date(2026, 2, 2))
    return {
        "filed": make_request(body=bureau, matter="待确认", received_on=None, channel=Channel.WEBSITE),
        "registered": make_request(body=bureau, matter="已登记", received_on=date(2026, 3, 6), **firm),
        "assigned": make_request(body=bureau, matter="承办中", received_on=date(2026, 3, 2), assigned=True),
        "late": make_request(body=bureau, matter="逾期", received_on=date(2026, 1, 28), assigned=True),
        "denied": answer_request(denied, on=date(2026, 2, 9), outcome=Outcome.DENIED_PROCESS),
    }


# --- who sees what ------------------------------------------------------------------------------------------


def test_another_bodys_requests_are_not_listed(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_request(body=make_body(code="qinglan", parent=bureau), matter="青岚县的申请")
    make_request(body=bureau, matter="本局的申请")

    assert listed(log_in(staff.registrar)) == ["本局的申请"]


def test_a_handler_sees_the_requests_of_the_own_unit_only(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_request(body=bureau, matter="尚未转办")
    elsewhere = make_request(body=bureau, matter="别的科室")
    actions.assign_unit(elsewhere, unit=make_unit(body=bureau), by=staff.office_head, on=date(2026, 3, 3))
    make_request(body=bureau, matter="本科室", assigned=True)

    assert listed(log_in(staff.handler), "tab=all") == ["本科室"]


# --- tabs and filters ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("tab", "expected"),
    [
        ("", ["逾期", "承办中", "已登记"]),
        ("unconfirmed", ["待确认"]),
        ("done", ["不予公开"]),
        ("challenged", []),
        ("nonsense", ["逾期", "承办中", "已登记"]),
    ],
)
@pytest.mark.usefixtures("cases")
def test_a_tab_shows_its_states_by_due_day(
    staff: Staff, log_in: LogIn, tab: str, expected: list[str]
) -> None:
    assert listed(log_in(staff.registrar), f"tab={tab}") == expected


@pytest.mark.usefixtures("cases")
def test_tabs_carry_their_numbers(staff: Staff, log_in: LogIn) -> None:
    tabs = log_in(staff.registrar).get(LIST).context["tabs"]

    assert {tab.code: number for tab, number in tabs} == {
        "in_hand": 3,
        "unconfirmed": 1,
        "ended": 0,
        "challenged": 0,
        "done": 1,
        "all": 5,
    }


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("q=登记", {"已登记"}),
        ("q=海城市 蓝天建材公司", {"已登记"}),
        ("due=late", {"逾期"}),
        ("kind=business", {"已登记"}),
        ("outcome=denied_process", {"不予公开"}),
        ("channel=website", {"待确认"}),
        ("received_from=2026-03-02&received_to=2026-03-05", {"承办中"}),
        ("received_from=nonsense", {"待确认", "已登记", "承办中", "逾期", "不予公开"}),
        ("q=没有这样的申请", set()),
    ],
)
@pytest.mark.usefixtures("cases")
def test_a_filter_is_part_of_the_address(staff: Staff, log_in: LogIn, query: str, expected: set[str]) -> None:
    assert set(listed(log_in(staff.registrar), f"tab=all&{query}")) == expected


def test_unit_and_handler_narrow_the_list(
    staff: Staff, log_in: LogIn, cases: dict[str, DisclosureRequest]
) -> None:
    browser = log_in(staff.registrar)

    assert set(listed(browser, f"unit={staff.unit.pk}")) == {"承办中", "逾期"}
    assert set(listed(browser, f"handler={staff.handler.pk}")) == {"承办中", "逾期"}
    assert listed(browser, "mine=me") == []


@pytest.mark.usefixtures("cases")
def test_the_applicants_name_finds_nothing_for_who_does_not_see_it(staff: Staff, log_in: LogIn) -> None:
    assert listed(log_in(staff.secrecy_reviewer), "tab=all&q=海城市蓝天建材公司") == []


@pytest.mark.usefixtures("cases")
def test_the_order_can_be_chosen(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    assert listed(browser, "sort=newest")[0] == "已登记"
    assert listed(browser, "sort=oldest")[0] == "逾期"
    assert listed(browser, "tab=all")[:2] == ["待确认", "已登记"]


# --- how it is sent -----------------------------------------------------------------------------------------


@pytest.mark.usefixtures("cases")
def test_htmx_gets_the_list_without_the_page(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    fragment = browser.get(LIST, headers={"HX-Request": "true"}).content.decode()

    assert fragment.startswith("<nav") or fragment.lstrip().startswith("<nav")
    assert "<html" not in fragment
    assert "逾期" in fragment


def test_a_long_list_has_pages_that_keep_the_filter(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    for number in range(27):
        make_request(body=bureau, matter=f"第{number}件")
    answer = log_in(staff.registrar).get(f"{LIST}?sort=number&page=2")

    assert len(answer.context["rows"]) == 2
    assert "sort=number&amp;page=1" in answer.content.decode()
    assert "共 27 件" in words(answer)


def test_nothing_in_hand_says_what_will_stand_here(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    assert "由收件登记员接收" in words(browser.get(LIST))
    assert "没有符合条件的申请" in words(browser.get(f"{LIST}?q=x"))


def test_only_the_registrar_is_offered_the_paper_form(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    auditor = make_user(role=Role.AUDITOR, body=bureau)

    assert "登记书面申请" in words(log_in(staff.registrar).get(LIST))
    assert "登记书面申请" not in words(log_in(auditor).get(LIST))


def test_the_number_of_queries_is_always_the_same(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)
    make_request(body=bureau, assigned=True)
    few = count_queries(browser)
    for _ in range(6):
        make_request(body=bureau, assigned=True)

    assert count_queries(browser) == few


def count_queries(browser: Client) -> int:
    browser.get(LIST)
    with CaptureQueriesContext(connection) as queries:
        browser.get(LIST)
    return len(queries)
