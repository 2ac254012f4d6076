"""台账: what is recorded by hand because it does not happen in the system, and the cell it is counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import ROUND_HALF_UP, Decimal
from functools import cache
from typing import Self

from gongkai.rules.calendar import Calendar
from gongkai.rules.eras import Era, read_by_era
from gongkai.rules.tables import BadRuleFile, Row, read_each, read_file

FILE = "ledger.toml"
YUAN_PER_WAN = 10_000


class LedgerKind(str):
    """What a ledger entry counts: a table of `ledger.toml`, so that a further kind needs no program."""

    __slots__ = ()

    def __new__(cls, code: str) -> Self:
        """
        Return the kind with this code.

        :raises ValueError: the file has none
        """
        if code not in _facts():
            raise ValueError(f"台账没有“{code}”这一类")
        return super().__new__(cls, code)

    @classmethod
    def all(cls) -> "tuple[LedgerKind, ...]":
        """Return all kinds, in the order of the file."""
        return tuple(cls(code) for code in _facts())

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _facts()[self].label

    @property
    def unit(self) -> str:
        """What it is counted in: 件, 次, 人次, 元."""
        return _facts()[self].unit

    @property
    def decimals(self) -> int:
        """How many decimals an entry may have; money has two."""
        return _facts()[self].decimals

    @property
    def explanation(self) -> str:
        """What is to be entered, for the person who enters it."""
        return _facts()[self].explanation

    @property
    def is_standing(self) -> bool:
        """Whether an entry says how many there are on its day, so that the newest counts and not the sum."""
        return _facts()[self].is_standing

    @property
    def figure(self) -> str:
        """The last part of the code of its figure: "hotline_calls" of `ledger.hotline_calls`."""
        return _facts()[self].figure

    @property
    def basis(self) -> str:
        """The article or notice that asks for it; empty where only practice does."""
        return _facts()[self].basis

    @property
    def heading(self) -> str:
        """The heading under which people find it."""
        return headings()[_facts()[self].under]

    def cell(self, era: Era) -> "CellAddress | None":
        """Return the cell of the tables of `era` that the sum of the entries goes into, if any."""
        return _facts()[self].cells.get(era)


@dataclass(frozen=True)
class CellAddress:
    """A cell of a report table, by the ids of the format files."""

    table: str
    row: str
    column: str


@dataclass(frozen=True)
class KindGroup:
    """Kinds that are added up to one figure: proposals of deputies and of the conference, led or joined."""

    code: str
    label: str
    figure: str
    kinds: tuple[LedgerKind, ...]


@dataclass(frozen=True)
class LedgerFacts:
    """What `ledger.toml` says about one kind."""

    label: str
    unit: str
    decimals: int
    explanation: str
    is_standing: bool
    figure: str
    basis: str
    under: str
    cells: Mapping[Era, CellAddress]


def kinds_of(value: str) -> tuple[str, ...]:
    """
    Return the kinds that a code stands for: itself, or those of a group.

    :raises ValueError: neither a kind nor a group
    """
    if value in groups():
        return tuple(str(kind) for kind in groups()[value].kinds)
    return (str(LedgerKind(value)),)


@cache
def headings() -> Mapping[str, str]:
    """Return the headings under which people find the kinds, in the order of the file."""
    return {str(code): str(label) for code, label in read_file(FILE).mapping("headings").items()}


@cache
def groups() -> Mapping[str, KindGroup]:
    """
    Return the groups of kinds by code.

    :raises BadRuleFile: a group names an unknown kind, or kinds that cannot be added up
    """
    return read_each(read_file(FILE), "groups", _read_group)


def month_after(month: date) -> date:
    """Return the first day of the month after that of a day."""
    return date(month.year + month.month // 12, month.month % 12 + 1, 1)


def month_due_on(month: date, calendar: Calendar) -> date:
    """Return until when a month is to be entered: a day of the next month, or the working day after it."""
    due = month_after(month).replace(day=read_file(FILE).number("month_due_day"))
    return due if calendar.is_working_day(due) else calendar.add_working_days(due, 1).on


def yuan_to_wan(yuan: Decimal) -> Decimal:
    """Convert an amount in 元 to 万元, rounded half up to four decimals; convert the sum, not the entries."""
    return (yuan / YUAN_PER_WAN).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _read(code: str, row: Row) -> LedgerFacts:
    return LedgerFacts(
        label=row.text("label"),
        unit=row.text("unit"),
        decimals=row.number("decimals", 0),
        explanation=row.text("explanation", ""),
        is_standing=row.flag("standing", default=False),
        figure=row.text("figure", code),
        basis=row.text("basis", ""),
        under=_heading(row),
        cells={era: _address(row, text) for era, text in read_by_era(row, "cells").items()},
    )


def _heading(row: Row) -> str:
    under = row.text("under")
    if under not in headings():
        raise row.error(f"没有“{under}”这一组")
    return under


def _read_group(code: str, row: Row) -> KindGroup:
    named = row.texts("kinds")
    if odd := sorted(set(named) - set(_facts())):
        raise row.error(f"没有这些类别：{'、'.join(odd)}")
    kinds = tuple(LedgerKind(name) for name in named)
    if len({(kind.unit, kind.is_standing) for kind in kinds}) != 1:
        raise row.error("单位或者合计方式不同的类别不能合计")
    return KindGroup(code, row.text("label"), row.text("figure", code), kinds)


def _address(row: Row, text: str) -> CellAddress:
    match text.split("."):
        case [table, line, column]:
            return CellAddress(table, line, column)
        case _:
            raise row.error(f"“{text}”应当写成 表.行.列")


@cache
def _facts() -> Mapping[str, LedgerFacts]:
    found = read_each(read_file(FILE), "kinds", _read)
    figures = [facts.figure for facts in found.values()]
    if twice := sorted({name for name in figures if figures.count(name) > 1}):
        raise BadRuleFile(f"规则文件 {FILE}：有几个类别用同一个指标：{'、'.join(twice)}")
    return found
