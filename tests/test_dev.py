"""The one door: what it reads, what it refuses in one line, and what it leaves behind."""

import os
import runpy
import socket
import subprocess
import sys
import time
from contextlib import nullcontext
from pathlib import Path
from threading import Barrier, Event
from typing import TextIO

import environ
import psycopg
import pytest

from devkit import (
    address,
    checks,
    children,
    debian,
    door,
    packages,
    places,
    postgres,
    readiness,
    run,
    setup,
    testing,
)
from devkit.address import Address
from devkit.children import Child
from devkit.terminal import Trouble
from tests.source import ROOT


def test_an_old_python_gets_one_line(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "version_info", (3, 9, 2))

    with pytest.raises(SystemExit) as refusal:
        runpy.run_path(str(ROOT / "dev.py"), run_name="__main__")

    assert str(refusal.value).startswith("dev.py: Python 3.11 or newer is needed; this is ")
    compile((ROOT / "dev.py").read_text(encoding="utf-8"), "dev.py", "exec", flags=0, dont_inherit=True)


# --- address ------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "host", "port"),
    [
        ("127.0.0.1:8765", "127.0.0.1", 8765),
        ("8765", "127.0.0.1", 8765),
        ("[::1]:80", "::1", 80),
        ("pc:81", "pc", 81),
    ],
)
def test_an_address_is_read(text: str, host: str, port: int) -> None:
    assert address.read(text) == Address(host, port)


@pytest.mark.parametrize(
    "text", ["", "8765x", "127.0.0.1:", "127.0.0.1:0", "127.0.0.1:65536", "a b:80", "http://x:80"]
)
def test_what_is_no_address_is_refused(text: str) -> None:
    with pytest.raises(Trouble, match="is not an address"):
        address.read(text)


def test_a_taken_port_is_named_with_the_way_out(capsys: pytest.CaptureFixture[str]) -> None:
    with socket.socket() as other:
        other.bind(("127.0.0.1", 0))
        other.listen()
        port = other.getsockname()[1]

        with pytest.raises(
            Trouble, match=f"Port {port} is taken by another program; choose one: python3 dev.py run"
        ):
            address.check_free(Address("127.0.0.1", port))


def test_an_address_of_another_machine_is_refused() -> None:
    with pytest.raises(Trouble, match=r"192\.0\.2\.1 is not an address of this machine"):
        address.check_free(Address("192.0.2.1", 8765))


# --- setting up ---------------------------------------------------------------------------------------------


def test_a_python_without_venv_names_the_debian_package(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.importlib.util, "find_spec", lambda name: None)
    monkeypatch.setattr(setup.Path, "exists", lambda path: True)
    monkeypatch.setattr(debian, "may_install", lambda: False)

    with pytest.raises(
        Trouble, match=r"venv module is not installed. Type: sudo apt-get install .* python3-venv"
    ):
        setup._need_venv_module()


def test_a_full_disk_is_said_before_anything_is_written(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(setup.shutil, "disk_usage", lambda path: type("Usage", (), {"free": 70_000_000}))

    with pytest.raises(Trouble, match=r"The disk is too full: 70 MB free at .*, 900 MB needed"):
        setup._check_space(900)


@pytest.mark.parametrize(
    ("printed", "cause"),
    [
        (
            "NewConnectionError: [Errno -3] Temporary failure in name resolution",
            "no network: the package index was not found",
        ),
        (
            "NewConnectionError('…: Failed to establish a new connection: [Errno 111] Connection refused')",
            "no network",
        ),
        (
            "ERROR: Could not install packages due to an OSError: [Errno 28] No space left on device",
            "the disk is full",
        ),
        ("ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE.", "wrong hash"),
        ("ERROR: No matching distribution found for typst==0.15.0", "not there for this machine"),
        ("something new", "see the log"),
    ],
)
def test_a_failed_installation_is_one_line(
    printed: str, cause: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    log = tmp_path / "install.log"
    log.write_text(f"Collecting django\n{printed}\n", encoding="utf-8")
    monkeypatch.setattr(packages, "LOG", log)

    line = packages._failure()

    assert cause in line
    assert str(log) in line
    assert "\n" not in line


def test_an_unchanged_lock_is_not_installed_again(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "REQUIREMENTS", tmp_path)
    monkeypatch.setattr(setup, "_check_space", lambda megabytes: None)
    monkeypatch.setattr(packages, "install", lambda lock, what: asked.append(what))
    lock = tmp_path / "core.lock"

    for text in ("django==5.2.19", "django==5.2.19", "django==5.2.20"):
        lock.write_text(text, encoding="utf-8")
        setup._install("core", "the program")

    assert asked == ["the program", "the program"]


def test_the_command_runs_the_program_of_this_checkout(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "lib" / "python3.11" / "site-packages"
    site.mkdir(parents=True)
    monkeypatch.setattr(setup, "VENV", tmp_path)
    monkeypatch.setattr(setup, "GONGKAI", tmp_path / "gongkai")
    monkeypatch.setattr(setup, "PYTHON", Path(sys.executable))

    setup._write_entry()
    version = subprocess.run(
        [tmp_path / "gongkai", "version"],
        capture_output=True,
        text=True,
        env=os.environ | {"PYTHONPATH": str(ROOT)},
        check=True,
    )

    assert version.stdout.startswith("5.2")
    assert (site / "gongkai-checkout.pth").read_text(encoding="utf-8") == f"{ROOT}\n"


def test_settings_come_from_the_environment_before_the_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(places, "ROOT", tmp_path)
    for name in ("GONGKAI_HOSTS", "GONGKAI_HTTPS"):
        monkeypatch.delenv(name, raising=False)
    (tmp_path / ".env").write_text(
        '#GONGKAI_HTTPS=true\nGONGKAI_HOSTS="a.gov.cn,b.gov.cn"\n', encoding="utf-8"
    )

    assert places.setting("GONGKAI_HOSTS") == "a.gov.cn,b.gov.cn"
    assert places.setting("GONGKAI_HTTPS") is None

    monkeypatch.setenv("GONGKAI_HOSTS", "c.gov.cn")
    assert places.setting("GONGKAI_HOSTS") == "c.gov.cn"


def test_a_home_that_cannot_be_made_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "file").write_text("in the way", encoding="utf-8")
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path / "file" / "var"))

    with pytest.raises(Trouble, match=r"file/var \(GONGKAI_HOME\) cannot be made: Not a directory\.$"):
        places.home()


# --- running ------------------------------------------------------------------------------------------------


def test_a_second_instance_over_the_same_data_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    first, second = Address("127.0.0.1", 8765), Address("127.0.0.1", 8766)

    with run._only_instance(first):  # noqa: SIM117 - the second must fail inside the first
        with pytest.raises(Trouble, match=r"It is running already at http://127\.0\.0\.1:8765"):
            run._only_instance(second).__enter__()

    with run._only_instance(second):
        assert (tmp_path / "run.lock").read_text(encoding="utf-8") == "http://127.0.0.1:8766"


def test_a_child_that_dies_is_reported_with_its_last_lines(tmp_path: Path) -> None:
    code = "print('line of yesterday\\n' * 30 + 'the last line'); raise SystemExit(3)"
    child = Child("task worker", [sys.executable, "-c", code], log=tmp_path / "worker.log", env={})
    child.process.wait(timeout=20)

    with pytest.raises(Trouble) as trouble:
        child.check_alive()

    lines = str(trouble.value).splitlines()
    assert lines[0] == "The task worker ended by itself (exit 3); so everything stops."
    assert lines[-2:] == ["  | the last line", f"  log: {tmp_path / 'worker.log'}"]
    assert len(lines) == 1 + children.LAST_LINES + 1


def test_children_that_do_not_listen_are_killed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(children, "GRACE", 0.5)
    deaf = "import signal, time; signal.signal(signal.SIGTERM, signal.SIG_IGN)"
    code = f"{deaf}; print('deaf', flush=True); time.sleep(60)"
    child = Child("web server", [sys.executable, "-c", code], log=tmp_path / "web.log", env={})
    while "deaf" not in (tmp_path / "web.log").read_text(encoding="utf-8"):
        time.sleep(0.05)

    children.stop([child])

    assert child.process.returncode == -9


def test_nothing_is_prepared_twice(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GONGKAI_HOME", str(tmp_path))
    monkeypatch.delenv("DATABASE_URL", raising=False)
    asked: list[list[str]] = []

    def pretend(command: list[str], **_: object) -> "subprocess.CompletedProcess[bytes]":
        (tmp_path / "db.sqlite3").touch()
        (tmp_path / "static").mkdir(exist_ok=True)
        asked.append(command[3:])
        return subprocess.CompletedProcess(command, 0)

    monkeypatch.setattr(readiness.subprocess, "run", pretend)
    readiness.prepare({})
    readiness.prepare({})
    (tmp_path / "db.sqlite3").unlink()
    readiness.prepare({})

    assert asked == [["database", "static"], ["database"]]


# --- testing and checking -----------------------------------------------------------------------------------


@pytest.mark.postgres
def test_the_private_postgres_comes_and_goes() -> None:
    with postgres.private_server() as url:
        database = environ.Env.db_url_config(url)
        folder = Path(database["HOST"])
        with psycopg.connect(
            host=database["HOST"], dbname=database["NAME"], **database["OPTIONS"]
        ) as connection:
            row = connection.execute("SELECT current_setting('server_encoding'), current_user").fetchone()
        assert row == ("UTF8", "gongkai")
        assert folder.is_dir()

    assert not folder.exists()


def test_a_measurement_needs_only_what_it_uses(monkeypatch: pytest.MonkeyPatch) -> None:
    nothing = {part: dict.fromkeys(needed, lambda: False) for part, needed in debian.FOR_MEASURING.items()}
    monkeypatch.setattr(debian, "FOR_MEASURING", nothing)

    assert debian.missing_for_measuring(["serving", "--items", "1000"]) == ["nginx-light", "wrk"]
    assert debian.missing_for_measuring(["letters", "--write"]) == []
    assert {"wrk", "chromium", "postgresql"} <= set(debian.missing_for_measuring(["--write"]))


def test_a_missing_debian_package_is_one_command(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(debian, "may_install", lambda: False)

    with pytest.raises(
        Trouble, match=r"^The tests need .*Type: sudo apt-get install -y --no-install-recommends chromium$"
    ):
        debian.install(["chromium"], why="The tests need Debian packages")


def test_trouble_is_one_line_and_exit_2(capsys: pytest.CaptureFixture[str]) -> None:
    assert door.main(["run", "nonsense:port"]) == 2

    printed = capsys.readouterr()
    assert printed.out == ""
    assert (
        printed.err
        == "dev.py: 'nonsense:port' is not an address; write ADDRESS:PORT, such as 127.0.0.1:8000.\n"
    )


def test_a_changed_document_is_shown_as_a_difference(tmp_path: Path) -> None:
    old, new = tmp_path / "old.md", tmp_path / "new.md"
    old.write_text("| 登记 |\n", encoding="utf-8")
    new.write_text("| 登记受理 |\n", encoding="utf-8")

    assert checks._difference(old, old) == ""
    assert "-| 登记 |\n+| 登记受理 |\n" in checks._difference(old, new)


# --- tests --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("words", "rounds"),
    [
        ([], ["SQLite", "PostgreSQL", "the law's part", "branch"]),
        (["--coverage"], ["the law's part", "branch"]),
        (["--on", "sqlite"], ["SQLite", "the law's part", "branch"]),
        (["--on", "postgres"], ["PostgreSQL"]),
        (["tests/rules"], ["SQLite"]),
    ],
)
def test_all_tests_and_every_branch_of_the_law_or_what_was_asked_for(
    words: list[str], rounds: list[str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    ran = pretend(monkeypatch, code=0)

    assert door.main(["test", *words]) == 0

    said = [line for line in capsys.readouterr().err.splitlines() if line.startswith("passed")]
    assert len(ran) == len(said) == len(rounds)
    assert all(name in line for name, line in zip(rounds, said, strict=True))


def test_an_untried_branch_is_a_failure(monkeypatch: pytest.MonkeyPatch) -> None:
    pretend(monkeypatch, code=0, report=2)

    assert door.main(["test"]) == 1


def test_two_rounds_run_side_by_side_and_neither_cuts_into_what_the_other_prints(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(os, "cpu_count", lambda: 2)
    both = Barrier(2)  # each waits until the other has begun

    def first(out: TextIO) -> list[testing.Round]:
        out.write("first begins\n")
        both.wait(timeout=20)
        out.write("first ends\n")
        ended.set()
        return []

    def second(out: TextIO) -> list[testing.Round]:
        out.write("second begins\n")
        both.wait(timeout=20)
        ended.wait(timeout=20)
        out.write("second ends\n")
        return []

    ended = Event()
    testing._together([first, second])

    assert capsys.readouterr().out.splitlines() == [
        "first begins",
        "first ends",
        "second begins",
        "second ends",
    ]


def pretend(monkeypatch: pytest.MonkeyPatch, *, code: int, report: int = 0) -> list[list[str]]:
    """Let the tests and the report of branches end with these codes, and return what was run."""
    ran: list[list[str]] = []

    def run_nothing(command: list[str], **_: object) -> subprocess.CompletedProcess[bytes]:
        ran.append(command)
        return subprocess.CompletedProcess(command, report if "report" in command else code)

    monkeypatch.setattr(subprocess, "run", run_nothing)
    monkeypatch.setattr(testing, "setup", lambda **_: None)
    monkeypatch.setattr(debian, "missing_for_tests", list)
    monkeypatch.setattr(postgres, "private_server", lambda: nullcontext("postgres://"))
    return ran
