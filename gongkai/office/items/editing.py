"""Who has the form of an item open, and two texts side by side when two people wrote at once."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from gongkai.bodies.errors import Refused
from gongkai.bodies.models import Unit
from gongkai.office.desk import Desk
from gongkai.office.forms.items import ItemForm
from gongkai.publishing import actions
from gongkai.publishing.actions.drafting import with_facts
from gongkai.publishing.comparing import Comparison, compare
from gongkai.publishing.guards import check_step
from gongkai.publishing.models import Column, EditLock, InformationItem
from gongkai.workflow import StepNotAllowed


def hold(item: InformationItem, desk: Desk, at: datetime, *, note: str = "") -> EditLock | None:
    """
    Hold an item for whoever opens its form and may write it; return somebody else's lock that stands.

    :param note: takes the form over from somebody else, and says why
    """
    try:
        check_step(item, "save_draft", by=desk.user, on=desk.today)
    except (Refused, StepNotAllowed):
        return None
    if note.strip():
        actions.take_over_editing(item, note=note, by=desk.user, at=at, on=desk.today)
    found = actions.begin_editing(item, by=desk.user, at=at)
    return None if found.by_id == desk.user.pk else found


def editor_of(item: InformationItem, desk: Desk, at: datetime) -> EditLock | None:
    """Return who else has the form open, for the page of the item."""
    return actions.held_by_another(item, by=desk.user, at=at)


def taken_words(lock: EditLock) -> str:
    """Return what is said to somebody whose form was taken over."""
    note = f"，说明：{lock.note}" if lock.note else ""
    return (
        f"{lock.by}接手了这条信息的编辑{note}。您填写的内容还在，没有保存；请与对方商量，或者接手后再保存。"
    )


def both_texts(item: InformationItem, draft: Mapping[str, Any], form: ItemForm, desk: Desk) -> Comparison:
    """Return what is saved and what was filled in, side by side."""
    mine = with_facts(item, dict(draft), form.facts())
    return compare(draft, mine, names=names_for(desk))


def names_for(desk: Desk) -> dict[str, dict[Any, str]]:
    """Return what columns and units of the body are called, by field and key."""
    return {
        "column": dict(Column.objects.of(desk.body).values_list("pk", "name")),
        "owner_unit": dict(Unit.objects.filter(body=desk.body).values_list("pk", "name")),
    }
