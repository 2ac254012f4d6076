"""`dev.py test`: all on SQLite, the law's part measured; what touches the database, on PostgreSQL too."""

import subprocess
import time
from dataclasses import dataclass

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
    rounds: list[Round] = []
    if on in {"both", "sqlite"}:
        rounds += _on_sqlite(arguments, only_law=coverage)
    if on in {"both", "postgres"}:
        with postgres.private_server() as url:
            rounds.append(_pytest("PostgreSQL", ["--database-only", *arguments], DATABASE_URL=url))
    for one in rounds:
        say(f"{'passed' if one.is_green else 'FAILED'}  {one.name}  {one.seconds:.0f} s")
    return 0 if all(one.is_green for one in rounds) else 1


def _on_sqlite(arguments: list[str], *, only_law: bool) -> list[Round]:
    if arguments and not only_law:
        return [_pytest("SQLite", arguments)]
    law = [
        _pytest("SQLite, the law's part", [*LAW, *arguments], measured=True),
        _python("every branch of it", ["coverage", "report"]),
    ]
    return law if only_law else [*law, _pytest("SQLite", [f"--ignore={folder}" for folder in LAW])]


def _pytest(name: str, arguments: list[str], *, measured: bool = False, **env: str) -> Round:
    say(f"Tests on {name} …")
    words = ["coverage", "run", "-m", "pytest"] if measured else ["pytest"]
    return _python(name, [*words, "-q", *arguments], **env)


def _python(name: str, words: list[str], **env: str) -> Round:
    started = time.monotonic()
    command = [str(PYTHON), "-m", *words]
    everything = {key: value for key, value in environment().items() if key != "DATABASE_URL"} | env
    code = subprocess.run(command, cwd=ROOT, env=everything, check=False).returncode
    return Round(name, code, time.monotonic() - started)
