"""专题 in the office: made, filled, ordered, previewed, published and taken down, without a script."""

from datetime import date

import pytest
from django.test import Client
from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.publishing.models import InformationItem, Topic
from gongkai.rules.roles import Role
from tests.factories import Staff, make_body, make_column, make_item, make_user
from tests.office.conftest import LogIn, words

pytestmark = pytest.mark.django_db
FACTS = {
    "title": "春风行动",
    "slug": "spring",
    "summary": "招聘会和补贴",
    "from_on": "2026-03-09",
    "order": "0",
}


@pytest.fixture
def browser(bureau: Body, staff: Staff, log_in: LogIn, monday: date) -> Client:
    return log_in(make_user(role=Role.INFORMATION_OFFICER, unit=staff.office))


@pytest.fixture
def items(bureau: Body) -> list[InformationItem]:
    column = make_column(body=bureau, name="通知公告")
    return [make_item(column=column, title=f"第{n}号通知", published_on=date(2026, 3, 2)) for n in range(3)]


def test_from_an_empty_list_to_the_public_and_away_again(
    browser: Client, items: list[InformationItem], staff: Staff, log_in: LogIn
) -> None:
    assert "还没有专题" in words(browser.get(reverse("office:topics")))
    page = browser.post(reverse("office:topic_new"), {**FACTS, "on_home": "on"})["Location"]
    assert "还没有栏" in words(browser.get(page))
    assert "专题还没有栏" in browser.post(f"{page}move/", {"act": "submit"}, follow=True).content.decode()

    section = {"title": "重点文件", "rule": "chosen", "most": "10"}
    entries = browser.post(f"{page}sections/new/", section)["Location"]
    assert "第1号通知" in words(browser.get(entries, {"q": "第1号"}))
    for item in items:
        browser.post(entries, {"add": item.pk})
    browser.post(entries, {"up": items[2].pk})
    browser.post(entries, {"remove": items[0].pk})
    rule = {"title": "最新", "rule": "column", "column": items[0].column.pk, "most": "2"}
    browser.post(f"{page}sections/new/", rule)
    shown = words(browser.get(page))
    assert shown.index("第2号通知") < shown.index("第1号通知")
    assert "栏目“通知公告”最新的 2 条" in shown

    browser.post(f"{page}move/", {"act": "submit"})
    assert "等待审核" in words(browser.get(page))
    leader = log_in(staff.leader)
    assert "春风行动" in words(leader.get(reverse("office:item_inbox")))
    assert "等您审核的专题" in words(leader.get(reverse("office:today")))
    opinion = {"seen": Topic.objects.get().events.get(step="submit").pk, "note": "可以"}
    leader.post(f"{page}review/", opinion)
    assert Topic.objects.get().is_public
    assert "春风行动" in browser.get("/topics/spring/").content.decode()
    browser.post(f"{page}take-down/", {"reason": "活动取消"})
    assert "撤下原因：活动取消" in words(browser.get(page))
    assert "已撤下" in words(browser.get(reverse("office:topics")))


def test_sections_are_ordered_changed_and_removed(browser: Client, items: list[InformationItem]) -> None:
    page = browser.post(reverse("office:topic_new"), FACTS)["Location"]
    for title in ("一栏", "二栏"):
        browser.post(
            f"{page}sections/new/", {"title": title, "rule": "keyword", "keyword": "通知", "most": "5"}
        )
    topic = Topic.objects.get()
    first, second = topic.sections.all()

    browser.post(f"{page}sections/{second.pk}/order/", {"up": "1"})
    assert list(topic.sections.values_list("title", flat=True)) == ["二栏", "一栏"]
    changed = {"title": "改名", "rule": "keyword", "keyword": "", "most": "5"}
    wrong = browser.post(f"{page}sections/{first.pk}/", changed)
    assert "请填写主题词" in words(wrong)
    assert "改名" in wrong.content.decode()
    browser.post(f"{page}sections/{first.pk}/order/", {"remove": "1"})

    assert list(topic.sections.values_list("title", flat=True)) == ["二栏"]


def test_a_form_that_is_wrong_stays_filled_in(browser: Client) -> None:
    answer = browser.post(reverse("office:topic_new"), {**FACTS, "until_on": "2026-03-01"})

    assert "结束日期不能早于上线日期" in words(answer)
    assert "招聘会和补贴" in answer.content.decode()
    assert not Topic.objects.exists()


def test_who_only_reads_changes_nothing_and_others_do_not_see_it(
    browser: Client, staff: Staff, log_in: LogIn, items: list[InformationItem]
) -> None:
    page = browser.post(reverse("office:topic_new"), FACTS)["Location"]
    leader = log_in(staff.leader)
    stranger = log_in(make_user(role=Role.OFFICE_HEAD, body=make_body()))

    assert "改名称、简介、日期" not in words(leader.get(page))
    refused = leader.post(f"{page}move/", {"act": "submit"}, follow=True)
    assert "“送审”由" in refused.content.decode()
    assert "专题由" in words(leader.post(f"{page}edit/", {**FACTS, "title": "别的"}))
    assert "才能“撤下”" in words(leader.post(f"{page}take-down/", {"reason": "不要了"}))
    assert stranger.get(page).status_code == 404
    assert Topic.objects.get().title == "春风行动"
    assert not Topic.objects.get().is_public


def submitted(browser: Client) -> Topic:
    """Make a topic with one section and submit it."""
    page = browser.post(reverse("office:topic_new"), FACTS)["Location"]
    rule = {"title": "最新", "rule": "keyword", "keyword": "通知", "most": "5"}
    browser.post(f"{page}sections/new/", rule)
    browser.post(f"{page}move/", {"act": "submit"})
    return Topic.objects.get()


def test_what_waits_is_returned_with_a_reason_or_taken_back(
    browser: Client, items: list[InformationItem], staff: Staff, log_in: LogIn
) -> None:
    topic, leader = submitted(browser), log_in(staff.leader)
    page = reverse("office:topic", args=[topic.pk])
    seen = topic.events.get(step="submit").pk

    assert "请写明退回的原因" in words(leader.post(f"{page}review/", {"seen": seen, "return": "1"}))
    leader.post(f"{page}review/", {"seen": seen, "return": "1", "note": "简介写具体"})
    assert "简介写具体" in words(browser.get(page))
    browser.post(f"{page}move/", {"act": "submit"})
    stale = words(leader.post(f"{page}review/", {"seen": seen}))
    assert "请重新查看" in stale
    browser.post(f"{page}move/", {"act": "take_back"})

    assert Topic.objects.get().is_draft
    assert "现在不由您审核" in words(leader.get(f"{page}review/"))


def test_a_public_topic_is_changed_in_a_draft_beside_it(
    browser: Client, items: list[InformationItem], staff: Staff, log_in: LogIn
) -> None:
    topic, leader = submitted(browser), log_in(staff.leader)
    page = reverse("office:topic", args=[topic.pk])
    leader.post(f"{page}review/", {"seen": topic.events.get(step="submit").pk})

    draft_page = browser.post(f"{page}move/", {"act": "amend"})["Location"]
    browser.post(f"{draft_page}edit/", {**FACTS, "title": "春风行动进园区"})
    assert "打开变更稿" in words(browser.get(page))
    assert "变更稿起草" in words(browser.get(reverse("office:topics")))
    browser.post(f"{draft_page}move/", {"act": "submit"})
    draft = Topic.objects.get(amends=topic)
    shown = words(leader.get(f"{draft_page}review/"))
    assert "名称 春风行动 春风行动进园区" in shown
    answer = leader.post(f"{draft_page}review/", {"seen": draft.events.get(step="submit").pk})

    assert answer["Location"] == page
    assert "春风行动进园区" in browser.get("/topics/spring/").content.decode()
    assert "打开变更稿" not in words(browser.get(page))
