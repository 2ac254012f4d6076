"""What can be set of a column."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model

from gongkai.bodies.models import Unit
from gongkai.publishing.models import Column

NAMES = ("name", "description", "keywords", "owner_unit", "update_cycle_days", "not_applicable")


class ColumnForm(forms.Form):
    """Name, description, owner and promise of a column."""

    def __init__(self, data: Any, *, column: Column) -> None:
        super().__init__(data, initial={name: column.serializable_value(name) for name in NAMES})
        self.fields |= fields_for_model(Column, NAMES)
        self.fields["owner_unit"].queryset = Unit.objects.filter(body=column.body, is_active=True)  # type: ignore[attr-defined]
