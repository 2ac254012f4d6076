"""专题: what a topic lists, who makes it, and what of it the public sees when."""

from datetime import date
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile

from gongkai.bodies.models import SettingChange, User
from gongkai.common.uploads import UploadRefused
from gongkai.publishing import actions as items
from gongkai.publishing.actions import topics as actions
from gongkai.publishing.actions.topic_reviews import amend_topic, submit_topic, take_down_topic
from gongkai.publishing.errors import MustNotGoOut, NoSuchColumn, NothingChosen, NotLive
from gongkai.publishing.models import Topic, TopicSection
from gongkai.publishing.topics import preview_token, shelves_of, topic_of_preview
from gongkai.workflow import StepNotAllowed
from tests.factories import make_column
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.topics import make_editor, publish_topic

pytestmark = pytest.mark.django_db
FACTS = {"title": "春风行动", "slug": "spring", "summary": "", "until_on": None, "on_home": True, "order": 0}
RULE = {"title": "政策", "rule": "chosen", "column": None, "keyword": "", "most": 10}


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def editor(staff: Staff) -> User:
    return make_editor(staff.body)


def make(staff: Staff, editor: User, **facts: Any) -> Topic:
    facts = {**FACTS, "from_on": TODAY, **facts}
    return actions.save_topic(Topic(body=staff.body), facts, by=editor, on=TODAY)


def add(topic: Topic, editor: User, **facts: Any) -> TopicSection:
    return actions.save_section(TopicSection(topic=topic), {**RULE, **facts}, by=editor, on=TODAY)


def titles(topic: Topic) -> dict[str, list[str]]:
    return {shelf.section.title: [item.title for item in shelf.items] for shelf in shelves_of(topic)}


def test_a_section_lists_what_was_chosen_in_its_order_or_what_a_rule_finds(
    staff: Staff, editor: User
) -> None:
    first, second = staff.published(title="补贴办法"), staff.published(title="招聘会", keywords="零工")
    staff.draft(title="零工市场草稿", keywords="零工")
    topic = make(staff, editor)
    chosen = add(topic, editor)
    add(topic, editor, title="最新", rule="column", column=staff.column, most=1)
    add(topic, editor, title="零工", rule="keyword", keyword="零工")

    actions.choose_entries(chosen, [second, first], by=editor, on=TODAY)

    assert titles(topic) == {"政策": ["招聘会", "补贴办法"], "最新": ["招聘会"], "零工": ["招聘会"]}


def test_what_is_no_longer_public_is_listed_in_no_section(staff: Staff, editor: User) -> None:
    item = staff.published(title="公示", keywords="零工")
    topic = make(staff, editor)
    actions.choose_entries(add(topic, editor), [item], by=editor, on=TODAY)
    add(topic, editor, title="栏目", rule="column", column=staff.column)
    add(topic, editor, title="零工", rule="keyword", keyword="零工")

    items.withdraw_item(item, reason="有误", by=staff.leader, on=TODAY)

    assert titles(topic) == {"政策": [], "栏目": [], "零工": []}
    with pytest.raises(NotLive):
        actions.choose_entries(topic.sections.all()[0], [item], by=editor, on=TODAY)


def test_sections_change_places_and_go(staff: Staff, editor: User) -> None:
    topic = make(staff, editor)
    first, second, third = (add(topic, editor, title=title) for title in ("一", "二", "三"))

    actions.move_section(third, down=False, by=editor, on=TODAY)
    actions.move_section(first, down=False, by=editor, on=TODAY)  # it stands above all others
    actions.remove_section(second, by=editor, on=TODAY)

    assert list(titles(topic)) == ["一", "三"]


def test_a_topic_is_public_from_its_first_day_and_over_after_its_last(staff: Staff, editor: User) -> None:
    topic = make(staff, editor, from_on=date(2026, 3, 1), until_on=date(2026, 3, 31))
    with pytest.raises(NothingChosen):
        submit_topic(topic, by=editor, on=TODAY)
    add(topic, editor)
    topic = publish_topic(topic, by=editor, on=TODAY)

    def seen(on: date) -> tuple[bool, bool]:
        found = Topic.objects.of(staff.body)
        return found.running(on).exists(), found.over(on).exists()

    assert seen(date(2026, 2, 28)) == (False, False)
    assert seen(date(2026, 3, 31)) == (True, False)
    assert seen(date(2026, 4, 1)) == (False, True)
    topic = take_down_topic(topic, reason="活动取消", by=editor, on=TODAY)
    assert seen(date(2026, 3, 31)) == (False, False)
    publish_topic(amend_topic(topic, by=editor, on=TODAY), by=editor, on=TODAY)
    assert seen(date(2026, 3, 31)) == (True, False)


def test_the_address_of_a_published_topic_stays(staff: Staff, editor: User) -> None:
    topic = make(staff, editor)
    add(topic, editor)
    topic = publish_topic(topic, by=editor, on=TODAY)

    facts = {**FACTS, "from_on": TODAY, "slug": "other", "title": "春风行动2026"}
    draft = actions.save_topic(amend_topic(topic, by=editor, on=TODAY), facts, by=editor, on=TODAY)
    publish_topic(draft, by=editor, on=TODAY)

    topic.refresh_from_db()
    assert (topic.slug, topic.title) == ("spring", "春风行动2026")
    logged = SettingChange.objects.filter(what="专题“春风行动2026”").values_list("changes", flat=True)
    assert ["名称", "春风行动", "春风行动2026"] in [each for changes in logged for each in changes]


def test_what_is_refused(staff: Staff, editor: User) -> None:
    topic = make(staff, editor)
    with pytest.raises(StepNotAllowed):
        make(staff, staff.writer, slug="other")
    with pytest.raises(ValidationError):
        make(staff, editor)  # the same address twice
    with pytest.raises(MustNotGoOut, match="不得公开"):
        make(staff, editor, slug="other", summary="联系人身份证号11010519491231002X")
    with pytest.raises(MustNotGoOut):
        add(topic, editor, title="身份证11010519491231002X")
    with pytest.raises(NothingChosen):
        add(topic, editor, rule="column")
    with pytest.raises(NothingChosen):
        add(topic, editor, rule="keyword", keyword=" ")
    with pytest.raises(NoSuchColumn):
        add(topic, editor, rule="column", column=make_column())
    assert not topic.sections.exists()


def test_a_picture_is_looked_into_and_can_be_given_up(staff: Staff, editor: User, picture: bytes) -> None:
    topic = make(staff, editor)
    facts = {**FACTS, "from_on": TODAY}
    no_picture = SimpleUploadedFile("题图.png", b"<svg/>")
    with pytest.raises(UploadRefused):
        actions.save_topic(topic, facts, picture=no_picture, by=editor, on=TODAY)

    file = SimpleUploadedFile("题图.png", picture)
    topic = actions.save_topic(topic, facts, picture=file, by=editor, on=TODAY)
    assert topic.picture_type == "image/png"
    assert topic.picture.name.startswith("topics/")
    assert actions.save_topic(topic, facts, by=editor, on=TODAY).picture

    assert not actions.save_topic(topic, facts, keeps_picture=False, by=editor, on=TODAY).picture


@pytest.fixture
def picture() -> bytes:
    """The smallest PNG: one grey pixel."""
    return bytes.fromhex(
        "89504e470d0a1a0a0000000d49484452000000010000000108000000003a7e9b55"
        "0000000a49444154789c63680000008200817748fd7a0000000049454e44ae426082"
    )


def test_a_preview_opens_by_its_token_alone(staff: Staff, editor: User) -> None:
    topic = make(staff, editor)

    assert topic_of_preview(preview_token(topic)) == topic
    assert topic_of_preview(preview_token(topic) + "x") is None
