"""Months of the ledger: what a unit owes for one, and what stands in its sheet."""

import calendar
from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from gongkai.bodies.models import Unit
from gongkai.ledger.models import LedgerDuty, LedgerEntry
from gongkai.rules.ledger import LedgerKind


@dataclass(frozen=True)
class SheetLine:
    """One kind of a sheet: whether it is owed, what is recorded, and the entries that make it."""

    kind: LedgerKind
    is_owed: bool
    quantity: Decimal | None
    entries: tuple[LedgerEntry, ...] = ()


def first_of(day: date) -> date:
    """Return the first day of the month of a day."""
    return day.replace(day=1)


def last_of(month: date) -> date:
    """Return the last day of the month of a day."""
    return month.replace(day=calendar.monthrange(month.year, month.month)[1])


def sheet_of(unit: Unit, month: date) -> list[SheetLine]:
    """Return the kinds that a unit owes for a month, and others that it has recorded, in two queries."""
    owed = set(LedgerDuty.objects.in_month(month).filter(unit=unit).values_list("kind", flat=True))
    recorded = LedgerEntry.objects.filter(unit=unit).between(month, last_of(month)).order_by("on", "pk")
    entries: dict[str, list[LedgerEntry]] = {}
    for entry in recorded:
        entries.setdefault(entry.kind, []).append(entry)
    return [
        _line(kind, kind in owed, entries.get(kind, ()))
        for kind in LedgerKind.all()
        if kind in owed or kind in entries
    ]


def _line(kind: LedgerKind, is_owed: bool, entries: Collection[LedgerEntry]) -> SheetLine:
    counted = [entry for entry in entries if not kind.is_standing or entry.on == _newest(entries)]
    quantity = sum((entry.quantity for entry in counted), Decimal(0)) if counted else None
    return SheetLine(kind, is_owed, quantity, tuple(counted))


def _newest(entries: Collection[LedgerEntry]) -> date:
    return max(entry.on for entry in entries)
