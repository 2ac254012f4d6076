"""What can be set of a column."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model

from gongkai.bodies.models import Unit
from gongkai.publishing.models import Column
from gongkai.rules.notices import notices

NAMES = ("name", "description", "keywords", "owner_unit", "update_cycle_days", "notice", "not_applicable")

NOTICES = [("", "按标题判断"), *((code, each.label) for code, each in notices().items())]


class ColumnForm(forms.Form):
    """Name, description, owner and promise of a column."""

    def __init__(self, data: Any, *, column: Column) -> None:
        super().__init__(data, initial={name: column.serializable_value(name) for name in NAMES})
        self.fields |= fields_for_model(Column, NAMES)
        self.fields["notice"] = forms.ChoiceField(
            label="公示类别",
            choices=NOTICES,
            required=False,
            help_text=Column._meta.get_field("notice").help_text,
        )
        self.fields["owner_unit"].queryset = Unit.objects.filter(body=column.body, is_active=True)  # type: ignore[attr-defined]
