"""往年报告: typed in or read from a file; a blank stays blank, what is wrong is said, nothing is lost."""

from datetime import date
from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from PIL import Image

from gongkai.bodies.models import Body, User
from gongkai.reports import actions
from gongkai.reports.building import build_document
from gongkai.reports.models import AnnualReport
from gongkai.reports.renderings import html_page
from gongkai.reports.states import Origin
from gongkai.rules.roles import Role
from tests.factories import make_body, make_unit, make_user

pytestmark = pytest.mark.django_db
ENTER, READ = "/office/reports/enter/", "/office/reports/read/"
MARCH = date(2025, 3, 6)
# The broken balance of a real report: 18 + 0 against 26, and a total of 26 beside a 0.
BROKEN = {
    "requests.new.natural_person": "18",
    "requests.carried_in.natural_person": "0",
    "requests.total.natural_person": "26",
    "requests.total.total": "0",
}


@pytest.fixture
def body() -> Body:
    return make_body(name="海城市人力资源和社会保障局")


@pytest.fixture
def editor(body: Body, client: Client) -> User:
    editor = make_user(role=Role.REPORT_EDITOR, unit=make_unit(body=body, name="办公室"))
    client.force_login(editor)
    return editor


def typed(**cells: str) -> dict[str, str]:
    return {"year": "2020", "format": "y2019", **cells}


def test_a_report_is_typed_into_the_tables_of_its_year(editor: User, client: Client) -> None:
    page = client.get(ENTER, {"year": "2020"}).content.decode()

    assert 'name="proactive.procurement.amount"' in page
    assert 'name="requests.other.total"' in page
    assert 'name="requests.other_misc.total"' not in page


@pytest.mark.parametrize("year", ["2007", "9" * 5000])
def test_a_year_without_a_format_is_refused_in_words(year: str, editor: User, client: Client) -> None:
    answer = client.get(ENTER, {"year": year})

    assert "年度报告从2008年度开始编制" in answer.content.decode()


def test_a_report_of_2012_is_typed_into_the_form_of_its_place(editor: User, client: Client) -> None:
    form = client.get(ENTER, {"year": "2012", "layout": "y2008-fujian"})
    page = form.content.decode()

    assert "福建省附表" in page
    assert 'name="statistics.requests_received.year"' in page
    assert 'name="statistics.requests_received.cumulative"' in page
    assert 'name="words-tables"' in page

    cells = {"statistics.requests_received.year": "7", "statistics.requests_received.cumulative": "31"}
    cells |= {"statistics.requests_online.year": "5", "statistics.requests_letter.year": "1"}
    answer = client.post(ENTER, {"year": "2012", "format": "y2008-fujian", **cells}, follow=True)

    entered = AnnualReport.objects.get()
    assert (entered.year, entered.format) == (2012, "y2008-fujian")
    assert entered.cells.get(row="requests_received", column="cumulative").value == 31
    found = [row.finding for row in answer.context["bench"].findings if row.finding.rule == "S1"]
    assert {one.severity for one in found} == {"warning"}
    assert any("受理总数等于" in one.message and "现为 7 ≠" in one.message for one in found)


def test_where_places_had_forms_of_their_own_one_is_chosen_first(editor: User, client: Client) -> None:
    page = client.get(ENTER, {"year": "2012"}).content.decode()

    assert '<option value="2012" selected>2012年</option>' in page
    assert '<option value="y2008-fujian">' in page
    assert "statistics." not in page


def test_a_form_of_another_year_gives_way_to_that_of_the_year(editor: User, client: Client) -> None:
    page = client.get(ENTER, {"year": "2016", "layout": "y2008-fujian"}).content.decode()

    assert 'name="statistics.proactive_wechat.value"' in page
    assert 'name="statistics.part_proactive.value"' not in page
    assert "三、依申请公开情况" in page


def test_blanks_stay_blank_and_findings_are_shown_at_once(editor: User, client: Client) -> None:
    answer = client.post(ENTER, typed(**BROKEN), follow=True)

    entered = AnnualReport.objects.get()
    assert entered.cells.get(table="requests", row="granted", column="total").value is None
    assert answer.context["bench"].sums.broken == 2
    rules = {row.finding.rule for row in answer.context["bench"].findings}
    assert {"F1", "F3"} <= rules
    assert "18 + 0 ≠ 26" in answer.content.decode()


def test_checking_says_what_is_wrong_and_saves_nothing(editor: User, client: Client) -> None:
    answer = client.post(ENTER, {**typed(**BROKEN), "check": "1"})

    assert "F1" in {finding.rule for finding, _ in answer.context["findings"]}
    assert 'value="18"' in answer.content.decode()
    assert not AnnualReport.objects.exists()


def test_htmx_gets_the_findings_alone(editor: User, client: Client) -> None:
    answer = client.post(ENTER, typed(**BROKEN), headers={"HX-Request": "true"})

    text = answer.content.decode()
    assert "<html" not in text
    assert "18 + 0 ≠ 26" in text
    assert not AnnualReport.objects.exists()


def test_a_wrong_number_is_marked_at_its_cell_and_the_others_are_kept(editor: User, client: Client) -> None:
    cells = {"requests.new.total": "十八", "requests.granted.total": "1.5", "requests.partial.total": "7"}

    answer = client.post(ENTER, typed(**cells))

    errors = answer.context["form"].errors
    assert "填的是“十八”" in errors["requests.new.total"][0]
    assert "应为整数" in errors["requests.granted.total"][0]
    page = answer.content.decode()
    assert 'value="十八"' in page
    assert 'value="7"' in page
    assert 'href="#id_requests.new.total"' in page
    assert not AnnualReport.objects.exists()


def test_a_year_that_is_there_is_refused_and_the_numbers_kept(
    body: Body, editor: User, client: Client
) -> None:
    actions.enter_report(body, year=2020, cells={}, by=editor, on=MARCH)

    answer = client.post(ENTER, typed(**BROKEN))

    assert "已有" in answer.content.decode()
    assert 'value="26"' in answer.content.decode()


def test_what_was_typed_in_is_changed(body: Body, editor: User, client: Client) -> None:
    report = actions.enter_report(body, year=2020, cells=BROKEN, by=editor, on=MARCH)
    page = f"/office/reports/{report.pk}/numbers/"
    assert 'value="26"' in client.get(page).content.decode()

    client.post(page, {**BROKEN, "requests.total.natural_person": "18", "words-other": "无其他事项。"})

    report.refresh_from_db()
    assert report.cells.get(row="total", column="natural_person").value == 18
    assert report.narrative["other"] == ["无其他事项。"]


def test_the_head_of_another_office_enters_nothing_here(body: Body, editor: User, client: Client) -> None:
    report = actions.enter_report(body, year=2020, cells=BROKEN, by=editor, on=MARCH)
    client.force_login(make_user(role=Role.OFFICE_HEAD))

    assert client.post(f"/office/reports/{report.pk}/numbers/", BROKEN).status_code == 404


def test_a_leader_enters_nothing(body: Body, client: Client) -> None:
    client.force_login(make_user(role=Role.LEADER, body=body))

    answer = client.post(ENTER, typed(**BROKEN))

    assert "由年报编辑" in answer.content.decode()
    assert not AnnualReport.objects.exists()


def test_a_file_is_read_into_the_inputs_and_taken_over(body: Body, editor: User, client: Client) -> None:
    printed = actions.enter_report(body, year=2020, cells=BROKEN, by=editor, on=MARCH)
    data = html_page(build_document(printed)).encode()
    elsewhere = make_body(name="湖城市人力资源和社会保障局")
    client.force_login(make_user(role=Role.REPORT_EDITOR, body=elsewhere))

    answer = client.post(READ, {"file": SimpleUploadedFile("2020年报.html", data)})

    page = answer.content.decode()
    assert "您现在为“湖城市人力资源和社会保障局”工作" in page
    assert 'value="26"' in page
    assert "F1" in {finding.rule for finding, _ in answer.context["findings"]}
    assert AnnualReport.objects.of(elsewhere).count() == 0
    first = {name: value for name, value in answer.context["form"].initial.items() if value}
    client.post(ENTER, first)
    taken = AnnualReport.objects.get(body=elsewhere)
    assert (taken.year, taken.origin) == (2020, Origin.READ)
    assert taken.cells.get(row="total", column="natural_person").value == 26
    assert taken.cells.get(row="granted", column="total").value is None


def test_a_file_that_is_no_document_is_refused(editor: User, client: Client) -> None:
    drawn = BytesIO()
    Image.new("RGB", (8, 8)).save(drawn, "PNG")
    picture = SimpleUploadedFile("年报.html", drawn.getvalue())

    answer = client.post(READ, {"file": picture})

    assert "不是文本文件" in answer.context["form"].errors["file"][0]


def test_what_cannot_be_read_yet_gives_no_number(editor: User, client: Client) -> None:
    old = "2012年政府信息公开工作年度报告\n政府信息公开情况统计表\n主动公开政府信息数 条 120\n"

    answer = client.post(READ, {"file": SimpleUploadedFile("2012.txt", old.encode())})

    assert "form" not in answer.context or 'name="requests.new.total"' not in answer.content.decode()
    assert answer.context["read"].findings
    assert not AnnualReport.objects.exists()


def test_the_years_before_the_first_report_lead_to_their_inputs(editor: User, client: Client) -> None:
    text = client.get("/office/reports/").content.decode()

    for year in (2008, 2014, 2018):
        assert f'href="{ENTER}?year={year}"' in text
    assert "更早的年度" in client.get("/office/reports/open/").content.decode()
