"""`gongkai purge`: private data whose period has passed are blanked, identity files deleted."""

import json
from argparse import ArgumentParser
from datetime import date
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import localdate

from gongkai.casework.actions import purge_due, purges_by
from gongkai.mail.actions import purge_mail


class Command(BaseCommand):
    """Purge what is due, or only say what it is; figures stay as they were."""

    help = "清除保存期满的身份信息和证明文件；统计不变，办理记录记明已经清除"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether only to look, the day, and how to print."""
        parser.add_argument("--dry-run", action="store_true", help="只列出，不清除")
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="按这一天计算，默认今天")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, dry_run: bool, on: date | None, **options: Any) -> None:
        """Print each case with what goes; numbers only."""
        day = on or localdate()
        found = purges_by(day) if dry_run else purge_due(on=day)
        if not dry_run:
            purge_mail(on=day)
        if options["json"]:
            rows = [
                {"number": each.number, "what": each.rule.code, "kept_until": each.due_on.isoformat()}
                for each in found
            ]
            self.stdout.write(json.dumps({"purged": not dry_run, "cases": rows}, ensure_ascii=False))
            return
        for each in found:
            self.stdout.write(f"{each.number} {each.rule.label}（保存至{each.due_on}）")
        self.stdout.write(f"{'应当清除' if dry_run else '已清除'}{len(found)}项。")
