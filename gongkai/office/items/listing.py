"""信息发布的列表: which items an address of it shows; what is chosen there is found the same way."""

from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from gongkai.office.desk import Desk
from gongkai.office.forms.items import ItemFilter
from gongkai.publishing.models import InformationItem
from gongkai.publishing.models.items import ItemQuerySet


@dataclass(frozen=True)
class ItemList:
    """What an address of the list asks for: the items `found`; and `mine`, which wait for whoever asks."""

    form: ItemFilter
    tab: str
    mine: ItemQuerySet
    found: Any


def item_list(query: QueryDict, desk: Desk) -> ItemList:
    """Return the items of the body that an address asks for: what waits for whoever asks, or all of them."""
    form = ItemFilter(query, desk)
    ours = InformationItem.objects.of(desk.body)
    mine = ours.awaiting(desk.user, desk.today)
    tab = "all" if query.get("tab") == "all" else "mine"
    return ItemList(form, tab, mine, form.filtered(mine if tab == "mine" else ours))
