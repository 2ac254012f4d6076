"""批量修改的页面: what each row would become, what it became, and what an undoing would put back."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from gongkai.office.desk import Desk
from gongkai.publishing.bulk.changes import CHANGES
from gongkai.publishing.bulk.judging import ground_for, judge, judge_undoing, later_events
from gongkai.publishing.bulk.wording import Names, names_in, told
from gongkai.publishing.models import BulkEdit, BulkLine, InformationItem

Outcome, Undo = BulkLine.Outcome, BulkLine.Undo
WILL = {Outcome.CHANGED: "会修改", Outcome.REFUSED: "不能修改", Outcome.SAME: "不用改"}
DID = {Outcome.CHANGED: "已修改", Outcome.REFUSED: "没有修改", Outcome.SAME: "不用改"}
WILL_UNDO = {Undo.UNDONE: "会恢复", Undo.KEPT: "不能恢复"}
DID_UNDO = {Undo.UNDONE: "已恢复", Undo.KEPT: "没有恢复"}
MARKS = {"changed": "done", "undone": "done", "refused": "late", "kept": "late", "same": "", "": "wait"}


@dataclass(frozen=True)
class Row:
    """One item: what it says before and after, in words, and what becomes of it."""

    item: InformationItem
    code: str
    label: str
    before: str
    after: str
    why: str

    @property
    def mark(self) -> str:
        """The shape of the state word."""
        return MARKS[self.code]


@dataclass(frozen=True)
class Tab:
    """The rows of one outcome, and how many."""

    code: str
    label: str
    count: int


@dataclass(frozen=True)
class Table:
    """All rows, and the tabs that sort them."""

    rows: list[Row]
    labels: dict[str, str]

    @property
    def tabs(self) -> list[Tab]:
        """The outcomes that occur, in their order."""
        counts = Counter(row.code for row in self.rows)
        return [Tab(code, label, counts[code]) for code, label in self.labels.items() if counts[code]]

    @property
    def good(self) -> int:
        """How many rows are changed, or put back."""
        return sum(row.code in (Outcome.CHANGED, Undo.UNDONE) for row in self.rows)

    def of(self, code: str) -> list[Row]:
        """Return the rows of an outcome; all of them for anything else."""
        return [row for row in self.rows if code and row.code == code] or self.rows


def lines_of(bulk: BulkEdit) -> list[BulkLine]:
    """Return the lines with what a row shows of their items."""
    found = bulk.lines.select_related("item__owner_unit").defer("item__content", "item__plain_text")
    return list(found)


def preview(bulk: BulkEdit, desk: Desk, at: datetime) -> Table:
    """Return what the planned change would make of each item as it stands."""
    items = [line.item for line in lines_of(bulk)]
    ground = ground_for(items, by=desk.user, on=desk.today, at=at)
    names, change = names_in(bulk.body), CHANGES[bulk.change]
    rows = []
    for item in items:
        verdict = judge(item, change, bulk.value, ground)
        before, after = told(verdict.before, names), told(verdict.after, names)
        rows.append(Row(item, verdict.outcome, WILL[verdict.outcome], before, after, verdict.why))
    return Table(rows, _as_text(WILL))


def result(bulk: BulkEdit) -> Table:
    """Return what became of each item: of the change, or of its undoing."""
    names = names_in(bulk.body)
    if bulk.state in (BulkEdit.State.UNDOING, BulkEdit.State.UNDONE):
        found = [line for line in lines_of(bulk) if line.outcome == Outcome.CHANGED]
        return Table([_undone(line, names) for line in found], {"": "等待恢复", **_as_text(DID_UNDO)})
    return Table([_done(line, names) for line in lines_of(bulk)], {"": "等待修改", **_as_text(DID)})


def _done(line: BulkLine, names: Names) -> Row:
    label = DID[Outcome(line.outcome)] if line.outcome else "等待修改"
    before, after = (told(facts, names) if facts else "" for facts in (line.before, line.after))
    return Row(line.item, line.outcome, label, before, after, line.why)


def _undone(line: BulkLine, names: Names) -> Row:
    label = DID_UNDO[Undo(line.undo)] if line.undo else "等待恢复"
    return Row(line.item, line.undo, label, told(line.after, names), told(line.before, names), line.undo_why)


def undo_preview(bulk: BulkEdit, desk: Desk, at: datetime) -> Table:
    """Return which items would get back what they said, and which not, as they stand."""
    lines = [line for line in lines_of(bulk) if line.outcome == Outcome.CHANGED]
    ground = ground_for([line.item for line in lines], by=desk.user, on=desk.today, at=at)
    later = later_events(lines)
    names, change = names_in(bulk.body), CHANGES[bulk.change]
    rows = []
    for line in lines:
        why = judge_undoing(line, change, ground, later.get(line.item_id))
        code = Undo.KEPT if why else Undo.UNDONE
        rows.append(
            Row(line.item, code, WILL_UNDO[code], told(line.after, names), told(line.before, names), why)
        )
    return Table(rows, _as_text(WILL_UNDO))


def _as_text(labels: Mapping[Any, str]) -> dict[str, str]:
    return {str(code): label for code, label in labels.items()}


def left(bulk: BulkEdit) -> int:
    """Return how many lines the worker has not come to yet."""
    return (bulk.lines.waiting() if bulk.state == BulkEdit.State.RUNNING else bulk.lines.to_undo()).count()
