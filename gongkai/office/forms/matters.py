"""What can be set of the matters of a column, and of how columns are watched."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model

from gongkai.publishing.models import ColumnPolicy, InformationItem, Matter
from gongkai.publishing.models.catalogue import MATTER_FACTS


class PolicyForm(forms.Form):
    """When the leader hears of a column that lies empty or late."""

    def __init__(self, data: Any, *, initial: dict[str, Any]) -> None:
        super().__init__(data, initial=initial)
        self.fields |= fields_for_model(ColumnPolicy, ["leader_after_days"])


MOST_ITEMS = 500  # of a column, among which one chooses where a matter is published


class MatterForm(forms.Form):
    """What the catalogue says of a matter, and the item in which it is published."""

    def __init__(self, data: Any, *, matter: Matter) -> None:
        first = {name: matter.serializable_value(name) for name in (*MATTER_FACTS, "item")}
        super().__init__(data, initial=first)
        self.fields |= fields_for_model(
            Matter, MATTER_FACTS, widgets={"elements": forms.Textarea({"rows": 6})}
        )
        self.fields["item"] = forms.ModelChoiceField(
            items_for(matter), label="公布在", required=False, empty_label="还没有公布"
        )


def items_for(matter: Matter) -> Any:
    """Return the live items of the column among which a matter may be published, and the one it is."""
    live = InformationItem.objects.live().in_column(matter.column).newest_first()
    keys = [*live.values_list("pk", flat=True)[:MOST_ITEMS], *([matter.item_id] if matter.item_id else [])]
    return InformationItem.objects.filter(pk__in=keys).newest_first()
