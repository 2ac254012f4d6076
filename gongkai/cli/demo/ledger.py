"""The demo's ledger: what the bureau decided, charged and did in the year, month by month."""

import random
from calendar import monthrange
from datetime import date
from decimal import Decimal

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import YEAR
from gongkai.ledger.actions import correct_entry, record_entry
from gongkai.rules.ledger import LedgerKind

# What a month brings: unit, kind, least and most.
MONTHLY = (
    ("talent", LedgerKind("licence_decision"), 14, 38),
    ("inspection", LedgerKind("penalty_decision"), 1, 5),
    ("inspection", LedgerKind("coercion_decision"), 1, 2),
    ("finance", LedgerKind("admin_charge"), 6_000, 48_000),
    ("office", LedgerKind("hotline_call"), 3_100, 5_200),
    ("office", LedgerKind("visit_in_person"), 180, 420),
    ("office", LedgerKind("online_inquiry"), 60, 140),
    ("office", LedgerKind("wechat_post"), 18, 36),
    ("office", LedgerKind("media_item"), 8, 24),
)


def keep_ledger(cast: Cast, seed: int) -> None:
    """Record the months of the city and of its counties; one entry is corrected later."""
    chance = random.Random(f"{seed}/ledger")  # noqa: S311  # a story, not a secret
    for month in range(1, 13):
        last = date(YEAR, month, monthrange(YEAR, month)[1])
        for unit, kind, least, most in MONTHLY:
            by = cast.people["handler"]
            quantity = Decimal(chance.randint(least, most))
            record_entry(cast.unit(unit), kind=kind, on=last, quantity=quantity, note="按月登记", by=by)
    _counties(cast, chance)
    _one_off(cast)


def _counties(cast: Cast, chance: random.Random) -> None:
    for code in ("qinglan", "linxi"):
        for kind, least, most in (
            (LedgerKind("licence_decision"), 3, 12),
            (LedgerKind("penalty_decision"), 1, 6),
            (LedgerKind("admin_charge"), 800, 6_000),
        ):
            quantity = Decimal(chance.randint(least, most))
            unit, by = cast.unit("office", code), cast.people[code]
            record_entry(unit, kind=kind, on=date(YEAR, 12, 31), quantity=quantity, note="全年", by=by)


def _one_off(cast: Cast) -> None:
    office, by = cast.unit("office"), cast.people["registrar"]
    record_entry(
        office,
        kind=LedgerKind("training"),
        on=date(YEAR, 4, 11),
        quantity=Decimal(1),
        note="政务公开业务培训",
        by=by,
    )
    trained = record_entry(
        office,
        kind=LedgerKind("training_person"),
        on=date(YEAR, 4, 11),
        quantity=Decimal(86),
        note="政务公开业务培训签到",
        by=by,
    )
    correct_entry(trained, quantity=Decimal(84), reason="两人重复签到", by=by)
    record_entry(
        office,
        kind=LedgerKind("press_conference"),
        on=date(YEAR, 7, 18),
        quantity=Decimal(1),
        note="上半年就业形势发布会",
        by=by,
    )
