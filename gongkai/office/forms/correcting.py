"""The form of a correcting entry: which entry, what it should have been, and why."""

from django import forms

from gongkai.casework.entries import entries_of
from gongkai.office.forms.steps import StepForm


class CorrectEntryForm(StepForm):
    """What was entered wrongly; the old value stays in the history."""

    entry = forms.ChoiceField(label="登记有误的事项")
    value = forms.CharField(
        label="应当是",
        required=False,
        max_length=2000,
        help_text="日期写成2026-03-05；有固定选项的，写选项的名称，选项列在下面。",
    )
    reason = forms.CharField(
        label="更正的理由",
        widget=forms.Textarea({"rows": 3}),
        help_text="写明原来为什么登记错了，依据什么更正；原值和理由保存在办理记录中。",
    )

    def prepare(self) -> None:
        """Offer what can be corrected, with its present value."""
        entries = entries_of(self.case).values()
        found = [(each.code, f"{each.label}（现为{each.shown(each.value)}）") for each in entries]
        self.fields["entry"].choices = found  # type: ignore[attr-defined]
