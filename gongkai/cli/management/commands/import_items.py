"""`gongkai import-items FILE_OR_FOLDER`: what an old site had published, live at once and found at once."""

import json
import sys
from argparse import ArgumentParser
from pathlib import Path
from time import monotonic
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.bodies.models import Body, User
from gongkai.cli.planning import refresh_figures
from gongkai.cli.preview import Preview
from gongkai.publishing.incoming.rows import FileUnreadable
from gongkai.publishing.incoming.running import Order, Progress, RowFault, run_import
from gongkai.search.engine import SearchUnavailable
from gongkai.search.indexing import indexing_along, is_complete, rebuild_index

SHOWN = 200  # faults that are printed for people; --json has all of them
BAR = 24  # characters


class Command(BaseCommand):
    """Import items from JSON lines, CSV or XLSX, or from the folder of an old site's pages."""

    help = "导入原系统中已经公开的信息（JSON 行、CSV、XLSX，或者旧网站的网页文件夹），立即公开、立即可检索"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the file or folder, the body and what to do."""
        parser.add_argument("source", type=Path, metavar="FILE_OR_FOLDER")
        parser.add_argument("--body", default="", metavar="CODE", help="导入到哪个机关，默认最上级机关")
        parser.add_argument("--site", type=Path, metavar="FILE", help="旧网站规则，默认文件夹里的 site.toml")
        parser.add_argument("--check", action="store_true", help="只检查，不写入")
        parser.add_argument(
            "--preview", type=Path, metavar="XLSX", help="把每一行读出的内容和问题写成 Excel 表"
        )
        parser.add_argument(
            "--publish-findings",
            action="store_true",
            help="检查发现个人信息等内容的，照常公开，只列出来；默认导入为草稿",
        )
        parser.add_argument("--by", default="", metavar="USERNAME", help="由谁导入，草稿归他办理")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, source: Path, body: str, check: bool, **options: Any) -> None:
        """Import batch after batch; exit 1 when rows have faults, 2 when nothing could be done."""
        order = Order(source, options["site"], only_check=check, holds=not options["publish_findings"])
        preview, progress, began = Preview(), None, monotonic()
        try:
            with indexing_along() as index:
                for progress in run_import(order, _body(body), by=_user(options["by"]), on=localdate()):
                    index(progress.item_ids)
                    preview.add(progress.shown)
                    if self.stderr.isatty():
                        self._say(_bar(progress, monotonic() - began), end="\r")
            self._complete(check)
            if not check:
                refresh_figures()
            if progress and options["preview"]:
                preview.save(options["preview"], progress)
        except (FileUnreadable, SearchUnavailable, OSError) as error:
            raise CommandError(str(error), returncode=2) from error
        if progress is None:
            raise CommandError(f"文件里没有信息：{source.name}", returncode=2)
        self._report(progress, check=check, as_json=options["json"])
        if progress.faults:
            sys.exit(1)

    def _complete(self, check: bool) -> None:
        """Index what an interrupted run has written and not indexed any more."""
        if not check and not is_complete():
            self._say("正在补建检索索引……")
            rebuild_index()

    def _report(self, progress: Progress, *, check: bool, as_json: bool) -> None:
        if self.stderr.isatty():
            self._say("")
        if progress.unknown:
            self._say(f"没有读取的字段：{'、'.join(progress.unknown)}")
        self._list("检查发现", progress.findings)
        self._list("有误", progress.faults)
        passed = "".join(f"，{why} {count:,} 个" for why, count in progress.passed.items())
        done = f"{'可以导入' if check else '已导入'} {progress.written:,} 条"
        held = (
            f"，因检查发现问题{'将' if check else ''}作为草稿 {progress.held:,} 条" if progress.held else ""
        )
        self._say(f"{done}{held}，原已导入 {progress.there:,} 条{passed}，有误 {len(progress.faults):,} 行")
        if as_json:
            self.stdout.write(json.dumps(_document(progress, check), ensure_ascii=False))

    def _list(self, what: str, rows: list[RowFault]) -> None:
        for each in rows[:SHOWN]:
            self._say(f"{what}：第{each.row}行（{each.source_id or '无编号'}）：{each.fault}")
        if len(rows) > SHOWN:
            self._say(f"……另有 {len(rows) - SHOWN} 行{what}，用 --json 或者 --preview 查看全部")

    def _say(self, text: str, end: str = "\n") -> None:
        self.stderr.write(text, ending=end)


def _bar(progress: Progress, seconds: float) -> str:
    """Return how far it is, how fast, and how long it may still take."""
    share = progress.read / progress.total if progress.total else 1.0
    rate = progress.read / seconds if seconds else 0.0
    left = (progress.total - progress.read) / rate if rate else 0.0
    full = round(BAR * share)
    return (
        f"[{'█' * full}{'░' * (BAR - full)}] {share:4.0%}  {progress.read:,}/{progress.total:,} 行"
        f"，每秒 {rate:,.0f} 行，还要约 {left:,.0f} 秒  "
    )


def _document(progress: Progress, check: bool) -> dict[str, Any]:
    return {
        "read": progress.read,
        "importable" if check else "imported": progress.written,
        "held": progress.held,
        "already_there": progress.there,
        "passed": progress.passed,
        "findings": [_row(one, "found") for one in progress.findings],
        "faults": [_row(one, "fault") for one in progress.faults],
    }


def _row(one: RowFault, key: str) -> dict[str, Any]:
    return {"row": one.row, "source_id": one.source_id, key: one.fault}


def _body(code: str) -> Body:
    """
    Return the body of this code, or the top body.

    :raises CommandError: there is none
    """
    bodies = Body.objects.filter(code=code) if code else Body.objects.filter(parent=None).order_by("pk")
    if found := bodies.first():
        return found
    raise CommandError(f"没有代码为 {code} 的机关" if code else "系统里还没有机关", returncode=2)


def _user(username: str) -> User | None:
    """
    Return who imports; nobody when no name is given.

    :raises CommandError: there is no such person
    """
    if not username:
        return None
    if found := User.objects.filter(username=username).first():
        return found
    raise CommandError(f"没有用户 {username}", returncode=2)
