"""A program of ours in a process of its own, within bounds of time and memory: it reads what others made."""

import os
import resource
import subprocess
import sys
from collections.abc import Mapping
from tempfile import TemporaryDirectory

MEMORY = 1_500 * 2**20  # bytes
SECONDS = 40  # of the processor
NEEDED = ("PATH", "HOME", "LANG", "LC_", "TZ", "PYTHON", "VIRTUAL_ENV", "LD_", "OMP_")  # beginnings of names
SLOWEST = 1.5  # times as long by the clock, on a busy machine


class Failed(Exception):
    """The program came to no end within its bounds, or to a bad one."""


def run_apart(program: str, data: bytes, *, seconds: int = SECONDS) -> bytes:
    """
    Give data to a module that is run as a program, and return what it writes.

    Its temporary files go with it, also when it is ended.

    :param program: the module, which calls `keep_within` first
    :raises Failed: too slow, too large, or what it reads is broken
    """
    with TemporaryDirectory() as folder:
        try:
            done = subprocess.run(  # noqa: S603 - our own program, the file on its standard input
                [sys.executable, "-m", program],
                input=data,
                capture_output=True,
                timeout=seconds * SLOWEST,
                check=True,
                env={**_harmless(os.environ), "TMPDIR": folder},
            )
        except (subprocess.SubprocessError, OSError) as error:
            raise Failed from error
    return done.stdout


def _harmless(environment: Mapping[str, str]) -> dict[str, str]:
    """Return what a program needs to run, and no key or password of this deployment."""
    return {name: value for name, value in environment.items() if name.startswith(NEEDED)}


def keep_within(*, memory: int = MEMORY, seconds: int = SECONDS) -> None:
    """Bound what this process may use; beyond it the system ends it."""
    resource.setrlimit(resource.RLIMIT_AS, (memory, memory))
    resource.setrlimit(resource.RLIMIT_CPU, (seconds, seconds))
