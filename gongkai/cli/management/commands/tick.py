"""`gongkai tick`: what falls due by itself; run it every few minutes, on as many hosts as there are."""

import json
import logging
from argparse import ArgumentParser
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import InterfaceError, OperationalError
from django.utils.timezone import localdate, now

from gongkai.bodies.calendar import current_calendar
from gongkai.bundles.actions import drop_old, resume_bundles
from gongkai.casework.actions import expire_consultations, propose_lapses, purge_due, redate_open_requests
from gongkai.cli.planning import refresh_figures
from gongkai.cli.reminding import remind_all
from gongkai.cli.single import only_one
from gongkai.documents.actions import end_what_is_over
from gongkai.ledger.actions import open_months
from gongkai.mail.accounts import fetch_quietly
from gongkai.mail.actions import purge_mail, remind_again, send_waiting
from gongkai.proofing.actions import resume_batches
from gongkai.publishing.actions import drop_papers, expire_notices, publish_scheduled, watch_columns
from gongkai.publishing.actions.links import check_links_weekly
from gongkai.publishing.actions.taking_over import drop_left_imports
from gongkai.search.actions import drop_old_misses

logger = logging.getLogger(__name__)
IMPORTS_WAIT = timedelta(days=30)  # for a checked file to be confirmed
PAPERS_WAIT = timedelta(days=3)  # for the form they were read into to be saved


def _fetched() -> list[Any]:
    """Fetch mails unless `gongkai fetch-mail` is just doing so."""
    with only_one("fetch-mail") as mine:
        return list(fetch_quietly(at=now())) if mine else []


@dataclass(frozen=True)
class Chore:
    """One thing that time does: its code, what it is called, and the function that does it on a day."""

    code: str
    label: str
    work: Callable[[date], list[Any]]


CHORES = (
    Chore("redated", "重新计算答复期限", lambda on: redate_open_requests(current_calendar(), by=None, on=on)),
    Chore("expired", "征求意见期满", lambda on: expire_consultations(on=on)),
    Chore("proposed", "提示补正、缴费期满", lambda on: propose_lapses(on=on)),
    Chore("purged", "清除保存期满的个人信息", lambda on: purge_due(on=on)),
    Chore("mail_purged", "清除保存期满的来信和发件", lambda on: purge_mail(on=on)),
    Chore("misses_dropped", "删除保存期满的落空检索", lambda on: drop_old_misses(on=on)),
    Chore("bundles_dropped", "删除保存期满的案卷文件", lambda on: drop_old(on=on)),
    Chore("bundles_resumed", "重新制作中断的案卷", lambda _on: resume_bundles(at=now())),
    Chore("readings_resumed", "继续读取中断的年报", lambda _on: resume_batches(at=now())),
    Chore("scheduled", "定时发布", lambda on: publish_scheduled(on=on)),
    Chore("notices_expired", "公示期满撤下", lambda on: expire_notices(on=on)),
    Chore("papers_dropped", "删除读入后没有保存的文件", lambda _on: drop_papers(before=now() - PAPERS_WAIT)),
    Chore(
        "imports_dropped",
        "删除没有确认的迁入文件",
        lambda _on: drop_left_imports(before=now() - IMPORTS_WAIT),
    ),
    Chore("columns_watched", "提醒空栏目和不更新的栏目", lambda on: watch_columns(on=on)),
    Chore("months_opened", "提醒报送台账月报", lambda on: open_months(current_calendar(), on=on)),
    Chore("reminded", "电子邮件提醒", lambda on: remind_all(on=on, at=now())),
    Chore("documents_ended", "规范性文件到期失效、废止", lambda on: end_what_is_over(on=on)),
    Chore("resent", "再次发送邮件和短信", lambda _on: send_waiting(at=now())),
    Chore("reminded_again", "再次发送提醒", lambda _on: remind_again(at=now())),
    Chore("fetched", "收取来信", lambda _on: _fetched()),
    Chore("links_checked", "每周检查失效链接", lambda on: check_links_weekly(on=on)),
)


def _work(on: date) -> tuple[dict[str, int], list[Chore]]:
    """Do each chore; return how many of each were done, and what failed, which keeps no other waiting."""
    done, failed = dict[str, int](), []
    for chore in CHORES:
        try:
            done[chore.code] = len(chore.work(on))
        except (OperationalError, InterfaceError):  # without a database there is nothing to do
            raise
        except Exception:  # whatever it was: the next is to be done all the same
            logger.exception("The tick could not do %s", chore.code)
            failed.append(chore)
    return done, failed


class Command(BaseCommand):
    """Do what has fallen due; a second run on the same day finds nothing left."""

    help = "办理到期的事项：重新计算暂定的期限，登记期满未提出的意见，提示逾期未补正、未缴费的申请"

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the day, for rehearsals, and how to print."""
        parser.add_argument("--on", type=date.fromisoformat, metavar="DATE", help="按这一天办理，默认今天")
        parser.add_argument("--json", action="store_true", help="输出 JSON")

    def handle(self, *, on: date | None, **options: Any) -> None:
        """Print how many of each; nothing is done while another tick runs."""
        with only_one("tick") as mine:
            done, failed = _work(on or localdate()) if mine else ({}, [])
            if mine:
                refresh_figures()
        if not mine:
            self.stderr.write("另一个 tick 正在运行，本次不办理。")
        if options["json"]:
            facts: dict[str, Any] = {"failed": [chore.code for chore in failed]} if failed else {}
            self.stdout.write(json.dumps({"ran": mine, **done, **facts}, ensure_ascii=False))
        else:
            for chore in CHORES:
                if chore.code in done:
                    self.stdout.write(f"{chore.label}：{done[chore.code]}件")
        if failed:
            names = "、".join(chore.label for chore in failed)
            raise CommandError(f"没有办成：{names}；其余的已经办理，原因见日志。", returncode=2)
