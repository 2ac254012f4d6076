"""A field for several files, each looked into before anything is done with it."""

from collections.abc import Sequence
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import extensions, welcome

MOST = 10  # files in one field


class FilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(UploadField):
    """Up to ten files; each must be by its content what its name says."""

    def __init__(self, *, kinds: frozenset[str], label: str, required: bool = False) -> None:
        super().__init__(
            kinds=kinds,
            label=label,
            required=required,
            help_text=f"可以上传：{welcome(kinds)}。一次可以选{MOST}个文件。",
            widget=FilesInput(attrs={"accept": extensions(kinds)}),
        )

    def clean(self, data: Any, initial: Any = None) -> Sequence[File[bytes]]:
        """
        Return the files.

        :raises ValidationError: one is refused, named, or there are too many
        """
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise ValidationError(self.error_messages["required"])
        if len(given) > MOST:
            raise ValidationError(f"一次最多上传{MOST}个文件，请分次提交。")
        return [super(FilesField, self).clean(each, initial) for each in given]
