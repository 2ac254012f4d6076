"""`gongkai read-report FILE…`: read annual reports of any year and say what is wrong with them."""

import json
import sys
from argparse import ArgumentParser
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.reports.checks import Finding, Where
from gongkai.reports.reading import ReadReport
from gongkai.reports.reading.batch import Answer, Asked, read_many
from gongkai.reports.reading.drawing import draw
from gongkai.reports.reading.series import across_years
from gongkai.reports.reading.wording import quantities_of

# What a folder is searched for; a file that is named itself is read whatever it is called.
SUFFIXES = frozenset(
    [
        *(".html", ".htm", ".txt", ".md", ".markdown", ".docx", ".doc", ".wps", ".pdf", ".xlsx"),
        *(".png", ".jpg", ".jpeg", ".tif", ".tiff", ".bmp"),
    ]
)
WIDTH = 30  # of the bar


class Command(BaseCommand):
    """Print cells and findings of annual reports; exit 1 when a finding is an error."""

    help = "读取政府信息公开工作年度报告（网页、文本、Word、PDF、Excel、扫描件），校验各表，列出问题。"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and folders, and whether a program or a person reads the answer."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="要读取的文件或者文件夹，可以多个")
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--workers", type=int, help="同时读取几个文件（默认与处理器核数相同）")

    def handle(self, *args: Any, **options: Any) -> None:
        """
        Read the files and print what they hold.

        :raises CommandError: a file cannot be opened or is no document (exit 2)
        """
        asked = list(_asked(options["files"]))
        if not asked:
            raise CommandError("文件夹里没有可以读取的文件。", returncode=2)
        answers = list(_with_bar(read_many(asked, options["workers"]), len(asked)))
        for report, found in across_years(one for answer in answers for one in answer.reports):
            report.findings += found
        self._print(answers, as_json=options["json"])
        refused = [answer.refusal for answer in answers if answer.refusal]
        if refused:
            raise CommandError("\n".join(refused), returncode=2)
        if any(report.has_errors for answer in answers for report in answer.reports):
            raise SystemExit(1)

    def _print(self, answers: Sequence[Answer], *, as_json: bool) -> None:
        reports = [report for answer in answers for report in _shown(answer, alone=len(answers) == 1)]
        if not as_json:
            self.stdout.write("\n\n".join(draw(report) for report in reports))
        elif reports:
            documents = [
                report.as_dict() | {"quantities": [one.as_dict() for one in quantities_of(report)]}
                for report in reports
            ]
            one = len(answers) == 1 and len(documents) == 1
            self.stdout.write(json.dumps(documents[0] if one else documents, ensure_ascii=False, indent=1))


def _shown(answer: Answer, *, alone: bool) -> Iterator[ReadReport]:
    """Yield the reports of a file; among others, one that could not be read is named with the reason."""
    yield from answer.reports
    if answer.refusal and not alone:
        reason = Finding("unreadable", "error", Where(), answer.refusal)
        yield ReadReport(answer.name, "", "narrative", findings=[reason])


def _asked(names: Sequence[str]) -> Iterator[Asked]:
    for path in map(Path, names):
        if not path.is_dir():
            yield Asked(path.name, path)
            continue
        for file in sorted(path.rglob("*")):
            if file.suffix.lower() in SUFFIXES and not file.name.startswith((".", "~$")) and file.is_file():
                yield Asked(str(file.relative_to(path)), file)


def _with_bar(answers: Iterable[Answer], total: int) -> Iterator[Answer]:
    """Pass answers on; who looks on at a terminal sees how far it is."""
    looks_on = sys.stderr.isatty() and total > 1
    for number, answer in enumerate(answers, start=1):
        if looks_on:
            filled = WIDTH * number // total
            bar = "█" * filled + "░" * (WIDTH - filled)
            sys.stderr.write(f"\r\x1b[K{bar} {number}/{total} {answer.name[:40]}")
            sys.stderr.flush()
        yield answer
    if looks_on:
        sys.stderr.write("\r\x1b[K")
