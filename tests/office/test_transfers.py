"""移交清单（条例第二十五条）: made from what was published, handed over, receipted."""

import io
from datetime import date
from typing import Any

import openpyxl
import pytest
import time_machine
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.publishing.actions.transfers import digest_of_lines, make_transfer_list, record_receipt
from gongkai.publishing.errors import AlreadyReceipted, NothingToHandOver, WrongPeriod
from gongkai.publishing.models import TransferList
from gongkai.rules.roles import Role
from tests.factories import make_body, make_column, make_item, make_user

pytestmark = pytest.mark.django_db
MARCH = {"since_on": date(2025, 3, 1), "until_on": date(2025, 3, 31)}


@pytest.fixture
def body() -> Body:
    body = make_body()
    column = make_column(body=body, name="就业")
    for day in (date(2025, 2, 28), date(2025, 3, 4), date(2025, 3, 31)):
        make_item(column=column, title=f"{day:%m-%d}的通知", formed_on=day, published_on=day)
    make_item(column=column)
    return body


def make(body: Body, *, on: date = date(2025, 4, 1), **facts: Any) -> TransferList:
    by = make_user(role=Role.OFFICE_HEAD, body=body)
    return make_transfer_list(
        body, kind="archive", receiver="海城市档案馆", by=by, on=on, **{**MARCH, **facts}
    )


def test_a_list_has_what_was_published_in_the_period(body: Body) -> None:
    made = make(body)

    assert [line["title"] for line in made.lines] == ["03-04的通知", "03-31的通知"]
    assert made.digest == digest_of_lines(made.lines)


@pytest.mark.parametrize(
    ("facts", "refusal"),
    [
        ({"since_on": date(2025, 4, 1)}, WrongPeriod),
        ({"until_on": date(2025, 4, 2)}, WrongPeriod),
        ({"since_on": date(2025, 3, 5), "until_on": date(2025, 3, 6)}, NothingToHandOver),
    ],
)
def test_a_period_that_cannot_be_is_refused(
    body: Body, facts: dict[str, date], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        make(body, **facts)


def test_a_receipt_is_recorded_once_and_not_before_the_list(body: Body) -> None:
    made, on = make(body), date(2025, 4, 10)
    with pytest.raises(WrongPeriod):
        record_receipt(made, received_on=date(2025, 3, 31), received_by="李明", on=on)

    record_receipt(
        made, received_on=date(2025, 4, 8), received_by="李明", receipt_no="档收〔2025〕3号", on=on
    )

    with pytest.raises(AlreadyReceipted, match="2025-04-08"):
        record_receipt(made, received_on=date(2025, 4, 9), received_by="李明", on=on)
    assert not TransferList.objects.of(body).open().exists()


@time_machine.travel("2025-04-10 10:00+08:00")
def test_the_office_makes_it_sends_it_and_records_the_receipt(body: Body, client: Client) -> None:
    client.force_login(make_user(role=Role.OFFICE_HEAD, body=body))
    address = reverse("office:items_transfers")
    empty = client.get(address).content.decode()
    wrong = client.post(
        address, {"kind": "archive", "receiver": "海城市档案馆", "since_on": "", "until_on": ""}
    )

    facts = {
        "kind": "archive",
        "receiver": "海城市档案馆",
        "since_on": "2025-03-01",
        "until_on": "2025-03-31",
    }
    page = client.post(address, facts).headers["Location"]
    client.post(page, {"received_on": "2025-04-10", "received_by": "李明"})

    assert "还没有移交清单" in empty
    assert "海城市档案馆" in wrong.content.decode()
    assert "接收人 李明" in client.get(page).content.decode()
    assert "2025年4月10日接收" in client.get(address).content.decode()


def test_the_list_as_files(body: Body, client: Client) -> None:
    made = make(body)
    client.force_login(make_user(role=Role.INFORMATION_OFFICER, body=body))

    sheet = client.get(reverse("office:items_transfer_file", args=[made.pk, "xlsx"])).content
    pdf = client.get(reverse("office:items_transfer_file", args=[made.pk, "pdf"])).content
    other = client.get(reverse("office:items_transfer_file", args=[made.pk, "doc"]))

    rows = list(openpyxl.load_workbook(io.BytesIO(sheet)).worksheets[0].iter_rows(values_only=True))
    assert [row[2] for row in rows[3:]] == ["03-04的通知", "03-31的通知"]
    assert pdf.startswith(b"%PDF")
    assert b"<pdfaid:part>2</pdfaid:part>" in pdf
    assert other.status_code == 404


def test_a_sign_that_no_font_has_is_told_and_no_failure(body: Body, client: Client) -> None:
    day = date(2025, 3, 5)
    make_item(column=body.columns.get(name="就业"), title="😀的通知", formed_on=day, published_on=day)
    made = make(body)
    client.force_login(make_user(role=Role.INFORMATION_OFFICER, body=body))

    pdf = client.get(reverse("office:items_transfer_file", args=[made.pk, "pdf"]))

    assert pdf.status_code == 422
    assert "现有字体缺少" in pdf.content.decode()


def test_who_does_not_keep_the_catalogue_reads_only(body: Body, client: Client) -> None:
    made = make(body)
    client.force_login(make_user(role=Role.HANDLER, body=body))

    assert client.get(reverse("office:items_transfer", args=[made.pk])).status_code == 200
    assert client.post(reverse("office:items_transfers"), {}).status_code in (302, 403)
    assert TransferList.objects.count() == 1
