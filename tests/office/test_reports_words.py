"""年报正文: written with references, shown with their numbers, never lost."""

from datetime import date

import pytest
from django.test import Client

from gongkai.bodies.models import Body, User
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.rules.roles import Role
from tests.factories import make_body, make_request, make_unit, make_user

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 8)


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def editor(body: Body) -> User:
    return make_user(role=Role.REPORT_EDITOR, unit=make_unit(body=body, name="办公室"))


@pytest.fixture
def report(body: Body, editor: User) -> AnnualReport:
    make_request(body=body, received_on=date(2025, 12, 20))
    return actions.open_report(body, year=2025, by=editor, on=JANUARY)


@pytest.fixture
def page(report: AnnualReport, editor: User, client: Client) -> str:
    client.force_login(editor)
    return f"/office/reports/{report.pk}/words/other/"


def test_the_first_text_stands_there_with_its_references(page: str, client: Client) -> None:
    answer = client.get(page)

    assert "没有收取政府信息公开信息处理费" in answer.content.decode()
    groups = dict(answer.context["groups"])
    assert "requests.new" in {figure.code for figure, _ in groups["依申请公开"]}


def test_words_are_kept_and_their_numbers_follow_the_registers(
    page: str, report: AnnualReport, client: Client
) -> None:
    client.post(page, {"text": "信息处理费未收取。\n\n新收申请{{requests.new}}件。", "do": "save"})

    report.refresh_from_db()
    assert report.narrative["other"] == ["信息处理费未收取。", "新收申请{{requests.new}}件。"]
    make_request(body=report.body, received_on=date(2025, 11, 3))
    words = client.get(f"/office/reports/{report.pk}/").context["bench"].document.sections[5].text
    assert words == "信息处理费未收取。\n新收申请2件。"


def test_a_reference_that_nothing_answers_is_refused_and_the_text_kept(
    page: str, report: AnnualReport, client: Client
) -> None:
    answer = client.post(page, {"text": "新收{{requests.unknown}}件。", "do": "save"})

    assert "requests.unknown" in answer.context["form"].errors["text"][0]
    assert "新收{{requests.unknown}}件。" in answer.content.decode()
    report.refresh_from_db()
    assert report.narrative == {}


def test_a_preview_shows_the_numbers_and_saves_nothing(
    page: str, report: AnnualReport, client: Client
) -> None:
    answer = client.post(page, {"text": "新收申请{{requests.new}}件。", "do": "preview"})

    assert answer.context["preview"].section.text == "新收申请1件。"
    report.refresh_from_db()
    assert report.narrative == {}


def test_htmx_gets_the_preview_alone(page: str, client: Client) -> None:
    answer = client.post(page, {"text": "新收申请{{requests.new}}件。"}, headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert "<html" not in text
    assert '<b class="report-number">1</b>' in text


def test_the_first_text_comes_back(page: str, report: AnnualReport, editor: User, client: Client) -> None:
    actions.write_section(report, section="other", paragraphs=["改写过。"], by=editor, on=JANUARY)

    client.post(page, {"do": "reset"})

    report.refresh_from_db()
    assert "other" not in report.narrative


def test_a_section_that_the_format_does_not_have_is_not_there(
    page: str, report: AnnualReport, client: Client
) -> None:
    assert client.get(f"/office/reports/{report.pk}/words/seventh/").status_code == 404


def test_each_figure_that_can_be_picked_comes_with_its_name_and_number(page: str, client: Client) -> None:
    answer = client.get(page)

    label, value, unit = answer.context["chips"]["requests.new"]
    assert (value, unit) == ("1", "件")
    assert label in answer.content.decode()
    assert 'id="report-figures"' in answer.content.decode()


def test_what_is_wrong_with_the_words_is_marked_and_led_to(
    page: str, report: AnnualReport, client: Client
) -> None:
    answer = client.post(page, {"text": "新收政府信息公开申请9件。", "do": "preview"})

    found = answer.context["preview"].findings
    ((finding, mark),) = [(one, mark) for one, mark in found if one.rule == "T1"]
    assert (finding.expected, finding.found) == (1, 9)
    assert f'id="{mark}"' in answer.content.decode()
    assert f'href="#{mark}"' in answer.content.decode()


def test_a_finding_about_words_leads_to_them_on_the_workbench(
    page: str, report: AnnualReport, client: Client
) -> None:
    client.post(page, {"text": "新收政府信息公开申请9件。信息处理费未收取。", "do": "save"})

    answer = client.get(f"/office/reports/{report.pk}/")

    row = next(one for one in answer.context["bench"].findings if one.finding.rule == "T1")
    assert f'id="{row.anchor}"' in answer.content.decode()
    assert f"/office/reports/{report.pk}/words/other/" in answer.content.decode()


def test_the_name_of_a_requester_stands_in_the_way_of_freezing(
    page: str, report: AnnualReport, client: Client
) -> None:
    words = "2025年受理海城第九中学李晓梅的政府信息公开申请。信息处理费未收取。"
    client.post(page, {"text": words, "do": "save"})

    bench = client.get(f"/office/reports/{report.pk}/").context["bench"]

    assert "P1" in {row.finding.rule for row in bench.findings if row.is_open_error}
