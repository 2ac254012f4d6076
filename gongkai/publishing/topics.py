"""专题的内容: which public items a section lists; what is no longer public stands in none."""

from dataclasses import dataclass

from django.core import signing
from django.db.models import Q

from gongkai.publishing.models import InformationItem, Topic, TopicSection
from gongkai.publishing.models.items import ItemQuerySet

SALT = "topic-preview"
KEPT_FOR = 24 * 3600  # seconds that a link to a preview holds
Rule = TopicSection.Rule


@dataclass(frozen=True)
class Shelf:
    """A section with the items that it lists now."""

    section: TopicSection
    items: list[InformationItem]


def shelves_of(topic: Topic) -> list[Shelf]:
    """Return the sections of a topic in order, each with its items; one query for each section."""
    sections = topic.sections.select_related("column", "topic__body")
    return [Shelf(section, list(items_of(section)[: section.most])) for section in sections]


def items_of(section: TopicSection) -> ItemQuerySet:
    """Return the public items of a section: in the order chosen, or newest first."""
    live = InformationItem.objects.live().select_related("column").defer("content", "plain_text")
    if section.rule == Rule.CHOSEN:
        return live.filter(topic_entries__section=section).order_by("topic_entries__order", "pk")
    here = live.of(section.topic.body).newest_first()
    if section.rule == Rule.COLUMN and section.column:
        return here.in_column(section.column)
    return here.filter(Q(keywords__icontains=section.keyword) | Q(title__icontains=section.keyword))


def preview_token(topic: Topic) -> str:
    """Return what opens the preview of a topic for a day."""
    return signing.dumps(topic.pk, salt=SALT)


def topic_of_preview(token: str) -> Topic | None:
    """Return the topic that a token opens; None when the token is wrong or old."""
    try:
        key = signing.loads(token, salt=SALT, max_age=KEPT_FOR)
    except signing.BadSignature:
        return None
    return Topic.objects.select_related("body").filter(pk=key).first()
