"""What can be done with columns."""

from collections.abc import Collection

from django.db import transaction

from gongkai.bodies.changes import Words, in_words, log_change
from gongkai.bodies.models import Body, User
from gongkai.publishing.errors import ColumnInUse
from gongkai.publishing.models import Column, InformationItem


@transaction.atomic
def add_column(
    body: Body, *, name: str, slug: str, kind: str = "", parent: Column | None = None, **facts: object
) -> Column:
    """
    Add a column to a body's tree; below a parent it is of the parent's kind unless told otherwise.

    :param facts: further fields of `Column` (description, owner_unit, update_cycle_days …)
    :raises ValidationError: a field is wrong, or the slug is taken in this body
    """
    column = Column(body=body, parent=parent, name=name, slug=slug, **facts)
    column.kind = kind or (parent.kind if parent else Column.Kind.OWN)
    column.path = f"{parent.path if parent else '/'}{slug}/"
    column.full_clean()
    column.save()
    return column


@transaction.atomic
def change_column(column: Column, *, by: User | None = None, **facts: object) -> Column:
    """
    Change the name, description, owner unit and the like of a column; its place is changed by `move_column`.

    What is new is logged with who changed it; without `by` it was a command.

    :raises ValidationError: a field is wrong
    """
    column = Column.objects.select_for_update().get(pk=column.pk)
    before = in_words(column, facts)
    for field, value in facts.items():
        if field in ("body", "parent", "path", "slug"):
            raise ValueError(f"{field} is not changed here")
        setattr(column, field, value)
    column.full_clean()
    column.save()
    _log(column, facts, before, by)
    return column


@transaction.atomic
def move_column(column: Column, *, parent: Column | None, order: int) -> Column:
    """
    Put a column, with all below it, under another parent or at another place among its siblings.

    :raises ColumnInUse: it would stand below itself, or in another body
    """
    column = Column.objects.select_for_update().get(pk=column.pk)
    if parent and (parent.body_id != column.body_id or parent.path.startswith(column.path)):
        raise ColumnInUse("栏目不能移到自身之下，也不能移到其他机关。")
    old = column.path
    column.parent, column.order = parent, order
    column.path = f"{parent.path if parent else '/'}{column.slug}/"
    below = list(Column.objects.within(Column(body_id=column.body_id, path=old)).exclude(pk=column.pk))
    for other in below:
        other.path = column.path + other.path.removeprefix(old)
    column.save()
    Column.objects.bulk_update(below, ["path"])
    return column


@transaction.atomic
def set_not_applicable(column: Column, *, note: str, by: User | None = None) -> Column:
    """
    Say why a column is empty, or take the note back with an empty one.

    :raises ColumnInUse: something is published there
    """
    column = Column.objects.select_for_update().get(pk=column.pk)
    if note and InformationItem.objects.live().in_column(column).exists():
        raise ColumnInUse(f"栏目“{column}”中已有公开的信息，不能标为不适用。")
    before = in_words(column, ["not_applicable"])
    column.not_applicable = note
    column.full_clean()
    column.save(update_fields=["not_applicable"])
    _log(column, ["not_applicable"], before, by)
    return column


def _log(column: Column, names: Collection[str], before: Words, by: User | None) -> None:
    log_change(column.body, f"栏目“{column}”", before, in_words(column, names), by=by)


@transaction.atomic
def close_column(column: Column) -> Column:
    """
    Take a column out of use.

    :raises ColumnInUse: something is published there, or a column below it is in use
    """
    column = Column.objects.select_for_update().get(pk=column.pk)
    below = Column.objects.within(column).active().exclude(pk=column.pk)
    if below.exists() or InformationItem.objects.live().in_column(column).exists():
        raise ColumnInUse(f"栏目“{column}”中有公开的信息或者在用的下级栏目，请先移走。")
    column.is_active = False
    column.save(update_fields=["is_active"])
    return column
