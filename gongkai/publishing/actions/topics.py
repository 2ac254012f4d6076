"""专题: making, filling and ordering a topic as long as it is a draft; each change is on record."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import User
from gongkai.common.uploads import PICTURES, check_upload, store_upload
from gongkai.publishing.actions.checking import noting_secrets, refuse_secret_text
from gongkai.publishing.errors import MustNotGoOut, NoSuchColumn, NothingChosen, NotLive
from gongkai.publishing.models import InformationItem, Topic, TopicEntry, TopicEvent, TopicSection
from gongkai.publishing.models.topics import TOPIC_FACTS, picture_name
from gongkai.publishing.snapshot import snapshot_of_row
from gongkai.publishing.topic_workflow import TOPICS

SECTION = ("title", "rule", "column", "keyword", "most")
Rule = TopicSection.Rule


def take_step(topic: Topic, code: str, *, note: str = "", by: User, on: date) -> str:
    """
    Check a step against the table, put it on record, and return the state that it leads to.

    :raises StepNotAllowed: wrong state or wrong role
    """
    step = TOPICS.check(code, state=topic.state, roles=by.roles_in(topic.body, on))
    TopicEvent.objects.create(topic=topic, step=code, by=by, on=on, note=note)
    return step.target(topic.state)


def lock_topic(topic: Topic) -> Topic:
    """Return a topic as it stands now, kept from others until the transaction ends."""
    found = Topic.objects.select_for_update(of=("self",)).select_related("body", "amends")
    return found.get(pk=topic.pk)


def called(topic: Topic) -> str:
    """Return how the record of changes calls a topic."""
    return f"专题“{topic}”{'（变更稿）' if topic.amends_id else ''}"


def _begin(section: TopicSection, by: User, on: date) -> Topic:
    """Take the step of changing a section's topic."""
    topic = lock_topic(section.topic)
    take_step(topic, "change", by=by, on=on)
    return topic


def check_words(topic: Topic, on: date) -> None:
    """
    Check what the public reads of the topic itself (条例第十五条); its items were reviewed each by itself.

    :raises MustNotGoOut: something was found that may not be published
    :raises SecretMark: it carries a mark of secrecy
    """
    item = InformationItem(body=topic.body, formed_on=on, title=topic.title, summary=topic.summary)
    titles = [section.title for section in topic.sections.all()] if topic.pk else []
    draft = {**snapshot_of_row(item, ()), "summary": "\n".join([topic.summary, *titles])}
    found = [each for each in refuse_secret_text(item, draft, on)["findings"] if each["severity"] == "block"]
    if found:
        raise MustNotGoOut(f"专题的名称、简介或者栏名含有不得公开的“{found[0]['masked']}”，请改正。")


@noting_secrets
@transaction.atomic
def save_topic(
    topic: Topic,
    facts: Mapping[str, Any],
    *,
    picture: File[bytes] | None = None,
    keeps_picture: bool = True,
    by: User,
    on: date,
) -> Topic:
    """
    Make a topic, or change a draft; one that changes a public topic keeps its address.

    :param topic: of a body; a new one is not saved yet
    :param facts: by the names in `TOPIC_FACTS`
    :raises StepNotAllowed: `by` keeps no topics, or it is no draft
    :raises UploadRefused: the picture is none
    :raises ValidationError: a field is wrong
    """
    is_new = topic.pk is None
    if is_new:
        TOPICS.check("change", state=topic.state, roles=by.roles_in(topic.body, on))
    else:
        topic = lock_topic(topic)
        take_step(topic, "change", by=by, on=on)
    before = dict.fromkeys(in_words(topic, TOPIC_FACTS), "") if is_new else in_words(topic, TOPIC_FACTS)
    for name in TOPIC_FACTS:
        if name != "slug" or topic.amends_id is None:
            setattr(topic, name, facts[name])
    topic.by = by
    if picture is None and not keeps_picture:
        topic.picture, topic.picture_type = "", ""
    if picture is None:
        return _saved(topic, before, by, on)
    topic.picture_type = check_upload(picture, kinds=PICTURES).content_type
    with store_upload(picture, picture_name(topic, str(picture.name))) as place:
        topic.picture = place
        return _saved(topic, before, by, on)


def _saved(topic: Topic, before: dict[str, str], by: User, on: date) -> Topic:
    is_new = topic.pk is None
    topic.full_clean(exclude=["picture", "by"])
    check_words(topic, on)
    topic.save()
    if is_new:
        TopicEvent.objects.create(topic=topic, step="make", by=by, on=on)
    log_change(topic.body, called(topic), before, in_words(topic, TOPIC_FACTS), by=by)
    return topic


@noting_secrets
@transaction.atomic
def save_section(section: TopicSection, facts: Mapping[str, Any], *, by: User, on: date) -> TopicSection:
    """
    Add a section to a topic at its end, or change one.

    :param facts: by the names in `SECTION`
    :raises StepNotAllowed: `by` keeps no topics, or the topic is no draft
    :raises NoSuchColumn: another body's
    :raises NothingChosen: the rule has no column or no word
    """
    topic = _begin(section, by, on)
    before = in_words(section, SECTION) if section.pk else dict.fromkeys(in_words(section, SECTION), "")
    for name in SECTION:
        setattr(section, name, facts[name])
    if section.rule == Rule.COLUMN and section.column is None:
        raise NothingChosen("请选择栏目。")
    if section.rule == Rule.KEYWORD and not section.keyword.strip():
        raise NothingChosen("请填写主题词。")
    if section.column and section.column.body_id != topic.body_id:
        raise NoSuchColumn(f"栏目“{section.column}”不属于本机关。")
    if not section.pk:
        section.order = topic.sections.count()
    section.full_clean()
    section.save()
    check_words(topic, on)
    log_change(topic.body, f"{called(topic)}的栏“{section}”", before, in_words(section, SECTION), by=by)
    return section


@transaction.atomic
def remove_section(section: TopicSection, *, by: User, on: date) -> None:
    """Take a section out of its topic; its items stay where they are."""
    topic = _begin(section, by, on)
    before = in_words(section, SECTION)
    what = f"{called(topic)}的栏“{section}”"
    log_change(topic.body, what, before, dict.fromkeys(before, ""), by=by)
    section.delete()


@transaction.atomic
def move_section(section: TopicSection, *, down: bool, by: User, on: date) -> None:
    """Let a section change places with the one above or below it."""
    sections = list(_begin(section, by, on).sections.all())
    _swap(sections, [each.pk for each in sections].index(section.pk), down)
    for place, each in enumerate(sections):
        each.order = place
    TopicSection.objects.bulk_update(sections, ["order"])


def _swap(rows: list[Any], place: int, down: bool) -> None:
    other = place + (1 if down else -1)
    if 0 <= other < len(rows):
        rows[place], rows[other] = rows[other], rows[place]


@transaction.atomic
def choose_entries(
    section: TopicSection, items: Collection[InformationItem], *, by: User, on: date
) -> TopicSection:
    """
    Let a section list exactly these items, in this order.

    :raises StepNotAllowed: `by` keeps no topics, or the topic is no draft
    :raises NotLive: one of them is not public
    """
    topic = _begin(section, by, on)
    live = set(InformationItem.objects.live().of(topic.body).filter(pk__in=[item.pk for item in items]))
    if hidden := [str(item) for item in items if item not in live]:
        raise NotLive(f"《{hidden[0]}》没有对外公开，公开以后才能选入专题。")
    before = _titles(section)
    section.entries.all().delete()
    TopicEntry.objects.bulk_create(
        TopicEntry(section=section, item=item, order=place) for place, item in enumerate(items)
    )
    what = f"{called(topic)}的栏“{section}”"
    log_change(topic.body, what, {"选定的信息": before}, {"选定的信息": _titles(section)}, by=by)
    return section


def _titles(section: TopicSection) -> str:
    return "、".join(section.entries.values_list("item__title", flat=True))
