"""Those who ask together with the first applicant, and the papers that prove who asks and who may act."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from django.forms.utils import ErrorDict

from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import RequestFile
from gongkai.common.uploads import PAPERS, UploadRefused, check_upload, extensions, welcome
from gongkai.design.rows import bind_rows
from gongkai.office.forms.taking_in import PaperRequestForm

Purpose = RequestFile.Purpose
MORE = "more_people"
PAPER = {"identity": Purpose.IDENTITY, "agency": Purpose.AGENCY}


class CoApplicantForm(forms.Form):
    """One more who asks; an empty row is nobody."""

    name = forms.CharField(label="姓名或者名称", required=False, max_length=100)
    id_number = forms.CharField(label="证件号码", required=False, max_length=40)
    phone = forms.CharField(label="联系电话", required=False, max_length=40)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    is_representative = forms.BooleanField(label="代表人", required=False)

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever is described otherwise."""
        data = self.cleaned_data
        if any(data.values()) and not data.get("name"):
            self.add_error("name", "请填写姓名或者名称。")
        return data


class PaperField(forms.FileField):
    """A scan that proves something; it must be by its content what its name says."""

    def __init__(self, *, label: str) -> None:
        super().__init__(
            label=label,
            required=False,
            help_text=f"可以上传：{welcome(PAPERS)}。",
            widget=forms.FileInput({"accept": extensions(PAPERS)}),
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """
        Return the file.

        :raises ValidationError: it is refused, saying why
        """
        file = super().clean(data, initial)
        if file:
            try:
                check_upload(file, kinds=PAPERS)
            except UploadRefused as refused:
                raise ValidationError(str(refused)) from None
        return file


class TakeInForm(PaperRequestForm):
    """A paper request with all who signed it, the proof of identity and the power of attorney."""

    identity = PaperField(label="身份证明")
    agency = PaperField(label="授权委托书")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people = bind_rows(CoApplicantForm, self.data, prefix="people", more=MORE, at_once=3)

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

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes, with those who ask together."""
        facts = {name: value for name, value in super().request_facts().items() if name not in PAPER}
        rows = self.people.cleaned_data if self.people.is_bound else []
        together = [CoApplicantFacts(**row) for row in rows if row.get("name")]
        return {**facts, "co_applicants": together}

    def papers(self) -> Iterator[tuple[RequestFile.Purpose, File[bytes]]]:
        """Yield the papers that were scanned, with what they prove."""
        for name, purpose in PAPER.items():
            if file := self.cleaned_data[name]:
                yield purpose, file
