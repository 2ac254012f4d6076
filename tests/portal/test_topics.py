"""专题 on the portal: in their list, by themselves, in the feed and the maps; gone, over, not yet."""

from datetime import date
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client

from gongkai.publishing import actions as items
from gongkai.publishing.actions import topics as actions
from gongkai.publishing.actions.topic_reviews import amend_topic, take_down_topic
from gongkai.publishing.models import Topic, TopicSection
from gongkai.publishing.topics import preview_token
from gongkai.rules.roles import Role
from tests.factories import make_user
from tests.portal.bureau import Bureau
from tests.portal.reading import parse, words
from tests.publishing.topics import make_editor, publish_topic

pytestmark = pytest.mark.django_db
ON = date(2025, 5, 1)


def make(bureau: Bureau, *, publish: bool = True, **facts: Any) -> Topic:
    """Make a topic with the bureau's two items in its first section, and an empty second one."""
    facts = {"title": "稳岗返还", "slug": "jobs", "summary": "一件事说清楚", "until_on": None, **facts}
    facts = {"from_on": ON, "on_home": True, "order": 0, **facts}
    editor = make_editor(bureau.body)
    topic = actions.save_topic(Topic(body=bureau.body), facts, by=editor, on=ON)
    rule = {"rule": "chosen", "column": None, "keyword": "", "most": 10}
    first, _ = (
        actions.save_section(TopicSection(topic=topic), {**rule, "title": title}, by=editor, on=ON)
        for title in ("政策文件", "空的一栏")
    )
    actions.choose_entries(first, [bureau.report, bureau.document], by=editor, on=ON)
    return publish_topic(topic, by=editor, on=ON) if publish else topic


def test_a_topic_lists_its_sections_and_leaves_out_empty_ones(client: Client, bureau: Bureau) -> None:
    make(bureau)

    page = parse(client.get("/topics/jobs/"))

    assert words(page.h1) == "稳岗返还"
    assert [words(each) for each in page.select("main h2")] == ["政策文件"]
    listed = [words(each) for each in page.select("main .gk-list__title a")]
    assert listed == [bureau.report.title, bureau.document.title]


def test_what_was_withdrawn_leaves_the_topic_and_its_feed(client: Client, bureau: Bureau) -> None:
    make(bureau)
    head = make_user(role=Role.OFFICE_HEAD, body=bureau.body)

    items.withdraw_item(bureau.report, reason="有误", by=head, on=ON)

    assert bureau.report.title not in client.get("/topics/jobs/").content.decode()
    feed = client.get("/topics/jobs/feed.xml").content.decode()
    assert bureau.document.title in feed
    assert bureau.report.title not in feed


def test_it_stands_on_the_first_page_in_the_list_and_in_both_maps(client: Client, bureau: Bureau) -> None:
    make(bureau)
    make(bureau, title="不上首页", slug="quiet", on_home=False)
    cache.clear()

    home = parse(client.get("/"))

    assert [words(each) for each in home.select(".gk-topics__title")] == ["稳岗返还"]
    assert [words(each) for each in parse(client.get("/topics/")).select(".gk-topics__title")] == [
        "不上首页",
        "稳岗返还",
    ]
    assert "/topics/jobs/" in client.get("/sitemap.xml").content.decode()
    assert "/topics/jobs/" in client.get("/sitemap/").content.decode()


def test_one_that_is_over_stays_and_says_so(client: Client, bureau: Bureau) -> None:
    make(bureau, until_on=date(2025, 5, 31))

    page = client.get("/topics/jobs/")

    assert "本专题已经结束" in page.content.decode()
    assert "往期专题" in client.get("/topics/").content.decode()
    assert "gk-topics__title" not in client.get("/").content.decode()


def test_one_that_was_taken_down_is_gone_with_its_reason(client: Client, bureau: Bureau) -> None:
    take_down_topic(make(bureau), reason="活动取消", by=make_editor(bureau.body), on=ON)

    page = client.get("/topics/jobs/")

    assert page.status_code == 410
    assert "活动取消" in page.content.decode()
    assert client.get("/topics/jobs/feed.xml").status_code == 404
    assert "稳岗返还" not in client.get("/topics/").content.decode()


def test_a_change_is_not_seen_until_it_is_approved(client: Client, bureau: Bureau) -> None:
    public, editor = make(bureau), make_editor(bureau.body)
    draft = amend_topic(public, by=editor, on=ON)
    facts = {"title": "稳岗返还一图读懂", "slug": "jobs", "summary": "", "from_on": ON, "until_on": None}
    draft = actions.save_topic(draft, {**facts, "on_home": True, "order": 0}, by=editor, on=ON)

    before = client.get("/topics/jobs/").content.decode()
    publish_topic(draft, by=editor, on=ON)
    after = client.get("/topics/jobs/").content.decode()

    assert ("稳岗返还一图读懂" in before, "稳岗返还一图读懂" in after) == (False, True)
    assert bureau.document.title in after


def test_a_draft_opens_by_its_preview_alone(client: Client, bureau: Bureau) -> None:
    topic = make(bureau, publish=False)
    token = preview_token(topic)

    preview = client.get(f"/topics/preview/{token}/")

    assert client.get("/topics/jobs/").status_code == 404
    assert "公众还看不到这一页" in preview.content.decode()
    assert "no-store" in preview["Cache-Control"] or "private" in preview["Cache-Control"]
    assert client.get("/topics/preview/wrong/").status_code == 404
    assert client.get(f"/topics/picture/{topic.pk}").status_code == 404
    assert client.get(f"/topics/preview/{token}/picture").status_code == 404


def test_without_topics_the_list_says_what_will_stand_there(client: Client, bureau: Bureau) -> None:
    assert "现在没有专题" in client.get("/topics/").content.decode()
