"""Interpretations of a document, and the exception for one that comes later."""

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.documents.errors import NoItem
from gongkai.documents.models import Interpretation, NormativeDocument
from gongkai.documents.progress import check_said, checked, moved
from gongkai.publishing import actions as publishing
from gongkai.publishing.models import Column, InformationItem, ItemRelation
from gongkai.rules.documents import InterpretationForm


@publishing.noting_secrets
@transaction.atomic
def add_interpretation(
    document: NormativeDocument,
    *,
    form: str,
    item: InformationItem | None = None,
    column: Column | None = None,
    title: str = "",
    by: User,
    on: date,
) -> Interpretation:
    """
    Begin an item that explains a document, or take one that is there; both pages link to each other.

    :param form: code of `InterpretationForm`
    :param title: of the item that is begun; made of the document's when empty
    :raises NoItem: neither item nor column is given, or the item explains another document
    """
    document = checked(document, "add_interpretation", by=by, on=on)
    kind = InterpretationForm(form)
    if item is None:
        if column is None or column.body_id != document.body_id:
            raise NoItem("请选择刊登解读的栏目，或者填写已经起草的解读信息。")
        title = title.strip() or f"《{document.title}》{kind.label}"
        item = publishing.create_item(
            column, title=title[:200], formed_on=on, owner_unit=document.unit, by=by, on=on
        )
    _check_free(document, item)
    made = Interpretation.objects.create(document=document, item=item, form=kind, by=by, on=on)
    if document.item:
        interprets = ItemRelation.Kind.INTERPRETS
        publishing.tie_items(item, kind=interprets, other=document.item, by=by, on=on)
    if item.live:
        document.interpretation_due_on = None
    moved(document, "add_interpretation", by=by, on=on, note=f"{kind.label}：{item.title}", item=item.pk)
    return made


def _check_free(document: NormativeDocument, item: InformationItem) -> None:
    if item.body_id != document.body_id or item.pk == document.item_id:
        raise NoItem("请选择本机关的另一条信息作为解读。")
    if other := Interpretation.objects.filter(item=item).select_related("document").first():
        raise NoItem(f"这条信息已经是《{other.document}》的解读。")


@publishing.noting_secrets
@transaction.atomic
def publish_explained(
    item: InformationItem, *, interpretations: Iterable[Interpretation] = (), by: User, on: date
) -> InformationItem:
    """
    Publish an item and, where it is a document's, those interpretations that go out with it; all or none.

    :raises Refused: one of them may not go out
    """
    item = publishing.publish_item(item, by=by, on=on)
    for each in interpretations:
        publishing.publish_item(each.item, by=by, on=on)
    return item


@transaction.atomic
def excuse_interpretation(
    document: NormativeDocument, *, reason: str, by: User, on: date
) -> NormativeDocument:
    """
    Allow that a document is published before its interpretation, which is then due within the period.

    :raises AlreadyDone: it needs none, or it was excused
    :raises DocumentIncomplete: no reason
    """
    document = checked(document, "excuse_interpretation", by=by, on=on)
    check_said(延后解读的理由=reason)
    document.excuse = reason.strip()
    return moved(document, "excuse_interpretation", by=by, on=on, note=reason)
