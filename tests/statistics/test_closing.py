"""月度结账: figures are fixed with their records; what changes later is a correction, and never silent."""

from datetime import date
from decimal import Decimal

import pytest

from gongkai.bodies.models import Body, User
from gongkai.common.key_lists import KeyList
from gongkai.ledger.actions import correct_entry
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role
from gongkai.statistics.actions import close_month, correct_closing
from gongkai.statistics.closing import (
    added_up,
    closed_figures,
    count_month,
    differences,
    digest_of,
    month_scope,
    standing,
    year_differences,
    year_of_closings,
)
from gongkai.statistics.errors import (
    AlreadyClosed,
    MonthNotOver,
    NotClosedByYou,
    NothingChanged,
    ReasonMissing,
)
from gongkai.statistics.models import MonthClosing
from tests.factories import make_body, make_user
from tests.statistics.registers import enter_quantity, enter_request

pytestmark = pytest.mark.django_db
MARCH, APRIL_3 = date(2025, 3, 1), date(2025, 4, 3)
NEW, OPEN, CALLS = "requests.new", "requests.carried_out", "ledger.hotline_calls"


@pytest.fixture
def body() -> Body:
    return make_body()


@pytest.fixture
def editor(body: Body) -> User:
    return make_user(role=Role.REPORT_EDITOR, body=body)


def test_a_closing_fixes_the_number_and_its_records(body: Body, editor: User) -> None:
    case = enter_request(body, date(2025, 3, 4))
    enter_request(body, date(2025, 2, 4))

    closing = close_month(body, MARCH, by=editor, on=APRIL_3)

    new, carried = closed_figures(closing, [NEW, OPEN])
    assert (new.value, new.keys) == (1, KeyList([case.pk]))
    assert (carried.value, carried.keys) == (2, None)
    assert closing.digest == digest_of(count_month(month_scope(body, MARCH)))
    assert differences(closing) == []


def test_every_cell_of_the_years_report_is_closed(body: Body, editor: User) -> None:
    closing = close_month(body, MARCH, by=editor, on=APRIL_3)

    assert closing.figures.filter(name="requests.new?applicant=research").exists()


def test_what_changes_later_is_a_difference_until_it_is_corrected(body: Body, editor: User) -> None:
    entry = enter_quantity(body, LedgerKind("hotline_call"), date(2025, 3, 31), 3100)
    closing = close_month(body, MARCH, by=editor, on=APRIL_3)
    correction = correct_entry(entry, quantity=Decimal(3000), reason="两日重复", by=entry.recorded_by)

    (found,) = differences(closing)
    assert (found.name, found.closed, found.now, found.change) == (CALLS, 3100, 3000, -100)
    assert (found.added, found.removed) == ((correction.pk,), ())
    made = correct_closing(closing, reason="科室更正台账", by=editor, on=date(2025, 4, 20))

    assert [(each.name, each.difference) for each in made] == [(CALLS, -100)]
    assert closed_figures(closing, [CALLS])[0].value == 3100  # as it was closed
    assert standing(closing)[CALLS][0] == 3000
    assert differences(closing) == []


def test_a_record_that_moves_without_changing_the_number_is_seen(body: Body, editor: User) -> None:
    case = enter_request(body, date(2025, 3, 4))
    closing = close_month(body, MARCH, by=editor, on=APRIL_3)
    other = enter_request(body, date(2025, 3, 9))
    case.received_on = date(2025, 2, 27)
    case.save()

    moved = {each.name: each for each in differences(closing)}

    assert (moved[NEW].change, moved[NEW].added, moved[NEW].removed) == (0, (other.pk,), (case.pk,))
    correct_closing(closing, reason="补录", by=editor, on=APRIL_3)
    assert standing(MonthClosing.objects.get())[NEW][1] == KeyList([other.pk])


def test_refusals(body: Body, editor: User) -> None:
    with pytest.raises(MonthNotOver, match="2025年3月还没有过完"):
        close_month(body, MARCH, by=editor, on=date(2025, 3, 31))
    with pytest.raises(NotClosedByYou):
        close_month(body, MARCH, by=make_user(role=Role.HANDLER, body=body), on=APRIL_3)
    closing = close_month(body, MARCH, by=editor, on=APRIL_3)

    with pytest.raises(AlreadyClosed):
        close_month(body, MARCH, by=editor, on=APRIL_3)
    with pytest.raises(ReasonMissing):
        correct_closing(closing, reason=" ", by=editor, on=APRIL_3)
    with pytest.raises(NothingChanged):
        correct_closing(closing, reason="核对", by=editor, on=APRIL_3)


def test_twelve_closings_make_the_year_and_say_where_it_counts_otherwise_today(
    body: Body, editor: User
) -> None:
    for month in (1, 5, 12):
        enter_request(body, date(2025, month, 6), date(2025, month, 20) if month < 12 else None)
    enter_request(body, date(2024, 12, 30))
    for month in range(1, 12):
        close_month(body, date(2025, month, 1), by=editor, on=date(2026, 1, 5))
    assert added_up(year_of_closings(body, 2025)) == {}
    close_month(body, date(2025, 12, 1), by=editor, on=date(2026, 1, 5))

    sums = added_up(year_of_closings(body, 2025))
    assert [sums[name] for name in (NEW, "requests.carried_in", OPEN)] == [3, 1, 2]
    assert "remedies.all" not in sums
    assert year_differences(body, 2025) == []
    enter_request(body, date(2025, 7, 6), date(2025, 7, 30))
    changed = {each.name: each.change for each in year_differences(body, 2025)}
    assert changed[NEW] == 1
    assert OPEN not in changed
