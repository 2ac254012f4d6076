"""机关设置: what the check before publication takes as the body's own, how it masks, lists of words."""

import re
from typing import Any

from django import forms
from django.forms.models import fields_for_model, model_to_dict

from gongkai.common.upload_fields import UploadField
from gongkai.office.forms.bodies import SettingForm
from gongkai.publishing.actions.screening import FIELDS
from gongkai.publishing.models import ScreeningPolicy
from gongkai.publishing.models.screening import listed
from gongkai.rules.lexicon import shipped_lexicon
from gongkai.screening.reading import CannotRead, open_file
from gongkai.screening.word_lists import Reading, read_table

PHONE = re.compile(r"[\d\- ()（）+转]{5,25}")
DOMAIN = re.compile(r"(?:[a-z0-9-]+\.)+[a-z]{2,}", re.IGNORECASE)
SHORTEST_ADDRESS = 6  # characters; "永安市" would let every home in the town pass
LINES: dict[str, type[forms.Widget] | forms.Widget] = {
    name: forms.Textarea({"rows": 4}) for name in ("phones", "addresses", "domains")
}


class ScreeningForm(SettingForm):
    """Own phones, addresses and domains line by line, and the masking of identity numbers."""

    def __init__(self, data: Any, *, policy: ScreeningPolicy) -> None:
        super().__init__(data, initial=model_to_dict(policy, FIELDS))
        self.fields |= fields_for_model(ScreeningPolicy, FIELDS, widgets=LINES)

    def clean_phones(self) -> str:
        """Refuse lines that are no phone numbers."""
        return self._lines("phones", lambda line: PHONE.fullmatch(line), "不像电话号码")

    def clean_addresses(self) -> str:
        """Refuse addresses so short that they would cover a whole town."""
        return self._lines("addresses", lambda line: len(line) >= SHORTEST_ADDRESS, "写得太短，请写到门牌号")

    def clean_domains(self) -> str:
        """Refuse lines that are no domains."""
        return self._lines("domains", lambda line: DOMAIN.fullmatch(line), "不像域名")

    def _lines(self, name: str, fits: Any, what: str) -> str:
        lines = sorted(listed(self.cleaned_data[name]))
        if wrong := [line for line in lines if not fits(line)]:
            raise forms.ValidationError(f"{what}：{'、'.join(wrong)}")
        return "\n".join(lines)


class WordListForm(SettingForm):
    """A table of wrong words, with what it is called."""

    title = forms.CharField(label="词库名称", max_length=60)
    version = forms.CharField(
        label="版本", max_length=20, help_text="如 2026.2；同一名称启用新版本，旧版本随即停用"
    )
    file = UploadField(label="词库文件", kinds={"csv", "xlsx"})
    reading: Reading | None = None

    def clean(self) -> dict[str, Any]:
        """Read the table; what is wrong with it stands row by row in `reading`."""
        given = super().clean() or {}
        if {"title", "version", "file"} <= set(given):
            self.reading = self._read(given["file"], given["title"], given["version"])
            if self.reading and self.reading.errors:
                self.add_error(
                    "file", f"有{len(self.reading.errors)}处错误，没有导入，请改正后重新选择文件。"
                )
        return given

    def _read(self, file: Any, title: str, version: str) -> Reading | None:
        if title == shipped_lexicon().title:
            self.add_error("title", "这是随程序提供的词库的名称，请另起名称。")
            return None
        try:
            return read_table(open_file(file.read(), file.name).material, title, version)
        except CannotRead as error:
            self.add_error("file", str(error))
            return None


class SwitchForm(forms.Form):
    """An entry to be left out, and why."""

    title = forms.CharField(max_length=60, widget=forms.HiddenInput)
    entry = forms.CharField(max_length=200, widget=forms.HiddenInput)
    reason = forms.CharField(label="停用理由", max_length=200)
