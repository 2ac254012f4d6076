"""月度结账 and 下级机关汇总 in the office."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from io import BytesIO
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from gongkai.bodies.models import Body, User
from gongkai.ledger.actions import correct_entry
from gongkai.reports.actions import freeze_report, open_report, override_cell
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from gongkai.statistics.models import ClosingCorrection, MonthClosing
from tests.factories import make_body, make_item, make_user
from tests.reports.reporting import People, fill_registers, make_people
from tests.statistics.registers import enter_quantity, enter_request

pytestmark = pytest.mark.django_db
CLOSINGS, BODIES = "/office/figures/closings/", "/office/figures/bodies/"


@pytest.fixture(autouse=True)
def _march() -> Iterator[None]:
    with time_machine.travel(datetime(2026, 3, 3, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def editor(body: Body, client: Client) -> User:
    person = make_user(role=Role.REPORT_EDITOR, body=body)
    client.force_login(person)
    return person


def test_a_month_is_closed_and_shown_with_who_did_it(body: Body, editor: User, client: Client) -> None:
    enter_quantity(body, LedgerKind("hotline_call"), date(2026, 2, 27), 3100)

    page = client.post(f"{CLOSINGS}2026-02/close/", follow=True).content.decode()

    assert "已结账" in page
    assert "3,100" in page
    year = client.get(f"{CLOSINGS}?year=2026").content.decode()
    assert f"{CLOSINGS}2026-02/" in year
    assert str(editor) in year
    assert "未到" in year


def test_a_month_that_is_not_over_is_refused_with_the_reason(
    body: Body, editor: User, client: Client
) -> None:
    page = client.post(f"{CLOSINGS}2026-03/close/", follow=True).content.decode()

    assert "2026年3月还没有过完" in page
    assert not MonthClosing.objects.exists()


def test_a_leader_reads_and_closes_nothing(body: Body, client: Client) -> None:
    client.force_login(make_user(role=Role.LEADER, body=body))

    assert "结账</button>" not in client.get(f"{CLOSINGS}?year=2026").content.decode()
    client.post(f"{CLOSINGS}2026-02/close/")
    assert not MonthClosing.objects.exists()


def test_what_changed_since_is_listed_and_recorded_with_a_reason(
    body: Body, editor: User, client: Client
) -> None:
    entry = enter_quantity(body, LedgerKind("hotline_call"), date(2026, 2, 27), 3100)
    client.post(f"{CLOSINGS}2026-02/close/")
    correct_entry(entry, quantity=Decimal(3000), reason="重复", by=entry.recorded_by)

    page = client.get(f"{CLOSINGS}2026-02/").content.decode()
    assert "-100" in page
    assert "增加1条记录" in page
    refused = client.post(f"{CLOSINGS}2026-02/", {"reason": ""}).content.decode()
    assert not ClosingCorrection.objects.exists()
    assert "-100" in refused
    after = client.post(f"{CLOSINGS}2026-02/", {"reason": "科室更正台账"}, follow=True).content.decode()

    assert "3,100 → 3,000" in after
    assert "并更正时相同" in after
    assert ClosingCorrection.objects.get().reason == "科室更正台账"


def test_a_closed_year_says_where_the_report_counts_otherwise(
    body: Body, editor: User, client: Client
) -> None:
    for month in range(1, 13):
        client.post(f"{CLOSINGS}2025-{month:02}/close/")
    assert "全部相同" in client.get(f"{CLOSINGS}?year=2025").content.decode()

    enter_request(body, date(2025, 7, 6))
    report = open_report(body, year=2025, by=editor, on=date(2026, 1, 5))

    assert "与月度结账不同的数" in client.get(f"/office/reports/{report.pk}/compare/").content.decode()
    page = client.get(f"{CLOSINGS}?year=2025").content.decode()
    assert "各月结账合计与现在按全年统计的数不同" in page
    assert "本年新收政府信息公开申请" in page


@pytest.mark.parametrize("month", ["2025-13", "2025", "x"])
def test_a_month_that_does_not_exist_is_not_found(month: str, editor: User, client: Client) -> None:
    assert client.get(f"{CLOSINGS}{month}/").status_code == 404


def county(parent: Body, name: str) -> People:
    return make_people(make_body(name=name, parent=parent))


def test_all_bodies_below_are_listed_with_who_is_late_and_whose_sums_disagree(
    body: Body, editor: User, client: Client
) -> None:
    first, second = county(body, "青岚县人力资源和社会保障局"), county(body, "林溪县人力资源和社会保障局")
    fill_registers(first.body)
    report = open_report(first.body, year=2025, by=first.editor, on=date(2026, 1, 5))
    facts = {"reason": "漏登一件", "by": first.editor, "on": date(2026, 1, 6)}
    override_cell(report, cell="requests.new.total", value=Decimal(99), **facts)
    enter_request(second.body, date(2025, 5, 6), date(2025, 5, 20))

    answer = client.get(f"{BODIES}?year=2025&order=trouble")

    found = answer.context["found"]
    assert (len(found.lines), found.filed, len(found.late), found.troubled) == (2, 0, 2, 1)
    assert found.lines[0].body == first.body
    assert "本年新收政府信息公开申请与登记不符" in found.lines[0].trouble
    assert found.lines[1].written[0] == "1"
    assert found.totals[0] == str(int(found.lines[0].written[0]) + 1)
    book = load_workbook(BytesIO(client.get(f"{BODIES}export/?year=2025").content))["汇总"]
    assert [book.cell(row, 1).value for row in (2, 3, 4)] == [first.body.name, second.body.name, "合计"]
    notice = client.get(f"{BODIES}notice/?year=2025").content.decode()
    assert "林溪县人力资源和社会保障局" in notice
    assert "2026年1月31日前公布" in notice


def test_one_with_nobody_below_says_so(editor: User, client: Client) -> None:
    assert "没有下级机关" in client.get(BODIES).content.decode()
    assert "没有逾期的机关" in client.get(f"{BODIES}notice/").content.decode()


def test_many_bodies_ask_no_more_than_three(body: Body, editor: User, client: Client) -> None:
    def asked() -> int:
        client.get(f"{BODIES}?year=2025")
        with CaptureQueriesContext(connection) as queries:
            client.get(f"{BODIES}?year=2025&order=late")
        return len(queries)

    def add(number: int) -> None:
        people = county(body, f"第{number}县人力资源和社会保障局")
        enter_request(people.body, date(2025, 3, 4), date(2025, 3, 20))
        make_item(body=people.body, published_on=date(2025, 3, 5))
        open_report(people.body, year=2025, by=people.editor, on=date(2026, 1, 5))

    for number in range(3):
        add(number)
    few = asked()
    for number in range(3, 12):
        add(number)

    assert asked() == few


def test_the_aggregate_report_is_held_against_those_it_gathers(
    body: Body, editor: User, client: Client
) -> None:
    below = county(body, "青岚县人力资源和社会保障局")
    enter_request(below.body, date(2025, 3, 4), date(2025, 3, 20))
    january = {"year": 2025, "on": date(2026, 1, 5)}
    assert "没有建立“汇总下级机关”的年度报告" in client.get(f"{BODIES}?year=2025").content.decode()

    open_report(body, below=True, by=editor, **january)
    missing = client.get(f"{BODIES}?year=2025").content.decode()
    open_report(body, by=editor, **january)
    report = open_report(below.body, by=below.editor, **january)
    even = client.get(f"{BODIES}?year=2025").content.decode()
    facts = {"reason": "漏登一件", "by": below.editor, "on": date(2026, 1, 6)}
    override_cell(report, cell="requests.new.total", value=Decimal(9), **facts)
    uneven = client.get(f"{BODIES}?year=2025").content.decode()

    assert "还没有2025年的报告，无法核对汇总数" in missing
    assert "各格都等于本机关和下级机关报告的合计" in even
    assert "填的是1，所属2个单位合计为9" in uneven


def test_a_fixed_report_is_summed_once(body: Body, editor: User, client: Client) -> None:
    people = county(body, "青岚县人力资源和社会保障局")
    fill_registers(people.body)
    report = open_report(people.body, year=2025, by=people.editor, on=date(2026, 1, 5))
    freeze_report(report, by=people.head, on=date(2026, 1, 6))

    pages = [client.get(f"{BODIES}?year=2025").context["found"] for _ in range(2)]

    assert [page.lines[0].broken for page in pages] == [0, 0]
    assert pages[0].lines[0].state == "已定稿"
