"""`gongkai screen FILE…`: look for what should not be published, in any file or folder of files."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.publishing.circumstances import setting_of
from gongkai.screening.checking import screen
from gongkai.screening.hits import Hit, Severity
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.setting import Setting

NO_PROOF = "词表和规则不能证明没有问题，发布前仍须人工审查。"


@dataclass(frozen=True)
class Looked:
    """A file and what was found in it; `refused` says why it could not be looked into at all."""

    file: str
    hits: tuple[Hit, ...] = ()
    unread: tuple[str, ...] = ()
    refused: str = ""

    @property
    def blocks(self) -> bool:
        """Whether something in it must not be published."""
        return any(hit.severity is Severity.BLOCK for hit in self.hits)


class Command(BaseCommand):
    """Print what was found in files; exit 1 when something must not go out, 2 when a file stays unread."""

    help = "发布前检查：个人信息、密级和内部标志、错别字（网页、文本、Word、Excel、PDF，可以是文件夹）"
    requires_system_checks = ()

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take files and folders, the body, and whether a program or a person reads the answer."""
        parser.add_argument("files", nargs="+", metavar="FILE", help="要检查的文件或者文件夹，可以多个")
        parser.add_argument("--body", default="", metavar="CODE", help="用这个机关的检查设置、词表和登记簿")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, files: list[str], body: str, **options: Any) -> None:
        """
        Check the files and print what was found.

        :raises CommandError: no such body; a file cannot be opened or looked into (exit 2)
        """
        setting = _setting(body)
        paths = [path for file in files for path in _files_of(Path(file))]
        if not paths:
            raise CommandError("没有可以检查的文件", returncode=2)
        looked = []
        for number, path in enumerate(paths, 1):
            if len(paths) > 1 and self.stderr.isatty():
                self.stderr.write(f"\r检查 {number}/{len(paths)}", ending="" if number < len(paths) else "\n")
            looked.append(_look(path, setting))
        self.stdout.write(_as_json(looked) if options["json"] else _as_text(looked))
        if refused := [each.refused for each in looked if each.refused]:
            raise CommandError("\n".join(refused), returncode=2)
        if any(each.blocks for each in looked):
            raise SystemExit(1)


def _setting(code: str) -> Setting:
    """Return the usual circumstances, or those of a body."""
    if not code:
        return Setting(localdate())
    body = Body.objects.filter(code=code).first()
    if body is None:
        raise CommandError(f"没有代码为 {code} 的机关", returncode=2)
    return setting_of(body, localdate())


def _files_of(path: Path) -> Iterator[Path]:
    """Yield a file, or all files in a folder but hidden ones and locks of open documents, by name."""
    if not path.is_dir():
        yield path
        return
    for each in sorted(path.rglob("*")):
        inside = each.relative_to(path).parts
        if each.is_file() and not any(part.startswith((".", "~$")) for part in inside):
            yield each


def _look(path: Path, setting: Setting) -> Looked:
    try:
        opened = open_file(path.read_bytes(), path.name)
    except CannotRead as error:
        return Looked(str(path), refused=f"{path}：{error}")
    except OSError:
        return Looked(str(path), refused=f"打不开文件 {path}")
    return Looked(str(path), tuple(screen(opened.material, setting)), tuple(opened.material.unread))


def _as_json(looked: list[Looked]) -> str:
    documents = [
        {
            "file": each.file,
            "hits": [
                {
                    "kind": hit.kind.value,
                    "severity": hit.severity.value,
                    "where": hit.where,
                    "masked": hit.masked,
                    "rule": hit.rule,
                    "suggestion": hit.suggestion,
                }
                for hit in each.hits
            ],
            "unread": [each.refused] if each.refused else each.unread,
        }
        for each in looked
    ]
    return json.dumps(documents, ensure_ascii=False, indent=1)


def _as_text(looked: list[Looked]) -> str:
    lines = []
    for each in looked:
        lines.append(f"{each.file}：{'没有检查' if each.refused else _summary(each.hits)}")
        lines += [
            f"  {hit.severity.label}  {hit.kind.label}  {hit.where}  {hit.masked}  {hit.rule}"
            + (f"（{hit.suggestion}）" if hit.suggestion else "")
            for hit in each.hits
        ]
        lines += [f"  注意  {said}" for said in each.unread]
    if len(looked) > 1:
        lines.append(f"共{len(looked)}个文件，其中{sum(each.blocks for each in looked)}个有禁止发布的内容。")
    return "\n".join([*lines, NO_PROOF])


def _summary(hits: tuple[Hit, ...]) -> str:
    counted = [(severity, sum(hit.severity is severity for hit in hits)) for severity in Severity]
    return "、".join(f"{severity.label}{count}处" for severity, count in counted if count) or "没有发现"
