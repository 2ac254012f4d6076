"""台账月报和导入 in the office: tasks set, a month typed on one page, reminders, Excel in and out."""

from collections.abc import Iterator
from datetime import date, datetime
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from openpyxl import Workbook, load_workbook

from gongkai.bodies.models import Unit, User
from gongkai.ledger.models import LedgerDuty, LedgerEntry, LedgerMonth
from gongkai.rules.roles import Role
from tests.factories import make_unit, make_user

pytestmark = pytest.mark.django_db
LEDGER = "/office/ledger/"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture(autouse=True)
def _april() -> Iterator[None]:
    with time_machine.travel(datetime(2025, 4, 9, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


@pytest.fixture
def unit() -> Unit:
    return make_unit(name="劳动保障监察支队")


@pytest.fixture
def head(unit: Unit, client: Client) -> User:
    person = make_user(role=Role.OFFICE_HEAD, body=unit.body)
    client.force_login(person)
    return person


def filled(*rows: tuple[object, ...]) -> SimpleUploadedFile:
    book, file = Workbook(), BytesIO()
    sheet = book.active
    assert sheet is not None
    sheet.title = "台账"
    sheet.append(("发生日期", "类别", "数量", "科室", "说明"))
    for row in rows:
        sheet.append(row)
    book.save(file)
    return SimpleUploadedFile("台账.xlsx", file.getvalue(), content_type=XLSX)


def owe_in_march(unit: Unit, client: Client) -> None:
    with time_machine.travel(datetime(2025, 3, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        client.post(f"{LEDGER}duties/{unit.pk}/", {"service": ["hotline_call"], "media": ["leaflet"]})
    call_command("tick")


def test_the_office_says_what_a_unit_owes(unit: Unit, head: User, client: Client) -> None:
    answer = client.post(f"{LEDGER}duties/{unit.pk}/", {"service": ["hotline_call"]}, follow=True)

    assert "咨询电话接听" in answer.content.decode()
    assert LedgerDuty.objects.get().unit == unit
    assert f"{LEDGER}duties/{unit.pk}/" in answer.content.decode()


def test_a_month_that_is_owed_stands_on_the_first_page_the_radar_and_in_the_table(
    unit: Unit, head: User, client: Client
) -> None:
    owe_in_march(unit, client)

    address = f"{LEDGER}months/{unit.pk}/2025-03/"
    for page in ("/office/today/", "/office/radar/", f"{LEDGER}months/"):
        assert address in client.get(page).content.decode(), page
    assert "逾期，4月7日应报" in client.get(f"{LEDGER}months/").content.decode()


def test_a_month_is_typed_on_one_page_and_is_owed_no_longer(unit: Unit, head: User, client: Client) -> None:
    owe_in_march(unit, client)
    address = f"{LEDGER}months/{unit.pk}/2025-03/"

    answer = client.post(address, {"hotline_call": "3100", "leaflet": ""}, follow=True)

    assert "已报送：劳动保障监察支队2025年3月台账" in answer.content.decode()
    assert "4月9日报，迟报" in answer.content.decode()
    assert not LedgerMonth.objects.owed().exists()
    assert LedgerEntry.objects.get().quantity == 3100


def test_a_changed_number_asks_for_the_reason_and_keeps_what_was_typed(
    unit: Unit, head: User, client: Client
) -> None:
    owe_in_march(unit, client)
    address = f"{LEDGER}months/{unit.pk}/2025-03/"
    client.post(address, {"hotline_call": "3100"})

    refused = client.post(address, {"hotline_call": "3000"}).content.decode()
    assert "请写明更正的原因" in refused
    assert 'value="3000"' in refused
    client.post(address, {"hotline_call": "3000", "reason": "两日重复"})

    assert 'value="3000"' in client.get(address).content.decode()
    assert LedgerEntry.objects.count() == 2


def test_a_month_that_does_not_exist_is_not_found(unit: Unit, head: User, client: Client) -> None:
    assert client.get(f"{LEDGER}months/{unit.pk}/2025-13/").status_code == 404


def test_another_units_sheet_is_closed(unit: Unit, client: Client) -> None:
    other = make_unit(body=unit.body)
    client.force_login(make_user(role=Role.HANDLER, unit=other))

    for page in (f"months/{unit.pk}/2025-03/", f"duties/{unit.pk}/", "duties/"):
        assert client.get(f"{LEDGER}{page}").headers["Location"] == "/office/", page


def test_a_file_is_checked_row_by_row_before_anything_is_recorded(
    unit: Unit, head: User, client: Client
) -> None:
    rows = (
        (date(2025, 3, 31), "咨询电话接听", 3100, unit.name, "三月"),
        ("2025年3月31日", "发放宣传资料", "1,200", unit.name, ""),
        ("3月底", "电话", "许多", "办公室", ""),
        ("2025-05-01", "举办培训班", 1.5, unit.name, ""),
        ("2025-03-31", "举办培训班", 0, unit.name, ""),
    )

    answer = client.post(f"{LEDGER}import/", {"file": filled(*rows)})

    page = answer.content.decode()
    for words in (
        "可以登记 2 行",
        "“3月底”不是日期",
        "没有“电话”这一类",
        "不能晚于今天",
        "应当是整数",
        "应当大于零",
    ):
        assert words in page, words
    assert not LedgerEntry.objects.exists()
    client.post(f"{LEDGER}import/register/", {"kept": answer.context["kept"]})
    assert {each.kind: int(each.quantity) for each in LedgerEntry.objects.all()} == {
        "hotline_call": 3100,
        "leaflet": 1200,
    }


@pytest.mark.parametrize(
    ("quantity", "note", "said"),
    [
        ("1e40", "", "数量：过大"),
        (10**20, "", "数量：过大"),
        ("NaN", "", "不是数字"),
        (3, "长" * 301, "最多300个字"),
    ],
)
def test_what_an_entry_cannot_hold_is_told_in_the_preview(
    quantity: str | int, note: str, said: str, unit: Unit, head: User, client: Client
) -> None:
    row = ("2025-03-31", "咨询电话接听", quantity, unit.name, note)

    answer = client.post(f"{LEDGER}import/", {"file": filled(row)})

    assert answer.status_code == 200
    assert said in answer.content.decode()
    assert answer.context["ready"] == 0


def test_the_same_file_twice_records_nothing_twice(unit: Unit, head: User, client: Client) -> None:
    row = ("2025-03-31", "咨询电话接听", 3100, unit.name, "三月")
    kept = client.post(f"{LEDGER}import/", {"file": filled(row, row)}).context["kept"]
    client.post(f"{LEDGER}import/register/", {"kept": kept})

    again = client.post(f"{LEDGER}import/", {"file": filled(row)})

    assert "已有相同的一笔" in again.content.decode()
    client.post(f"{LEDGER}import/register/", {"kept": kept})
    assert LedgerEntry.objects.count() == 1


def test_of_two_registrations_at_the_same_instant_one_is_made(
    unit: Unit, head: User, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    row = ("2025-03-31", "咨询电话接听", 3100, unit.name, "三月")
    seen = client.post(f"{LEDGER}import/", {"file": filled(row)}).context
    # Both are judged before either is recorded.
    monkeypatch.setattr("gongkai.office.views.ledger_import.ledger_sheets.check", lambda *_: seen["checked"])

    client.post(f"{LEDGER}import/register/", {"kept": seen["kept"]})
    second = client.post(f"{LEDGER}import/register/", {"kept": seen["kept"]}, follow=True)

    assert LedgerEntry.objects.count() == 1
    assert "这份检查结果已经登记过，没有再次登记。" in second.content.decode()


def test_a_check_that_was_tampered_with_records_nothing(unit: Unit, head: User, client: Client) -> None:
    answer = client.post(f"{LEDGER}import/register/", {"kept": "x"}, follow=True)

    assert "请重新上传文件" in answer.content.decode()


@pytest.mark.parametrize(
    ("file", "words"),
    [
        (filled(), "表里没有数据"),
        (filled(*[("2025-03-31", "举办培训班", 1, "办公室", "")] * 501), "一次最多登记500笔"),
    ],
)
def test_a_file_that_is_no_filled_template_is_refused(
    file: SimpleUploadedFile, words: str, head: User, client: Client
) -> None:
    file.seek(0)
    assert words in client.post(f"{LEDGER}import/", {"file": file}).content.decode()


def test_another_table_is_refused(head: User, client: Client) -> None:
    book, file = Workbook(), BytesIO()
    book.save(file)

    answer = client.post(f"{LEDGER}import/", {"file": SimpleUploadedFile("a.xlsx", file.getvalue())})

    assert "表头与模板不一致" in answer.content.decode()


def test_the_template_lists_kinds_and_units_and_the_export_what_is_shown(
    unit: Unit, head: User, client: Client
) -> None:
    lists = load_workbook(BytesIO(client.get(f"{LEDGER}import/template/").content))["列表"]
    assert lists["B1"].value == "行政许可处理决定"
    assert unit.name in {cell.value for cell in lists["D"]}
    kept = client.post(
        f"{LEDGER}import/", {"file": filled(("2025-03-31", "发放宣传资料", 12, unit.name, "春风行动"))}
    ).context["kept"]
    client.post(f"{LEDGER}import/register/", {"kept": kept})

    exported = load_workbook(BytesIO(client.get(f"{LEDGER}export/?year=2025&kind=leaflet").content))["台账"]

    assert [cell.value for cell in exported[2]][1:6] == ["发放宣传资料", 12, "份", unit.name, "春风行动"]
    assert (
        load_workbook(BytesIO(client.get(f"{LEDGER}export/?year=2025&kind=training").content))["台账"].max_row
        == 1
    )
