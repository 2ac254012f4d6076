"""Form fields for files; every form that takes one uses these, so that each file is looked into first."""

from collections.abc import Collection
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File

from gongkai.common.uploads import (
    DOCUMENTS,
    TEXTS,
    UploadRefused,
    check_text,
    check_upload,
    extensions,
    welcome,
)


class UploadField(forms.FileField):
    """A file that must be by its content what its name says, of a kind that is welcome here."""

    def __init__(
        self, *, kinds: Collection[str] = DOCUMENTS, help_text: str = "", widget: Any = None, **kwargs: Any
    ) -> None:
        self.kinds = frozenset(kinds)
        super().__init__(
            help_text=help_text or f"可以上传：{welcome(kinds)}。",
            widget=widget or forms.FileInput({"accept": extensions(kinds)}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Any:
        """
        Return the file.

        :raises ValidationError: it is refused, saying why
        """
        file = super().clean(data, initial)
        if file:
            self.look_into(file)
        return file

    def look_into(self, file: File[bytes]) -> None:
        """
        Look into one file.

        :raises ValidationError: it is refused, saying why
        """
        try:
            self.check(file)
        except UploadRefused as refused:
            raise ValidationError(str(refused)) from None

    def check(self, file: File[bytes]) -> None:
        """
        Apply the rule of this field.

        :raises UploadRefused: empty, too large, of another kind, damaged, encrypted, or carrying macros
        """
        check_upload(file, kinds=self.kinds)


class TextUploadField(UploadField):
    """A text that is read at once and not kept, whatever its extension."""

    def __init__(self, *, accept: str, **kwargs: Any) -> None:
        super().__init__(kinds=TEXTS, widget=forms.FileInput({"accept": accept}), **kwargs)

    def check(self, file: File[bytes]) -> None:
        """
        Apply the rule for texts.

        :raises UploadRefused: empty, too large, or no text
        """
        check_text(file)
