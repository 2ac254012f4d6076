"""The file of an import through the office."""

from typing import Any

from django import forms
from django.core.files import File

from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import check_text, check_upload

TABLES = frozenset({"csv", "xlsx"})
LINES = (".jsonl", ".ndjson", ".json")


class RowsField(UploadField):
    """A file of rows: a table, or JSON lines."""

    def __init__(self, **kwargs: Any) -> None:
        accept = ",".join((".csv", ".xlsx", *LINES))
        super().__init__(kinds=TABLES, widget=forms.FileInput({"accept": accept}), **kwargs)

    def check(self, file: File[bytes]) -> None:
        """
        Look into a file of either kind.

        :raises UploadRefused: empty, too large, of another kind, damaged
        """
        if (file.name or "").lower().endswith(LINES):
            check_text(file)
        else:
            check_upload(file, kinds=TABLES)


class ImportForm(forms.Form):
    """One file of rows."""

    file = RowsField(
        label="旧系统导出的文件",
        help_text="xlsx、csv或者JSON行（jsonl），最多2万行。先检查、列出问题，确认以后才公开。",
    )
