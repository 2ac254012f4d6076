"""Load the demo in one transaction, act by act, and say how far it is."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.cli.demo import (
    afterwards,
    catalogue,
    challenges,
    columns,
    documents,
    endings,
    items,
    ledger,
    mails,
    mishaps,
    reports,
    requests,
    upkeep,
)
from gongkai.cli.demo.cast import Cast, engage
from gongkai.publishing.announcing import silently
from gongkai.search.indexing import rebuild_index

WORDED_BEFORE = timedelta(days=90)
Say = Callable[[str], None]


def is_loaded() -> bool:
    """Whether any body is there: the demo goes only onto an empty stage."""
    return Body.objects.exists()


def load(*, seed: int, today: date, say: Say) -> Cast:
    """
    Load the three bodies, the year and what is in hand today; all or nothing.

    :param seed: another number tells the same year with other quantities
    :param say: takes one line of progress at a time
    """
    with transaction.atomic(), silently():
        say("机关、科室和账号")
        cast = engage()
        laid = columns.lay_out(cast)
        say("全年主动公开的信息")
        items.publish_documents(cast, laid)
        items.publish_year(cast, laid, seed)
        items.interpret(cast, laid)
        upkeep.edit_in_bulk(cast, laid)
        catalogue.keep_catalogue(cast, laid)
        items.publish_recent(cast, laid, seed, today)
        columns.explain_what_is_empty(cast, laid)
        items.leave_in_review(cast, laid, today)
        documents.keep_documents(cast, laid, today)
        endings.end_some(cast, laid)
        endings.publish_before_review(cast, laid, today)
        endings.comment(cast, laid, today)
        endings.note_annulled(cast, today)
        upkeep.break_links(cast, laid, today)
        upkeep.hand_over(cast)
        upkeep.gather_topics(cast, laid, today)
        say("全年依申请公开、复议和诉讼")
        requests.live_year(cast)
        challenges.end_what_is_long_pending(cast, today)
        mishaps.renew_wording(cast, today - WORDED_BEFORE)
        requests.live_today(cast, today)
        say("不予公开登记、信息更正、转为主动公开")
        afterwards.review_what_is_withheld(cast, today)
        afterwards.promote(cast, laid, today)
        afterwards.correct_records(cast, today)
        afterwards.work_together(cast, today)
        say("来信和发件")
        mails.exchange_mails(cast, today)
        say("台账")
        ledger.keep_ledger(cast, seed, today)
        say("年度报告")
        reports.keep_reports(cast, today)
        afterwards.order_bundles(cast, today)
        afterwards.date_what_was_recorded(today)
    say("检索索引")
    rebuild_index()
    return cast
