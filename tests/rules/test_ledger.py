"""台账: what each kind is counted in, and what the person reads who enters it."""

import pytest

from gongkai.rules.eras import Era
from gongkai.rules.ledger import CellAddress, LedgerKind


@pytest.mark.parametrize(
    ("kind", "unit", "decimals"),
    [
        (LedgerKind.LICENCE_DECISION, "件", 0),
        (LedgerKind.ADMIN_CHARGE, "元", 2),
        (LedgerKind.PRESS_CONFERENCE, "次", 0),
        (LedgerKind.TRAINING_PERSON, "人次", 0),
    ],
)
def test_money_has_cents_and_all_else_is_counted_whole(kind: LedgerKind, unit: str, decimals: int) -> None:
    assert (kind.unit, kind.decimals) == (unit, decimals)


def test_a_decision_that_is_not_published_is_counted_too() -> None:
    assert LedgerKind.PENALTY_DECISION.explanation == "包括依法不公开的决定。"
    assert LedgerKind.PENALTY_DECISION.cell(Era.Y2021) == CellAddress("proactive", "penalties", "decisions")


def test_a_charge_is_entered_in_yuan_and_printed_in_ten_thousands_since_2021() -> None:
    assert "换算为万元" in LedgerKind.ADMIN_CHARGE.explanation
    assert LedgerKind.ADMIN_CHARGE.cell(Era.Y2019) is None
