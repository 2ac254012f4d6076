"""What the form of every step of an item has: the item that it is about."""

from typing import Any

from django import forms

from gongkai.publishing.models import InformationItem


def words(rows: int = 3) -> forms.Textarea:
    """Return a field for several lines."""
    return forms.Textarea({"rows": rows})


class StepForm(forms.Form):
    """A step that asks nothing."""

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data)
        self.item = item

    def arguments(self) -> dict[str, Any]:
        """Return what was filled in, by the names that the action asks for."""
        return self.cleaned_data
