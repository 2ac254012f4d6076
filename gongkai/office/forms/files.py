"""A file added to a request."""

from django import forms

from gongkai.casework.models import RequestFile
from gongkai.common.uploads import DOCUMENTS, extensions, welcome


class CaseFileForm(forms.Form):
    """One file and what it is for."""

    purpose = forms.ChoiceField(label="用途", choices=RequestFile.Purpose.choices)
    file = forms.FileField(
        label="文件",
        help_text=f"可以上传：{welcome(DOCUMENTS)}。",
        widget=forms.ClearableFileInput({"accept": extensions(DOCUMENTS)}),
    )
