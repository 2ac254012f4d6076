"""`gongkai load-demo`: a fictitious bureau with a whole year behind it."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate

from gongkai.cli.demo import stage
from gongkai.cli.demo.cast import PASSWORD
from gongkai.cli.demo.words import read
from gongkai.cli.planning import refresh_figures


class Command(BaseCommand):
    """Load the demo into an empty database, or list its accounts."""

    help = "装载演示数据：一个虚构的市局和两个县局的一整年"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the seed of the quantities, and whether only the accounts are asked for."""
        parser.add_argument("--seed", type=int, default=2025)
        parser.add_argument("--accounts", action="store_true", help="只列出演示账号")

    def handle(self, *, seed: int, accounts: bool, **options: Any) -> None:
        """Load it, unless there is anything yet."""
        if not accounts:
            self._load(seed)
        for account in read("bodies")["accounts"]:
            self.stdout.write(f"{account['username']:<16}{PASSWORD}  {account['full_name']}")

    def _load(self, seed: int) -> None:
        if stage.is_loaded():
            raise CommandError("数据库里已有机关，演示数据只装入空库。", returncode=2)
        started = time.monotonic()
        stage.load(seed=seed, today=localdate(), say=lambda act: self.stderr.write(f"  正在装载：{act}"))
        refresh_figures()
        self.stderr.write(f"演示数据已装载，用时 {time.monotonic() - started:.0f} 秒")
