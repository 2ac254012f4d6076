"""Which addresses the caches in front of the site fetch anew when an item changes."""

from datetime import date
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django_tasks_db.models import DBTaskResult

from gongkai.portal.refreshing import COOKIES, wanted, wanted_of_topic
from gongkai.publishing import actions
from gongkai.publishing.actions.topic_reviews import amend_topic, take_down_topic
from gongkai.publishing.actions.topics import save_section, save_topic
from gongkai.publishing.models import Topic, TopicSection
from gongkai.rules.roles import Role
from tests.factories import make_column, make_item, make_user, publish_through
from tests.portal.bureau import Bureau
from tests.publishing.topics import make_editor, publish_topic

pytestmark = pytest.mark.django_db
SHOWN, LATER = date(2026, 2, 12), date(2026, 4, 1)


def test_the_files_and_every_column_of_what_was_withdrawn_are_fetched_anew(bureau: Bureau) -> None:
    writer = make_user(role=Role.HANDLER, unit=bureau.news.owner_unit)
    leader = make_user(role=Role.LEADER, body=bureau.body)
    draft = make_item(column=bureau.news, by=writer, formed_on=date(2026, 2, 9), content="<p>名单。</p>")
    actions.attach_file(draft, file=ContentFile("名单".encode(), name="名单.txt"), by=writer, on=SHOWN)
    other = make_column(body=bureau.body, slug="elsewhere")
    item = publish_through(draft, by=writer, on=SHOWN)
    actions.place_item(item, columns=[other], by=leader, on=SHOWN)

    actions.withdraw_item(item, reason="含个人信息", by=leader, on=LATER)

    file = f"/i/{item.pk}/files/{item.attachments.get().pk}/%E5%90%8D%E5%8D%95.txt"
    pages = {f"/i/{item.pk}.html", f"/kiosk/i/{item.pk}/", "/", "/kiosk/c/elsewhere/"}
    pages |= {f"/c/{bureau.news.slug}/", "/c/elsewhere/"}
    files = {file, f"/i/{item.pk}.pdf"}
    item.refresh_from_db()
    fetched = set(wanted(item))
    assert {(page, cookie) for page in pages for cookie in COOKIES} <= fetched
    assert {(page, cookie) for page, cookie in fetched if page in files} == {(page, "") for page in files}


def test_lists_of_what_is_public_are_fetched_as_most_people_read_them(bureau: Bureau) -> None:
    page = f"/i/{bureau.report.pk}.html"

    fetched = wanted(bureau.report)

    assert [cookie for path, cookie in fetched if path == page] == list(COOKIES)
    assert {cookie for path, cookie in fetched if path in {"/", "/c/news/"}} == {""}
    assert len(fetched) < 30


def test_the_column_that_an_item_left_and_the_topics_are_fetched_anew(bureau: Bureau) -> None:
    head = make_user(role=Role.OFFICE_HEAD, body=bureau.body)
    facts = {"title": "稳岗返还", "slug": "jobs", "summary": "", "from_on": SHOWN, "until_on": None}
    topic = Topic(body=bureau.body)
    save_topic(topic, {**facts, "on_home": True, "order": 0}, by=head, on=SHOWN)
    Topic.objects.update(state=Topic.State.PUBLISHED)
    other = make_column(body=bureau.body, slug="elsewhere")

    item = actions.recatalogue_item(bureau.report, column=other, by=head, on=LATER)

    paths = {path for path, _ in wanted(item)}
    assert {"/c/news/", "/c/elsewhere/", "/topics/", "/topics/jobs/"} <= paths


def test_an_approved_or_taken_down_topic_is_fetched_anew_with_all_that_names_it(
    bureau: Bureau, settings: Any
) -> None:
    settings.GONGKAI_ON_TOPIC_CHANGED = ["gongkai.portal.tasks.refresh_topic"]
    settings.TASKS = {"default": {"BACKEND": "django_tasks_db.DatabaseBackend"}}
    editor = make_editor(bureau.body)
    facts = {"title": "稳岗返还", "slug": "jobs", "summary": "", "from_on": SHOWN, "until_on": None}
    topic = save_topic(Topic(body=bureau.body), {**facts, "on_home": True, "order": 0}, by=editor, on=SHOWN)
    rule = {"title": "政策", "rule": "keyword", "column": None, "keyword": "返还", "most": 5}
    save_section(TopicSection(topic=topic), rule, by=editor, on=SHOWN)

    told = []
    for act in (
        lambda: publish_topic(topic, by=editor, on=SHOWN),
        lambda: amend_topic(topic, by=editor, on=SHOWN),
        lambda: take_down_topic(topic, reason="活动取消", by=editor, on=SHOWN),
    ):
        act()
        told.append(DBTaskResult.objects.filter(task_path__endswith="refresh_topic").count())

    assert told == [1, 1, 2]
    fetched = set(wanted_of_topic(topic))
    pages = {"/topics/jobs/", "/topics/", "/", "/sitemap/"}
    assert {(page, cookie) for page in pages for cookie in COOKIES} <= fetched
    assert (f"/topics/picture/{topic.pk}", "") in fetched
