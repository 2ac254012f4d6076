"""`dev.py check`, `fix` and `docs`: what a machine can say about the code without running its tests."""

import difflib
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from devkit import debian
from devkit.places import GONGKAI, PYTHON, ROOT, environment
from devkit.setup import setup
from devkit.terminal import say

CODE = ["gongkai", "tests", "devkit", "dev.py"]
WORKFLOWS = ROOT / "docs" / "workflows"
Result = tuple[bool, str]


def check() -> int:
    """Run every check, as many at once as there are cores; print what the failing ones say."""
    setup(dev=True)
    checks: dict[str, Callable[[], Result]] = {
        "mypy": lambda: _python("mypy", *_typed()),
        "ruff check": lambda: _python("ruff", "check", *_present(CODE)),
        "ruff format": lambda: _python("ruff", "format", "--check", *_present(CODE)),
        "import-linter": lambda: _command("lint-imports"),
        "djlint lint": lambda: _python("djlint", "--lint", "gongkai"),
        "djlint format": lambda: _python("djlint", "--check", "gongkai"),
        "migrations": lambda: _gongkai("makemigrations", "--check", "--dry-run"),
        "system check": lambda: _gongkai("check", "--fail-level", "WARNING"),
        "docs": check_docs,
    }
    with ThreadPoolExecutor(max_workers=os.cpu_count() or 1) as pool:
        results = dict(zip(checks, pool.map(_timed, checks, checks.values()), strict=True))
    return 0 if all(results.values()) else 1


def fix() -> int:
    """Let the formatters mend what they can; what they cannot, `check` will say."""
    setup(dev=True)
    steps = [
        _python("ruff", "check", "--fix", *_present(CODE)),
        _python("ruff", "format", *_present(CODE)),
        _python("djlint", "--reformat", "--quiet", "gongkai"),
    ]
    for _, output in steps:
        if output.strip():
            print(output.strip())
    return 0 if steps[0][0] and steps[1][0] else 1


def docs(*, check_only: bool = False) -> int:
    """Render the tables of steps to `docs/workflows`, or see that they are there as rendered."""
    setup()
    if check_only:
        is_same, output = check_docs()
        print(output or "docs/workflows is as the tables say.")
        return 0 if is_same else 1
    done, output = _gongkai("render-workflows", str(WORKFLOWS))
    print(output.strip() or f"Written: {WORKFLOWS.relative_to(ROOT)}")
    return 0 if done else 1


def check_docs() -> Result:
    """Render the tables of steps elsewhere and compare."""
    with tempfile.TemporaryDirectory(prefix="gongkai-docs-") as name:
        fresh = Path(name)
        done, output = _gongkai("render-workflows", name)
        if not done:
            return False, output
        names = {path.name for folder in (fresh, WORKFLOWS) for path in folder.glob("*.md")}
        differences = [_difference(WORKFLOWS / one, fresh / one) for one in sorted(names)]
    text = "".join(differences)
    return not text, text and f"{text}\nType: python3 dev.py docs"


def _difference(old: Path, new: Path) -> str:
    before, after = (
        path.read_text(encoding="utf-8").splitlines(True) if path.exists() else [] for path in (old, new)
    )
    where = f"docs/workflows/{old.name}"
    return "".join(difflib.unified_diff(before, after, fromfile=where, tofile="the table of steps"))


def _timed(name: str, run: Callable[[], Result]) -> bool:
    started = time.monotonic()
    is_fine, output = run()
    report = f"{'ok    ' if is_fine else 'FAILED'}  {name}  {time.monotonic() - started:.1f} s"
    say(report if is_fine else f"{report}\n{output.strip()}\n")
    return is_fine


def _typed() -> list[str]:
    return [name for name in _present(CODE) if name != "tests"]


def _present(names: list[str]) -> list[str]:
    return [name for name in [*names, "bench"] if (ROOT / name).exists()]


def _python(module: str, *arguments: str) -> Result:
    return _run([str(PYTHON), "-m", module, *arguments])


def _command(name: str) -> Result:
    return _run([str(PYTHON.parent / name)])


def _gongkai(*arguments: str) -> Result:
    return _run([str(GONGKAI), *arguments])


def _run(command: list[str]) -> Result:
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment(),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        errors="replace",
        check=False,
    )
    return done.returncode == 0, done.stdout


def bench(arguments: list[str]) -> int:
    """
    Run the benchmarks; arguments go to them.

    :raises Trouble: something they need cannot be installed
    """
    if missing := debian.missing_for_measuring(arguments):
        debian.install(missing, why="The measurements need Debian packages")
    setup(dev=True)
    return subprocess.run(
        [str(PYTHON), "-m", "bench", *arguments], cwd=ROOT, env=environment(), check=False
    ).returncode


if __name__ == "__main__":
    sys.exit(check())
