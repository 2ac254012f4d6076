"""Rows for those who ask together with the applicant: the same on the public form and in the office."""

from collections.abc import Iterator
from typing import Any, cast

from django import forms
from django.forms.utils import ErrorDict
from django.utils.crypto import salted_hmac
from django.utils.datastructures import MultiValueDict

from gongkai.design.rows import bind_rows

MORE = "more_people"
NOT_SAID = frozenset({"csrfmiddlewaretoken", "key", "proof"})  # what a form carries beside what is typed


class CoApplicantForm(forms.Form):
    """One more who asks; an empty row is nobody."""

    name = forms.CharField(label="姓名或者名称", required=False, max_length=100)
    id_number = forms.CharField(label="证件号码", required=False, max_length=40)
    phone = forms.CharField(label="联系电话", required=False, max_length=40)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    is_representative = forms.BooleanField(label="代表人", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever is described otherwise."""
        data = self.cleaned_data
        if any(data.values()) and not data.get("name"):
            self.add_error("name", "请填写姓名或者名称。")
        return data


class AskedTogether(forms.Form):
    """A request with a row for each co-applicant; more rows come at the press of a button."""

    at_once = 2  # how many empty rows stand there, and how many more come

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = bind_rows(CoApplicantForm, self.data, prefix="people", more=MORE, at_once=self.at_once)

    @property
    def sent_key(self) -> str:
        """
        By what this form is known when it is sent again: its hidden key, and all that was typed.

        Whoever goes back in the browser and asks for something else sends the same hidden key.
        """
        data = cast("MultiValueDict[str, str]", self.data)
        said = sorted((name, *values) for name, values in data.lists() if name not in NOT_SAID)
        papers = sorted((name, *(each.name for each in sent)) for name, sent in self.files.lists())
        digest = salted_hmac("gongkai.design.together", repr((said, papers)), algorithm="sha256")
        return f"{self.cleaned_data['key']}/{digest.hexdigest()[:24]}"

    @property
    def asks_for_rows(self) -> bool:
        """Whether only more rows were asked for."""
        return MORE in self.data

    def without_judging(self) -> None:
        """Show what was typed so far without saying what is missing."""
        for form in (self, *self.people):
            form._errors, form.cleaned_data = ErrorDict(), {}

    def is_valid(self) -> bool:
        """Whether the form and its rows have the right shape."""
        return super().is_valid() and (not self.people.is_bound or self.people.is_valid())

    def named_people(self) -> Iterator[dict[str, Any]]:
        """Yield what was typed about each co-applicant."""
        rows = self.people.cleaned_data if self.people.is_bound else []
        yield from (row for row in rows if row.get("name"))
