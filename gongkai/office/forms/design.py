"""机关设置: how the portal looks, and the days on which it is grey."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model, model_to_dict

from gongkai.bodies.models import Design, MourningPeriod
from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import PICTURES
from gongkai.office.forms.bodies import SettingForm
from gongkai.office.forms.dates import DayField

LARGEST_EMBLEM = 300 * 1024  # bytes; every visitor fetches it
FACTS = ("site_name", "colour", "accent", "titles")
HELP = {
    "site_name": "标准的网站名称，写在每一页的页首和网页标签里；不填用机关名称。",
    "colour": "导航栏、链接和按钮的颜色，例如 #1b446f；不填用缺省的深蓝色。看不清的颜色不能保存。",
    "accent": "逾期、警示和公文红色的颜色，例如 #a3231c；不填用缺省的朱红。",
}


class DesignForm(SettingForm):
    """A look to be previewed: name, colours, face of titles, emblem."""

    def __init__(self, data: Any, files: Any, *, current: Design | None) -> None:
        super().__init__(data, files, initial=model_to_dict(current, FACTS) if current else None)
        self.fields |= fields_for_model(Design, FACTS)
        for name, words in HELP.items():
            self.fields[name].help_text = words
        self.fields["emblem"] = UploadField(
            label="徽标",
            kinds=PICTURES,
            required=False,
            help_text="PNG或者JPG，不超过300 KB，底色透明为好；不选则不变。",
        )
        if current and current.emblem:
            self.fields["drops_emblem"] = forms.BooleanField(label="不再用现在的徽标", required=False)

    def clean_emblem(self) -> Any:
        """Refuse a picture that is too large for the head of every page."""
        emblem = self.cleaned_data["emblem"]
        if emblem and emblem.size > LARGEST_EMBLEM:
            raise forms.ValidationError(f"徽标有{emblem.size // 1024} KB，请压缩到300 KB以内再传。")
        return emblem

    def facts(self) -> dict[str, Any]:
        """Return what was chosen, by the field names of a design."""
        return {name: self.cleaned_data[name] for name in FACTS}

    @property
    def keeps_emblem(self) -> bool:
        """Whether the present emblem stays where no new one was chosen."""
        return not self.cleaned_data.get("drops_emblem")


class MourningForm(SettingForm):
    """Days of mourning."""

    from_on = DayField(label="自")
    until_on = DayField(label="至")

    def __init__(self, data: Any = None) -> None:
        super().__init__(data)
        self.fields |= fields_for_model(MourningPeriod, ["reason"])
        self.fields["reason"].help_text = "例如：国务院公告，全国哀悼日"
