"""`gongkai import-items` at full size: how long, how much memory, and beside it the bare rows."""

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from django.db import connection, transaction

from bench import corpus
from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem

BARE = 20_000  # rows that are inserted without the work
SHIPPED = {"DJANGO_SETTINGS_MODULE": "gongkai.config.settings"}
Line = tuple[str, str, str]


def measure(body: Body, home: Path, count: int) -> Iterator[Line]:
    """Import everything by the command, in a process of its own; then insert copies of rows, rolled back."""
    path = home / "items.jsonl"
    corpus.write_items(path, count)
    cost = _command("import-items", str(path), "--body", body.code)
    imported = InformationItem.objects.of(body).live().count()
    if imported != count:
        raise RuntimeError(f"{imported} of {count} items were imported")
    bare = _bare_insert(min(count, BARE)) * count / min(count, BARE)
    numbers = (
        f"{cost.seconds / 60:.1f} minutes by the clock, {cost.processor / 60:.1f} of processors "
        f"({cost.processor / cost.seconds:.0%} of one); {count / cost.processor:.0f} rows a second of "
        f"processor, {cost.processor / count * 1000:.1f} ms each, looked into and indexed"
    )
    yield (
        f"import of {count:,} items against a bare insert of the rows, seconds of processor",
        f"{numbers}; bare rows {bare:.0f} s",
        f"{cost.processor / bare:.0f} ×",
    )
    yield "peak memory of the largest process of the import", f"{cost.megabytes:.0f} MB", "–"


class Cost(NamedTuple):
    """What a command took: seconds by the clock and of all processors, the memory of its largest process."""

    seconds: float
    processor: float
    megabytes: float


def _command(*arguments: str) -> Cost:
    """Run a command of the program, with the processes that it starts."""
    connection.close()
    program = Path(sys.executable).with_name("gongkai")
    started = time.perf_counter()
    with open(os.devnull, "wb") as nowhere:
        process = subprocess.Popen(  # noqa: S603
            [str(program), *arguments], stdout=nowhere, stderr=nowhere, env=os.environ | SHIPPED
        )
        _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode:
        raise RuntimeError(f"gongkai {arguments[0]} ended with {process.returncode}")
    seconds = time.perf_counter() - started
    return Cost(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024)


def _bare_insert(count: int) -> float:
    """Return the seconds of processor for inserting copies of rows, without the work; rolled back."""
    rows = list(InformationItem.objects.order_by("-pk")[:count])
    for number, row in enumerate(rows):
        row.pk, row.index_no, row.source_id = None, f"bare-{number}", f"bare-{number}"
    with transaction.atomic():
        started = time.process_time()
        InformationItem.objects.bulk_create(rows, batch_size=corpus.BATCH)
        seconds = time.process_time() - started
        transaction.set_rollback(True)
    return seconds
