"""`gongkai read-report FILE…`: read annual reports of any year and say what is wrong with them."""

import json
import multiprocessing
import os
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.reports.reading import CannotRead, ReadReport, read
from gongkai.reports.reading.drawing import draw


class Command(BaseCommand):
    """Print cells and findings of annual reports; exit 1 when a finding is an error."""

    help = "读取政府信息公开工作年度报告（网页、文本、Markdown），校验各表，列出问题。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, and whether a program or a person reads the answer."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="要读取的文件，可以多个")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Read the files and print what they hold.

        :raises CommandError: a file cannot be opened or is no document (exit 2)
        """
        files: list[str] = options["files"]
        answers: list[ReadReport] = []
        refused: list[str] = []
        for number, answer in enumerate(_read_all(files), start=1):
            if len(files) > 1:
                self.stderr.write(f"{number}/{len(files)} {files[number - 1]}")
            if isinstance(answer, str):
                refused.append(answer)
            else:
                answers.append(answer)
        self._print(answers, len(files), as_json=options["json"])
        if refused:
            raise CommandError("\n".join(refused), returncode=2)
        if any(answer.has_errors for answer in answers):
            raise SystemExit(1)

    def _print(self, answers: Sequence[ReadReport], asked: int, *, as_json: bool) -> None:
        if as_json and answers:
            documents = [answer.as_dict() for answer in answers]
            self.stdout.write(
                json.dumps(documents if asked > 1 else documents[0], ensure_ascii=False, indent=1)
            )
        elif not as_json:
            self.stdout.write("\n\n".join(draw(answer) for answer in answers))


def _read_all(files: Sequence[str]) -> Iterator[ReadReport | str]:
    """Read the files in their order, several at a time where there are several and cores for them."""
    workers = min(len(files), os.cpu_count() or 1)
    if workers == 1:
        yield from map(_read_one, files)
        return
    with ProcessPoolExecutor(workers, mp_context=multiprocessing.get_context("fork")) as pool:
        yield from pool.map(_read_one, files)


def _read_one(file: str) -> ReadReport | str:
    try:
        return read(file)
    except CannotRead as reason:
        return str(reason)
