"""A whole file, batch after batch; what was written stays written when the run is interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.importing import check_files, import_items, note_secrets
from gongkai.publishing.incoming.checking import IncomingItem, RowReader
from gongkai.publishing.incoming.folder import read_folder
from gongkai.publishing.incoming.looked import look_into
from gongkai.publishing.incoming.rows import Row, read_rows
from gongkai.publishing.incoming.site import read_site
from gongkai.publishing.incoming.survey import Survey, survey
from gongkai.publishing.models import InformationItem

BATCH = 500  # rows of one transaction
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
    item_ids: list[int] = field(default_factory=list)  # written in the last batch
    shown: list[IncomingItem] = field(default_factory=list)  # of the last batch


@dataclass(frozen=True)
class Order:
    """
    What is to be imported and how.

    :ivar path: a file of rows, or the folder of an old site's pages
    :ivar site: the file with the rules of the old site; None: the one in the folder, if there is one
    :ivar holds: whether what may not go out makes a draft of an item, or is only told
    """

    path: Path
    site: Path | None = None
    only_check: bool = False
    holds: bool = True

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

    :raises FileUnreadable: the file or folder as a whole cannot be read
    """
    found, reader, calendar = survey(order.rows()), RowReader(body, order.folder, on), current_calendar()
    known = set(InformationItem.objects.of(body).exclude(source_id="").values_list("source_id", flat=True))
    progress = Progress(found.total, sorted(found.unknown))
    rows = order.rows()
    while batch := list(islice(rows, BATCH)):
        wanted = _looked_into(_sifted(batch, found, known, reader, progress), order, progress, by=by, on=on)
        if order.only_check:
            left_out = check_files(wanted)
        else:
            items, left_out = import_items(
                body, wanted, reserved=found.numbers, calendar=calendar, by=by, on=on
            )
            progress.item_ids = [item.pk for item in items if item.live]
        progress.shown = [one for one in wanted if one.row.number not in left_out]
        progress.held += sum(one.is_held for one in progress.shown)
        progress.written += sum(not one.is_held for one in progress.shown)
        progress.faults += [
            RowFault(one.row.number, one.item.source_id, left_out[one.row.number])
            for one in wanted
            if one.row.number in left_out
        ]
        yield progress


def _looked_into(
    wanted: list[IncomingItem], order: Order, progress: Progress, *, by: User | None, on: date
) -> list[IncomingItem]:
    """Return the rows without a mark of secrecy, each with what was found in it."""
    clean = []
    for one in wanted:
        one.looked = look_into(one.item, one.files, holds=order.holds, on=on)
        row, source_id = one.row.number, one.item.source_id
        if refusal := one.looked.secret:
            progress.faults.append(RowFault(row, source_id, f"{REFUSED}（{refusal.rule}）"))
            if not order.only_check:
                note_secrets([refusal], by=by)
            continue
        if words := one.looked.words:
            progress.findings.append(RowFault(row, source_id, words))
        clean.append(one)
    return clean


def _sifted(
    batch: list[Row], found: Survey, known: set[str], reader: RowReader, progress: Progress
) -> list[IncomingItem]:
    """Return the rows that are to be written; the others are counted or have their faults noted."""
    wanted = []
    for row in batch:
        progress.read += 1
        if row.passed:
            progress.passed[row.passed] = progress.passed.get(row.passed, 0) + 1
            continue
        if row.text("source_id") in known:
            progress.there += 1
            continue
        one, faults = reader.read(row)
        if repeated := found.repeated.get(row.number):
            faults = [*faults, repeated]
        if one and not faults:
            wanted.append(one)
        else:
            fault = "；".join(faults)
            progress.faults.append(RowFault(row.number, row.text("source_id"), fault))
    return wanted
