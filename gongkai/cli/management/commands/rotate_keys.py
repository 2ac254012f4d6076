"""`gongkai rotate-keys`: seal identity data anew with the newest key of the ring."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from gongkai.common.keys import KeyMissing, add_key, key_ring
from gongkai.common.resealing import BATCH, Resealing, reseal


class Command(BaseCommand):
    """Seal anew, batch by batch; stopped and run again it goes on where it was."""

    help = "用密钥环中最新的密钥重新加密身份数据和证明文件；可以中断，再次运行时继续"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take whether to make a key first, the size of a batch, and how to print."""
        parser.add_argument("--new-key", action="store_true", help="先在 GONGKAI_HOME/keys 中生成一个新密钥")
        parser.add_argument("--batch", type=int, default=BATCH, help=f"每批行数，默认{BATCH}")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, new_key: bool, batch: int, **options: Any) -> None:
        """Print what was sealed anew; exit 1 when something could not be opened."""
        done = Resealing()
        try:
            if new_key:
                self.stderr.write(f"已生成密钥{add_key().id}。")
            for done in reseal(batch=max(batch, 1)):
                self.stderr.write(f"已重新加密{done.rows}行、{done.files}个文件……")
        except KeyMissing as error:
            raise CommandError(str(error), returncode=2) from error
        except KeyboardInterrupt:
            stopped = f"已中断：{done.rows}行、{done.files}个文件已重新加密，再次运行时继续。"
            raise CommandError(stopped, returncode=2) from None
        self._print(done, as_json=options["json"])
        if done.broken:
            raise CommandError(
                f"{len(done.broken)}处密文不能读出：{'、'.join(done.broken[:5])}", returncode=1
            )

    def _print(self, done: Resealing, *, as_json: bool) -> None:
        newest, *others = (key.id for key in key_ring().keys)
        if as_json:
            facts = {"key": newest, "rows": done.rows, "files": done.files, "broken": done.broken}
            self.stdout.write(json.dumps({**facts, "spare": others if not done.broken else []}))
            return
        self.stdout.write(f"全部使用密钥{newest}：重新加密{done.rows}行、{done.files}个文件。")
        if others and not done.broken:
            self.stdout.write(f"密钥{'、'.join(others)}不再使用；旧备份还在时请离线保存，勿立即销毁。")
