"""`gongkai import-items FILE`: what an old system had published, live at once and found at once."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.cli.planning import refresh_figures
from gongkai.publishing.incoming.rows import FileUnreadable
from gongkai.publishing.incoming.running import Progress, run_import
from gongkai.search.engine import SearchUnavailable
from gongkai.search.indexing import is_complete, rebuild_index, update_index

SHOWN = 200  # faults that are printed for people; --json has all of them


class Command(BaseCommand):
    """Import items from JSON lines, CSV or XLSX."""

    help = "导入原系统中已经公开的信息（JSON 行、CSV 或 XLSX），立即公开、立即可检索"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file, the body and what to do."""
        parser.add_argument("file", type=Path)
        parser.add_argument("--body", default="", metavar="CODE", help="导入到哪个机关，默认最上级机关")
        parser.add_argument("--check", action="store_true", help="只检查，不写入")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, file: Path, body: str, check: bool, **options: Any) -> None:
        """Import batch after batch; exit 1 when rows have faults, 2 when nothing could be done."""
        progress = None
        try:
            for progress in run_import(file, _body(body), only_check=check, by=None, on=localdate()):
                self._index(progress)
                self._say(f"已处理 {progress.read:,} / {progress.total:,} 行", end="\r")
            self._complete(check)
            if not check:
                refresh_figures()
        except (FileUnreadable, SearchUnavailable) as error:
            raise CommandError(str(error), returncode=2) from error
        if progress is None:
            raise CommandError(f"文件里没有信息：{file.name}", returncode=2)
        self._report(progress, check=check, as_json=options["json"])
        if progress.faults:
            sys.exit(1)

    def _index(self, progress: Progress) -> None:
        if progress.item_ids:
            update_index(progress.item_ids)

    def _complete(self, check: bool) -> None:
        """Index what an interrupted run has written and not indexed any more."""
        if not check and not is_complete():
            self._say("正在补建检索索引……")
            rebuild_index()

    def _report(self, progress: Progress, *, check: bool, as_json: bool) -> None:
        if progress.unknown:
            self._say(f"没有读取的字段：{'、'.join(progress.unknown)}")
        for fault in progress.faults[:SHOWN]:
            self._say(f"第{fault.row}行（{fault.source_id or '无编号'}）：{fault.fault}")
        if len(progress.faults) > SHOWN:
            self._say(f"……另有 {len(progress.faults) - SHOWN} 行有误，用 --json 查看全部")
        done = f"{'可以导入' if check else '已导入'} {progress.written:,} 条"
        self._say(f"{done}，原已导入 {progress.there:,} 条，有误 {len(progress.faults):,} 行")
        if as_json:
            self.stdout.write(json.dumps(_document(progress, check), ensure_ascii=False))

    def _say(self, text: str, end: str = "\n") -> None:
        self.stderr.write(text, ending=end)


def _document(progress: Progress, check: bool) -> dict[str, Any]:
    return {
        "read": progress.read,
        "importable" if check else "imported": progress.written,
        "already_there": progress.there,
        "faults": [
            {"row": one.row, "source_id": one.source_id, "fault": one.fault} for one in progress.faults
        ],
    }


def _body(code: str) -> Body:
    """
    Return the body of this code, or the top body.

    :raises CommandError: there is none
    """
    bodies = Body.objects.filter(code=code) if code else Body.objects.filter(parent=None).order_by("pk")
    if found := bodies.first():
        return found
    raise CommandError(f"没有代码为 {code} 的机关" if code else "系统里还没有机关", returncode=2)
