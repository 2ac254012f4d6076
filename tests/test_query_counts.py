"""A page asks the database as often for thirty rows as for three, whichever list it shows."""

from collections.abc import Iterator
from datetime import date, datetime
from decimal import Decimal
from zoneinfo import ZoneInfo

import pytest
import time_machine
from django.core.cache import caches
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils.timezone import now

from gongkai.bodies.actions import assign_role
from gongkai.bodies.models import Body
from gongkai.casework.actions import consult_third_party
from gongkai.ledger.actions import record_entry
from gongkai.letters.actions import prepare_letter, sign_letter
from gongkai.letters.sources import owed
from gongkai.mail.actions import keep_mail
from gongkai.mail.imap import Fetched
from gongkai.promotion.actions import propose_promotion
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.rules.roles import Role
from tests.addresses import addresses
from tests.documents.making import make_document
from tests.factories import (
    LONG_AGO,
    Staff,
    answer_request,
    make_body,
    make_column,
    make_item,
    make_record_correction,
    make_remedy,
    make_reply,
    make_request,
    make_user,
    staff_of,
)
from tests.mail.letters_of_people import make_mail
from tests.proofing.making import keep_batch
from tests.samples import make_bulk_edit, make_import

pytestmark = pytest.mark.django_db
FEW, MANY = 3, 30
SPACES = ("office:", "portal:")
BEGINS_LATER = {"/office/today/": 1}  # what is pressing besides is listed from the thirteenth request on


@pytest.fixture(autouse=True)
def _monday() -> Iterator[None]:
    """Let it be Monday, 23 March 2026: some of what was made is late, some is due soon."""
    with time_machine.travel(datetime(2026, 3, 23, 9, tzinfo=ZoneInfo("Asia/Shanghai")), tick=False):
        yield


def test_no_page_asks_more_often_when_there_is_more_to_show() -> None:
    body = make_body(code="haicheng")
    browser = _everybody(body)
    _fill(body, range(FEW))
    few = _counts(browser)
    _fill(body, range(FEW, MANY))

    many = _counts(browser)

    assert len(few) > 40
    allowed = {path: count + BEGINS_LATER.get(path, 0) for path, count in few.items()}
    assert not {path: (few[path], count) for path, count in many.items() if count != allowed[path]}


def _everybody(body: Body) -> Client:
    """Return the browser of somebody who has every role, so that no page leaves anything out."""
    staff, browser = staff_of(body), Client()
    person = make_user(role=Role.HANDLER, unit=staff.unit)
    for role in set(Role) - {Role.SYSTEM, Role.HANDLER}:
        unit = staff.unit if role is Role.UNIT_HEAD else staff.office
        assign_role(person, unit=unit, role=role, on=LONG_AGO)
    browser.force_login(person, backend="django.contrib.auth.backends.ModelBackend")
    return browser


def _counts(browser: Client) -> dict[str, int]:
    """Return how many queries each page without a parameter asks, nothing of it being kept."""
    counts = {}
    for address in addresses():
        if not address.name.startswith(SPACES) or "<" in address.route:
            continue
        path = address.sample({})
        browser.get(path)
        for kept in caches.all(initialized_only=True):
            kept.clear()
        with CaptureQueriesContext(connection) as asked:
            answer = browser.get(path)
            answer.getvalue()
        if answer.status_code == 200:
            counts[path] = len(asked)
    return counts


def _fill(body: Body, numbers: range) -> None:
    """Make one more row of every kind for each number."""
    staff = staff_of(body)
    for number in numbers:
        _add_requests(body, staff, number)
        make_record_correction(body=body)
        make_document(body=body, title=f"第{number}号办法")
        column = make_column(body=body, unit=staff.unit)
        make_item(column=column, title=f"第{number}号通知", published_on=date(2026, 3, 4))
        make_item(column=column, title=f"第{number}号通知的草稿")
        reason = "属于讨论记录（条例第十六条第二款）"
        make_item(column=column, title=f"第{number}号纪要", disclosure_mode="withheld", mode_reason=reason)
        make_bulk_edit(body, staff, genre=f"体裁{number}")
        make_import(body, staff)
        keep_batch(body, staff.office_head)
        raw = make_mail(message_id=f"<{number}@mail.example>")
        assert keep_mail(body, Fetched(number + 1, raw, len(raw), now(), is_whole=True))
        record_entry(
            staff.unit,
            kind=LedgerKind("licence_decision"),
            on=date(2026, 2, 27),
            quantity=Decimal(21),
            by=staff.handler,
        )


def _add_requests(body: Body, staff: Staff, number: int) -> None:
    """Make requests in every state that a list shows."""
    new = make_request(body=body, name=f"李{number}", matter=f"第{number}号方案")
    receipt = next(source for source in owed(new) if source.kind.code == "receipt")
    sign_letter(
        prepare_letter(receipt, by=staff.registrar, on=date(2026, 3, 9)),
        by=staff.registrar,
        on=date(2026, 3, 9),
    )
    make_request(body=body, received_on=None)
    asked = make_request(body=body, assigned=True, received_on=date(2026, 2, 10))
    consult_third_party(asked, party=f"第{number}公司", contact="", by=staff.handler, on=date(2026, 3, 2))
    make_reply(case=make_request(body=body, assigned=True))
    denied = answer_request(make_request(body=body), on=date(2026, 3, 9), outcome=Outcome.DENIED_PROCESS)
    make_remedy(case=denied, accepted_on=date(2026, 3, 16), by=staff.legal_reviewer)
    granted = answer_request(make_request(body=body, matter=f"第{number}号名单"), on=date(2026, 3, 9))
    propose_promotion(granted, text="许多企业关心", on=date(2026, 3, 10))
