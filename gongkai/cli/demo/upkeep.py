"""The demo's care of what is public: bulk edits, transfer lists, broken links, topics."""

from datetime import date, datetime, time, timedelta
from typing import Any

from django.utils.timezone import make_aware

from gongkai.cli.demo.cast import Cast
from gongkai.cli.demo.columns import Columns
from gongkai.cli.demo.items import publish
from gongkai.cli.demo.words import YEAR, Draft
from gongkai.publishing import actions
from gongkai.publishing.actions import topic_reviews, topics
from gongkai.publishing.actions.links import check_links
from gongkai.publishing.actions.transfers import make_transfer_list, record_receipt
from gongkai.publishing.models import BulkEdit, InformationItem, Topic, TopicSection
from gongkai.publishing.models.items import ItemQuerySet

LINKS = """
<p>常用的办事网页和表格集中列在这里，方便下载和收藏。</p>
<ul>
<li><a href="{gone}">被处罚单位公示信息查询</a></li>
<li><a href="/zwgk/bgxz/201906/t20190612_1.html">就业失业登记表（2019年版）</a></li>
<li><a href="/disclosure/">政府信息公开目录</a></li>
</ul>
"""


def edit_in_bulk(cast: Cast, columns: Columns) -> None:
    """Add a keyword to all penalties of the year; and change a genre by mistake, which is undone."""
    live = InformationItem.objects.live().of(cast.city)
    on = date(YEAR, 12, 29)
    words = {"add": ["劳动保障监察"], "remove": []}
    penalties = live.in_column(columns["mingjiang", "penalties"])
    _edit(cast, penalties, "keywords", words, reason="统一主题词，方便检索", on=on)
    classes = live.in_column(columns["mingjiang", "training"]).filter(title__contains="第2")
    wrong = _edit(cast, classes, "genre", {"genre": "通知"}, reason="", on=on)
    actions.run_bulk(actions.start_undoing(wrong, by=cast.people["editor"], on=on), at=_morning(on))


def _edit(
    cast: Cast, items: ItemQuerySet, change: str, value: dict[str, Any], *, reason: str, on: date
) -> BulkEdit:
    editor = cast.people["editor"]
    bulk = actions.choose_items(cast.city, items, by=editor, on=on)
    bulk = actions.plan_change(bulk, change=change, value=value, reason=reason, by=editor, on=on)
    return actions.run_bulk(actions.start_bulk(bulk, by=editor, on=on), at=_morning(on))


def _morning(day: date) -> datetime:
    return make_aware(datetime.combine(day, time(9)))


def hand_over(cast: Cast) -> None:
    """Make two lists that were received, and one whose receipt is awaited."""
    head = cast.people["officehead"]
    first = {"since_on": date(YEAR, 1, 1), "until_on": date(YEAR, 6, 30)}
    second = {"since_on": date(YEAR, 7, 1), "until_on": date(YEAR, 12, 31)}
    for kind, receiver, day in (("archive", "明江市档案馆", 14), ("library", "明江市图书馆", 16)):
        made = make_transfer_list(
            cast.city, kind=kind, receiver=receiver, **first, by=head, on=date(YEAR, 7, 10)
        )
        number = f"收〔{YEAR}〕{day}号"
        received_on = date(YEAR, 7, day)
        record_receipt(made, received_on=received_on, received_by="何静", receipt_no=number, on=received_on)
    make_transfer_list(
        cast.city, kind="archive", receiver="明江市档案馆", **second, by=head, on=date(YEAR + 1, 1, 12)
    )


def break_links(cast: Cast, columns: Columns, today: date) -> None:
    """Publish a page with two links that lead nowhere, and let the weekly look find them."""
    gone = InformationItem.objects.of(cast.city).filter(live=False, ending="withdraw").first()
    draft = Draft(
        column="services",
        unit="insurance",
        genre="指南",
        formed_on=date(YEAR, 10, 13),
        title="常用办事网页和表格下载",
        summary="常用的办事网页和表格。",
        content=LINKS.format(gone=f"/i/{gone.pk}.html" if gone else "/i/0.html"),
    )
    publish(cast, cast.city, columns, draft, delay=2)
    check_links(cast.city, on=today - timedelta(days=3))


def gather_topics(cast: Cast, columns: Columns, today: date) -> None:
    """Publish a topic that runs, with sections of every kind, and one of last summer that is over."""
    since = today - timedelta(days=30)
    jobs = _topic(cast, "稳就业　惠民生", "stable-jobs", "政策、岗位、培训、补贴，一处看全。", since, None)
    chosen = _section(cast, jobs, "重点政策", on=since)
    documents = InformationItem.objects.live().of(cast.city).filter(document_kind="normative_document")
    words = ("支持企业吸纳", "创业担保贷款实施", "公益性岗位开发")
    picked = [item for word in words for item in documents.filter(title__contains=word)[:1]]
    topics.choose_entries(chosen, picked, by=cast.people["editor"], on=since)
    _section(cast, jobs, "政策解读", column=columns["mingjiang", "interpretations"], most=6, on=since)
    _section(cast, jobs, "招聘和培训", column=columns["mingjiang", "training"], most=6, on=since)
    _section(cast, jobs, "各类补贴", keyword="补贴", most=6, on=since)
    _approve(cast, jobs, on=since)
    began, ended = date(YEAR, 6, 16), date(YEAR, 8, 31)
    summer = _topic(cast, f"{YEAR}年高校毕业生就业服务季", "graduates", "", began, ended)
    _section(cast, summer, "公开招聘", column=columns["mingjiang", "institutions"], on=began)
    _approve(cast, summer, on=began)


def _approve(cast: Cast, topic: Topic, *, on: date) -> None:
    submitted = topic_reviews.submit_topic(topic, by=cast.people["editor"], on=on)
    topic_reviews.approve_topic(submitted, note="同意发布", by=cast.people["officehead"], on=on)


def _topic(cast: Cast, title: str, slug: str, summary: str, from_on: date, until_on: date | None) -> Topic:
    facts = {"title": title, "slug": slug, "summary": summary, "from_on": from_on, "until_on": until_on}
    topic, editor = Topic(body=cast.city), cast.people["editor"]
    return topics.save_topic(topic, {**facts, "on_home": True, "order": 0}, by=editor, on=from_on)


def _section(cast: Cast, topic: Topic, title: str, *, on: date, **rule: Any) -> TopicSection:
    kind = next((name for name in ("column", "keyword") if name in rule), "chosen")
    facts = {"title": title, "rule": kind, "column": None, "keyword": "", "most": 10, **rule}
    return topics.save_section(TopicSection(topic=topic), facts, by=cast.people["editor"], on=on)
