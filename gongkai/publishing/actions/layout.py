"""The columns a new bureau starts with: the five blocks and the statutory tree of its level."""

from django.db import transaction

from gongkai.bodies.models import Body
from gongkai.publishing.actions.columns import add_column
from gongkai.publishing.models import Column
from gongkai.rules.catalogue import StatutoryTopic, blocks, topics_of

COLUMN_TYPES = {"guide": "guide", "rules": "policy", "annual_report": "annual_report", "request": "request"}
NOT_OURS = "本机关无此类信息。"


@transaction.atomic
def lay_out_columns(body: Body) -> dict[str, Column]:
    """
    Give a body the five blocks and the statutory tree of its level (国办公开办函〔2019〕61号).

    Topics that bureaus of this trade seldom have anything under start with a note that says so.

    :return: the columns by slug
    :raises ValidationError: the body has such columns already
    """
    laid: dict[str, Column] = {}
    for order, block in enumerate(blocks().values()):
        laid[block.code] = add_column(
            body,
            name=block.title,
            slug=block.code.replace("_", "-"),
            kind=block.code,
            order=order,
            description=block.asks,
            column_type=COLUMN_TYPES.get(block.code, "catalogue"),
        )
    for order, topic in enumerate(topics_of(body.level)):
        laid |= lay_out_topic(laid["statutory"], topic, order)
    return laid


def lay_out_topic(statutory: Column, topic: StatutoryTopic, order: int) -> dict[str, Column]:
    """Add the column of a statutory topic, with those that bureaus of this trade usually keep below it."""
    top = add_column(
        statutory.body,
        name=topic.title,
        slug=f"item-{topic.code}",
        parent=statutory,
        statutory_code=topic.code,
        description=topic.content,
        not_applicable=NOT_OURS if topic.seldom else "",
        order=order,
    )
    laid = {top.slug: top}
    for place, suggested in enumerate(topic.columns):
        laid[suggested.slug] = add_column(
            statutory.body,
            name=suggested.name,
            slug=suggested.slug,
            parent=top,
            statutory_code=topic.code,
            column_type=suggested.column_type,
            update_cycle_days=suggested.update_cycle_days,
            order=place,
        )
    return laid
