"""How a command is called wrongly, told in one line: what it was given, and what it takes."""

import re
import sys
from argparse import ArgumentParser
from collections.abc import Callable
from functools import partial
from types import MethodType
from typing import Any, NoReturn

from django.conf import settings
from django.core.management import ManagementUtility, get_commands
from django.core.management.base import BaseCommand, CommandError, SystemCheckError

# What argparse says, in the words of our users.
WORDS = (
    (r"the following arguments are required: (.+)", r"缺少 {0}"),
    (r"argument ([^:]+): expected .*", r"{0} 后面缺少内容"),
    (r"argument ([^:]+): invalid choice: (.+?) \(choose from (.+)\)", r"{0} 不能是“{1}”，可以是 {2}"),
    (r"argument ([^:]+): invalid int value: (.+)", r"{0} 应为整数，不能是“{1}”"),
    (r"argument ([^:]+): invalid .* value: (.+)", r"{0} 不能是“{1}”"),
    (r"unrecognized arguments: (.+)", r"不认识 {0}"),
)


def refuse(reason: str) -> int:
    """Say in one line why something could not be done; return the exit code of that."""
    print(f"gongkai: {'；'.join(reason.splitlines())}", file=sys.stderr)  # noqa: T201
    return 2


def explained(message: str) -> str:
    """Return what argparse says in the words of our users."""
    for pattern, words in WORDS:
        if found := re.fullmatch(pattern, message):
            return words.format(*(part.replace("'", "") for part in found.groups()))
    return message


class Commands(ManagementUtility):
    """Django's commands, each of which refuses what it does not take in one line."""

    def fetch_command(self, subcommand: str) -> BaseCommand:
        """Return the command; one that there is not is a refusal."""
        if (
            subcommand not in get_commands() and settings.INSTALLED_APPS
        ):  # settings say what is wrong with them
            sys.exit(refuse(f"没有命令“{_typed(subcommand)}”，gongkai help 列出所有命令。"))
        command = super().fetch_command(subcommand)
        make: Any = command.create_parser
        command.create_parser = partial(_strict, make)  # type: ignore[method-assign]
        command.execute = partial(_refusing, command.execute)  # type: ignore[method-assign]
        return command


def _refusing(execute: Callable[..., Any], *arguments: Any, **options: Any) -> Any:
    """Run a command; what it cannot do is told in one line, with the exit code that it names."""
    try:
        return execute(*arguments, **options)
    except SystemCheckError:
        raise  # a list that Django prints itself
    except CommandError as error:
        if options.get("traceback"):
            raise
        refuse(str(error))
        sys.exit(error.returncode)


def _strict(make: Any, program: str, subcommand: str, **options: Any) -> Any:
    """Return the parser of a command, made to refuse in one line."""
    parser = make(program, _typed(subcommand), **options)
    parser.error = MethodType(_refuse_call, parser)
    return parser


def _refuse_call(parser: ArgumentParser, message: str) -> NoReturn:
    sys.exit(refuse(f"{explained(message)}。用法见 {parser.prog} --help"))


def _typed(subcommand: str) -> str:
    """Return the name as people type it."""
    return subcommand.replace("_", "-")
