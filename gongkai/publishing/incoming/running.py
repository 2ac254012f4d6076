"""A whole file, batch after batch; what was written stays written when the run is interrupted."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.importing import check_files, import_items, note_secrets
from gongkai.publishing.circumstances import setting_of
from gongkai.publishing.errors import SecretMark
from gongkai.publishing.incoming.checking import IncomingItem, RowReader
from gongkai.publishing.incoming.examining import Examiner, Register, Waiting, look_for_names
from gongkai.publishing.incoming.folder import read_folder
from gongkai.publishing.incoming.rows import FileUnreadable, Row, read_rows
from gongkai.publishing.incoming.site import read_site
from gongkai.publishing.incoming.survey import Survey, survey
from gongkai.publishing.incoming.workers import Batch, WorkerLost, examine_all
from gongkai.publishing.models import InformationItem

BATCH = 500  # rows of one transaction
SIGNS = 20_000_000  # characters of the texts of one transaction, about
REFUSED = (
    "发现密级标志，没有导入，也没有保存任何内容；请立即把原件移出连接互联网的计算机，并报告本机关保密工作机构"
)


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row."""

    row: int
    source_id: str
    fault: str


@dataclass
class Progress:
    """
    How far it is: rows read, of how many, and what became of them.

    :ivar held: items that came over as drafts, for what was found in them; they are not among `written`
    :ivar there: rows found there from an earlier run
    :ivar passed: rows that are no items, by why
    :ivar findings: what the check found, row by row, whether or not the row is held
    :ivar secrets: refusals for a mark of secrecy, each with its row
    :ivar shown: the last rows as they will stand, for a preview
    """

    total: int
    unknown: list[str]
    read: int = 0
    written: int = 0
    held: int = 0
    there: int = 0
    passed: dict[str, int] = field(default_factory=dict)
    faults: list[RowFault] = field(default_factory=list)
    findings: list[RowFault] = field(default_factory=list)
    secrets: list[tuple[int, SecretMark]] = field(default_factory=list)
    item_ids: list[int] = field(default_factory=list)  # written in the last batch
    shown: list[IncomingItem] = field(default_factory=list)  # of the last batch


@dataclass(frozen=True)
class Order:
    """
    What is to be imported and how.

    :ivar path: a file of rows, or the folder of an old site's pages
    :ivar site: the file with the rules of the old site; None: the one in the folder, if there is one
    :ivar holds: whether what may not go out makes a draft of an item, or is only told
    :ivar processes: how many at most look into the rows; 0: as many as there are cores
    :ivar mark: what the history of each item says beside its row
    """

    path: Path
    site: Path | None = None
    only_check: bool = False
    holds: bool = True
    processes: int = 0
    mark: dict[str, Any] = field(default_factory=dict)

    def rows(self) -> Iterator[Row]:
        """
        Yield the rows.

        :raises FileUnreadable: see `read_rows` and `read_folder`
        """
        if self.path.is_dir():
            return read_folder(self.path, read_site(self.path, self.site))
        return read_rows(self.path)

    @property
    def folder(self) -> Path:
        """Where the files of the rows lie."""
        return self.path if self.path.is_dir() else self.path.parent


def run_import(order: Order, body: Body, *, by: User | None, on: date) -> Iterator[Progress]:
    """
    Import what is ordered into a body, or only check it; yield the same progress, carried on, batch by batch.

    A row whose `source_id` the body already has is passed over, so a second run changes nothing. Each row is
    looked into as an item is before its publication (条例第十七条); one with a mark of secrecy is refused.

    :raises FileUnreadable: the file or folder as a whole cannot be read, or the run was cut off
    """
    found, calendar = survey(order.rows()), current_calendar()
    known = set(InformationItem.objects.of(body).exclude(source_id="").values_list("source_id", flat=True))
    progress = Progress(found.total, sorted(found.unknown))
    usual = replace(setting_of(body, on), known=None)
    examiner, register = Examiner(RowReader(body, order.folder, on), usual, order.holds), Register(body)
    batches = (_sifted(rows, found, known) for rows in _batches(order.rows()))
    try:
        for batch in examine_all(batches, examiner, rows=found.total, most=order.processes):
            look_for_names(batch.examined, examiner, register)
            wanted = _taken(batch, progress, order, by=by)
            if order.only_check:
                left_out = check_files(wanted)
            else:
                items, left_out = import_items(
                    body, wanted, reserved=found.numbers, calendar=calendar, by=by, on=on, mark=order.mark
                )
                progress.item_ids = [item.pk for item in items if item.live]
            _count(wanted, left_out, progress)
            yield progress
    except WorkerLost as lost:
        raise FileUnreadable(f"{lost}；第{progress.read:,}行以前的已经办完，请再运行一次，接着做") from lost


def _batches(rows: Iterable[Row]) -> Iterator[list[Row]]:
    """Yield rows together, as many as one transaction takes."""
    batch, signs = list[Row](), 0
    for row in rows:
        batch.append(row)
        signs += len(row.text("body"))
        if len(batch) == BATCH or signs >= SIGNS:
            yield batch
            batch, signs = [], 0
    if batch:
        yield batch


def _sifted(rows: Iterable[Row], found: Survey, known: set[str]) -> Batch:
    """Return the rows as a batch; those that are no items, or are there already, are only counted."""
    batch = Batch()
    for row in rows:
        batch.read += 1
        if row.passed:
            batch.passed[row.passed] = batch.passed.get(row.passed, 0) + 1
        elif row.text("source_id") in known:
            batch.there += 1
        else:
            batch.waiting.append(Waiting(row, found.repeated.get(row.number, "")))
    return batch


def _taken(batch: Batch, progress: Progress, order: Order, *, by: User | None) -> list[IncomingItem]:
    """Return the items that are to be written; the others are counted or have their faults noted."""
    progress.read += batch.read
    progress.there += batch.there
    for why, count in batch.passed.items():
        progress.passed[why] = progress.passed.get(why, 0) + count
    wanted = []
    for each in batch.examined:
        if each.item and not (fault := _refused(each.item, progress, order, by=by)):
            wanted.append(each.item)
            if words := each.item.looked.words:
                progress.findings.append(RowFault(each.row.number, each.item.item.source_id, words))
        else:
            told = fault if each.item else "；".join(each.faults)
            progress.faults.append(RowFault(each.row.number, each.row.text("source_id"), told))
    return wanted


def _refused(one: IncomingItem, progress: Progress, order: Order, *, by: User | None) -> str:
    """Return why a row with a mark of secrecy is refused, of which only the hash is noted; else nothing."""
    refusal = one.looked.secret
    if refusal is None:
        return ""
    progress.secrets.append((one.row.number, refusal))
    if not order.only_check:
        note_secrets([refusal], by=by)
    return f"{REFUSED}（{refusal.rule}）"


def _count(wanted: Iterable[IncomingItem], left_out: dict[int, str], progress: Progress) -> None:
    progress.shown = [one for one in wanted if one.row.number not in left_out]
    progress.held += sum(one.is_held for one in progress.shown)
    progress.written += sum(not one.is_held for one in progress.shown)
    progress.faults += [
        RowFault(one.row.number, one.item.source_id, left_out[one.row.number])
        for one in wanted
        if one.row.number in left_out
    ]
