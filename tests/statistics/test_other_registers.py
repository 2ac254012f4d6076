"""Figures of documents, remedies and the ledger (年报第二、四部分)."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.ledger.actions import correct_entry
from gongkai.publishing.actions import change_validity, withdraw_item
from gongkai.publishing.models import Column
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from gongkai.statistics.answers import answer
from gongkai.statistics.scope import Scope
from tests.factories import make_body, make_column, make_item, make_user
from tests.statistics.registers import enter_quantity, enter_remedy

pytestmark = pytest.mark.django_db
RULED = {"validity": "in_force", "document_kind": "normative_document", "doc_no": "海人社发〔2025〕3号"}


def test_a_review_pending_at_the_end_of_the_year_was_pending_whatever_came_later() -> None:
    body = make_body()
    remedy = enter_remedy(body, date(2024, 11, 5), date(2025, 1, 6), "corrected")
    old, new = Scope.year(body, 2024), Scope.year(body, 2025)

    assert list(answer("remedies.review", old, outcome="pending").records) == [remedy]
    assert answer("remedies.review", old, outcome="corrected").value == 0
    assert list(answer("remedies.review", new, outcome="corrected").records) == [remedy]
    assert answer("remedies.review", new).value == 1
    assert answer("remedies.review", Scope.year(body, 2026)).value == 0


def test_suits_are_told_from_reviews() -> None:
    body = make_body()
    enter_remedy(body, date(2025, 5, 6), date(2025, 8, 6), kind="direct_suit")
    enter_remedy(body, date(2025, 5, 6), kind="suit_after_review")
    year = Scope.year(body, 2025)

    assert answer("remedies.direct_suit", year, outcome="upheld").value == 1
    assert answer("remedies.suit_after_review", year, outcome="pending").value == 1
    assert answer("remedies.all", year).value == 3  # the review before the suit ended in April


def test_a_document_is_issued_in_force_and_repealed() -> None:
    body = make_body()
    item = make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 5), **RULED)
    change_validity(
        item,
        validity="repealed",
        ceased_on=date(2026, 2, 1),
        reason="清理结果",
        by=make_user(role=Role.LEADER, body=body),
        on=date(2026, 2, 2),
    )
    document = "proactive.normative_documents"

    figures = {
        year: [
            int(answer(f"{document}.{what}", Scope.year(body, year)).value)
            for what in ("issued", "repealed", "in_force")
        ]
        for year in (2024, 2025, 2026)
    }

    assert figures == {2024: [0, 0, 0], 2025: [1, 0, 1], 2026: [0, 1, 0]}


def test_a_document_that_lapsed_is_neither_repealed_nor_in_force() -> None:
    body = make_body()
    item = make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 5), **RULED)
    change_validity(
        item,
        validity="lapsed",
        ceased_on=date(2025, 12, 1),
        reason="有效期满",
        by=make_user(role=Role.LEADER, body=body),
        on=date(2025, 12, 2),
    )
    year = Scope.year(body, 2025)

    assert answer("proactive.normative_documents.repealed", year).value == 0
    assert answer("proactive.normative_documents.in_force", year).value == 0


def test_a_document_of_december_published_in_january_belongs_to_december() -> None:
    body = make_body()
    make_item(body=body, formed_on=date(2024, 12, 30), published_on=date(2025, 1, 6), **RULED)

    assert answer("proactive.normative_documents.issued", Scope.year(body, 2024)).value == 1
    assert answer("proactive.items", Scope.year(body, 2024)).value == 0
    assert answer("proactive.items", Scope.year(body, 2025)).value == 1


def test_a_draft_is_no_disclosed_item() -> None:
    body = make_body()
    make_item(body=body, formed_on=date(2025, 3, 3))

    assert answer("proactive.items", Scope.year(body, 2025)).value == 0
    assert answer("proactive.items_public", Scope.year(body, 2025)).value == 0


def test_an_item_withdrawn_within_the_year_does_not_count_one_withdrawn_later_does() -> None:
    body = make_body()
    leader = make_user(role=Role.LEADER, body=body)
    for day in (date(2025, 9, 1), date(2026, 1, 5)):
        item = make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 5))
        withdraw_item(item, reason="内容有误", by=leader, on=day)

    assert answer("proactive.items", Scope.year(body, 2025)).value == 1
    assert answer("proactive.items_public", Scope.year(body, 2025)).value == 1
    assert answer("proactive.items_public", Scope.year(body, 2026)).value == 0


def test_items_are_in_time_up_to_the_twentieth_working_day() -> None:
    body = make_body()
    make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 31))
    make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 4, 1))

    assert answer("proactive.items_in_time", Scope.year(body, 2025)).value == 1


def test_interpretations_are_the_items_of_their_columns() -> None:
    body = make_body()
    column = make_column(body=body, column_type=Column.Type.INTERPRETATION)
    make_item(column=column, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 5))
    make_item(body=body, formed_on=date(2025, 3, 3), published_on=date(2025, 3, 5))
    year = Scope.year(body, 2025)

    assert answer("proactive.interpretations", year).value == 1
    assert answer("proactive.items", year, column=column.slug).value == 1
    assert answer("proactive.items", year).value == 2


def test_the_ledger_is_added_up_with_its_corrections() -> None:
    body = make_body()
    enter_quantity(body, LedgerKind("licence_decision"), date(2025, 3, 31), 20)
    wrong = enter_quantity(body, LedgerKind("licence_decision"), date(2025, 6, 30), 11)
    correct_entry(wrong, quantity=Decimal(1), reason="多登记了十件", by=wrong.recorded_by)
    enter_quantity(body, LedgerKind("licence_decision"), date(2024, 12, 31), 500)

    answered = answer("proactive.licences.decisions", Scope.year(body, 2025))

    assert answered.value == 21
    assert answered.records.count() == 3


def test_charges_are_recorded_in_yuan_and_reported_in_ten_thousands() -> None:
    body = make_body()
    enter_quantity(body, LedgerKind("admin_charge"), date(2025, 3, 31), "123456.78")
    enter_quantity(body, LedgerKind("admin_charge"), date(2025, 6, 30), "0.22")

    answered = answer("proactive.admin_charges.amount_wan", Scope.year(body, 2025))

    assert answered.value == Decimal("12.3457")
    assert answered.figure.unit == "万元"
