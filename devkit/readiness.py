"""Bring database and static files to the state of this checkout; does nothing when they are there already."""

import hashlib
import subprocess
from collections.abc import Iterable
from pathlib import Path

from devkit.places import PYTHON, REQUIREMENTS, ROOT, home, setting
from devkit.terminal import Trouble, say


def prepare(env: dict[str, str]) -> None:
    """
    Migrate, collect static files, load the demo into an empty database: each only if needed.

    :raises Trouble: a step failed, after its own message
    """
    todo = [name for name, state in STATES.items() if not _is_done(name, state())]
    if not todo:
        return
    say(f"Preparing: {' and '.join(todo)} …")
    done = subprocess.run([str(PYTHON), "-m", "devkit.prepare", *todo], cwd=ROOT, env=env, check=False)
    if done.returncode:
        raise Trouble("The database or the static files could not be prepared; see above.")
    for name in todo:
        _stamp(name).write_text(STATES[name](), encoding="utf-8")


def _stamp(name: str) -> Path:
    return home() / f".stamp-{name}"


def _is_done(name: str, state: str) -> bool:
    stamp = _stamp(name)
    return bool(state) and stamp.is_file() and stamp.read_text(encoding="utf-8") == state


def _database_state() -> str:
    """Return what the SQLite file and the migrations are now; empty for a database that must be asked."""
    file = home() / "db.sqlite3"
    if setting("DATABASE_URL") or not file.is_file():
        return ""
    migrations = ROOT.glob("gongkai/*/migrations/*.py")
    return f"{file.stat().st_ino} {_digest([*migrations, REQUIREMENTS / 'core.lock'])}"


def _static_state() -> str:
    """Return what the static files are now; empty when they were never collected."""
    if not (home() / "static").is_dir():
        return ""
    files = (path for path in ROOT.glob("gongkai/*/static/**/*") if path.is_file())
    return _digest([*files, REQUIREMENTS / "core.lock", ROOT / "gongkai" / "config" / "settings.py"])


def _digest(files: Iterable[Path]) -> str:
    total = hashlib.sha256()
    for path in sorted(files):
        total.update(f"{path.relative_to(ROOT)}\0".encode())
        total.update(hashlib.sha256(path.read_bytes()).digest())
    return total.hexdigest()


STATES = {"database": _database_state, "static": _static_state}
