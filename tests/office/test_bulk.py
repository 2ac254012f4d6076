"""批量登记: the template, the errors of each row, the registration, and the same file once more."""

from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from openpyxl import Workbook, load_workbook

from gongkai.bodies.models import Body
from gongkai.casework.askers import names_of, representative_of
from gongkai.casework.models import DisclosureRequest
from gongkai.office.bulk.sheet import FIELDS, headings
from tests.factories import Staff
from tests.office.conftest import LogIn, words

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday", "bureau")]
BULK = "/office/requests/bulk/"
RIGHT = {
    "channel": "当面提交",
    "submitted_on": "2026-03-06",
    "kind": "自然人",
    "name": "李明",
    "phone": "13800000000",
    "matter": "稳岗返还企业名单",
    "supply_form": "纸质",
    "delivery": "邮寄",
}


def filled(*rows: dict[str, Any]) -> SimpleUploadedFile:
    book = Workbook()
    sheet = book.active
    assert sheet
    sheet.append(list(headings().values()))
    for row in rows:
        sheet.append([row.get(name) for name in FIELDS])
    data = BytesIO()
    book.save(data)
    return SimpleUploadedFile("名单.xlsx", data.getvalue())


def uploaded(browser: Client, *rows: dict[str, Any]) -> Any:
    return browser.post(BULK, {"file": filled(*rows)}, follow=True)


@pytest.fixture
def browser(staff: Staff, log_in: LogIn) -> Client:
    return log_in(staff.registrar)


def test_the_template_offers_the_choices_and_is_read_back(browser: Client) -> None:
    book = load_workbook(BytesIO(browser.get(f"{BULK}template/").content))

    sheet = book["申请"]
    assert [cell.value for cell in sheet[1]] == list(headings().values())
    lists = [each.formula1 for each in sheet.data_validations.dataValidation]
    assert any("当面提交" in each for each in lists)
    assert "填写说明" in book.sheetnames


def test_nothing_is_registered_before_it_is_confirmed_and_then_everything_that_is_right(
    browser: Client, bureau: Body
) -> None:
    page = uploaded(browser, RIGHT, {**RIGHT, "matter": "工伤认定办法", "name": ""})
    assert "可以登记 1 行" in words(page)
    assert "姓名或者名称：" in words(page)
    assert not DisclosureRequest.objects.exists()

    browser.post(page.redirect_chain[-1][0])

    case = DisclosureRequest.objects.get()
    assert (case.body, case.matter, case.state) == (bureau, "稳岗返还企业名单", "registered")
    assert case.applicant.name == "李明"


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"channel": "鸽子"}, "申请方式：选择一个有效的选项"),
        ({"submitted_on": "昨天"}, "提交日期：输入一个有效的日期。"),
        ({"submitted_on": "2026-03-10"}, "提交日期：不能晚于今天"),
        ({"phone": ""}, "电话、电子邮箱、通信地址至少填写一项"),
        ({"channel": "传真", "receipt_on": "2026-03-05"}, "不能早于提交日期"),
        ({"id_type": "居民身份证", "id_number": 320981198001010000}, "末几位已经丢失"),
    ],
)
def test_each_error_is_said_beside_its_row(browser: Client, wrong: dict[str, Any], said: str) -> None:
    page = words(uploaded(browser, {**RIGHT, **wrong}))

    assert said in page
    assert "可以登记 0 行" in page


def test_what_is_entered_late_needs_its_reason(browser: Client) -> None:
    page = words(uploaded(browser, {**RIGHT, "submitted_on": "2026-03-03"}))

    assert "补录的须写明原因（条例第三十一条）" in page
    assert "可以登记 0 行" in page


def test_several_applicants_stand_in_one_cell(browser: Client) -> None:
    typed = "张大力（代表人），，13900000001；孙小美"

    page = uploaded(browser, {**RIGHT, "together": typed})
    browser.post(page.redirect_chain[-1][0])

    case = DisclosureRequest.objects.get()
    assert names_of(case) == ["李明", "张大力", "孙小美"]
    assert representative_of(case).name == "张大力"


def test_days_may_be_written_in_the_usual_ways(browser: Client) -> None:
    late = {**RIGHT, "late_reason": "假期后集中录入"}
    ways = [{**late, "submitted_on": day} for day in ("2026年3月5日", "2026/3/4", "2026.3.3")]

    assert "可以登记 3 行" in words(uploaded(browser, *ways))


def test_the_same_row_is_registered_once_in_a_file_and_over_files(browser: Client) -> None:
    page = uploaded(browser, RIGHT, RIGHT, {**RIGHT, "matter": "另一件", "delivery": "飞鸽"})
    assert "与第2行相同" in words(page)
    browser.post(page.redirect_chain[-1][0])

    mended = uploaded(browser, RIGHT, {**RIGHT, "matter": "另一件"})
    assert "可以登记 1 行" in words(mended)
    assert "已经登记 1 行" in words(mended)
    browser.post(mended.redirect_chain[-1][0])

    assert DisclosureRequest.objects.count() == 2


def test_the_file_is_removed_when_all_is_registered(browser: Client) -> None:
    page = uploaded(browser, RIGHT)

    answer = browser.post(page.redirect_chain[-1][0], follow=True)

    assert answer.redirect_chain[-1][0] == "/office/requests/"
    assert "名单已经全部登记" in answer.content.decode()


def test_the_wrong_rows_come_back_with_what_is_wrong(browser: Client) -> None:
    page = uploaded(browser, RIGHT, {**RIGHT, "matter": ""})

    answer = browser.get(f"{page.redirect_chain[-1][0]}errors/")

    sheet = load_workbook(BytesIO(answer.content))["申请"]
    assert [sheet.cell(1, len(FIELDS) + 1).value, sheet.max_row] == ["错误", 2]
    assert "所需政府信息的名称" in str(sheet.cell(2, len(FIELDS) + 1).value)


def test_another_file_is_refused_with_what_to_do(browser: Client) -> None:
    book = Workbook()
    data = BytesIO()
    book.save(data)

    page = browser.post(BULK, {"file": SimpleUploadedFile("a.xlsx", data.getvalue())})

    assert "表头与模板不一致" in words(page)


def test_nobody_else_sees_the_list(browser: Client, staff: Staff, log_in: LogIn) -> None:
    address = uploaded(browser, RIGHT).redirect_chain[-1][0]

    answer = log_in(staff.office_head).get(address)

    assert answer.status_code == 302
    assert not DisclosureRequest.objects.exists()
