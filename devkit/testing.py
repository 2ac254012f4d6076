"""`dev.py test`: all on SQLite, the law's part measured; what touches the database, on PostgreSQL too."""

import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from typing import TextIO

from devkit import debian, postgres
from devkit.places import PYTHON, ROOT, environment
from devkit.setup import setup
from devkit.terminal import say

NO_TESTS = 5  # pytest's exit code when nothing was collected
# By themselves these try every branch of rules, workflow and casework; screening has its lexicon in rules.
LAW = ("tests/rules", "tests/screening", "tests/workflow", "tests/casework")


@dataclass(frozen=True)
class Round:
    """One run of pytest."""

    name: str
    code: int
    seconds: float

    @property
    def is_green(self) -> bool:
        """Whether it passed; nothing to test on PostgreSQL is fine, nothing at all is not."""
        return self.code == 0 or (self.code == NO_TESTS and self.name == "PostgreSQL")


Lane = Callable[[TextIO], list[Round]]


def run_tests(arguments: list[str], *, on: str = "both", coverage: bool = False) -> int:
    """
    Run the tests; arguments go to pytest. Without any, an untried branch of the law's packages is a failure.

    :param coverage: run only what is measured
    :raises Trouble: something the tests need cannot be installed
    """
    missing = debian.missing_for_tests()
    if missing:
        debian.install(missing, why="The tests need Debian packages")
    setup(dev=True)
    rounds = [one for lane in _together(_lanes(arguments, on, only_law=coverage)) for one in lane]
    for one in rounds:
        say(f"{'passed' if one.is_green else 'FAILED'}  {one.name}  {one.seconds:.0f} s")
    return 0 if all(one.is_green for one in rounds) else 1


def _lanes(arguments: list[str], on: str, *, only_law: bool) -> list[Lane]:
    """Return what can run side by side; in each lane one thing runs after the other."""

    def law(out: TextIO) -> list[Round]:
        tested = _pytest("SQLite, the law's part", [*LAW, *arguments], out, measured=True)
        return [tested, _python("every branch of it", ["coverage", "report"], out)]

    def others(out: TextIO) -> list[Round]:
        return [_pytest("SQLite", arguments or [f"--ignore={folder}" for folder in LAW], out)]

    def on_postgres(out: TextIO) -> list[Round]:
        with postgres.private_server() as url:
            return [_pytest("PostgreSQL", ["--database-only", *arguments], out, DATABASE_URL=url)]

    measured = [law] if only_law or (on != "postgres" and not arguments) else []
    plain = [others] if on != "postgres" and not only_law else []
    return [*plain, *([on_postgres] if on != "sqlite" else []), *measured]  # the longest first


def _together(lanes: list[Lane]) -> list[list[Round]]:
    """Do all, two at a time where there are two processors; what the later ones print comes when they end."""
    if len(lanes) == 1 or (os.cpu_count() or 1) == 1:
        return [lane(sys.stdout) for lane in lanes]
    with ThreadPoolExecutor(max_workers=1) as pool:  # beside what runs here
        later = [pool.submit(_kept, lane) for lane in lanes[1:]]
        return [lanes[0](sys.stdout), *(one.result() for one in later)]


def _kept(lane: Lane) -> list[Round]:
    with tempfile.TemporaryFile("w+", encoding="utf-8") as out:
        rounds = lane(out)
        out.seek(0)
        shutil.copyfileobj(out, sys.stdout)
        sys.stdout.flush()
    return rounds


def _pytest(name: str, arguments: list[str], out: TextIO, *, measured: bool = False, **env: str) -> Round:
    say(f"Tests on {name} …")
    words = ["coverage", "run", "-m", "pytest"] if measured else ["pytest"]
    return _python(name, [*words, "-q", *arguments], out, **env)


def _python(name: str, words: list[str], out: TextIO, **env: str) -> Round:
    started = time.monotonic()
    command = [str(PYTHON), "-m", *words]
    everything = {key: value for key, value in environment().items() if key != "DATABASE_URL"} | env
    code = subprocess.run(command, cwd=ROOT, env=everything, check=False, stdout=out).returncode
    return Round(name, code, time.monotonic() - started)
