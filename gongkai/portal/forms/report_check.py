"""The one file that a visitor wants to have checked."""

from django import forms
from django.core.files import File

from gongkai.common.upload_fields import UploadField
from gongkai.proofing.files import ACCEPT, KINDS, WELCOME, look_into


class ReportField(UploadField):
    """An annual report, as a document, a web page or a text."""

    def __init__(self) -> None:
        super().__init__(
            label="年度报告文件",
            kinds=KINDS,
            help_text=f"可以上传：{WELCOME}。",
            widget=forms.FileInput({"accept": ACCEPT}),
        )

    def check(self, file: File[bytes]) -> None:
        """
        Apply the rule for reports.

        :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
        """
        look_into(file)


class CheckForm(forms.Form):
    """The file."""

    file = ReportField()
