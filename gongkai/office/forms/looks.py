"""The filters above the record of looks."""

from typing import Any

from django import forms

from gongkai.bodies.models import User
from gongkai.casework.models import IdentityLook
from gongkai.mail.models import MailLook
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField

OF: dict[str, tuple[Any, str]] = {"identity": (IdentityLook, "申请人身份信息"), "mail": (MailLook, "来信")}


class LookFilter(forms.Form):
    """At what, by whom, at which case, in which days."""

    of = forms.ChoiceField(
        label="查看", required=False, choices=[(code, label) for code, (_, label) in OF.items()]
    )
    by = forms.ModelChoiceField(User.objects.none(), label="查看人", required=False, empty_label="全部人员")
    number = forms.CharField(label="申请编号", required=False, max_length=40)
    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.model, _ = OF.get(str(self["of"].value()), OF["identity"])
        self.looks = self.model.objects.of(desk.body)
        people = User.objects.filter(pk__in=self.looks.values("by"))
        self.fields["by"].queryset = people  # type: ignore[attr-defined]

    def filtered(self) -> Any:
        """Return the looks that the filters let through; what makes no sense is left out."""
        self.is_valid()
        of_mail = self.model is MailLook
        fields = {
            "by": self.cleaned_data.get("by"),
            "mail__request__number" if of_mail else "request__number": self.cleaned_data.get("number"),
            "on__gte": self.cleaned_data.get("since"),
            "on__lte": self.cleaned_data.get("until"),
        }
        found = self.looks.filter(**{name: value for name, value in fields.items() if value})
        return found.select_related("by", *(("mail__request",) if of_mail else ("request", "file")))
