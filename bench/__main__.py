"""Run the measurements, print a table, and write it to docs/benchmarks.md when asked."""

import argparse
import os
import shutil
import sys
import tempfile
from pathlib import Path

NAMES = ("load", "search", "page", "report", "cases", "letters")  # load takes the search times on the way


def main() -> int:
    """Measure what is named, all by default, in a folder of its own; return the exit code."""
    parser = argparse.ArgumentParser(prog="dev.py bench", description=__doc__)
    parser.add_argument("names", nargs="*", metavar="NAME", help=", ".join(NAMES))
    parser.add_argument("--items", type=int, default=128_600, help="items of the large collection")
    parser.add_argument("--requests", type=int, default=100_000, help="requests of the large year")
    parser.add_argument("--write", action="store_true", help="write docs/benchmarks.md")
    options = parser.parse_args()
    home = Path(tempfile.mkdtemp(prefix="gongkai-bench-"))
    try:
        _prepare(home)
        from bench.measuring import measure

        table = measure(options.names or NAMES, items=options.items, requests=options.requests, home=home)
        print(table)  # noqa: T201
        if options.write:
            Path("docs/benchmarks.md").write_text(table, "utf-8")
    finally:
        shutil.rmtree(home, ignore_errors=True)
    return 0


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
