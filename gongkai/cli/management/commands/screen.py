"""`gongkai screen FILE…`: look for what should not be published, in any file."""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Severity
from gongkai.screening.reading import CannotRead, Opened, open_file
from gongkai.screening.setting import Setting

NO_PROOF = "词表和规则不能证明没有问题，发布前仍须人工审查。"


class Command(BaseCommand):
    """Print what was found in files; exit 1 when something must not be published."""

    help = "发布前检查：个人信息、密级和内部标志、错别字（网页、文本、Word、Excel、PDF）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files, and whether a program or a person reads the answer."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="要检查的文件，可以多个")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, files: list[str], **options: Any) -> None:
        """
        Check the files and print what was found.

        :raises CommandError: a file cannot be opened or looked into (exit 2)
        """
        setting = Setting(localdate())
        checked: list[tuple[str, Opened, list[Hit]]] = []
        refused = []
        for file in files:
            try:
                opened = open_file(Path(file).read_bytes(), Path(file).name)
            except (OSError, CannotRead) as error:
                refused.append(str(error) if isinstance(error, CannotRead) else f"打不开文件 {file}")
            else:
                checked.append((file, opened, screen(opened.material, setting)))
        if checked:
            self.stdout.write(_as_json(checked) if options["json"] else _as_text(checked))
        if refused:
            raise CommandError("\n".join(refused), returncode=2)
        if any(hit.severity is Severity.BLOCK for _, _, hits in checked for hit in hits):
            raise SystemExit(1)


def _as_json(checked: list[tuple[str, Opened, list[Hit]]]) -> str:
    documents = [
        {
            "file": file,
            "hits": [
                {
                    "kind": hit.kind.value,
                    "severity": hit.severity.value,
                    "where": hit.where,
                    "masked": hit.masked,
                    "rule": hit.rule,
                    "suggestion": hit.suggestion,
                }
                for hit in hits
            ],
            "unread": opened.material.unread,
        }
        for file, opened, hits in checked
    ]
    return json.dumps(documents, ensure_ascii=False, indent=1)


def _as_text(checked: list[tuple[str, Opened, list[Hit]]]) -> str:
    lines = []
    for file, opened, hits in checked:
        lines.append(f"{file}：{_summary(hits)}")
        lines += [
            f"  {hit.severity.label}  {hit.kind.label}  {hit.where}  {hit.masked}  {hit.rule}"
            + (f"（{hit.suggestion}）" if hit.suggestion else "")
            for hit in hits
        ]
        lines += [f"  注意  {said}" for said in opened.material.unread]
    return "\n".join([*lines, NO_PROOF])


def _summary(hits: list[Hit]) -> str:
    counted = [(severity, sum(hit.severity is severity for hit in hits)) for severity in Severity]
    return "、".join(f"{severity.label}{count}处" for severity, count in counted if count) or "没有发现"
