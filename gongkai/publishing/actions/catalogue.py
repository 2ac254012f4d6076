"""基层政务公开标准目录: laying out its columns and matters, and keeping the matters."""

from dataclasses import dataclass
from typing import Any

from django.db import transaction

from gongkai.bodies.changes import in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.publishing.actions.columns import add_column
from gongkai.publishing.actions.layout import lay_out_topic
from gongkai.publishing.errors import NoSuchPlace
from gongkai.publishing.models import Column, InformationItem, Matter
from gongkai.publishing.models.catalogue import MATTER_FACTS
from gongkai.rules.catalogue import StatutoryTopic, topics_of
from gongkai.rules.grassroots import Area, StandardItem, usual


@dataclass(frozen=True)
class Planned:
    """A matter of the standard catalogue in its column, and whether the body has it already."""

    column: str
    item: StandardItem
    is_there: bool


def plan_catalogue(body: Body, area: Area) -> list[Planned]:
    """Return what laying out an area would add to a body, and what is there already."""
    there = set(
        Matter.objects.of(body).filter(column__slug__in=_slugs(area)).values_list("column__slug", "name")
    )
    return [
        Planned(matter.name, item, (matter.slug, item.name) in there)
        for matter in area.matters
        for item in matter.items
    ]


@transaction.atomic
def lay_out_catalogue(body: Body, area: Area, *, by: User | None = None) -> list[Matter]:
    """
    Give a body the columns and matters of an area, as a draft to be compared with its own catalogue.

    What is there already stays as it is, so it may be done again after the shipped catalogue has changed.

    :return: the matters that were added
    :raises NoSuchPlace: the statutory tree in which they belong is not there
    """
    columns = {column.slug: column for column in Column.objects.of(body).filter(slug__in=_slugs(area))}
    top = columns.get(area.slug) or _added(
        body, area.slug, f"{area.name}领域基层政务公开", _place(body, area), 90
    )
    added = []
    for order, matter in enumerate(area.matters):
        column = columns.get(matter.slug) or _added(body, matter.slug, matter.name, top, order)
        there = set(column.matters.values_list("name", flat=True))
        for place, item in enumerate(matter.items):
            if item.name not in there:
                added.append(_matter(column, area, item, place))
    Matter.objects.bulk_create(added)
    if added:
        names = {f"{matter.column}": str(matter) for matter in added}
        log_change(body, f"{area.name}领域标准目录", dict.fromkeys(names, ""), names, by=by)
    return added


def _slugs(area: Area) -> list[str]:
    return [area.slug, *(matter.slug for matter in area.matters)]


def _place(body: Body, area: Area) -> Column:
    """
    Return the column of the statutory topic under which an area stands.

    :raises NoSuchPlace: there is none
    """
    below = Column.objects.of(body).active().filter(kind=Column.Kind.STATUTORY)
    place = (
        below.filter(statutory_code=area.topic).order_by("path").first() or below.filter(parent=None).first()
    )
    if place is None:
        raise NoSuchPlace("还没有“法定主动公开内容”的栏目，请先按条例第二十条、第二十一条建立栏目。")
    return place


def _added(body: Body, slug: str, name: str, parent: Column, order: int) -> Column:
    facts: dict[str, Any] = {"statutory_code": parent.statutory_code, "owner_unit": parent.owner_unit}
    return add_column(body, name=name, slug=slug, parent=parent, order=order, **facts)


def _matter(column: Column, area: Area, item: StandardItem, place: int) -> Matter:
    common = usual()
    return Matter(
        column=column,
        name=item.name,
        elements="\n".join(item.elements),
        basis=area.basis,
        period=common.period,
        subject=common.subject,
        channels="、".join(common.channels),
        audience=common.audience,
        mode=common.mode,
        levels="、".join(common.levels),
        order=place,
    )


@transaction.atomic
def change_matter(
    matter: Matter, *, item: InformationItem | None, by: User | None = None, **facts: object
) -> Matter:
    """
    Change what a matter asks for, and say where it is published.

    :raises NoSuchPlace: the item is another body's
    :raises ValidationError: a field is wrong
    """
    matter = Matter.objects.select_for_update().select_related("column__body").get(pk=matter.pk)
    body = matter.column.body
    if item is not None and item.body_id != body.pk:
        raise NoSuchPlace("这条信息不是本机关的。")
    names = [name for name in MATTER_FACTS if name in facts]
    before = in_words(matter, [*names, "item"])
    for name in names:
        setattr(matter, name, facts[name])
    matter.item = item
    matter.full_clean()
    matter.save()
    log_change(body, f"公开事项“{matter}”", before, in_words(matter, [*names, "item"]), by=by)
    return matter


def missing_topics(body: Body) -> list[StatutoryTopic]:
    """Return the topics of 条例第二十条、第二十一条 that bind a body and for which it has no column."""
    there = set(Column.objects.of(body).active().values_list("statutory_code", flat=True))
    return [topic for topic in topics_of(body.level) if topic.code not in there]


@transaction.atomic
def add_missing_topics(body: Body, *, by: User | None = None) -> list[Column]:
    """
    Add a column for each statutory topic that has none.

    :raises NoSuchPlace: there is no statutory tree
    """
    root = Column.objects.of(body).active().filter(kind=Column.Kind.STATUTORY, parent=None).first()
    if root is None:
        raise NoSuchPlace(
            "还没有“法定主动公开内容”的栏目，请管理员先运行 gongkai lay-out-columns 建立五个板块。"
        )
    added: list[Column] = []
    for topic in missing_topics(body):
        added += lay_out_topic(root, topic, Column.objects.filter(parent=root).count()).values()
    names = {str(column): str(column) for column in added}
    log_change(body, "法定主动公开目录", dict.fromkeys(names, ""), names, by=by)
    return added
