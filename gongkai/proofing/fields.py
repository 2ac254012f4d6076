"""Form fields for annual reports in whatever form they were kept."""

from typing import Any

from django import forms
from django.core.files import File

from gongkai.common.upload_fields import FilesField, UploadField
from gongkai.proofing.files import ACCEPT, KINDS, WELCOME, look_into

LABEL = "年度报告文件"


class ReportField(UploadField):
    """One annual report: a document, a web page or a text."""

    def __init__(self, **kwargs: Any) -> None:
        words = f"可以上传：{WELCOME}。"
        super().__init__(
            kinds=KINDS, label=LABEL, help_text=words, widget=forms.FileInput({"accept": ACCEPT}), **kwargs
        )

    def check(self, file: File[bytes]) -> None:
        """
        Apply the rule for reports.

        :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
        """
        look_into(file)


class ReportFilesField(FilesField):
    """
    Several annual reports.

    :param most: how many at once
    """

    def __init__(self, *, most: int) -> None:
        super().__init__(kinds=KINDS, label=LABEL, most=most, accept=ACCEPT, named=WELCOME)

    def check(self, file: File[bytes]) -> None:
        """
        Apply the rule for reports.

        :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
        """
        look_into(file)
