"""A whole file, batch after batch; what was written stays written when the run is interrupted."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from itertools import islice
from pathlib import Path

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.importing import check_files, import_items
from gongkai.publishing.incoming.checking import IncomingItem, RowReader
from gongkai.publishing.incoming.rows import Row, read_rows
from gongkai.publishing.incoming.survey import Survey, survey
from gongkai.publishing.models import InformationItem

BATCH = 1_000  # rows of one transaction


@dataclass(frozen=True)
class RowFault:
    """What is wrong with a row."""

    row: int
    source_id: str
    fault: str


@dataclass
class Progress:
    """How far it is: rows read, of how many; items written, or found there from an earlier run; faults."""

    total: int
    unknown: list[str]
    read: int = 0
    written: int = 0
    there: int = 0
    faults: list[RowFault] = field(default_factory=list)
    item_ids: list[int] = field(default_factory=list)  # written in the last batch


def run_import(path: Path, body: Body, *, only_check: bool, by: User | None, on: date) -> Iterator[Progress]:
    """
    Import a file into a body, or only check it; yield the same progress, carried on, after each batch.

    A row whose `source_id` the body already has is passed over, so a second run changes nothing.

    :raises FileUnreadable: the file as a whole cannot be read
    """
    found, reader, calendar = survey(path), RowReader(body, path.parent), current_calendar()
    known = set(InformationItem.objects.of(body).exclude(source_id="").values_list("source_id", flat=True))
    progress = Progress(found.total, sorted(found.unknown))
    rows = read_rows(path)
    while batch := list(islice(rows, BATCH)):
        wanted = _sifted(batch, found, known, reader, progress)
        if only_check:
            left_out = check_files(wanted)
            progress.written += len(wanted) - len(left_out)
        else:
            items, left_out = import_items(
                body, wanted, reserved=found.numbers, calendar=calendar, by=by, on=on
            )
            progress.item_ids = [item.pk for item in items]
            progress.written += len(items)
        for one in wanted:
            if fault := left_out.get(one.row.number):
                progress.faults.append(RowFault(one.row.number, one.item.source_id, fault))
        yield progress


def _sifted(
    batch: list[Row], found: Survey, known: set[str], reader: RowReader, progress: Progress
) -> list[IncomingItem]:
    """Return the rows that are to be written; the others are counted or have their faults noted."""
    wanted = []
    for row in batch:
        progress.read += 1
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
