"""The form of a correcting entry: which entry, what it should have been, and why."""

from datetime import date
from typing import Any

from django import forms

from gongkai.casework.entries import Entry, entries_of
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.steps import StepForm

LONG = ("description",)


class CorrectEntryForm(StepForm):
    """What was entered wrongly, asked for in the form of the entry; the old value stays in the history."""

    entry = forms.ChoiceField(label="登记有误的事项", widget=forms.HiddenInput)
    value = forms.CharField(label="应当是", required=False)
    reason = forms.CharField(
        label="更正的理由",
        widget=forms.Textarea({"rows": 3}),
        help_text="写明原来为什么登记错了，依据什么更正；原值和理由保存在办理记录中。",
    )

    def prepare(self) -> None:
        """Offer what the chosen entry may be, beginning with what it is now."""
        self.entries = entries_of(self.case)
        choices = [(code, each.label) for code, each in self.entries.items()]
        self.fields["entry"].choices = choices  # type: ignore[attr-defined]
        self.chosen = self.entries.get((self.data if self.is_bound else self.initial).get("entry", ""))
        if self.chosen:
            self.fields["value"] = _field_for(self.chosen)
            self.order_fields(["entry", "value", "reason", "on"])

    @property
    def listed(self) -> list[tuple[Entry, str]]:
        """What can be corrected, each with its present value in words."""
        return [(each, each.shown(each.value)) for each in self.entries.values()]

    @property
    def present(self) -> str:
        """The present value of the chosen entry in words."""
        return self.chosen.shown(self.chosen.value) if self.chosen else ""

    def clean_value(self) -> str:
        """Return the value as entries read it."""
        value = self.cleaned_data["value"]
        return value.isoformat() if isinstance(value, date) else value


def _field_for(entry: Entry) -> forms.Field:
    """Return the field that asks for an entry: a day, one of its choices, or words."""
    facts: dict[str, Any] = {"label": f"{entry.label}应当是", "required": not entry.may_be_empty}
    if entry.is_day:
        return DayField(initial=entry.value or None, **facts)
    if entry.choices:
        few = len(entry.choices) <= 4
        widget = forms.RadioSelect if few else forms.Select
        return forms.ChoiceField(
            choices=list(entry.choices.items()), initial=entry.value, widget=widget, **facts
        )
    length = entry.record._meta.get_field(entry.name).max_length or 2000  # type: ignore[union-attr]
    lines = forms.Textarea({"rows": 4}) if entry.name in LONG else forms.TextInput()
    initial = "" if entry.is_private else entry.value
    return forms.CharField(max_length=length, initial=initial, widget=lines, **facts)
