"""专题的第二人: nothing of a topic is public that one person alone has made or changed."""

from typing import Any

import pytest

from gongkai.bodies.models import User
from gongkai.publishing.actions import topic_reviews as actions
from gongkai.publishing.actions.topics import choose_entries, save_section, save_topic
from gongkai.publishing.errors import ChangedSinceApproval, DraftOpen, NotLive, OwnVersion, ReasonMissing
from gongkai.publishing.models import Topic, TopicSection
from gongkai.publishing.topic_reviews import changes_of, round_of, waiting_for
from gongkai.publishing.topics import shelves_of
from gongkai.rules.roles import Role
from gongkai.workflow import StepNotAllowed
from tests.factories import make_user
from tests.publishing.staff import TODAY, Staff, make_staff
from tests.publishing.topics import make_editor, publish_topic

pytestmark = pytest.mark.django_db
FACTS = {"title": "春风行动", "slug": "spring", "summary": "", "from_on": TODAY, "until_on": None}
RULE = {"title": "政策", "rule": "chosen", "column": None, "keyword": "", "most": 10}


@pytest.fixture
def staff() -> Staff:
    return make_staff()


@pytest.fixture
def editor(staff: Staff) -> User:
    return make_editor(staff.body)


@pytest.fixture
def head(staff: Staff) -> User:
    return make_user(role=Role.OFFICE_HEAD, body=staff.body)


def make(staff: Staff, by: User, **facts: Any) -> Topic:
    """Make a topic with one item in one section."""
    facts = {**FACTS, "on_home": True, "order": 0, **facts}
    topic = save_topic(Topic(body=staff.body), facts, by=by, on=TODAY)
    section = save_section(TopicSection(topic=topic), RULE, by=by, on=TODAY)
    choose_entries(section, [staff.published(title="补贴办法")], by=by, on=TODAY)
    return topic


def submit(topic: Topic, by: User) -> Topic:
    return actions.submit_topic(topic, by=by, on=TODAY)


def test_the_editor_does_not_let_it_out_nor_does_a_head_who_had_a_hand_in_it(
    staff: Staff, editor: User, head: User
) -> None:
    topic = submit(make(staff, editor), by=head)

    with pytest.raises(StepNotAllowed):
        actions.approve_topic(topic, by=editor, on=TODAY)
    with pytest.raises(OwnVersion):
        actions.approve_topic(topic, by=head, on=TODAY)
    assert not waiting_for(head, staff.body, TODAY).exists()
    assert not waiting_for(editor, staff.body, TODAY).exists()
    assert waiting_for(staff.leader, staff.body, TODAY).get() == topic

    topic = actions.approve_topic(topic, by=staff.leader, on=TODAY)

    assert (topic.is_public, topic.published_on) == (True, TODAY)
    assert list(topic.events.values_list("step", flat=True)) == [
        *("make", "change", "change", "submit", "approve"),
    ]


def test_what_waits_and_what_is_public_is_not_changed_in_place(staff: Staff, editor: User) -> None:
    topic = submit(make(staff, editor), by=editor)
    section = topic.sections.get()
    with pytest.raises(StepNotAllowed):
        choose_entries(section, [], by=editor, on=TODAY)

    topic = actions.approve_topic(topic, by=staff.leader, on=TODAY)

    with pytest.raises(StepNotAllowed):
        save_section(section, {**RULE, "title": "改名"}, by=editor, on=TODAY)
    with pytest.raises(StepNotAllowed):
        save_topic(topic, {**FACTS, "title": "改名", "on_home": True, "order": 0}, by=editor, on=TODAY)
    assert [shelf.section.title for shelf in shelves_of(topic)] == ["政策"]


def test_a_change_takes_the_place_of_what_was_public_when_another_approves(
    staff: Staff, editor: User, head: User
) -> None:
    topic = publish_topic(make(staff, editor), by=editor, on=TODAY)
    draft = actions.amend_topic(topic, by=editor, on=TODAY)
    facts = {**FACTS, "title": "春风行动进园区", "on_home": False, "order": 0}
    draft = save_topic(draft, facts, by=editor, on=TODAY)
    save_section(TopicSection(topic=draft), {**RULE, "title": "岗位"}, by=editor, on=TODAY)

    told = {each.label: (each.before, each.after) for each in changes_of(draft)}
    assert told == {
        "名称": ("春风行动", "春风行动进园区"),
        "在首页展示": ("是", "否"),
        "栏“岗位”": ("没有", "逐条选定"),
        "栏的次序": ("政策", "政策、岗位"),
    }
    assert Topic.objects.public(TODAY).get().title == "春风行动"
    with pytest.raises(DraftOpen):
        actions.amend_topic(topic, by=head, on=TODAY)

    public = actions.approve_topic(submit(draft, by=editor), by=head, on=TODAY)

    assert (public.pk, public.title, public.on_home) == (topic.pk, "春风行动进园区", False)
    assert [shelf.section.title for shelf in shelves_of(public)] == ["政策", "岗位"]
    assert [len(shelf.items) for shelf in shelves_of(public)] == [1, 0]
    assert not Topic.objects.filter(pk=draft.pk).exists()
    assert changes_of(public) == []


def test_a_change_is_given_up_and_its_record_stays(staff: Staff, editor: User) -> None:
    topic = publish_topic(make(staff, editor), by=editor, on=TODAY)
    draft = actions.amend_topic(topic, by=editor, on=TODAY)

    assert actions.discard_change(draft, by=editor, on=TODAY) == topic

    assert topic.events.last().step == "discard"
    with pytest.raises(NotLive):
        actions.discard_change(make(staff, editor, slug="other"), by=editor, on=TODAY)


def test_what_was_taken_back_is_not_approved_as_it_was_read(staff: Staff, editor: User) -> None:
    topic = submit(make(staff, editor), by=editor)
    seen = round_of(topic).pk
    with pytest.raises(ReasonMissing):
        actions.return_topic(topic, reason=" ", by=staff.leader, on=TODAY)
    topic = submit(actions.take_back_topic(topic, by=editor, on=TODAY), by=editor)

    with pytest.raises(ChangedSinceApproval):
        actions.approve_topic(topic, seen=seen, by=staff.leader, on=TODAY)

    assert actions.return_topic(topic, reason="简介写具体", by=staff.leader, on=TODAY).is_draft
    assert topic.events.last().note == "简介写具体"


def test_one_person_takes_it_down_and_it_comes_back_by_two(staff: Staff, editor: User) -> None:
    topic = publish_topic(make(staff, editor), by=editor, on=TODAY)
    with pytest.raises(ReasonMissing):
        actions.take_down_topic(topic, reason=" ", by=editor, on=TODAY)

    gone = actions.take_down_topic(topic, reason="活动取消", by=editor, on=TODAY)
    draft = actions.amend_topic(gone, by=editor, on=TODAY)
    topic.refresh_from_db()
    assert (topic.is_gone, draft.is_draft) == (True, True)
    back = actions.approve_topic(submit(draft, by=editor), by=staff.leader, on=TODAY)

    assert (back.is_public, back.taken_down_on, back.taken_down_reason) == (True, None, "")
