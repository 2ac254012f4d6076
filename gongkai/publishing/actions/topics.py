"""专题: making, filling, ordering, publishing and taking down a topic; each change is on record."""

from collections.abc import Collection, Mapping
from datetime import date
from typing import Any

from django.core.files import File
from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.common.uploads import PICTURES, check_upload, store_upload
from gongkai.publishing.actions.checking import noting_secrets, refuse_secret_text
from gongkai.publishing.errors import (
    MustNotGoOut,
    NoSuchColumn,
    NotAKeeper,
    NothingChosen,
    NotLive,
    ReasonMissing,
)
from gongkai.publishing.models import InformationItem, Topic, TopicEntry, TopicSection
from gongkai.publishing.models.topics import picture_name
from gongkai.publishing.snapshot import snapshot_of_row
from gongkai.rules.roles import Role

KEEPERS = frozenset({Role.INFORMATION_OFFICER, Role.OFFICE_HEAD})
FACTS = ("title", "slug", "summary", "from_on", "until_on", "on_home", "order")
SECTION = ("title", "rule", "column", "keyword", "most")
State, Rule = Topic.State, TopicSection.Rule


def _check_keeper(body: Body, by: User | None, on: date) -> None:
    if by is not None and KEEPERS.isdisjoint(by.roles_in(body, on)):
        raise NotAKeeper("专题由政府信息公开工作机构负责人和信息员编辑。")


def _check_words(topic: Topic, on: date) -> None:
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
    by: User | None,
    on: date,
) -> Topic:
    """
    Make a topic, or change it; a published one changes at once, but for its address.

    :param topic: of a body; a new one is not saved yet
    :param facts: by the names in `FACTS`
    :raises NotAKeeper: `by` keeps no topics
    :raises UploadRefused: the picture is none
    :raises ValidationError: a field is wrong
    """
    _check_keeper(topic.body, by, on)
    before = in_words(topic, FACTS) if topic.pk else dict.fromkeys(in_words(topic, FACTS), "")
    for name in FACTS:
        if name != "slug" or topic.state == State.DRAFT:
            setattr(topic, name, facts[name])
    topic.by = by
    if picture is None and not keeps_picture:
        topic.picture, topic.picture_type = "", ""
    if picture is None:
        return _saved(topic, before, on)
    topic.picture_type = check_upload(picture, kinds=PICTURES).content_type
    with store_upload(picture, picture_name(topic, str(picture.name))) as place:
        topic.picture = place
        return _saved(topic, before, on)


def _saved(topic: Topic, before: dict[str, str], on: date) -> Topic:
    topic.full_clean(exclude=["picture", "by"])
    _check_words(topic, on)
    topic.save()
    log_change(topic.body, f"专题“{topic}”", before, in_words(topic, FACTS), by=topic.by)
    return topic


@noting_secrets
@transaction.atomic
def save_section(
    section: TopicSection, facts: Mapping[str, Any], *, by: User | None, on: date
) -> TopicSection:
    """
    Add a section to a topic at its end, or change one.

    :param facts: by the names in `SECTION`
    :raises NoSuchColumn: another body's
    :raises NothingChosen: the rule has no column or no word
    """
    topic = section.topic
    _check_keeper(topic.body, by, on)
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
    _check_words(topic, on)
    log_change(topic.body, f"专题“{topic}”的栏“{section}”", before, in_words(section, SECTION), by=by)
    return section


@transaction.atomic
def remove_section(section: TopicSection, *, by: User, on: date) -> None:
    """Take a section out of its topic; its items stay where they are."""
    _check_keeper(section.topic.body, by, on)
    before = in_words(section, SECTION)
    log_change(
        section.topic.body,
        f"专题“{section.topic}”的栏“{section}”",
        before,
        dict.fromkeys(before, ""),
        by=by,
    )
    section.delete()


@transaction.atomic
def move_section(section: TopicSection, *, down: bool, by: User, on: date) -> None:
    """Let a section change places with the one above or below it."""
    _check_keeper(section.topic.body, by, on)
    sections = list(section.topic.sections.all())
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
    section: TopicSection, items: Collection[InformationItem], *, by: User | None, on: date
) -> TopicSection:
    """
    Let a section list exactly these items, in this order.

    :raises NotLive: one of them is not public
    """
    _check_keeper(section.topic.body, by, on)
    live = set(
        InformationItem.objects.live().of(section.topic.body).filter(pk__in=[item.pk for item in items])
    )
    if hidden := [str(item) for item in items if item not in live]:
        raise NotLive(f"《{hidden[0]}》没有对外公开，公开以后才能选入专题。")
    before = _titles(section)
    section.entries.all().delete()
    TopicEntry.objects.bulk_create(
        TopicEntry(section=section, item=item, order=place) for place, item in enumerate(items)
    )
    what = f"专题“{section.topic}”的栏“{section}”"
    log_change(section.topic.body, what, {"选定的信息": before}, {"选定的信息": _titles(section)}, by=by)
    return section


def _titles(section: TopicSection) -> str:
    return "、".join(section.entries.values_list("item__title", flat=True))


@noting_secrets
@transaction.atomic
def publish_topic(topic: Topic, *, by: User | None, on: date) -> Topic:
    """
    Let the public see a topic from its first day on; one that was taken down comes back.

    :raises NothingChosen: it has no section
    :raises MustNotGoOut: its words carry what may not be published
    """
    _check_keeper(topic.body, by, on)
    if not topic.sections.exists():
        raise NothingChosen("专题还没有栏，请先加一栏。")
    _check_words(topic, on)
    return _moved(topic, State.PUBLISHED, by=by, published_on=on, taken_down_on=None, taken_down_reason="")


@transaction.atomic
def take_down_topic(topic: Topic, *, reason: str, by: User | None, on: date) -> Topic:
    """
    Take a topic off the portal; its address says why, its items stay public.

    :raises ReasonMissing: no reason
    """
    _check_keeper(topic.body, by, on)
    if not reason.strip():
        raise ReasonMissing("请写明撤下的原因，公众打开原网址时会看到。")
    return _moved(topic, State.TAKEN_DOWN, by=by, taken_down_on=on, taken_down_reason=reason.strip())


def _moved(topic: Topic, state: str, *, by: User | None, **facts: Any) -> Topic:
    names = ("state", "taken_down_reason")
    before = in_words(topic, names)
    for name, value in {"state": state, "by": by, **facts}.items():
        setattr(topic, name, value)
    topic.save()
    log_change(topic.body, f"专题“{topic}”", before, in_words(topic, names), by=by)
    return topic
