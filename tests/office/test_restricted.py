"""限定查看: no screen of the office shows a restricted case to who is not named."""

from io import BytesIO

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.timezone import now
from openpyxl import load_workbook

from gongkai.bodies.models import Body
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest
from gongkai.mail.actions import keep_mail
from gongkai.mail.imap import Fetched
from gongkai.rules.roles import Role
from tests.factories import Staff, make_request, make_user
from tests.mail.letters_of_people import make_mail
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


def test_who_may_not_read_it_learns_from_the_record_of_looks_that_somebody_looked_and_no_number(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    actions.look_at_identity(case, reason="核对任职材料", by=staff.office_head, on=MONDAY)
    looks, named = reverse("office:looks"), make_user(role=Role.AUDITOR, body=case.body)
    case.readers.add(named)
    hidden, seen = log_in(make_user(role=Role.AUDITOR, body=case.body)), log_in(named)

    page = words(hidden.get(looks))

    assert "限定人员查看" in page
    assert case.number not in page
    assert "核对任职材料" not in page
    assert hidden.get(looks, {"number": case.number}).context["rows"] == []
    assert [row.number for row in seen.get(looks, {"number": case.number}).context["rows"]] == [case.number]


def test_a_mail_that_seems_to_be_about_it_waits_for_who_may_read_it(
    case: DisclosureRequest, staff: Staff, log_in: LogIn
) -> None:
    raw = make_mail(subject=f"补充{case.query_code}")
    mail = keep_mail(case.body, Fetched(1, raw, len(raw), now(), is_whole=True))
    assert mail
    hidden, named = log_in(staff.registrar), log_in(staff.office_head)
    page = f"/office/mail/{mail.pk}/"

    assert [browser.get(page).status_code for browser in (hidden, named)] == [404, 200]
    lists = [browser.get("/office/mail/").context["page"].object_list for browser in (hidden, named)]
    assert [list(each) for each in lists] == [[], [mail]]


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
