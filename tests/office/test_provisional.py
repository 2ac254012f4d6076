"""暂定: radar, calendar feed and letters mark a last day in a year whose arrangement is not known."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import actions
from gongkai.casework.models import DisclosureRequest
from gongkai.letters.values import values_of
from gongkai.office.desk import Desk
from gongkai.office.feed import _written
from gongkai.office.redlines import Cut, Line, Span, lines_of
from gongkai.office.redlines import sources_of as kinds_of
from tests.factories import make_request, staff_of
from tests.letters.correspondence import make_bureau, source

pytestmark = pytest.mark.django_db


def lines_about(case: DisclosureRequest, today: date) -> list[Line]:
    user, body = staff_of(case.body).office_head, case.body
    desk = Desk(user=user, body=body, bodies=(body,), roles=user.roles_in(body), today=today)
    span = Span(desk, current_calendar(), date(2027, 1, 31))
    return [line for line in lines_of(span, kinds_of(span), Cut(late=9, soon=9)) if line.name == case.number]


def test_a_line_in_an_unannounced_year_is_provisional_and_so_is_its_event() -> None:
    case = make_request(body=make_bureau(), received_on=date(2026, 12, 14))

    line = next(each for each in lines_about(case, date(2026, 12, 28)) if each.kind.code == "reply")

    assert line.on.year == 2027
    assert line.is_provisional
    assert "（期限暂定）" in _written([line], case.body, lambda url: url).decode().replace("\r\n ", "")


def test_a_line_in_a_known_year_is_not() -> None:
    case = make_request(body=make_bureau(), received_on=date(2026, 3, 2))

    assert not any(line.is_provisional for line in lines_about(case, date(2026, 3, 9)))


@pytest.mark.parametrize(
    ("received_on", "is_marked"), [(date(2026, 12, 14), True), (date(2026, 3, 2), False)]
)
def test_a_letter_says_that_its_last_day_is_provisional(received_on: date, is_marked: bool) -> None:
    case = make_request(body=make_bureau(), received_on=received_on)

    said = values_of(source(case, "receipt"), {}, on=received_on)

    assert said["due_on"].endswith("（暂定）") is is_marked


@pytest.mark.parametrize(("sent_on", "is_marked"), [(date(2026, 12, 14), True), (date(2026, 3, 2), False)])
def test_the_case_page_marks_each_last_day(client: Client, sent_on: date, is_marked: bool) -> None:
    case = make_request(body=make_bureau(), received_on=sent_on, assigned=True)
    staff = staff_of(case.body)
    actions.ask_to_correct(case, items="请写明年度", by=staff.registrar, on=sent_on)
    client.force_login(staff.registrar)

    page = client.get(reverse("office:request", args=[case.pk])).content.decode()

    assert ("（暂定）" in page.partition("补正期限")[2].partition("补正事项")[0]) is is_marked
