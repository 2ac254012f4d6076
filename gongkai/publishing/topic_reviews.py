"""专题的第二人: who may let a topic go out, what of a public one a draft changes, what happened to it."""

from dataclasses import dataclass
from datetime import date

from gongkai.bodies.changes import in_words
from gongkai.bodies.models import Body, User
from gongkai.publishing.errors import OwnVersion
from gongkai.publishing.models import Topic, TopicEvent
from gongkai.publishing.models.topics import TOPIC_FACTS, TopicQuerySet
from gongkai.publishing.topic_workflow import BY_HAND, REVIEWERS

IN_DRAFTS = tuple(name for name in TOPIC_FACTS if name != "slug")


@dataclass(frozen=True)
class Change:
    """One thing that a draft says otherwise than the public topic, both in words."""

    label: str
    before: str
    after: str


def had_a_hand(topic: Topic, person: User) -> bool:
    """Whether a person made, changed or submitted what is not public yet."""
    return topic.by_id == person.pk or topic.events.filter(by=person, step__in=BY_HAND).exists()


def check_second_person(topic: Topic, by: User) -> None:
    """
    Refuse that somebody lets out what they made (条例第十七条).

    :raises OwnVersion: they had a hand in it
    """
    if had_a_hand(topic, by):
        raise OwnVersion("自己编辑或者送审的专题应由他人审核，请交公开办负责人或者机关负责人中的另一人办理。")


def round_of(topic: Topic) -> TopicEvent | None:
    """Return the submission that waits to be answered, or was the last."""
    return topic.events.filter(step="submit").select_related("by").last()


def waiting_for(user: User, body: Body, on: date) -> TopicQuerySet:
    """Return the topics and changes that a person may let out: submitted, and not of their own hand."""
    found = Topic.objects.of(body).submitted()
    if not set(REVIEWERS) & set(user.roles_in(body, on)):
        return found.none()
    own = TopicEvent.objects.filter(by=user, step__in=BY_HAND).values("topic")
    return found.exclude(by=user).exclude(pk__in=own)


def changes_of(draft: Topic) -> list[Change]:
    """Return what a draft says otherwise than the public topic that it changes; nothing for a new one."""
    public = draft.amends
    if public is None:
        return []
    before, after = in_words(public, IN_DRAFTS), in_words(draft, IN_DRAFTS)
    found = [Change(label, before[label], after[label]) for label in after]
    found.append(Change("题图", _picture(public, public), _picture(draft, public)))
    old, new = _sections(public), _sections(draft)
    found += [
        Change(f"栏“{title}”", old.get(title, "没有"), new.get(title, "没有")) for title in {**old, **new}
    ]
    found.append(Change("栏的次序", "、".join(old), "、".join(new)))
    return [each for each in found if each.before != each.after]


def _picture(topic: Topic, public: Topic) -> str:
    if not topic.picture:
        return "没有"
    return "现在的题图" if topic.picture.name == public.picture.name else "新的题图"


def _sections(topic: Topic) -> dict[str, str]:
    """Return the sections in their order: by title, what each lists."""
    found = {}
    for section in topic.sections.select_related("column").prefetch_related("entries__item"):
        titles = "".join(f"《{entry.item.title}》" for entry in section.entries.all())
        found[section.title] = f"{section.told}{'：' if titles else ''}{titles}"
    return found
