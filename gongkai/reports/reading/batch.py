"""Many files at a time, each within bounds of time and memory: one that is broken never stops the others."""

import multiprocessing
import os
import resource
import signal
import threading
import time
from collections import deque
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from multiprocessing.connection import Connection, wait
from pathlib import Path
from typing import Any

from gongkai.reports.reading import sources
from gongkai.reports.reading.forms.scans import can_recognise
from gongkai.reports.reading.reader import read_all
from gongkai.reports.reading.result import ReadReport

# Seconds of the processor for one file; a text takes a hundredth of that, a scanned page some seconds.
SECONDS = {"html": 5.0, "md": 5.0, "txt": 5.0, "docx": 10.0, "doc": 10.0, "xlsx": 10.0}
SECONDS_OF_PAGES, SECONDS_OF_SCANS = 20.0, 150.0  # of a PDF or a picture, without and with the extra `ocr`
PATIENCE = 4.0  # times as long by the clock, until a process that does not end by itself is ended
MEMORY, MEMORY_OF_SCANS = 2_000 * 2**20, 4_000 * 2**20  # bytes of one process
STOPPED = "{name}：读取时间过长，已停止。请检查文件是否损坏，或者另存为网页、文本后再读。"
BURST = "{name}：读取时占用内存过多，已停止。请检查文件是否损坏，或者另存为网页、文本后再读。"
FAILED = "{name}：读取时出错，文件可能已损坏。请在原来的程序中打开，另存后再读。"


@dataclass(frozen=True)
class Asked:
    """A file to read, by its path or its bytes, and the name that it goes by."""

    name: str
    file: Path | bytes


@dataclass(frozen=True)
class Answer:
    """What a file held, or in one sentence why it could not be read."""

    name: str
    reports: tuple[ReadReport, ...] = ()
    refusal: str | None = None


class _TooSlow(Exception):
    """The time for one file is over."""


def read_many(files: Sequence[Asked], workers: int | None = None) -> Iterator[Answer]:
    """Read files, as many at a time as there are processors; the answers come in the order of the files."""
    crew = _Crew(min(len(files), workers or os.cpu_count() or 1))
    try:
        yield from crew.read(files)
    finally:
        crew.dismiss()


class _Crew:
    """Processes that read one file after the other; one that hangs or dies is replaced."""

    def __init__(self, size: int) -> None:
        # Copying this process is quick, and safe only while nothing else runs in it.
        method = "fork" if threading.active_count() == 1 else "spawn"
        self.context = multiprocessing.get_context(method)
        self.size = size
        self.members: dict[Connection, _Member] = {}

    def read(self, files: Sequence[Asked]) -> Iterator[Answer]:
        """Hand out the files and yield the answers in order."""
        waiting = deque(enumerate(files))
        done: dict[int, Answer] = {}
        following = 0
        while following < len(files):
            while waiting and self._give(*waiting[0]):
                waiting.popleft()
            for number, answer in self._finished():
                done[number] = answer
            while following in done:
                yield done.pop(following)
                following += 1

    def dismiss(self) -> None:
        """End all processes."""
        for line, member in self.members.items():
            line.close()
            member.process.kill()
            member.process.join()
        self.members = {}

    def _give(self, number: int, asked: Asked) -> bool:
        """Give a file to a process that has none; False when all are busy."""
        idle = next((line for line, member in self.members.items() if member.asked is None), None)
        if idle is None and len(self.members) == self.size:
            return False
        line = idle or self._hire()
        member = self.members[line]
        member.asked, member.number, member.since = asked, number, time.monotonic()
        line.send(asked)
        return True

    def _hire(self) -> Connection:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs,), daemon=True)  # type: ignore[attr-defined]
        process.start()
        theirs.close()
        self.members[ours] = _Member(process)
        return ours

    def _finished(self) -> Iterator[tuple[int, Answer]]:
        """Yield what is ready, and what will never be."""
        ready = wait(list(self.members), timeout=1.0)
        for line in list(self.members):
            member = self.members[line]
            if member.asked is None:
                continue
            if line in ready:
                yield member.number, self._received(line, member.asked)
            elif time.monotonic() - member.since > PATIENCE * most_seconds():
                self._replace(line)
                yield member.number, Answer(member.asked.name, refusal=STOPPED.format(name=member.asked.name))

    def _received(self, line: Connection, asked: Asked) -> Answer:
        try:
            answer: Answer = line.recv()
        except (EOFError, OSError):  # ended by the system, which it is when it takes too much
            self._replace(line)
            return Answer(asked.name, refusal=BURST.format(name=asked.name))
        self.members[line].asked = None
        return answer

    def _replace(self, line: Connection) -> None:
        member = self.members.pop(line)
        line.close()
        member.process.kill()
        member.process.join()


@dataclass
class _Member:
    """A process, the file it reads, and since when."""

    process: Any
    asked: Asked | None = None
    number: int = 0
    since: float = 0.0


def _work(line: Connection) -> None:
    """Read the files that come down the line, until it is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGPROF, _stop)
    resource.setrlimit(resource.RLIMIT_AS, (most_memory(), most_memory()))
    while True:
        try:
            asked: Asked = line.recv()
        except (EOFError, OSError):
            return
        line.send(_read(asked))


def _stop(number: int, frame: Any) -> None:
    raise _TooSlow


def _read(asked: Asked) -> Answer:
    try:
        return Answer(asked.name, tuple(_within_time(asked)))
    except sources.CannotRead as reason:
        return Answer(asked.name, refusal=str(reason))
    except _TooSlow:
        return Answer(asked.name, refusal=STOPPED.format(name=asked.name))
    except MemoryError:
        return Answer(asked.name, refusal=BURST.format(name=asked.name))
    except Exception:  # a file that nobody thought of must not stop the others
        return Answer(asked.name, refusal=FAILED.format(name=asked.name))


def _within_time(asked: Asked) -> list[ReadReport]:
    signal.setitimer(signal.ITIMER_PROF, seconds_for(asked))
    try:
        return [replace(report, source=asked.name) for report in read_all(asked.file, asked.name)]
    finally:
        signal.setitimer(signal.ITIMER_PROF, 0)


def seconds_for(asked: Asked) -> float:
    """Return how many seconds of the processor a file may take."""
    try:
        return SECONDS.get(sources.load(asked.file, asked.name).form, most_seconds())
    except sources.CannotRead:
        return most_seconds()


def most_seconds() -> float:
    """Return the longest that any file may take."""
    return SECONDS_OF_SCANS if can_recognise() else SECONDS_OF_PAGES


def most_memory() -> int:
    """Return how many bytes a process that reads may take."""
    return MEMORY_OF_SCANS if can_recognise() else MEMORY
