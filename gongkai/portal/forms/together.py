"""Those who ask together with the applicant who fills in the form."""

from typing import Any

from django import forms

MORE, AT_ONCE = "more_people", 2


class CoApplicantForm(forms.Form):
    """One more who asks; an empty row is nobody."""

    name = forms.CharField(label="姓名或者名称", required=False, max_length=100)
    id_number = forms.CharField(label="证件号码", required=False, max_length=40)
    phone = forms.CharField(label="联系电话", required=False, max_length=40)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    is_representative = forms.BooleanField(label="代表人", required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.label_suffix = ""

    def clean(self) -> dict[str, Any]:
        """Ask for the name of whoever is described otherwise."""
        data = self.cleaned_data
        if any(data.values()) and not data.get("name"):
            self.add_error("name", "请填写姓名或者名称。")
        return data
