"""The form by which an applicant finds the own request."""

from typing import Any

from django import forms


class TrackForm(forms.Form):
    """The pair by which an applicant finds the own request."""

    code = forms.CharField(label="查询码", max_length=20, help_text="回执上的10位字母和数字，不分大小写。")
    name = forms.CharField(label="申请人姓名或者名称", max_length=100)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.error_messages["required"] = "请填写这一项。"
