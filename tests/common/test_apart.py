"""What reads files of others runs apart: ended when it takes too long or too much, and leaves nothing."""

import sys
import tempfile
from pathlib import Path

import pytest

from gongkai.common.apart import Failed, run_apart

PROGRAMS = {
    "slow": "while True: pass",
    "large": "from gongkai.common.apart import keep_within\nkeep_within(memory=300 * 2**20)\nb'0' * 2**30",
    "broken": "raise SystemExit(3)",
    "curious": "import os, sys\nsys.stdout.write(' '.join(os.environ))",
    "fine": "import os, sys, tempfile\nsys.stdout.write(sys.stdin.read() + ' ' + tempfile.mkdtemp())",
}


@pytest.fixture
def program(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    for name, source in PROGRAMS.items():
        (tmp_path / f"apart_{name}.py").write_text(source, encoding="utf-8")
    monkeypatch.setenv("PYTHONPATH", f"{tmp_path}:{':'.join(filter(None, sys.path))}")
    return tmp_path


@pytest.mark.parametrize("name", ["slow", "large", "broken"])
def test_what_goes_beyond_its_bounds_is_ended(program: Path, name: str) -> None:
    with pytest.raises(Failed):
        run_apart(f"apart_{name}", b"", seconds=1)


def test_it_is_not_given_keys_and_passwords(program: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("GONGKAI_KEYS", "GONGKAI_SECRET_KEY", "DATABASE_URL", "AWS_SECRET_ACCESS_KEY"):
        monkeypatch.setenv(name, "secret")

    given = run_apart("apart_curious", b"").decode().split()

    assert {"PATH", "PYTHONPATH", "TMPDIR"} <= {*given}
    assert not [name for name in given if "GONGKAI" in name or "DATABASE" in name or "SECRET" in name]


def test_its_temporary_files_go_with_it(program: Path) -> None:
    given, folder = run_apart("apart_fine", "文件".encode()).decode().split()

    assert given == "文件"
    assert Path(folder).is_relative_to(tempfile.gettempdir())
    assert not Path(folder).exists()
