"""Days in forms, chosen with the browser's own calendar."""

from typing import Any

from django import forms


class DateInput(forms.DateInput):
    """A day, chosen with the browser's own calendar."""

    input_type = "date"

    def __init__(self, attrs: dict[str, Any] | None = None) -> None:
        super().__init__(attrs, format="%Y-%m-%d")


class DayField(forms.DateField):
    """A field for one day."""

    widget = DateInput
