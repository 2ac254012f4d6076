"""Batches of rows examined by several processes at once, in their order; small imports stay in this one."""

import gc
import os
import pickle
import signal
import sys
import time
from collections import deque
from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from dataclasses import dataclass, field
from multiprocessing import get_context
from threading import Thread
from typing import TYPE_CHECKING

# A new process imports this module before Django is set up: nothing of the program may be imported here.
if TYPE_CHECKING:
    from gongkai.publishing.incoming.examining import Examined, Examiner, Waiting

ALONE_BELOW = 2_000  # rows; starting processes takes as long as examining so many
MOST = 8  # processes; one cannot write what more of them examine
AHEAD = 1  # batches that wait beside those at which a process is
SELDOM = 50_000  # new objects between two searches for circles of dead ones; texts make few of them
EYE = 2.0  # seconds between two looks at whether the parent lives


class WorkerLost(Exception):
    """A process ended before its time, most likely for want of memory."""


@dataclass
class Batch:
    """Some rows on their way: those to be examined, what became of them, and how many others were passed."""

    read: int = 0
    there: int = 0
    passed: dict[str, int] = field(default_factory=dict)
    waiting: list["Waiting"] = field(default_factory=list)
    examined: list["Examined"] = field(default_factory=list)


def examine_all(batches: Iterable[Batch], examiner: "Examiner", *, rows: int, most: int) -> Iterator[Batch]:
    """
    Yield the batches examined, in their order; no more of them are in memory than processes can take.

    :param rows: how many rows there are in all
    :param most: processes at most; 0: as many as there are cores
    :raises WorkerLost: a process ended; what was yielded before is whole
    """
    processes = min(most or len(os.sched_getaffinity(0)), MOST)
    if processes < 2 or rows < ALONE_BELOW:
        for batch in batches:
            batch.examined = examiner.examine(batch.waiting)
            yield batch
        return
    pool = ProcessPoolExecutor(
        processes, get_context("spawn"), initializer=_begin, initargs=(pickle.dumps(examiner), os.getpid())
    )
    try:
        yield from _in_turn(batches, pool, processes + AHEAD)
    except BrokenProcessPool as error:
        raise WorkerLost("检查内容的进程意外结束，可能是内存不足") from error
    finally:
        pool.shutdown(cancel_futures=True)


def _in_turn(batches: Iterable[Batch], pool: ProcessPoolExecutor, most: int) -> Iterator[Batch]:
    under_way: deque[tuple[Batch, Future[list[Examined]]]] = deque()
    for batch in batches:
        with _main_hidden():
            under_way.append((batch, pool.submit(_examine, batch.waiting)))
        if len(under_way) > most:
            yield _done(*under_way.popleft())
    while under_way:
        yield _done(*under_way.popleft())


@contextmanager
def _main_hidden() -> Iterator[None]:
    """Keep a new process from running the script anew that started this one: nothing in it guards that."""
    main = sys.modules["__main__"]
    kept = {name: vars(main).get(name) for name in ("__spec__", "__file__")}
    try:
        vars(main).update(dict.fromkeys(kept))
        yield
    finally:
        vars(main).update(kept)


def _done(batch: Batch, future: "Future[list[Examined]]") -> Batch:
    batch.examined = future.result()
    return batch


_examiner: list["Examiner"] = []  # of this process


def _begin(examiner: bytes, parent: int) -> None:
    """Set up Django in a new process, which ends with its parent and leaves Ctrl-C to it."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    Thread(target=_end_with, args=(parent,), daemon=True).start()
    import django

    django.setup()
    gc.freeze()
    gc.set_threshold(SELDOM)
    _examiner.append(pickle.loads(examiner))  # noqa: S301  # made by the parent a moment ago


def _end_with(parent: int) -> None:
    while os.getppid() == parent:
        time.sleep(EYE)
    sys.stderr.flush()
    os._exit(1)


def _examine(waiting: "Sequence[Waiting]") -> "list[Examined]":
    return _examiner[0].examine(waiting)
