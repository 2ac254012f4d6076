"""The form by which somebody who signed a request and was forgotten is added to it."""

from typing import Any

from django import forms

from gongkai.casework.facts import CoApplicantFacts
from gongkai.design.together import CoApplicantForm
from gongkai.office.forms.steps import StepForm

PERSON = tuple(CoApplicantForm.base_fields)


class JoinForm(StepForm):
    """Who signed too, and why that was not entered."""

    reason = forms.CharField(
        label="补登的理由",
        widget=forms.Textarea({"rows": 3}),
        help_text="写明依据什么材料、原来为什么没有登记；不要写姓名，理由保存在办理记录中。",
    )

    def prepare(self) -> None:
        """Ask the same of this person as of those who were entered at first."""
        fields = {name: CoApplicantForm().fields[name] for name in PERSON}
        fields["name"].required = True
        fields["is_representative"].help_text = "勾选的，以后的文书送达给这位；原来的代表人不再是代表人。"
        self.fields = {**fields, **self.fields}

    @property
    def facts(self) -> dict[str, Any]:
        """Return the person and the reason."""
        person = {name: self.cleaned_data[name] for name in PERSON}
        return {"person": CoApplicantFacts(**person), "reason": self.cleaned_data["reason"]}
