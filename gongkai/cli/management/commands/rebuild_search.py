"""`gongkai rebuild-search`: fill the search index anew."""

import time
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.search.engine import SearchUnavailable, engine
from gongkai.search.indexing import is_complete, rebuild_index


class Command(BaseCommand):
    """Rebuild the search index from the database."""

    help = "按数据库重建检索索引"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether an index that is complete may stay."""
        parser.add_argument("--if-needed", action="store_true", help="索引完整时不重建")

    def handle(self, *, if_needed: bool, **options: Any) -> None:
        """Rebuild; an index that cannot be read is thrown away first."""
        begun = time.monotonic()
        try:
            if if_needed and is_complete():
                self.stderr.write("检索索引完整，无需重建")
                return
        except SearchUnavailable:
            engine().start_anew()
        try:
            number = self._rebuild()
        except SearchUnavailable:
            engine().start_anew()
            number = self._rebuild()
        except OSError as error:
            raise CommandError(f"写不了检索索引：{error}", returncode=2) from error
        self.stderr.write(f"检索索引已重建：{number:,} 条，用时 {time.monotonic() - begun:.0f} 秒")

    def _rebuild(self) -> int:
        return rebuild_index(
            lambda done, total: self.stderr.write(f"已索引 {done:,} / {total:,} 条", ending="\r")
        )
