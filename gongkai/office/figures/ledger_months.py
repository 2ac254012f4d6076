"""台账月报: which unit has filed which month, and which is owed or late."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.models import Unit
from gongkai.design.words import cn_day
from gongkai.ledger.models import LedgerDuty, LedgerMonth
from gongkai.office.desk import Desk
from gongkai.rules.ledger import LedgerKind

MONTHS = range(1, 13)


@dataclass(frozen=True)
class MonthCell:
    """A month of a unit: what is to be read in the table, and how loud it is."""

    month: date
    words: str
    css: str = ""

    @property
    def slug(self) -> str:
        """The month in an address: 2025-03."""
        return f"{self.month:%Y-%m}"


@dataclass(frozen=True)
class UnitLine:
    """A unit with the kinds that it owes now and its twelve months."""

    unit: Unit
    kinds: tuple[str, ...]
    months: tuple[MonthCell, ...]


@dataclass(frozen=True)
class YearOfSheets:
    """All units of a body in a year."""

    year: int
    lines: tuple[UnitLine, ...]
    owed: int
    late: int


def year_of_sheets(desk: Desk, year: int) -> YearOfSheets:
    """Return who has filed which month of a year, in three queries."""
    sheets = {
        (sheet.unit_id, sheet.month.month): sheet
        for sheet in LedgerMonth.objects.of(desk.body).filter(month__year=year)
    }
    kinds: dict[int, list[str]] = {}
    for unit, code in LedgerDuty.objects.of(desk.body).filter(until=None).values_list("unit", "kind"):
        kinds.setdefault(unit, []).append(LedgerKind(code).label)
    seen = {*kinds, *(unit for unit, _ in sheets)}
    units = Unit.objects.filter(body=desk.body, pk__in=seen)
    lines = [
        UnitLine(
            unit,
            tuple(kinds.get(unit.pk, ())),
            tuple(_cell(date(year, month, 1), sheets.get((unit.pk, month)), desk.today) for month in MONTHS),
        )
        for unit in units
    ]
    open_ones = [sheet for sheet in sheets.values() if sheet.filed_on is None]
    late = sum(sheet.due_on < desk.today for sheet in open_ones)
    return YearOfSheets(year, tuple(lines), len(open_ones), late)


def _cell(month: date, sheet: LedgerMonth | None, today: date) -> MonthCell:
    if sheet is None:
        return MonthCell(month, "" if month > today else "登记")
    if sheet.filed_on is not None:
        words = f"{cn_day(sheet.filed_on)}报"
        return MonthCell(month, f"{words}，迟报" if sheet.is_late else words)
    if sheet.due_on < today:
        return MonthCell(month, f"逾期，{cn_day(sheet.due_on)}应报", "gk-due gk-due--late")
    return MonthCell(month, f"{cn_day(sheet.due_on)}前报", "gk-due")
