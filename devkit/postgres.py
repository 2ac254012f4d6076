"""A PostgreSQL server of our own for one test run: private folder, private socket, no network port."""

import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from devkit.terminal import Trouble

OPTIONS = {  # quick, because the data is thrown away
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "60",
    # What a test has written is not committed: whoever counted rows meanwhile would find none, and every join
    # would be planned for empty tables. Without counts PostgreSQL expects some rows and takes the indexes.
    "autovacuum": "off",
}
START_WITHIN = 30  # seconds


@contextmanager
def private_server() -> Iterator[str]:
    """
    Start a server and yield its `DATABASE_URL`; stop it and remove its data afterwards.

    :raises Trouble: there are no server programs, or it does not start
    """
    programs = _programs()
    folder = Path(tempfile.mkdtemp(prefix="gongkai-pg-"))
    account = _account()
    try:
        if account:
            shutil.chown(folder, account, pwd.getpwnam(account).pw_gid)
            folder.chmod(0o755)
        who = {"user": account, "group": pwd.getpwnam(account).pw_gid, "extra_groups": []} if account else {}
        _initialise(programs, folder, who)
        server = _start(programs, folder, who)
        try:
            _wait(programs, folder, server)
            yield f"postgres:///{folder}/postgres?user=gongkai"  # as django-environ reads a socket
        finally:
            server.send_signal(signal.SIGINT)  # at once, whoever is still asking
            server.wait(timeout=START_WITHIN)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _programs() -> Path:
    """Return the folder of the newest installed server's programs."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    on_path = shutil.which("initdb")
    if not found and not on_path:
        raise Trouble("PostgreSQL's server programs are not installed (Debian package postgresql).")
    return found[-1].parent if found else Path(str(on_path)).resolve().parent


def _account() -> str | None:
    """Return the account to run as: PostgreSQL refuses root."""
    if os.geteuid() != 0:
        return None
    names = {entry.pw_name for entry in pwd.getpwall()}
    return "postgres" if "postgres" in names else "nobody"


def _initialise(programs: Path, folder: Path, who: dict[str, Any]) -> None:
    command = [
        *(str(programs / "initdb"), "--pgdata", str(folder / "data"), "--username", "gongkai"),
        *("--auth", "trust", "--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync"),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder, **who)
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise Trouble(f"PostgreSQL's initdb failed: {' '.join(last)}")


def _start(programs: Path, folder: Path, who: dict[str, Any]) -> "subprocess.Popen[bytes]":
    settings = [word for name, value in OPTIONS.items() for word in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", str(folder / "data"), "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=subprocess.STDOUT, cwd=folder, **who)


def _wait(programs: Path, folder: Path, server: "subprocess.Popen[bytes]") -> None:
    """Wait until the server accepts connections."""
    probe = [str(programs / "pg_isready"), "-q", "-h", str(folder)]
    end = time.monotonic() + START_WITHIN
    while subprocess.run(probe, check=False).returncode:
        if server.poll() is not None or time.monotonic() > end:
            last = (folder / "log").read_text(errors="replace").splitlines()[-1:]
            raise Trouble(f"The private PostgreSQL did not start: {' '.join(last)}")
        time.sleep(0.1)
