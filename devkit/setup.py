"""Make the virtual environment and fill it, once for each state of the lock files."""

import fcntl
import hashlib
import importlib.util
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from devkit import debian, packages
from devkit.places import GONGKAI, PYTHON, REQUIREMENTS, ROOT, VENV, home
from devkit.terminal import Trouble, say

CORE_LOCKS = {"core": "the program"}
DEV_LOCKS = {"core": "the program", "dev": "what tests and checks need"}
OPTIONAL_LOCKS = {"fonts": "a Chinese font for PDF files"}
SPACE_NEEDED = {"core": 900, "dev": 600, "fonts": 60}  # megabytes, downloads and their unpacking included

ENTRY = """#!/bin/sh
'''exec' "{python}" "$0" "$@"
' '''
import sys

from gongkai.cli.entry import main

sys.exit(main())
"""


def setup(*, dev: bool = False) -> None:
    """
    Bring `.venv` to the state of the lock files; does nothing when it is there already.

    :raises Trouble: no venv module, no disk, no network
    """
    with _only_one():
        _make_venv()
        for name, what in (DEV_LOCKS if dev else CORE_LOCKS).items():
            _install(name, what)
        for name, what in OPTIONAL_LOCKS.items():
            try:
                _install(name, what)
            except Trouble as trouble:
                say(f"Going on without {what} (there is a fallback). {trouble}")
        _write_entry()


@contextmanager
def _only_one() -> Iterator[None]:
    """Let a second setup of this checkout wait for the first."""
    with (home() / "setup.lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("Another dev.py is setting up .venv; waiting for it …")
            fcntl.flock(lock, fcntl.LOCK_EX)
        yield


def _make_venv() -> None:
    """Make `.venv` unless there is a working one; a broken or too old one is made anew."""
    if VENV.exists() and not _is_sound():
        say("The virtual environment .venv does not work any more; making it anew.")
        shutil.rmtree(VENV)
    if VENV.exists():
        return
    _check_space(50)
    uv = shutil.which("uv")
    if uv and not _has_venv_module():
        command = [uv, "venv", "--quiet", "--python", sys.executable, str(VENV)]
    else:
        _need_venv_module()
        command = [sys.executable, "-m", "venv", str(VENV)]
    say("Making the virtual environment .venv …")
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    if done.returncode:
        shutil.rmtree(VENV, ignore_errors=True)
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:] or ["no message"]
        raise Trouble(f"The virtual environment could not be made: {last[0]}")


def _is_sound() -> bool:
    """Tell whether the Python of `.venv` starts, is new enough, and can be filled."""
    test = "import sys; from importlib.util import find_spec as find; sys.exit(sys.version_info < (3, 11)"
    test += ")" if shutil.which("uv") else " or not find('pip'))"
    try:
        return subprocess.run([str(PYTHON), "-c", test], capture_output=True, check=False).returncode == 0
    except OSError:
        return False


def _has_venv_module() -> bool:
    return bool(importlib.util.find_spec("ensurepip") and importlib.util.find_spec("venv"))


def _need_venv_module() -> None:
    """Install Debian's python3-venv where it is missing, or say how."""
    if _has_venv_module():
        return
    if not Path("/etc/debian_version").exists():
        raise Trouble(f"{sys.executable} comes without the modules venv and ensurepip; install them.")
    debian.install(["python3-venv"], why="Python's venv module is not installed")


def _install(name: str, what: str) -> None:
    """Install one lock file unless its stamp says that it is there."""
    lock = REQUIREMENTS / f"{name}.lock"
    stamp = VENV / f".stamp-{name}"
    digest = hashlib.sha256(lock.read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text() == digest:
        return
    _check_space(SPACE_NEEDED[name] if not stamp.exists() else 50)
    packages.install(lock, what)
    stamp.write_text(digest)


def _check_space(megabytes: int) -> None:
    free = shutil.disk_usage(ROOT).free // 1_000_000
    if free < megabytes:
        raise Trouble(f"The disk is too full: {free} MB free at {ROOT}, {megabytes} MB needed.")


def _write_entry() -> None:
    """Put this checkout on the path of `.venv` and write its `gongkai` command."""
    folder = next((VENV / "lib").glob("python3.*/site-packages"))
    _write(folder / "gongkai-checkout.pth", f"{ROOT}\n")
    _write(GONGKAI, ENTRY.format(python=PYTHON))
    GONGKAI.chmod(0o755)


def _write(path: Path, text: str) -> None:
    if not path.is_file() or path.read_text(encoding="utf-8") != text:
        path.write_text(text, encoding="utf-8")
