"""取数说明 of every kind of figure: each record leads to its page, its lines add up, its pages are whole."""

from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from django.test import Client

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest, Feedback, FeeNotice
from gongkai.ledger.actions import correct_entry
from gongkai.ledger.models import LedgerEntry
from gongkai.office.figures import receipt_pages
from gongkai.office.figures.receipts import WRITERS
from gongkai.office.reports.links import FrozenReceipt
from gongkai.reports.actions import open_report, override_cell
from gongkai.reports.models import ReportReceipt
from gongkai.rules.ledger import LedgerKind
from gongkai.statistics.figures import figures
from gongkai.statistics.questions import QUESTIONS
from gongkai.statistics.scope import Scope
from tests.factories import Staff, make_item
from tests.office.conftest import LogIn, words
from tests.statistics.registers import enter_fee, enter_quantity, enter_remedy, enter_request

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("monday")]
CALLS, COLUMNS = LedgerKind("hotline_call"), LedgerKind("wechat_column")
JANUARY = date(2026, 1, 12)


@pytest.fixture
def registers(bureau: Body, staff: Staff) -> Body:
    """Put records of every kind into the registers of 2026, a corrected quantity among them."""
    case = enter_request(bureau, JANUARY, date(2026, 1, 26), unit=staff.unit)
    Feedback.objects.create(request=case, score=Feedback.Score.GOOD, given_on=date(2026, 2, 2))
    enter_fee(bureau, JANUARY, date(2026, 1, 20), unit=staff.unit)
    enter_remedy(bureau, date(2026, 2, 2))
    make_item(body=bureau, formed_on=date(2026, 1, 5), published_on=date(2026, 1, 6))
    calls = enter_quantity(bureau, CALLS, JANUARY, 120)
    correct_entry(calls, quantity=Decimal(100), reason="重复登记20次", by=calls.recorded_by)
    enter_quantity(bureau, COLUMNS, date(2025, 3, 3), 3)
    enter_quantity(bureau, COLUMNS, date(2026, 2, 2), 5)
    return bureau


def receipt(browser: Client, code: str, more: str = "") -> Any:
    return browser.get(f"/office/figures/{code}/?year=2026{more}").context


def test_every_kind_of_record_is_written_as_a_line_of_its_own(registers: Body) -> None:
    scope = Scope.year(registers, 2026)

    kinds = {question.records(scope).model._meta.label_lower for question in QUESTIONS.values()}

    assert kinds == set(WRITERS)


def test_every_record_behind_every_figure_leads_to_its_page(
    registers: Body, staff: Staff, log_in: LogIn
) -> None:
    browser, kinds, pages = log_in(staff.office_head), set(), set()
    for code in figures():
        found = receipt(browser, code)
        assert all(line.url for line in found["lines"]), code
        kinds |= {found["receipt"].answer.kind for _ in found["lines"]}
        pages |= {line.url for line in found["lines"]}

    assert kinds == set(WRITERS)
    for url in pages:
        assert browser.get(url).status_code == 200, url


@pytest.mark.parametrize(
    ("code", "value", "quantities"),
    [
        ("ledger.hotline_calls", "100", ["数量 -20", "数量 120"]),
        ("ledger.wechat_columns", "5", ["数量 5"]),
    ],
)
def test_the_lines_of_the_ledger_add_up_to_the_figure(
    registers: Body, staff: Staff, log_in: LogIn, code: str, value: str, quantities: list[str]
) -> None:
    found = receipt(log_in(staff.office_head), code)

    assert found["receipt"].value == value
    assert [line.notes[1] for line in found["lines"]] == quantities


def test_a_correction_leads_to_the_entry_that_it_corrects(
    registers: Body, staff: Staff, log_in: LogIn
) -> None:
    correction, entry = receipt(log_in(staff.office_head), "ledger.hotline_calls")["lines"]

    assert correction.url == entry.url
    assert "更正" in correction.notes


def test_the_pages_of_a_receipt_hold_every_record_once(
    bureau: Body, staff: Staff, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_pages, "PER_PAGE", 2)
    made = [enter_request(bureau, date(2026, 1, day)).number for day in (5, 9, 7, 6, 8)]
    browser = log_in(staff.office_head)

    pages = [receipt(browser, "requests.new", f"&page={number}")["lines"] for number in (1, 2, 3)]

    newest_first = [made[place] for place in (1, 4, 2, 3, 0)]
    assert [[line.label.split("　")[0] for line in page] for page in pages] == [
        newest_first[:2],
        newest_first[2:4],
        newest_first[4:],
    ]


def test_of_very_many_records_the_parts_are_worked_out_on_demand(
    registers: Body, staff: Staff, log_in: LogIn, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(receipt_pages, "MANY", 1)
    browser = log_in(staff.office_head)

    first = browser.get("/office/figures/requests.new/?year=2026")
    asked = browser.get("/office/figures/requests.new/?year=2026&parts=1")

    assert ("按科室、按月分列" in words(first), "按月" in words(asked)) == (True, True)
    assert (b"office-bars" in first.content, b"office-bars" in asked.content) == (False, True)


def test_the_year_before_stands_beside_the_number(registers: Body, staff: Staff, log_in: LogIn) -> None:
    browser = log_in(staff.office_head)
    alone = words(browser.get("/office/figures/requests.new/?year=2026"))
    for _ in range(2):
        enter_request(registers, date(2025, 3, 3))

    counted = words(browser.get("/office/figures/requests.new/?year=2026"))
    report = open_report(registers, year=2025, by=staff.office_head, on=JANUARY)
    facts = {"value": Decimal(4), "reason": "漏登两件", "by": staff.office_head, "on": JANUARY}
    override_cell(report, cell="requests.new.total", **facts)
    said = words(browser.get("/office/figures/requests.new/?year=2026"))

    assert "上年同期" not in alone
    assert "上年同期的登记：2件，本年增加1（+50%）" in counted
    assert "2025年的报告：4件，本年减少1（−25%）" in said


def test_every_record_of_a_frozen_report_leads_to_its_page_but_what_is_kept_for_others(
    registers: Body, staff: Staff, log_in: LogIn
) -> None:
    report = open_report(registers, year=2026, by=staff.office_head, on=JANUARY)
    entry = LedgerEntry.objects.filter(kind=CALLS, corrects=None).get()
    keys = {
        "casework.feenotice": [FeeNotice.objects.get().pk],
        "casework.feedback": [Feedback.objects.get().pk],
        "ledger.ledgerentry": [entry.pk],
        "reports.annualreport": [report.pk],
    }

    lines = {
        kind: FrozenReceipt(report, ReportReceipt(report=report, kind=kind, keys=some)).lines(some)
        for kind, some in keys.items()
    }
    DisclosureRequest.objects.filter(fee_notice__isnull=False).update(is_restricted=True)
    (kept,) = FrozenReceipt(report, ReportReceipt(kind="casework.feenotice")).lines(
        keys["casework.feenotice"]
    )

    assert all(line.url for some in lines.values() for line in some)
    assert (kept.url, kept.label) == ("", "限定人员查看的申请")
