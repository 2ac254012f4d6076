"""Child processes that live and die with `dev.py run`, each with a log of its own."""

import ctypes
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

from devkit.places import ROOT
from devkit.terminal import Trouble

LAST_LINES = 20
GRACE = 10  # seconds a child has to finish what it does
PR_SET_PDEATHSIG = 1  # Linux: the signal a process gets when its parent dies


class Child:
    """A process with a name and a log file; its own session, so that Ctrl-C reaches only the parent."""

    def __init__(self, name: str, command: list[str], *, log: Path, env: dict[str, str]) -> None:
        self.name = name
        self.log = log
        log.parent.mkdir(parents=True, exist_ok=True)
        if log.exists():
            log.replace(log.with_suffix(".log.1"))
        with log.open("wb") as output:
            self.process = subprocess.Popen(
                command,
                cwd=ROOT,
                env=env,
                stdin=subprocess.DEVNULL,
                stdout=output,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_die_with_parent,
            )

    def check_alive(self) -> None:
        """
        Look whether the process still runs.

        :raises Trouble: it ended; with the last lines of its log
        """
        code = self.process.poll()
        if code is not None:
            raise Trouble(
                f"The {self.name} ended by itself (exit {code}); so everything stops.\n{self.last_lines()}"
            )

    def last_lines(self) -> str:
        """Return the end of the log, and where to read the rest."""
        lines = self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-LAST_LINES:]
        return "\n".join([*(f"  | {line}" for line in lines), f"  log: {self.log}"])


def _die_with_parent() -> None:
    """Ask Linux to end this child when `dev.py` is killed."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGTERM)


def stop(children: list[Child]) -> None:
    """Ask all children to end, wait, and kill what is left."""
    for child in children:
        _signal(child, signal.SIGTERM)
    end = time.monotonic() + GRACE
    for child in children:
        try:
            child.process.wait(timeout=max(0.0, end - time.monotonic()))
        except (subprocess.TimeoutExpired, KeyboardInterrupt):  # too slow, or Ctrl-C again
            _signal(child, signal.SIGKILL)
            child.process.wait()


def _signal(child: Child, number: signal.Signals) -> None:
    """Signal the leader softly, or the whole group when it must die."""
    if child.process.poll() is not None:
        return
    if number is signal.SIGKILL:
        os.killpg(child.process.pid, number)
    else:
        child.process.send_signal(number)
