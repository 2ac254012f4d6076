"""Install a hash-locked list of packages with uv or pip, and say in one line why it failed."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from pathlib import Path

from devkit.places import PYTHON, VENV, environment
from devkit.terminal import Counter, Trouble, say

LOG = VENV / "install.log"
REASONS = [  # the first that is found in the installer's output names the cause
    (r"No space left on device|Disk quota exceeded", "the disk is full"),
    (r"DO NOT MATCH THE HASHES|Hash mismatch", "a package is not the one that was locked (wrong hash)"),
    (
        r"(?i)name.?resol|resolving|name or service not known|dns error",
        "no network: the package index was not found",
    ),
    (r"Network is unreachable|Connection refused|NewConnectionError|client error", "no network"),
    (
        r"CERTIFICATE_VERIFY_FAILED|invalid peer certificate",
        "the certificate of the package index is not trusted",
    ),
    (r"[Tt]imed? ?out|IncompleteRead|Connection reset|Connection broken", "the network broke off"),
    (r"Permission denied", "no permission to write into .venv"),
    (r"No matching distribution|no wheels|No solution found", "a package is not there for this machine"),
]


def install(lock: Path, what: str) -> None:
    """
    Install what the lock file lists into the virtual environment.

    :raises Trouble: it could not be downloaded or installed
    """
    wanted = len(re.findall(r"(?m)^[A-Za-z0-9]", lock.read_text(encoding="utf-8")))
    say(f"Installing {what}: {wanted} package{'s' if wanted > 1 else ''} …")
    uv = shutil.which("uv")
    if uv and _run([uv, "pip", "install", "--python", str(PYTHON), *_options(lock)], wanted) == 0:
        return
    if not _has_pip():
        raise Trouble(_failure())
    if uv:
        say("uv could not install them; trying pip.")
    if _run([str(PYTHON), "-m", "pip", "install", "--disable-pip-version-check", *_options(lock)], wanted):
        raise Trouble(_failure())


def _options(lock: Path) -> list[str]:
    """Return the options that uv and pip share: nothing is built, nothing unlocked gets in."""
    return ["--only-binary", ":all:", "--require-hashes", "-r", str(lock)]


def _has_pip() -> bool:
    return subprocess.run([str(PYTHON), "-c", "import pip"], capture_output=True, check=False).returncode == 0


def _run(command: list[str], wanted: int) -> int:
    """Run the installer, keep what it prints, count what it fetched; return its exit code."""
    counter = Counter(f"  of {wanted} packages fetched:")
    with LOG.open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            env=environment(),
        )
        for done, line in _lines(process):
            log.write(line)
            counter.show(done)
    counter.close()
    return process.wait()


def _lines(process: "subprocess.Popen[str]") -> Iterator[tuple[int, str]]:
    """Yield each line with the number of packages fetched so far."""
    done = 0
    for line in process.stdout or ():
        done += line.lstrip().startswith(("Collecting ", "Requirement already satisfied", "Prepared "))
        yield done, line


def _failure() -> str:
    """Return the one line for the last failed installation, from what it printed."""
    printed = LOG.read_text(encoding="utf-8", errors="replace")
    cause = next((words for pattern, words in REASONS if re.search(pattern, printed)), "see the log")
    return f"The packages could not be installed: {cause}. Details: {LOG}"
