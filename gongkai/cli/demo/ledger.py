"""The demo's ledger: the sheets that the units file month by month, single entries, and the closings."""

import random
from calendar import monthrange
from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from gongkai.bodies.models import Unit
from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.words import YEAR, read
from gongkai.ledger.actions import correct_entry, file_month, open_months, record_entry, set_duties
from gongkai.ledger.models import LedgerEntry
from gongkai.ledger.months import first_of, last_of
from gongkai.rules.calendar import Calendar
from gongkai.rules.ledger import LedgerKind, month_after, month_due_on
from gongkai.statistics.actions import close_month, correct_closing
from gongkai.statistics.models import MonthClosing

NOT_KINDS = ("unit", "on", "note")
LATE = ("inspection", date(YEAR, 9, 1))  # this sheet came in a week late
MISCOUNTED = ("office", date(YEAR, 5, 1), "hotline_call")  # two days were counted twice
BEGIN = date(YEAR, 1, 1)


def keep_ledger(cast: Cast, seed: int, today: date) -> None:
    """Record the months of the city and its counties; one sheet was late, one is owed, two entries wrong."""
    chance = random.Random(f"{seed}/ledger")  # noqa: S311  # a story, not a secret
    facts = read("ledger")
    _owe(cast, facts["monthly"])
    for each in (*facts["before"], *facts["standing"], *facts["single"]):
        _record(cast, each)
    _train(cast)
    month = BEGIN
    while last_of(month) < today:
        _file(cast, facts["monthly"], month, chance, today)
        month = month_after(month)
    open_months(Calendar.default(), on=today)
    _counties(cast, chance)
    _close(cast, today)


def _owe(cast: Cast, monthly: dict[str, dict[str, list[int]]]) -> None:
    for unit, kinds in monthly.items():
        wanted = [LedgerKind(code) for code in kinds]
        set_duties(cast.unit(unit), wanted, by=cast.people["reporter"], on=BEGIN)


def _file(
    cast: Cast, monthly: dict[str, dict[str, list[int]]], month: date, chance: random.Random, today: date
) -> None:
    """File the sheets of a month; that of the finance unit for the last month is still owed."""
    calendar = Calendar.default()
    due_on = month_due_on(month, calendar)
    for unit, kinds in monthly.items():
        drawn = {LedgerKind(code): Decimal(chance.randint(*span)) for code, span in kinds.items()}
        if unit == "finance" and month == first_of(first_of(today) - timedelta(days=1)):
            continue
        on = due_on + timedelta(days=7) if (unit, month) == LATE else month_after(month) + timedelta(days=1)
        by = cast.people["handler" if unit != "office" else "reporter"]
        file_month(cast.unit(unit), month, drawn, calendar=calendar, by=by, on=min(on, today))


def _record(cast: Cast, facts: dict[str, Any]) -> None:
    unit, note = cast.unit(facts["unit"]), facts.get("note", "")
    for code, quantity in facts.items():
        if code in NOT_KINDS:
            continue
        known = {"on": facts["on"], "quantity": Decimal(quantity), "note": note or _usual(facts)}
        record_entry(unit, kind=LedgerKind(code), **known, by=cast.people["reporter"])


def _usual(facts: dict[str, Any]) -> str:
    return "启用台账以前的累计数" if facts["on"] < BEGIN else "现有数"


def _train(cast: Cast) -> None:
    """Record a training whose list bore two people twice."""
    office, by, on = cast.unit("office"), cast.people["registrar"], date(YEAR, 4, 11)
    trained = record_entry(
        office,
        kind=LedgerKind("training_person"),
        on=on,
        quantity=Decimal(86),
        note="政务公开业务培训签到",
        by=by,
    )
    correct_entry(trained, quantity=Decimal(84), reason="两人重复签到", by=by)


def _counties(cast: Cast, chance: random.Random) -> None:
    for code in ("qinglan", "linxi"):
        for kind, least, most in (
            ("licence_decision", 3, 12),
            ("penalty_decision", 1, 6),
            ("admin_charge", 800, 6_000),
        ):
            quantity = Decimal(chance.randint(least, most))
            unit, by = cast.unit("office", code), cast.people[code]
            on = date(YEAR, 12, 31)
            record_entry(unit, kind=LedgerKind(kind), on=on, quantity=quantity, note="全年", by=by)


def _close(cast: Cast, today: date) -> None:
    """Close the months of the year that are over; one entry then proves wrong, and is corrected."""
    head = cast.people["officehead"]
    for month in range(1, 13):
        last = date(YEAR, month, monthrange(YEAR, month)[1])
        if last + timedelta(days=10) < today:
            close_month(cast.city, date(YEAR, month, 1), by=head, on=last + timedelta(days=10))
    unit, month_of, kind = MISCOUNTED
    closing = MonthClosing.objects.of(cast.city).filter(month=month_of).first()
    if closing:
        _put_right(cast.unit(unit), month_of, kind, cast)
        correct_closing(closing, reason="办公室更正台账", by=head, on=last_of(month_of) + timedelta(days=40))


def _put_right(unit: Unit, month: date, kind: str, cast: Cast) -> None:
    entries = LedgerEntry.objects.filter(unit=unit, kind=kind, corrects=None)
    entry = entries.between(month, last_of(month)).get()
    quantity = entry.quantity - Decimal(286)
    correct_entry(entry, quantity=quantity, reason="5月两日的话务重复统计", by=cast.people["reporter"])
