"""不予公开、依申请公开清单: filtered, exported, judged again."""

import io
from datetime import datetime
from zoneinfo import ZoneInfo

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from gongkai.publishing.models import InformationItem
from tests.publishing.staff import TODAY, Staff, make_staff

pytestmark = pytest.mark.django_db
LIST = "office:items_withheld"
REASON = "属于讨论记录（条例第十六条第二款）"
IN_A_YEAR = datetime(2027, 3, 1, 9, tzinfo=ZoneInfo("Asia/Shanghai"))


@pytest.fixture
def staff() -> Staff:
    return make_staff()


def withheld(staff: Staff, title: str, mode: str = "withheld") -> InformationItem:
    return staff.draft(title=title, disclosure_mode=mode, mode_reason=REASON)


def test_the_list_shows_what_is_not_disclosed_and_why(client: Client, staff: Staff) -> None:
    withheld(staff, "讨论记录")
    staff.draft(title="公开的通知")
    client.force_login(staff.leader)

    page = client.get(reverse(LIST)).content.decode()

    assert "讨论记录" in page
    assert REASON in page
    assert "公开的通知" not in page


def test_filters_and_the_file_go_together(client: Client, staff: Staff) -> None:
    withheld(staff, "不给看的")
    withheld(staff, "申请才给的", "on_request")
    client.force_login(staff.leader)

    answer = client.get(reverse(LIST), {"mode": "on_request", "as": "xlsx"})

    book = openpyxl.load_workbook(io.BytesIO(b"".join(answer.streaming_content)))  # type: ignore[attr-defined]
    rows = list(book.worksheets[0].values)
    assert "条件：依申请公开" in str(rows[1][0])
    assert [row[0] for row in rows[4:]] == ["申请才给的"]
    assert rows[4][5] == REASON


def test_a_look_is_recorded_with_its_reason(client: Client, staff: Staff) -> None:
    item = withheld(staff, "讨论记录")
    address = reverse("office:item_mode", args=[item.pk])

    with time_machine.travel(IN_A_YEAR, tick=False):
        client.force_login(staff.leader)
        assert "到期应评估 1 条" in client.get(reverse(LIST)).content.decode()
        wrong = client.post(address, {"decision": "keep", "reason": ""}).content.decode()
        client.post(address, {"decision": "keep", "reason": "没有变化", "next_review_on": "2028-03-01"})
        shown = client.get(address).content.decode()

    assert "评估结论" in wrong
    item.refresh_from_db()
    assert item.mode_review_on is not None
    assert item.mode_review_on.isoformat() == "2028-03-01"
    assert "没有变化" in shown


def test_the_form_writes_the_article_of_the_chosen_ground(client: Client, staff: Staff) -> None:
    item = staff.draft()
    client.force_login(staff.writer)
    draft = {name: getattr(item, name) for name in ("title", "content", "issuing_body", "summary")}
    given = {
        **draft,
        "column": item.column_id,
        "formed_on": TODAY.isoformat(),
        "document_kind": "other",
        "disclosure_mode": "withheld",
        "disclosure_scope": "面向社会",
        "seen": item.draft_version_id,
    }
    address = reverse("office:edit_item", args=[item.pk])
    refused = client.post(address, {**given, "mode_reason": "内部讨论"}).content.decode()
    assert "条款" in refused

    client.post(address, {**given, "mode_reason": "内部讨论", "ground": "process"})

    item.refresh_from_db()
    assert item.disclosure_mode == "withheld"
    assert "条例第十六条" in item.mode_reason
    assert item.mode_reason.endswith("内部讨论")


def test_only_who_publishes_judges(client: Client, staff: Staff) -> None:
    item = withheld(staff, "讨论记录")
    client.force_login(staff.writer)

    page = client.post(
        reverse("office:item_mode", args=[item.pk]),
        {"decision": "disclose", "reason": "可以公开", "next_review_on": ""},
    ).content.decode()

    assert "由" in page
    item.refresh_from_db()
    assert item.disclosure_mode == "withheld"
