"""限定查看: no screen of the office shows a restricted case to who is not named."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest
from tests.factories import Staff, make_request
from tests.office.conftest import MONDAY, LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
MATTER = "某科长的任职考察材料"
ADDRESSES = ("request", "bundles", "draft_reply", "promote_request")


@pytest.fixture
def case(bureau: Body, staff: Staff) -> DisclosureRequest:
    case = make_request(body=bureau, matter=MATTER, assigned=True)
    return actions.restrict_request(
        case, readers=[staff.handler], reason="涉及人事", by=staff.office_head, on=MONDAY
    )


@pytest.mark.parametrize("name", ADDRESSES)
def test_its_pages_are_not_there_for_who_is_not_named(
    case: DisclosureRequest, staff: Staff, log_in: LogIn, name: str
) -> None:
    url = reverse(f"office:{name}", args=[case.pk])

    assert log_in(staff.registrar).get(url).status_code == 404
    assert log_in(staff.office_head).get(url).status_code == 200


def exported(browser: Client) -> list[str]:
    response = browser.get(reverse("office:requests_export"))
    content = b"".join(response) if response.streaming else response.content
    sheet = load_workbook(BytesIO(content)).active
    assert sheet
    return [str(cell) for row in sheet.values for cell in row]


def test_list_search_export_and_first_page_know_it_only_for_the_named(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    hidden, named = log_in(staff.registrar), log_in(staff.handler)
    cases = reverse("office:requests")
    pages = [cases, f"{cases}?q={case.number}", reverse("office:today")]

    assert [MATTER in words(named.get(page)) for page in pages[:2]] == [True, True]
    assert [MATTER in words(hidden.get(page)) for page in pages] == [False, False, False]
    assert MATTER in exported(named)
    assert MATTER not in exported(hidden)


def test_the_figures_count_it_and_do_not_name_it(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    page = log_in(staff.leader).get("/office/figures/requests.new/?year=2026")

    assert page.context["receipt"].value == "1"
    assert "限定人员查看的申请" in words(page)
    assert MATTER not in words(page)


def test_the_offices_head_names_readers_on_the_page_and_the_history_says_who(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    browser = log_in(staff.office_head)
    data = {"readers": [staff.registrar.pk], "reason": "改由收件登记员办理", "on": MONDAY}

    browser.post(reverse("office:request_step", args=[case.pk, "restrict"]), data)

    page = words(browser.get(reverse("office:request", args=[case.pk])))
    assert f"{staff.handler} → {staff.registrar}" in page
    assert list(case.readers.all()) == [staff.registrar]
