"""What people did to a reading, newest first: numbers put right, findings answered, answers taken back."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal

from gongkai.bodies.models import User
from gongkai.proofing.models import CellCorrection, FindingAnswer, Reading
from gongkai.proofing.showing import Shown, ShownRow
from gongkai.reports.checks.findings import printed

GONE = "已经改正的问题"


@dataclass(frozen=True)
class Deed:
    """One thing that somebody did: to what, what changed, and why."""

    at: datetime
    by: User
    about: str
    anchor: str  # on the page of the reading
    change: str
    reason: str


def history_of(reading: Reading, shown: Shown) -> list[Deed]:
    """Return everything that was done to a reading, newest first."""
    deeds = [*_corrections(reading, shown), *_answers(reading, shown)]
    return sorted(deeds, key=lambda deed: deed.at, reverse=True)


def history_of_row(reading: Reading, shown: Shown, table: str, row: int) -> list[Deed]:
    """Return what was done to the numbers of one row, newest first."""
    own = reading.corrections.filter(table=table, row=row).select_related("by")
    return [_correction(one, shown) for one in own.order_by("-pk")]


def _corrections(reading: Reading, shown: Shown) -> Iterator[Deed]:
    for one in reading.corrections.select_related("by"):
        yield _correction(one, shown)


def _correction(one: CellCorrection, shown: Shown) -> Deed:
    row = _row(shown, one)
    cell = next((each for each in row.cells if each.anchor.endswith(f"-{one.column}")), None) if row else None
    about = "，".join(part for part in (row.label if row else "", cell.column if cell else "") if part)
    change = "确认无误" if one.found == one.value else f"{_number(one.found)} → {_number(one.value)}"
    return Deed(one.at, one.by, about, cell.anchor if cell else "", change, one.reason)


def _answers(reading: Reading, shown: Shown) -> Iterator[Deed]:
    known = {one.key: one for one in shown.findings}
    for one in reading.answers.select_related("by"):
        about = known.get(one.finding)
        yield Deed(
            one.at,
            one.by,
            about.finding.message if about else GONE,
            about.anchor if about else "",
            _said(one),
            one.note,
        )


def _said(answer: FindingAnswer) -> str:
    return "说明核对结果" if answer.note else "撤回说明"


def _row(shown: Shown, correction: CellCorrection) -> ShownRow | None:
    tables = (table for table in shown.tables if table.id == correction.table)
    rows = (row for table in tables for part in table.parts for row in part.rows)
    return next((row for row in rows if row.number == correction.row), None)


def _number(value: Decimal | None) -> str:
    return "空白" if value is None else printed(float(value))
