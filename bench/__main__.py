"""Run the measurements, print their tables, and put them into docs/benchmarks.md when asked."""

import argparse
import os
import shutil
import sys
import tempfile
from contextlib import ExitStack
from pathlib import Path

from devkit import postgres

NAMES = (
    "gate",
    "import",
    "searching",
    "page",
    "serving",
    "phone",
    "report",
    "rollup",
    "reading",
    "cases",
    "letters",
)
LARGEST = 10_000_000
PAGE = Path("docs/benchmarks.md")


def main() -> int:
    """Measure what is named, all by default, in a folder of its own; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--items", type=int, default=128_600, help="items of the large collection")
    parser.add_argument("--requests", type=int, default=100_000, help="requests of the large year")
    parser.add_argument(
        "--large",
        action="store_true",
        help="count a year of ten million requests, too (9 GB, ten minutes)",
    )
    parser.add_argument("--on", choices=["sqlite", "postgres"], default="sqlite", help="the database")
    parser.add_argument(
        "--home", type=Path, help="a folder to keep: what an earlier run put there is measured again"
    )
    parser.add_argument("--note", default="", help="a sentence for the page: what else ran, what was special")
    parser.add_argument("--write", action="store_true", help="put the parts into docs/benchmarks.md")
    options = parser.parse_args()
    if unknown := [name for name in options.names if name not in NAMES]:
        parser.error(f"unknown: {' '.join(unknown)}")
    with ExitStack() as until_done:
        home = options.home or Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
        if not options.home:
            until_done.callback(shutil.rmtree, home, ignore_errors=True)
        if options.on == "postgres":
            os.environ["DATABASE_URL"] = until_done.enter_context(postgres.private_server())
        _measure(options, home)
    return 0


def _measure(options: argparse.Namespace, home: Path) -> None:
    _prepare(home)
    from bench.measuring import measure
    from bench.table import page_with

    sizes = {"items": options.items, "requests": options.requests, "largest": LARGEST * options.large}
    parts = measure(options.names or NAMES, home=home, note=options.note, **sizes)
    print(page_with(parts, ""))  # noqa: T201
    if options.write:
        PAGE.write_text(page_with(parts, PAGE.read_text("utf-8")), "utf-8")


def _prepare(home: Path) -> None:
    """Point the program at an empty folder, migrate it, and set up Django in this process."""
    os.environ |= {
        "GONGKAI_HOME": str(home),
        "GONGKAI_SECRET_KEY": "only-for-measuring",
        "DJANGO_SETTINGS_MODULE": "bench.settings",
    }
    import django
    from django.core.management import call_command

    django.setup()
    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)


if __name__ == "__main__":
    sys.exit(main())
