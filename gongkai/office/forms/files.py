"""A file added to a request."""

from typing import Any

from django import forms

from gongkai.casework.models import RequestFile
from gongkai.common.uploads import DOCUMENTS, extensions, welcome


class CaseFileForm(forms.Form):
    """One file and what it is for: what the person may add it for now."""

    purpose = forms.ChoiceField(label="用途")
    file = forms.FileField(
        label="文件",
        help_text=f"可以上传：{welcome(DOCUMENTS)}。",
        widget=forms.ClearableFileInput({"accept": extensions(DOCUMENTS)}),
    )

    def __init__(self, *args: Any, purposes: list[RequestFile.Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(purpose.value, purpose.label) for purpose in purposes]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]
