"""The filters above the record of looks."""

from typing import Any

from django import forms

from gongkai.bodies.models import User
from gongkai.casework.models import IdentityLook
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField


class LookFilter(forms.Form):
    """By whom, at which case, in which days."""

    by = forms.ModelChoiceField(User.objects.none(), label="查看人", required=False, empty_label="全部人员")
    number = forms.CharField(label="申请编号", required=False, max_length=40)
    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        seen = IdentityLook.objects.of(desk.body).values("by")
        self.fields["by"].queryset = User.objects.filter(pk__in=seen)  # type: ignore[attr-defined]

    def filtered(self, looks: Any) -> Any:
        """Return the looks that the filters let through; what makes no sense is left out."""
        self.is_valid()
        fields = {
            "by": self.cleaned_data.get("by"),
            "request__number": self.cleaned_data.get("number"),
            "on__gte": self.cleaned_data.get("since"),
            "on__lte": self.cleaned_data.get("until"),
        }
        return looks.filter(**{name: value for name, value in fields.items() if value})
