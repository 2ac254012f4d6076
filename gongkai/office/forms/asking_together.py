"""Those who ask together with the first applicant, and the papers that prove who asks and who may act."""

from collections.abc import Iterator
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from gongkai.casework.facts import CoApplicantFacts
from gongkai.casework.models import RequestFile
from gongkai.common.uploads import PAPERS, UploadRefused, check_upload, extensions, welcome
from gongkai.design.together import AskedTogether
from gongkai.office.forms.taking_in import PaperRequestForm

Purpose = RequestFile.Purpose
PAPER = {"identity": Purpose.IDENTITY, "agency": Purpose.AGENCY}


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


class TakeInForm(AskedTogether, PaperRequestForm):
    """A paper request with all who signed it, the proof of identity and the power of attorney."""

    at_once = 3
    identity = PaperField(label="身份证明")
    agency = PaperField(label="授权委托书")

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes, with those who ask together."""
        facts = {name: value for name, value in super().request_facts().items() if name not in PAPER}
        return {**facts, "co_applicants": [CoApplicantFacts(**row) for row in self.named_people()]}

    def papers(self) -> Iterator[tuple[RequestFile.Purpose, File[bytes]]]:
        """Yield the papers that were scanned, with what they prove."""
        for name, purpose in PAPER.items():
            if file := self.cleaned_data[name]:
                yield purpose, file
