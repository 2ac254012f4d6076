"""工作日历: a year is imported from a file, and the requests that moved are listed."""

from datetime import date

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from gongkai.bodies.models import Body, CalendarYear, Unit, User
from gongkai.rules.roles import Role
from tests.factories import make_body, make_request, make_unit, make_user

pytestmark = pytest.mark.django_db
CALENDAR = "/office/bodies/calendar/"
YEAR = """日期,名称,上班
2027-01-01,元旦,否
2027-02-05,春节,否
2027-02-08,春节,否
2027-02-09,春节,否
2027-02-10,春节,否
2027-02-11,春节,否
2027-02-12,春节,否
2027-02-20,春节,是
2027-04-05,清明节,否
2027-05-03,劳动节,否
2027-06-09,端午节,否
2027-09-15,中秋节,否
2027-10-01,国庆节,否
"""


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def administrator(body: Body) -> User:
    unit = make_unit(body=body, name="信息中心")
    return make_user(role=Role.ADMINISTRATOR, unit=unit, full_name="管理员甲")


def sheet(text: str = YEAR) -> SimpleUploadedFile:
    return SimpleUploadedFile("2027年放假安排.csv", text.encode("gb18030"))


def test_an_import_lists_the_requests_that_moved_and_by_how_much(
    body: Body, administrator: User, client: Client
) -> None:
    case = make_request(body=body, received_on=date(2026, 12, 18))
    make_request(received_on=date(2026, 12, 21))
    assert (case.due_on, case.provisional) == (date(2027, 1, 15), True)
    client.force_login(administrator)

    answer = client.post(CALENDAR, {"file": sheet()}, follow=True)

    assert answer.redirect_chain == [(f"{CALENDAR}moved/", 302)]
    (line,) = answer.context["lines"]
    assert (line.case, line.new, line.words) == (case, date(2027, 1, 18), "推后3天")
    assert answer.context["elsewhere"] == 1
    case.refresh_from_db()
    assert (case.due_on, case.provisional) == (date(2027, 1, 18), False)


def test_an_incomplete_year_is_refused_with_what_is_missing(administrator: User, client: Client) -> None:
    client.force_login(administrator)

    answer = client.post(CALENDAR, {"file": sheet(YEAR.replace("清明节", "踏青"))})

    assert "缺少：清明" in answer.context["form"].errors["file"][0]
    assert not CalendarYear.objects.exists()


def test_a_file_that_is_no_text_is_refused(administrator: User, client: Client) -> None:
    client.force_login(administrator)
    picture = SimpleUploadedFile("安排.csv", b"\x89PNG\r\n\x1a\n\xff\xff\x00\x81")

    answer = client.post(CALENDAR, {"file": picture})

    assert answer.context["form"].errors["file"]
    assert not CalendarYear.objects.exists()


def test_the_office_head_reads_the_calendar_and_imports_nothing(body: Body, client: Client) -> None:
    office: Unit = make_unit(body=body, is_disclosure_office=True)
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=office))

    answer = client.post(CALENDAR, {"file": sheet()})

    assert "由管理员" in answer.content.decode()
    assert not CalendarYear.objects.exists()


def test_a_year_is_shown_holiday_by_holiday(administrator: User, client: Client) -> None:
    client.force_login(administrator)
    client.post(CALENDAR, {"file": sheet()})

    answer = client.get(f"{CALENDAR}2027/")

    festival = next(one for one in answer.context["holidays"] if one.name == "春节")
    assert festival.days_off[0] == date(2027, 2, 5)
    assert festival.worked == (date(2027, 2, 20),)
    assert client.get(f"{CALENDAR}2031/").status_code == 404
