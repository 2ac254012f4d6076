"""Whole tables: one grouped query says what each figure counts, and the table balances in any year."""

from collections.abc import Callable
from datetime import date, timedelta

import pytest
from django.db.models import Sum
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from gongkai.bodies.models import Body
from gongkai.casework.models import DisclosureRequest
from gongkai.rules import formats
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.outcomes import Outcome
from gongkai.statistics.answers import answer_call, record_keys, values
from gongkai.statistics.figures import call_name, figures
from gongkai.statistics.scope import Scope
from tests.factories import make_body, make_item
from tests.statistics.registers import enter_quantity, enter_remedy, enter_request

pytestmark = pytest.mark.django_db
Y2021 = formats.load("y2021")
NEW_YEAR = date(2025, 1, 1)
Years = tuple[ApplicantKind, Outcome, int, int | None]


def names_of(*tables: str) -> list[str]:
    return [
        call_name(call.code, call.arguments)
        for name in tables
        for row, column in Y2021.table(name).cells()
        if (call := Y2021.table(name).figure(row, column))
    ]


def make_year(body: Body) -> None:
    kinds, outcomes = list(ApplicantKind), list(Outcome)
    for number, outcome in enumerate(outcomes * 2):
        received = NEW_YEAR + timedelta(days=number * 11 - 40)
        ended = received + timedelta(days=number % 60)
        enter_request(body, received, ended if number % 7 else None, outcome, kind=kinds[number % len(kinds)])
    for month, kind in ((2, "review"), (5, "direct_suit"), (9, "suit_after_review"), (11, "review")):
        enter_remedy(
            body, date(2025, month, 3), date(2026, 1, 8) if month > 8 else date(2025, 12, 1), kind=kind
        )
    for kind in (LedgerKind("penalty_decision"), LedgerKind("coercion_decision"), LedgerKind("admin_charge")):
        enter_quantity(body, kind, date(2025, 6, 30), 1234)
    make_item(
        body=body, published_on=date(2025, 3, 5), document_kind="rule", validity="in_force", doc_no="令第1号"
    )


def test_every_cell_of_the_format_has_its_figure() -> None:
    assert [len(names_of(name)) for name in ("proactive", "requests", "remedies")] == [10, 175, 15]
    assert {name.partition("?")[0] for name in names_of("proactive", "requests", "remedies")} <= set(
        figures()
    )


def test_every_cell_is_the_number_of_its_records() -> None:
    body = make_body()
    make_year(body)
    year = Scope.year(body, 2025)
    names = names_of("proactive", "requests", "remedies")

    table, keys = values(names, year), record_keys(names, year)

    for name in names:
        answered = answer_call(name, year)
        assert table[name] == answered.value, name
        assert list(keys[name]) == answered.keys(), name
        if answered.figure.measure == "count":
            assert table[name] == len(answered.records), name
        else:
            assert answered.records.aggregate(sum=Sum("quantity"))["sum"] in (None, 1234), name
    assert sum(table.values()) > 100


def test_a_table_costs_one_query_for_each_family(django_assert_num_queries: Callable[[int], object]) -> None:
    body = make_body()
    year = Scope.year(body, 2025)

    with django_assert_num_queries(2):
        values(names_of("requests"), year)
    with django_assert_num_queries(1):
        values(names_of("remedies"), year)


ONE_REQUEST = st.tuples(
    st.sampled_from(ApplicantKind),
    st.sampled_from(Outcome),
    st.integers(-400, 400),  # day of receipt, from 1 January 2025
    st.none() | st.integers(0, 400),  # days until it was concluded
)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(ONE_REQUEST, max_size=15))
def test_the_table_balances_in_any_year(requests: list[Years]) -> None:
    DisclosureRequest.objects.all().delete()
    body = Body.objects.first() or make_body()
    for kind, outcome, day, days in requests:
        received = NEW_YEAR + timedelta(days=day)
        enter_request(
            body, received, None if days is None else received + timedelta(days=days), outcome, kind=kind
        )

    for year in (2024, 2025, 2026):
        numbers = values(names_of("requests"), Scope.year(body, year))
        before = values(names_of("requests"), Scope.year(body, year - 1))
        columns = [*(f"?applicant={kind.value}" for kind in ApplicantKind), ""]
        for column in columns:
            cell = {row.id: numbers[f"requests.{row.id}{column}"] for row in Y2021.table("requests").rows}
            results = sum(cell.values()) - sum(
                cell[row] for row in ("new", "carried_in", "total", "carried_out")
            )
            assert cell["new"] + cell["carried_in"] == cell["total"] + cell["carried_out"]
            assert cell["total"] == results
            assert cell["carried_in"] == before[f"requests.carried_out{column}"]
        for row in Y2021.table("requests").rows:
            parts = [numbers[f"requests.{row.id}{column}"] for column in columns]
            assert parts[-1] == sum(parts[:-1])
