"""`gongkai fetch-mail`: what is new in the mailboxes for requests, at once and not at the next tick."""

import json
from argparse import ArgumentParser
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError
from django.utils.timezone import now

from gongkai.cli.single import only_one
from gongkai.mail.accounts import Round, fetch_all
from gongkai.mail.errors import MailboxDown


class Command(BaseCommand):
    """Fetch mails; the same mail is taken in once, however often this runs."""

    help = "收取申请邮箱的来信，列入办公端的“来信”"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take how to print."""
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, **options: Any) -> None:
        """Print what each mailbox gave; one that cannot be read is an error."""
        try:
            with only_one("fetch-mail") as mine:
                rounds = fetch_all(at=now()) if mine else []
        except DatabaseError as error:
            raise CommandError(f"数据库不可用：{error}", returncode=2) from error
        except MailboxDown as error:
            raise CommandError(str(error), returncode=2) from None
        if not mine:
            self.stderr.write("另一个进程正在收取来信，本次不收取。")
        elif not rounds:
            self.stderr.write("没有设置申请邮箱（GONGKAI_IMAP_URL，或者“机关设置 › 邮件和短信”）。")
        self._print(rounds, as_json=options["json"])
        if any(each.trouble for each in rounds):
            raise CommandError("有邮箱不能收取。", returncode=2)

    def _print(self, rounds: list[Round], *, as_json: bool) -> None:
        if as_json:
            self.stdout.write(json.dumps([_row(each) for each in rounds], ensure_ascii=False))
            return
        for each in rounds:
            said = each.trouble or f"新收{len(each.new)}封"
            self.stdout.write(f"{each.account}：{said}")


def _row(each: Round) -> dict[str, Any]:
    return {"body": each.body, "account": each.account, "new": len(each.new), "trouble": each.trouble or None}
