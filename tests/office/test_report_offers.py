"""活数字和人工更正: typed numbers that a cell holds are offered as labels; sums are shown while one types."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client

from gongkai.bodies.models import Body, User
from gongkai.office.reports.offers import Offer
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.roles import Role
from tests.factories import make_body, make_request, make_unit, make_user

pytestmark = pytest.mark.django_db
JANUARY = date(2026, 1, 8)


@pytest.fixture
def body() -> Body:
    return make_body(name="海城市人力资源和社会保障局")


@pytest.fixture
def editor(body: Body) -> User:
    return make_user(role=Role.REPORT_EDITOR, unit=make_unit(body=body, name="办公室"))


@pytest.fixture
def report(body: Body, editor: User, client: Client) -> AnnualReport:
    make_request(body=body, received_on=date(2025, 12, 20))
    make_request(body=body, received_on=date(2025, 12, 22), kind=ApplicantKind.BUSINESS)
    client.force_login(editor)
    opened = actions.open_report(body, year=2025, by=editor, on=JANUARY)
    actions.override_cell(
        opened,
        cell="proactive.licences.decisions",
        value=Decimal(1234),
        reason="审批系统导出",
        by=editor,
        on=JANUARY,
    )
    return opened


def offered(client: Client, report: AnnualReport, text: str) -> tuple[Offer, ...]:
    page = f"/office/reports/{report.pk}/words/overview/"
    found: tuple[Offer, ...] = client.post(page, {"text": text, "do": "preview"}).context["preview"].offers
    return found


def test_a_number_whose_words_name_a_cell_is_offered_as_its_label(
    report: AnnualReport, client: Client
) -> None:
    text = "一年来工作有序。\n本年新收政府信息公开申请2件。"

    (offer,) = offered(client, report, text)

    assert text[offer.start : offer.end] == "2"
    assert offer.token == "{{requests.new}}"
    assert offer.label == "表二“一、本年新收政府信息公开申请数量，总计”"
    assert offer.is_named


def test_a_great_number_that_one_cell_holds_is_offered_with_care(
    report: AnnualReport, client: Client
) -> None:
    (offer,) = offered(client, report, "窗口全年发出决定1,234件。")

    assert offer.token == "{{proactive.licences.decisions}}"
    assert (offer.text, offer.is_named) == ("1,234件", False)


@pytest.mark.parametrize(
    "said",
    [
        "召开会议2次。",  # a small number that many cells hold by chance
        "新收政府信息公开申请{{requests.new}}件。",  # follows the registers already
        "新收政府信息公开申请3件。",  # differs from the cell: that is a finding
        "发出决定近1234件。",
        "发出决定1234元。",
        "2023年新收政府信息公开申请2件。",
        "全市发出决定1234件。",
    ],
)
def test_nothing_else_is_offered(report: AnnualReport, client: Client, said: str) -> None:
    assert offered(client, report, said) == ()


def test_a_number_of_last_year_is_offered_as_that_of_its_report(
    body: Body, report: AnnualReport, editor: User, client: Client
) -> None:
    make_request(body=body, received_on=date(2024, 12, 20))
    actions.open_report(body, year=2024, by=editor, on=JANUARY)

    (offer,) = offered(client, report, "上年新收政府信息公开申请1件。")

    assert offer.token == "{{requests.new|before}}"
    assert offer.label.startswith("上年的表二")


def test_a_label_taken_says_the_same_number(report: AnnualReport, client: Client) -> None:
    text = "窗口全年发出决定1234件，来自企业的申请1件。"
    offers = offered(client, report, text)
    for offer in reversed(offers):
        text = text[: offer.start] + offer.token + text[offer.end :]

    page = f"/office/reports/{report.pk}/words/overview/"
    shown = client.post(page, {"text": text, "do": "preview"}).context["preview"]

    assert shown.section.text == "窗口全年发出决定1234件，来自企业的申请1件。"
    assert shown.offers == ()


def test_where_nothing_can_be_changed_the_page_says_why(report: AnnualReport, client: Client) -> None:
    client.force_login(make_user(role=Role.LEADER, unit=make_unit(body=report.body, name="局领导")))

    words = client.get(f"/office/reports/{report.pk}/words/overview/").content.decode()
    cell = client.get(cell_page(report)).content.decode()

    assert "现在不能编写" in words
    assert "id_text" not in words
    assert "现在不能更正" in cell
    assert "撤销更正" not in cell
    assert "审批系统导出" in cell


def test_before_the_year_is_over_the_page_of_freezing_says_so(report: AnnualReport, client: Client) -> None:
    AnnualReport.objects.update(until=date(2999, 12, 31))
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=make_unit(body=report.body, name="公开办")))

    assert "统计期还没有满" in client.get(f"/office/reports/{report.pk}/steps/freeze/").content.decode()


def cell_page(report: AnnualReport) -> str:
    return f"/office/reports/{report.pk}/cell/"


def test_the_sums_of_a_cell_are_shown_before_anything_is_typed(report: AnnualReport, client: Client) -> None:
    effect = client.get(cell_page(report) + "?cell=requests.new.total").context["effect"]

    assert (effect.value, effect.is_new, effect.broken) == ("2", False, [])
    assert effect.rules


def test_a_number_that_breaks_sums_is_told_while_it_is_typed_and_kept_nowhere(
    report: AnnualReport, client: Client
) -> None:
    typed = {"cell": "requests.new.total", "value": "3"}

    answer = client.post(cell_page(report), typed, headers={"HX-Request": "true"})

    effect = answer.context["effect"]
    assert {one.formula for one in effect.broken} == {"3 + 0 ≠ 0 + 2", "3 ≠ 1 + 1 + 0 + 0 + 0 + 0"}
    assert effect.then.broken > effect.now.broken == 0
    assert "<html" not in answer.content.decode()
    assert not report.cells.filter(table="requests", row="new", column="total", value=3).exists()


def test_without_scripts_the_sums_are_asked_for_and_the_form_stays_filled_in(
    report: AnnualReport, client: Client
) -> None:
    typed = {"cell": "requests.new.total", "value": "3", "check": "1"}

    answer = client.post(cell_page(report), typed)

    assert answer.context["effect"].broken
    assert not answer.context["form"].errors
    assert 'value="3"' in answer.content.decode()


@pytest.mark.parametrize("typed", ["三件", "-1", "1.5"])
def test_what_is_no_number_for_the_cell_is_told_at_once(
    report: AnnualReport, client: Client, typed: str
) -> None:
    sent = {"cell": "requests.new.total", "value": typed, "check": "1"}

    effect = client.post(cell_page(report), sent).context["effect"]

    assert typed in effect.problem
    assert effect.value == "2"


def test_before_a_cell_is_chosen_the_form_says_what_will_stand_there(
    report: AnnualReport, client: Client
) -> None:
    assert "选一格、填一个数" in client.get(cell_page(report)).content.decode()
