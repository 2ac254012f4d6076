"""专题的审核: submitting, approving and returning a topic or its change; taking a public one down at once."""

from datetime import date
from typing import Any

from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import User
from gongkai.publishing.actions.checking import noting_secrets
from gongkai.publishing.actions.topics import (
    SECTION,
    called,
    check_words,
    lock_topic,
    take_step,
)
from gongkai.publishing.announcing import announce_topic
from gongkai.publishing.errors import ChangedSinceApproval, DraftOpen, NothingChosen, NotLive, ReasonMissing
from gongkai.publishing.models import Topic, TopicEntry, TopicSection
from gongkai.publishing.topic_reviews import IN_DRAFTS, check_second_person, round_of

CARRIED = (*IN_DRAFTS, "picture", "picture_type", "by")


@noting_secrets
@transaction.atomic
def submit_topic(topic: Topic, *, note: str = "", by: User, on: date) -> Topic:
    """
    Ask a second person to let a topic, or the change of one, go out (条例第十七条).

    :raises StepNotAllowed: wrong state or wrong role
    :raises NothingChosen: it has no section
    :raises MustNotGoOut: its words carry what may not be published
    """
    topic = lock_topic(topic)
    state = take_step(topic, "submit", note=note.strip(), by=by, on=on)
    _check_whole(topic, on)
    return _moved(topic, by, state=state)


@transaction.atomic
def take_back_topic(topic: Topic, *, by: User, on: date) -> Topic:
    """Take back what nobody has approved yet, to change it."""
    topic = lock_topic(topic)
    return _moved(topic, by, state=take_step(topic, "take_back", by=by, on=on))


@noting_secrets
@transaction.atomic
def approve_topic(topic: Topic, *, seen: int | None = None, note: str = "", by: User, on: date) -> Topic:
    """
    Let the public see a topic from its first day on, or what was changed of one; return the public one.

    :param seen: which submission the reviewer has read; nothing is compared when it is not given
    :raises StepNotAllowed: wrong state or wrong role
    :raises OwnVersion: the reviewer had a hand in it (条例第十七条)
    :raises ChangedSinceApproval: it was taken back, and submitted anew, while the reviewer was reading
    :raises MustNotGoOut: its words carry what may not be published
    """
    topic = lock_topic(topic)
    _check_seen(topic, seen)
    state = take_step(topic, "approve", note=note.strip(), by=by, on=on)
    check_second_person(topic, by)
    _check_whole(topic, on)
    if topic.amends:
        topic = _carried_over(topic, lock_topic(topic.amends), by)
    first = topic.published_on if topic.is_public else on
    gone = {"taken_down_on": None, "taken_down_reason": ""}
    _moved(topic, by, state=state, published_on=first, **gone)
    announce_topic(topic)
    return topic


@transaction.atomic
def return_topic(topic: Topic, *, reason: str, by: User, on: date) -> Topic:
    """
    Give a topic back to those who edit it, with what is to be done.

    :raises StepNotAllowed: wrong state or wrong role
    :raises ReasonMissing: no reason
    """
    topic = lock_topic(topic)
    state = take_step(topic, "return", note=reason.strip(), by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明退回的原因和要怎样修改。")
    return _moved(topic, by, state=state)


@transaction.atomic
def amend_topic(topic: Topic, *, by: User, on: date) -> Topic:
    """
    Begin the change of a public topic, or the return of one that was taken down; return its draft.

    What the public sees stays as it is until the draft is approved.

    :raises StepNotAllowed: wrong state or wrong role
    :raises DraftOpen: a change is under way
    """
    topic = lock_topic(topic)
    take_step(topic, "amend", by=by, on=on)
    if Topic.objects.filter(amends=topic).exists():
        raise DraftOpen("这个专题已经有一份变更稿，请在那里继续。")
    facts = {name: getattr(topic, name) for name in (*CARRIED, "slug")}
    draft = Topic.objects.create(body=topic.body, amends=topic, **{**facts, "by": by})
    for section in topic.sections.all():
        copied = {name: getattr(section, name) for name in SECTION}
        copy = TopicSection.objects.create(topic=draft, order=section.order, **copied)
        TopicEntry.objects.bulk_create(
            TopicEntry(section=copy, item_id=entry.item_id, order=entry.order)
            for entry in section.entries.all()
        )
    return draft


@transaction.atomic
def discard_change(topic: Topic, *, by: User, on: date) -> Topic:
    """
    Give up the change of a public topic, which stays as it is; return it.

    :raises StepNotAllowed: wrong state or wrong role
    :raises NotLive: it changes none
    """
    draft = lock_topic(topic)
    take_step(draft, "discard", by=by, on=on)
    if draft.amends is None:
        raise NotLive("这不是对已发布专题的变更。")
    public = draft.amends
    draft.events.update(topic=public)
    draft.delete()
    return public


@transaction.atomic
def take_down_topic(topic: Topic, *, reason: str, by: User, on: date) -> Topic:
    """
    Take a topic off the portal; its address says why, its items stay public.

    One person decides: what must not be read on goes at once (条例第六条).

    :raises StepNotAllowed: wrong state or wrong role
    :raises ReasonMissing: no reason
    """
    topic = lock_topic(topic)
    state = take_step(topic, "take_down", note=reason.strip(), by=by, on=on)
    if not reason.strip():
        raise ReasonMissing("请写明撤下的原因，公众打开原网址时会看到。")
    _moved(topic, by, state=state, taken_down_on=on, taken_down_reason=reason.strip())
    announce_topic(topic)
    return topic


def _check_whole(topic: Topic, on: date) -> None:
    if not topic.sections.exists():
        raise NothingChosen("专题还没有栏，请先加一栏。")
    check_words(topic, on)


def _check_seen(topic: Topic, seen: int | None) -> None:
    submitted = round_of(topic)
    if seen is not None and submitted is not None and submitted.pk != seen:
        raise ChangedSinceApproval("您查看之后专题收回修改过，请重新查看后再提出意见。")


def _carried_over(draft: Topic, public: Topic, by: User) -> Topic:
    """Put what a draft says in the place of what the public topic said, and end the draft."""
    before = in_words(public, IN_DRAFTS)
    for name in CARRIED:
        setattr(public, name, getattr(draft, name))
    public.sections.all().delete()
    draft.sections.update(topic=public)
    draft.events.update(topic=public)
    draft.delete()
    log_change(public.body, called(public), before, in_words(public, IN_DRAFTS), by=by)
    return public


def _moved(topic: Topic, by: User, **facts: Any) -> Topic:
    names = ("state", "taken_down_reason")
    before = in_words(topic, names)
    for name, value in facts.items():
        setattr(topic, name, value)
    topic.save()
    log_change(topic.body, called(topic), before, in_words(topic, names), by=by)
    return topic
