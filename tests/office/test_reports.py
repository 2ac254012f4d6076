"""年度报告工作台: counted numbers with receipts, sums that balance or not, steps by role."""

import json
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.bodies.models import Body, Unit, User
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import State
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.roles import Role
from tests.factories import answer_request, make_body, make_request, make_unit, make_user

pytestmark = pytest.mark.django_db
REPORTS = "/office/reports/"
JANUARY = date(2026, 1, 8)


@pytest.fixture
def body() -> Body:
    return make_body(name="海城市人力资源和社会保障局")


@pytest.fixture
def office(body: Body) -> Unit:
    return make_unit(body=body, name="办公室", is_disclosure_office=True)


@pytest.fixture
def editor(office: Unit) -> User:
    return make_user(role=Role.REPORT_EDITOR, unit=office, full_name="钱编辑")


@pytest.fixture
def report(body: Body, editor: User) -> AnnualReport:
    research = make_request(body=body, received_on=date(2025, 3, 3), kind=ApplicantKind.RESEARCH)
    answer_request(research, on=date(2025, 3, 20))
    make_request(body=body, received_on=date(2025, 12, 20))
    return actions.open_report(body, year=2025, by=editor, on=JANUARY)


def bench(client: Client, report: AnnualReport) -> Any:
    return client.get(f"{REPORTS}{report.pk}/").context["bench"]


def test_a_year_is_opened_and_filled_from_the_registers(body: Body, editor: User, client: Client) -> None:
    make_request(body=body, received_on=date(2025, 12, 20))
    client.force_login(editor)

    answer = client.post(f"{REPORTS}open/", {"year": "2025"}, follow=True)

    opened = AnnualReport.objects.get()
    assert answer.redirect_chain == [(f"{REPORTS}{opened.pk}/", 302)]
    assert answer.context["bench"].document.cell("requests.new.total").text == "1"
    assert "全部平衡" in answer.content.decode()


def test_a_second_report_of_the_year_is_refused(report: AnnualReport, editor: User, client: Client) -> None:
    client.force_login(editor)

    answer = client.post(f"{REPORTS}open/", {"year": "2025"})

    assert "已有" in answer.content.decode()
    assert AnnualReport.objects.count() == 1


def test_every_counted_cell_leads_to_its_receipt(report: AnnualReport, editor: User, client: Client) -> None:
    client.force_login(editor)

    page = client.get(f"{REPORTS}{report.pk}/").content.decode()

    address = reverse("office:figure", args=["requests.new"]) + "?year=2025&amp;applicant=research"
    assert f'href="{address}"' in page
    assert client.get(address.replace("&amp;", "&")).context["receipt"].value == "1"


def test_an_override_shows_in_the_sums_and_at_its_cells(
    report: AnnualReport, editor: User, client: Client
) -> None:
    client.force_login(editor)

    client.post(
        f"{REPORTS}{report.pk}/cell/",
        {"cell": "requests.new.research", "value": "4", "reason": "三件原登记为其他类别"},
    )

    found = bench(client, report)
    assert found.sums.broken == 2
    assert found.sums.words == "勾稽 42 项 · 2 项不平"
    formulas = {one.formula for rule in found.sums.of("requests").rules for one in rule.sums if one.is_broken}
    assert "4 + 0 ≠ 1 + 0" in formulas
    page = client.get(f"{REPORTS}{report.pk}/").content.decode()
    assert "gk-cell--broken" in page
    assert "三件原登记为其他类别" in page


def test_an_override_is_taken_back(report: AnnualReport, editor: User, client: Client) -> None:
    facts = {"cell": "requests.new.research", "reason": "核对"}
    actions.override_cell(report, **facts, value=Decimal(4), by=editor, on=JANUARY)
    client.force_login(editor)

    client.post(f"{REPORTS}{report.pk}/cell/clear/", {"cell": "requests.new.research"})

    assert bench(client, report).sums.broken == 0


def test_an_override_without_a_reason_is_refused_and_keeps_the_number(
    report: AnnualReport, editor: User, client: Client
) -> None:
    client.force_login(editor)

    answer = client.post(
        f"{REPORTS}{report.pk}/cell/", {"cell": "requests.new.total", "value": "4.5", "reason": "误"}
    )

    assert "应为整数" in answer.content.decode()
    assert 'value="4.5"' in answer.content.decode()
    assert bench(client, report).document.cell("requests.new.total").text == "2"


def test_a_finding_is_answered_and_no_longer_in_the_way(
    report: AnnualReport, editor: User, client: Client
) -> None:
    facts = {"cell": "requests.new.total", "reason": "核对"}
    actions.override_cell(report, **facts, value=Decimal(3), by=editor, on=JANUARY)
    client.force_login(editor)
    open_before = bench(client, report).open_errors
    place = next(row.place for row in bench(client, report).findings if row.finding.rule == "F3")

    client.post(f"{REPORTS}{report.pk}/answer/", {"place": place, "note": "一件为联合申请"})

    assert bench(client, report).open_errors == open_before - 1
    assert "一件为联合申请" in client.get(f"{REPORTS}{report.pk}/").content.decode()
    assert client.get(f"{REPORTS}{report.pk}/answer/", {"place": "F5:remedies.x.y"}).status_code == 404


def test_the_editor_does_not_freeze_and_the_leader_does(
    report: AnnualReport, office: Unit, editor: User, client: Client
) -> None:
    client.force_login(editor)
    refused = client.post(f"{REPORTS}{report.pk}/steps/freeze/")
    assert "“定稿”由公开工作机构负责人、机关负责人办理" in refused.content.decode()

    client.force_login(make_user(role=Role.LEADER, unit=office))
    shown = client.get(f"{REPORTS}{report.pk}/steps/freeze/").content.decode()
    client.post(f"{REPORTS}{report.pk}/steps/freeze/")

    report.refresh_from_db()
    assert "个指标的记录清单" in shown
    assert report.state == State.FROZEN
    assert report.digest in client.get(f"{REPORTS}{report.pk}/").content.decode()


def test_an_open_error_stands_in_the_way_of_freezing(
    report: AnnualReport, office: Unit, editor: User, client: Client
) -> None:
    facts = {"cell": "requests.new.total", "reason": "核对"}
    actions.override_cell(report, **facts, value=Decimal(3), by=editor, on=JANUARY)
    client.force_login(make_user(role=Role.OFFICE_HEAD, unit=office))

    answer = client.post(f"{REPORTS}{report.pk}/steps/freeze/")

    assert "不能定稿" in answer.content.decode()
    report.refresh_from_db()
    assert report.state == State.DRAFT


def test_a_frozen_figure_keeps_its_records(report: AnnualReport, office: Unit, client: Client) -> None:
    head = make_user(role=Role.OFFICE_HEAD, unit=office)
    actions.freeze_report(report, by=head, on=JANUARY)
    make_request(body=report.body, received_on=date(2025, 6, 3))
    client.force_login(head)

    answer = client.get(f"{REPORTS}{report.pk}/figure/", {"name": "requests.new"})

    assert answer.context["receipt"].value == "2"
    assert len(answer.context["lines"]) == 2
    assert client.get(f"{REPORTS}{report.pk}/figure/", {"name": "requests.nothing"}).status_code == 404


def test_an_information_officer_reads_the_report_and_not_the_records(
    report: AnnualReport, office: Unit, client: Client
) -> None:
    actions.freeze_report(report, by=make_user(role=Role.OFFICE_HEAD, unit=office), on=JANUARY)
    client.force_login(make_user(role=Role.INFORMATION_OFFICER, unit=office))

    page = client.get(f"{REPORTS}{report.pk}/")
    answer = client.get(f"{REPORTS}{report.pk}/figure/", {"name": "requests.new"})

    assert page.status_code == 200
    assert "gk-figure" not in page.content.decode()
    assert answer.status_code in (302, 403)


def test_a_correction_begins_a_new_edition(report: AnnualReport, office: Unit, client: Client) -> None:
    head = make_user(role=Role.OFFICE_HEAD, unit=office)
    actions.freeze_report(report, by=head, on=JANUARY)
    client.force_login(head)

    client.post(f"{REPORTS}{report.pk}/steps/correct/", {"reason": "漏计一件转办申请"})

    second = AnnualReport.objects.get(corrects=report)
    assert (second.edition, second.state) == (2, State.DRAFT)
    (line,) = client.get(REPORTS).context["lines"]
    assert line.report == second


def test_the_report_is_handed_out_in_three_forms(report: AnnualReport, editor: User, client: Client) -> None:
    client.force_login(editor)

    files = {form: client.get(f"{REPORTS}{report.pk}/report.{form}") for form in ("pdf", "html", "json")}

    contents = {form: file.getvalue() for form, file in files.items()}
    assert contents["pdf"].startswith(b"%PDF")
    assert "海城市人力资源和社会保障局2025年" in contents["html"].decode()
    assert json.loads(contents["json"])["tables"]["requests"]["rows"][0]["values"][-1] == 2
    assert client.get(f"{REPORTS}{report.pk}/report.exe").status_code == 404


@pytest.mark.parametrize("role", [Role.LEADER, Role.INFORMATION_OFFICER, Role.AUDITOR])
def test_who_only_reads_changes_nothing(
    role: Role, report: AnnualReport, office: Unit, client: Client
) -> None:
    client.force_login(make_user(role=role, unit=office))

    answer = client.post(
        f"{REPORTS}{report.pk}/cell/", {"cell": "requests.new.total", "value": "4", "reason": "误"}
    )
    client.post(f"{REPORTS}{report.pk}/words/other/", {"text": "改写"})
    client.post(f"{REPORTS}open/", {"year": "2024"})

    assert "由年报编辑、公开工作机构负责人办理" in answer.content.decode()
    assert bench(client, report).document.cell("requests.new.total").text == "2"
    report.refresh_from_db()
    assert report.narrative == {}
    assert AnnualReport.objects.count() == 1


@pytest.mark.parametrize("role", [Role.HANDLER, Role.REGISTRAR, Role.ADMINISTRATOR])
def test_other_roles_do_not_get_in(role: Role, report: AnnualReport, office: Unit, client: Client) -> None:
    client.force_login(make_user(role=role, unit=office))

    assert client.get(REPORTS).status_code in (302, 403)
    assert client.get(f"{REPORTS}{report.pk}/").status_code in (302, 403)


def test_a_report_of_another_body_is_not_there(report: AnnualReport, client: Client) -> None:
    client.force_login(make_user(role=Role.OFFICE_HEAD))
    pages = ("", "compare/", "figure/", "report.json", "numbers/", "cell/", "answer/", "words/other/")

    for page in (*pages, "steps/freeze/"):
        assert client.get(f"{REPORTS}{report.pk}/{page}").status_code == 404
    assert client.post(f"{REPORTS}{report.pk}/cell/clear/").status_code == 404
    assert not [line for line in client.get(REPORTS).context["lines"] if line.report]


def test_the_numbers_stand_beside_those_of_the_year_before(
    report: AnnualReport, editor: User, client: Client
) -> None:
    cells = {"requests.new.total": "1", "requests.carried_out.total": "5"}
    actions.enter_report(report.body, year=2024, cells=cells, by=editor, on=JANUARY)
    client.force_login(editor)

    tables = client.get(f"{REPORTS}{report.pk}/compare/").context["tables"]

    pairs = {pair.label: pair for table in tables for pair in table.pairs}
    new = pairs["一、本年新收政府信息公开申请数量"]
    assert (new.now, new.before, new.change) == ("2", "1", "增加 1（+100%）")
    assert any(row.finding.rule == "F4" for row in bench(client, report).findings)


def test_the_series_names_the_years_without_a_report(body: Body, editor: User, client: Client) -> None:
    cells = {"requests.new.natural_person": "18", "requests.new.total": "26"}
    actions.enter_report(body, year=2020, cells=cells, by=editor, on=JANUARY)
    actions.open_report(body, year=2022, by=editor, on=JANUARY)
    client.force_login(editor)

    lines = {line.year: line for line in client.get(REPORTS).context["lines"]}

    assert lines[2021].report is None
    assert lines[2020].numbers[0] == "26"
    assert lines[2022].sums.words == "勾稽 42 项 · 全部平衡"


def test_more_years_take_no_more_queries(body: Body, editor: User, client: Client) -> None:
    actions.enter_report(body, year=2024, cells={"requests.new.total": "1"}, by=editor, on=JANUARY)
    client.force_login(editor)
    with CaptureQueriesContext(connection) as few:
        client.get(REPORTS)
    for year in (2019, 2020, 2021, 2022, 2023):
        actions.enter_report(body, year=year, cells={"requests.new.total": "1"}, by=editor, on=JANUARY)

    with CaptureQueriesContext(connection) as many:
        client.get(REPORTS)

    assert len(many) == len(few)


def test_the_year_is_shown_month_by_month(report: AnnualReport, editor: User, client: Client) -> None:
    client.force_login(editor)

    months = client.get(f"{REPORTS}{report.pk}/compare/").context["months"]

    new = next(row for row in months if row.label == "本年新收政府信息公开申请")
    assert len(new.months) == 12
    assert new.agrees
    assert sum(map(int, new.months)) == int(new.total)
