"""检索 and 导出: numbers, words and people find a request; the list becomes an Excel file."""

from datetime import date
from io import BytesIO
from typing import Any

import pytest
from django.test import Client
from openpyxl import load_workbook

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.actions.joining import add_co_applicant
from gongkai.casework.facts import ApplicantFacts, CoApplicantFacts
from gongkai.casework.models import Channel, DisclosureRequest
from gongkai.rules.applicants import ApplicantKind
from tests.factories import Staff, answer_request, make_request
from tests.office.conftest import LogIn

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
LIST = "/office/requests/"
ID = "32098119800101001X"


@pytest.fixture
def cases(bureau: Body, staff: Staff) -> dict[str, DisclosureRequest]:
    person = ApplicantFacts(
        kind=ApplicantKind.NATURAL_PERSON, name="周小兰", id_type="id_card", id_number=ID, phone="13800000000"
    )
    day = date(2026, 3, 2)
    own = actions.file_request(
        bureau,
        applicant=person,
        matter="青年就业见习补贴发放标准",
        channel=Channel.COUNTER,
        submitted_on=day,
        by=staff.registrar,
        on=day,
    )
    return {
        "person": actions.register_request(own, by=staff.registrar, on=day),
        "document": make_request(body=bureau, matter="海人社发〔2024〕18号文件全文"),
        "answered": answer_request(make_request(body=bureau, matter="工伤认定案卷"), on=date(2026, 3, 5)),
    }


def found(browser: Client, text: str) -> list[str]:
    rows = browser.get(LIST, {"q": text, "tab": "all"}).context["rows"]
    return sorted(row.case.matter for row in rows)


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("就业见习", "person"),
        ("发放标准 青年", "person"),
        ("见习补贴发放", "person"),
        ("海人社发〔2024〕18号", "document"),
        ("人社发[2024]18号", "document"),
        ("周小兰", "person"),
        (ID.lower(), "person"),
        ("定案", "answered"),
    ],
)
def test_what_is_typed_finds_the_request(
    cases: dict[str, DisclosureRequest], staff: Staff, log_in: LogIn, text: str, which: str
) -> None:
    assert found(log_in(staff.registrar), text) == [cases[which].matter]


@pytest.mark.parametrize("text", ["赵铁柱", "320981198202020016"])
def test_who_signed_with_others_finds_the_request_for_those_who_may_see_names(
    cases: dict[str, DisclosureRequest], staff: Staff, log_in: LogIn, text: str
) -> None:
    add_co_applicant(
        cases["answered"], CoApplicantFacts(name="赵铁柱", id_number="320981198202020016"), position=1
    )

    assert found(log_in(staff.registrar), text) == [cases["answered"].matter]
    assert found(log_in(staff.secrecy_reviewer), text) == []


def test_the_number_of_the_request_and_of_the_reply_find_it(
    cases: dict[str, DisclosureRequest], staff: Staff, log_in: LogIn
) -> None:
    case = cases["answered"]
    reply = case.current_reply
    assert reply

    assert found(log_in(staff.registrar), case.number) == [case.matter]
    assert found(log_in(staff.registrar), reply.doc_no) == [case.matter]


@pytest.mark.usefixtures("cases")
@pytest.mark.parametrize("text", ["周小", "小兰", ID[:-1]])
def test_part_of_a_name_or_number_finds_nobody(staff: Staff, log_in: LogIn, text: str) -> None:
    assert found(log_in(staff.registrar), text) == []


@pytest.mark.usefixtures("cases")
def test_a_role_that_sees_no_names_finds_nobody_by_name(staff: Staff, log_in: LogIn) -> None:
    assert found(log_in(staff.secrecy_reviewer), "周小兰") == []


@pytest.mark.usefixtures("cases")
def test_the_state_and_the_day_of_conclusion_narrow_the_list(staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.registrar)

    rows = browser.get(LIST, {"tab": "all", "concluded_from": "2026-03-05", "state": "closed"}).context[
        "rows"
    ]

    assert [row.case.matter for row in rows] == ["工伤认定案卷"]


# --- export -------------------------------------------------------------------------------------------------


def exported(browser: Client, **filters: str) -> list[tuple[Any, ...]]:
    answer = browser.get(f"{LIST}export/", filters)
    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet
    return [tuple(row) for row in sheet.iter_rows(values_only=True)]


@pytest.mark.usefixtures("cases")
def test_the_file_says_what_was_asked_and_has_dates_as_dates(staff: Staff, log_in: LogIn) -> None:
    rows = exported(log_in(staff.registrar), tab="all", kind="natural_person", received_from="2026-03-01")

    assert rows[1][0] == "条件：状态：全部；申请人类别：自然人；收到日期自：2026年3月1日"
    assert rows[2][0] == "共3件。收件登记员 2026年3月9日09:00导出"
    assert rows[5][:2] == ("申请编号", "所需政府信息")
    assert len(rows) == 9
    assert rows[6][5].date() == date(2026, 3, 2)


@pytest.mark.usefixtures("cases")
def test_nobody_who_asked_is_in_the_file(staff: Staff, log_in: LogIn) -> None:
    text = str(exported(log_in(staff.registrar), tab="all"))

    assert "周小兰" not in text
    assert ID not in text


def test_what_looks_like_a_formula_stays_text(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    matter = '=HYPERLINK("http://example.org","x")'
    make_request(body=bureau, matter=matter)

    answer = log_in(staff.registrar).get(f"{LIST}export/")

    sheet = load_workbook(BytesIO(b"".join(answer.streaming_content))).active
    assert sheet
    cell = sheet["B7"]
    assert (cell.value, cell.data_type) == (matter, "s")


def test_a_handler_exports_what_the_own_unit_has(bureau: Body, staff: Staff, log_in: LogIn) -> None:
    make_request(body=bureau, matter="尚未转办")
    make_request(body=bureau, matter="本科室", assigned=True)

    assert [row[1] for row in exported(log_in(staff.handler))[6:]] == ["本科室"]
