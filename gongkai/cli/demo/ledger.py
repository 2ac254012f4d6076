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
    ("talent", LedgerKind.LICENCE_DECISION, 14, 38),
    ("inspection", LedgerKind.PENALTY_DECISION, 1, 5),
    ("inspection", LedgerKind.COERCION_DECISION, 1, 2),
    ("finance", LedgerKind.ADMIN_CHARGE, 6_000, 48_000),
    ("office", LedgerKind.HOTLINE_CALL, 3_100, 5_200),
    ("office", LedgerKind.VISIT_IN_PERSON, 180, 420),
    ("office", LedgerKind.ONLINE_INQUIRY, 60, 140),
    ("office", LedgerKind.WECHAT_POST, 18, 36),
    ("office", LedgerKind.MEDIA_ITEM, 8, 24),
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
            (LedgerKind.LICENCE_DECISION, 3, 12),
            (LedgerKind.PENALTY_DECISION, 1, 6),
            (LedgerKind.ADMIN_CHARGE, 800, 6_000),
        ):
            quantity = Decimal(chance.randint(least, most))
            unit, by = cast.unit("office", code), cast.people[code]
            record_entry(unit, kind=kind, on=date(YEAR, 12, 31), quantity=quantity, note="全年", by=by)


def _one_off(cast: Cast) -> None:
    office, by = cast.unit("office"), cast.people["registrar"]
    record_entry(
        office,
        kind=LedgerKind.TRAINING,
        on=date(YEAR, 4, 11),
        quantity=Decimal(1),
        note="政务公开业务培训",
        by=by,
    )
    trained = record_entry(
        office,
        kind=LedgerKind.TRAINING_PERSON,
        on=date(YEAR, 4, 11),
        quantity=Decimal(86),
        note="政务公开业务培训签到",
        by=by,
    )
    correct_entry(trained, quantity=Decimal(84), reason="两人重复签到", by=by)
    record_entry(
        office,
        kind=LedgerKind.PRESS_CONFERENCE,
        on=date(YEAR, 7, 18),
        quantity=Decimal(1),
        note="上半年就业形势发布会",
        by=by,
    )
