"""台账: what is recorded by hand because it does not happen in the system, and the cell it is counted in."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from enum import StrEnum
from functools import cache

from gongkai.rules.eras import Era, read_by_era
from gongkai.rules.tables import Row, read_codes

YUAN_PER_WAN = 10_000


class LedgerKind(StrEnum):
    """What a ledger entry counts."""

    LICENCE_DECISION = "licence_decision"
    PENALTY_DECISION = "penalty_decision"
    COERCION_DECISION = "coercion_decision"
    ADMIN_CHARGE = "admin_charge"
    HOTLINE_CALL = "hotline_call"
    VISIT_IN_PERSON = "visit_in_person"
    ONLINE_INQUIRY = "online_inquiry"
    PRESS_CONFERENCE = "press_conference"
    INTERVIEW = "interview"
    TRAINING = "training"
    TRAINING_PERSON = "training_person"
    MEETING = "meeting"
    LEAFLET = "leaflet"
    WEIBO_POST = "weibo_post"
    WECHAT_ISSUE = "wechat_issue"
    WECHAT_POST = "wechat_post"
    MEDIA_ITEM = "media_item"
    INTERPRETATION = "interpretation"
    SITE_VISIT = "site_visit"

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
class LedgerFacts:
    """What `ledger.toml` says about one kind."""

    label: str
    unit: str
    decimals: int
    explanation: str
    cells: Mapping[Era, CellAddress]


def yuan_to_wan(yuan: Decimal) -> Decimal:
    """Convert an amount in 元 to 万元, rounded half up to four decimals; convert the sum, not the entries."""
    return (yuan / YUAN_PER_WAN).quantize(Decimal("0.0001"), rounding=ROUND_HALF_UP)


def _read(_code: str, row: Row) -> LedgerFacts:
    return LedgerFacts(
        label=row.text("label"),
        unit=row.text("unit"),
        decimals=row.number("decimals", 0),
        explanation=row.text("explanation", ""),
        cells={era: _address(row, text) for era, text in read_by_era(row, "cells").items()},
    )


def _address(row: Row, text: str) -> CellAddress:
    match text.split("."):
        case [table, line, column]:
            return CellAddress(table, line, column)
        case _:
            raise row.error(f"“{text}”应当写成 表.行.列")


@cache
def _facts() -> dict[LedgerKind, LedgerFacts]:
    return read_codes("ledger.toml", "kinds", LedgerKind, _read)
