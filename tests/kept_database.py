"""A migrated SQLite database, kept from run to run: two hundred migrations take longer than most tests."""

import hashlib
import sqlite3
from contextlib import closing
from pathlib import Path

from tests.source import PACKAGE, ROOT

FOLDER = ROOT / ".pytest_cache" / "database"


def kept_file() -> Path:
    """Return where the database is kept for the migrations and data files of today."""
    digest = hashlib.sha256((ROOT / "requirements" / "core.lock").read_bytes())
    for path in sorted([*PACKAGE.glob("*/migrations/*.py"), *PACKAGE.rglob("*.toml")]):
        digest.update(str(path.relative_to(ROOT)).encode() + path.read_bytes())
    return FOLDER / f"{digest.hexdigest()[:16]}.sqlite3"


def lay_ready(name: str) -> bool:
    """Copy the kept database to where the tests want theirs; tell whether there was one."""
    if not kept_file().exists():
        return False
    _copy(kept_file(), Path(name))
    return True


def keep(name: str) -> None:
    """Keep a database that has just been migrated, instead of the one before."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    for old in FOLDER.glob("*.sqlite3"):
        old.unlink(missing_ok=True)
    fresh = FOLDER / f"{Path(name).stem}-{hashlib.sha256(name.encode()).hexdigest()[:8]}.fresh"
    _copy(Path(name), fresh)
    fresh.rename(kept_file())


def _copy(source: Path, target: Path) -> None:
    with closing(sqlite3.connect(source)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
