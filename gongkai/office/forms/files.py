"""A file added to a request."""

from typing import Any

from django import forms

from gongkai.casework.models import RequestFile
from gongkai.common.upload_fields import UploadField


class CaseFileForm(forms.Form):
    """One file and what it is for: what the person may add it for now."""

    purpose = forms.ChoiceField(label="用途")
    file = UploadField(label="文件")

    def __init__(self, *args: Any, purposes: list[RequestFile.Purpose], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        choices = [(purpose.value, purpose.label) for purpose in purposes]
        self.fields["purpose"].choices = choices  # type: ignore[attr-defined]
