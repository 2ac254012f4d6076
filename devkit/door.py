"""The subcommands of `dev.py`: read the words typed, call the right part, say what is in the way."""

import argparse
import errno

from devkit import checks
from devkit.address import DEFAULT
from devkit.run import run
from devkit.setup import setup
from devkit.terminal import Trouble, say
from devkit.testing import run_tests

CANNOT = 2  # exit code: it could not be done


def main(arguments: list[str]) -> int:
    """Do what the arguments say; return the exit code."""
    options, rest = _parser().parse_known_args(arguments)
    if rest and options.command not in {"test", "bench"}:
        _parser().error(f"unrecognized arguments: {' '.join(rest)}")
    try:
        return _do(options, rest)
    except Trouble as trouble:
        say(f"dev.py: {trouble}")
    except OSError as error:
        if error.errno not in {errno.ENOSPC, errno.EDQUOT, errno.EROFS, errno.EACCES}:
            raise
        say(f"dev.py: {error.strerror}: {error.filename or 'while writing'}")
    except KeyboardInterrupt:
        say("Stopped.")
        return 130
    return CANNOT


def _do(options: argparse.Namespace, rest: list[str]) -> int:
    match options.command:
        case "run":
            return run(options.address)
        case "test":
            where = options.on or ("sqlite" if rest or options.coverage else "both")
            return run_tests(rest, on=where, coverage=options.coverage)
        case "setup":
            setup(dev=options.dev)
            return 0
        case "docs":
            return checks.docs(check_only=options.check)
        case "bench":
            return checks.bench(rest)
        case "fix":
            return checks.fix()
    return checks.check()


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="dev.py", description="The one door of this checkout.")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    one = commands.add_parser("run", help="install what is needed, load the demo, start the site")
    one.add_argument("address", nargs="?", default=DEFAULT, metavar="ADDRESS:PORT", help=f"default {DEFAULT}")
    one = commands.add_parser("test", help="run the tests on SQLite and PostgreSQL; other words go to pytest")
    one.add_argument(
        "--on", choices=["sqlite", "postgres", "both"], help="default: both, SQLite with other words"
    )
    one.add_argument(
        "--coverage", action="store_true", help="only rules, workflow, casework: is every branch tried?"
    )
    one = commands.add_parser("setup", help="make the virtual environment and fill it")
    one.add_argument("--dev", action="store_true", help="with what tests and checks need")
    commands.add_parser("check", help="style, types, layers, templates, migrations, documents")
    commands.add_parser("fix", help="let the formatters mend what they can")
    one = commands.add_parser("docs", help="render the tables of steps into docs/workflows")
    one.add_argument("--check", action="store_true", help="only compare")
    commands.add_parser("bench", help="run the benchmarks; other words go to them", add_help=False)
    return parser
