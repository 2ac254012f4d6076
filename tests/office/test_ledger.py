"""台账: recorded and corrected on the screen, summed by month, each kind with the cell that counts it."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from gongkai.bodies.models import Body, Unit, User
from gongkai.ledger.actions import correct_entry, record_entry
from gongkai.ledger.models import LedgerEntry
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from tests.factories import make_body, make_unit, make_user

pytestmark = pytest.mark.django_db
LEDGER = "/office/ledger/"


@pytest.fixture
def body() -> Body:
    return make_body(name="海城市人力资源和社会保障局")


@pytest.fixture
def unit(body: Body) -> Unit:
    return make_unit(body=body, name="劳动保障监察支队")


@pytest.fixture
def handler(unit: Unit) -> User:
    return make_user(role=Role.HANDLER, unit=unit, full_name="李经办")


def typed(unit: Unit, **changes: Any) -> dict[str, Any]:
    first = {
        "kind": "penalty_decision",
        "on": "2025-03-31",
        "quantity": "12",
        "unit": unit.pk,
        "note": "一季度行政处罚决定",
    }
    return {**first, **changes}


def recorded(unit: Unit, by: User, *, on: date = date(2025, 3, 31), quantity: int = 12) -> LedgerEntry:
    kind = LedgerKind("penalty_decision")
    return record_entry(unit, kind=kind, on=on, quantity=Decimal(quantity), by=by)


def test_an_entry_with_its_proof_is_recorded_and_listed(unit: Unit, handler: User, client: Client) -> None:
    client.force_login(handler)
    proof = SimpleUploadedFile("处罚决定清单.txt", "清单：十二件。".encode())

    answer = client.post(f"{LEDGER}new/", typed(unit, evidence=proof), follow=True)

    entry = LedgerEntry.objects.get()
    assert entry.quantity == 12
    assert answer.redirect_chain == [(f"{LEDGER}?year=2025", 302)]
    assert "处罚决定清单.txt" in answer.content.decode()
    sent = client.get(reverse("office:ledger_evidence", args=[entry.pk]))
    assert sent.getvalue().decode() == "清单：十二件。"


def test_a_refused_entry_keeps_what_was_typed(unit: Unit, handler: User, client: Client) -> None:
    client.force_login(handler)

    answer = client.post(f"{LEDGER}new/", typed(unit, quantity="1.5"))

    page = answer.content.decode()
    assert "“行政处罚处理决定”的数量应当是整数" in page
    assert "一季度行政处罚决定" in page
    assert not LedgerEntry.objects.exists()


def test_a_day_that_has_not_come_is_refused(unit: Unit, handler: User, client: Client) -> None:
    client.force_login(handler)

    answer = client.post(f"{LEDGER}new/", typed(unit, on="2999-01-01"))

    assert "不能晚于今天" in answer.content.decode()
    assert not LedgerEntry.objects.exists()


def test_the_year_is_summed_by_month_and_says_which_cell_counts_it(
    unit: Unit, handler: User, client: Client
) -> None:
    recorded(unit, handler, on=date(2025, 1, 31), quantity=4)
    recorded(unit, handler, on=date(2025, 1, 15), quantity=3)
    late = recorded(unit, handler, on=date(2025, 12, 31), quantity=9)
    correct_entry(late, quantity=Decimal(7), reason="两件重复", by=handler)
    recorded(unit, handler, on=date(2026, 1, 1), quantity=100)
    client.force_login(handler)

    answer = client.get(LEDGER, {"year": 2025})

    (line,) = answer.context["lines"]
    assert (line.months[0], line.months[11], line.total) == ("7", "7", "14")
    assert line.feeds == "《主动公开政府信息情况》行政处罚：本年处理决定数量"
    assert "已更正为 7 件" in answer.content.decode()


def test_a_correction_leaves_the_first_entry_as_it_was(unit: Unit, handler: User, client: Client) -> None:
    entry = recorded(unit, handler)
    client.force_login(handler)

    answer = client.post(f"{LEDGER}{entry.pk}/", {"quantity": "9", "reason": "三件重复登记"}, follow=True)

    entry.refresh_from_db()
    assert entry.quantity == 12
    assert entry.corrections.get().quantity == -3
    assert "行政处罚处理决定 9 件" in answer.content.decode()


def test_a_correction_that_changes_nothing_is_refused_in_words(
    unit: Unit, handler: User, client: Client
) -> None:
    entry = recorded(unit, handler)
    client.force_login(handler)

    answer = client.post(f"{LEDGER}{entry.pk}/", {"quantity": "12", "reason": "重新核对过"})

    assert "相同，不需要更正" in answer.content.decode()
    assert "重新核对过" in answer.content.decode()
    assert not entry.corrections.exists()


def test_a_handler_keeps_the_ledger_of_the_own_unit_only(
    body: Body, unit: Unit, handler: User, client: Client
) -> None:
    other = make_unit(body=body, name="规划财务科")
    theirs = recorded(other, make_user(role=Role.UNIT_HEAD, unit=other))
    client.force_login(handler)

    offered = client.get(f"{LEDGER}new/").context["form"].fields["unit"].queryset
    refused = client.post(f"{LEDGER}{theirs.pk}/", {"quantity": "1", "reason": "误"})

    assert list(offered) == [unit]
    assert "更正由该科室" in refused.content.decode()
    assert not theirs.corrections.exists()


def test_the_report_editor_keeps_the_ledger_of_every_unit(body: Body, unit: Unit, client: Client) -> None:
    office = make_unit(body=body, name="办公室", is_disclosure_office=True)
    client.force_login(make_user(role=Role.REPORT_EDITOR, unit=office))

    offered = client.get(f"{LEDGER}new/").context["form"].fields["unit"].queryset

    assert set(offered) == {office, unit}


def test_an_auditor_reads_and_records_nothing(unit: Unit, handler: User, client: Client) -> None:
    entry = recorded(unit, handler)
    client.force_login(make_user(role=Role.AUDITOR, unit=unit))

    assert client.get(LEDGER).status_code == 200
    assert client.post(f"{LEDGER}new/", typed(unit)).status_code in (302, 403)
    client.post(f"{LEDGER}{entry.pk}/", {"quantity": "1", "reason": "误"})

    assert LedgerEntry.objects.get() == entry


def test_the_ledger_of_another_body_is_not_there(handler: User, client: Client) -> None:
    elsewhere = make_unit()
    theirs = recorded(elsewhere, make_user(role=Role.HANDLER, unit=elsewhere))
    client.force_login(handler)

    assert client.get(f"{LEDGER}{theirs.pk}/").status_code == 404
    assert client.get(f"{LEDGER}{theirs.pk}/evidence/").status_code == 404
    assert not client.get(LEDGER, {"year": 2025}).context["rows"]


def test_more_entries_take_no_more_queries(unit: Unit, handler: User, client: Client) -> None:
    client.force_login(handler)
    entry = recorded(unit, handler)
    correct_entry(entry, quantity=Decimal(9), reason="三件重复", by=handler)
    with CaptureQueriesContext(connection) as few:
        client.get(LEDGER, {"year": 2025})
    for day in range(1, 20):
        more = recorded(unit, handler, on=date(2025, 5, day))
        correct_entry(more, quantity=Decimal(1), reason="核对", by=handler)

    with CaptureQueriesContext(connection) as many:
        client.get(LEDGER, {"year": 2025})

    assert len(many) == len(few)
