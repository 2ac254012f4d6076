"""What all forms of the public site have in common."""

from typing import Any

from django import forms


class PublicForm(forms.Form):
    """A form whose labels stand without a colon, and that asks for what is missing in plain words."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""
        for field in self.fields.values():
            field.error_messages["required"] = "请填写这一项。"
