"""Form fields for files; every form that takes one uses these, so that each file is looked into first."""

from collections.abc import Collection, Sequence
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


class FilesInput(forms.FileInput):
    """A file input that takes several files at once."""

    allow_multiple_selected = True


class FilesField(UploadField):
    """Several files; each must be by its content what its name says."""

    def __init__(
        self, *, kinds: Collection[str], most: int = 10, accept: str = "", named: str = "", **kwargs: Any
    ) -> None:
        """
        Take up to `most` files.

        :param accept, named: the extensions and their names, where `kinds` are not all that is welcome
        """
        self.most = most
        super().__init__(
            kinds=kinds,
            help_text=f"可以上传：{named or welcome(kinds)}。一次可以选{most}个文件。",
            widget=FilesInput(attrs={"accept": accept or extensions(kinds)}),
            **kwargs,
        )

    def clean(self, data: Any, initial: Any = None) -> Sequence[File[bytes]]:
        """
        Return the files.

        :raises ValidationError: one is refused, named, or there are too many
        """
        given = data if isinstance(data, list | tuple) else [data] if data else []
        if not given and self.required:
            raise ValidationError(self.error_messages["required"])
        if len(given) > self.most:
            raise ValidationError(f"一次最多上传{self.most}个文件，请分次提交。")
        return [super(FilesField, self).clean(each, initial) for each in given]
