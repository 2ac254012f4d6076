"""The filters above the record of looks."""

from typing import Any

from django import forms

from gongkai.bodies.models import User
from gongkai.casework.models import IdentityLook, RecordLook
from gongkai.mail.models import MailLook
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField

# what was looked at: its table, its label, where the number stands, what is read along
OF: dict[str, tuple[Any, str, str, tuple[str, ...]]] = {
    "identity": (IdentityLook, "申请人身份信息", "request__number", ("request", "file")),
    "record": (RecordLook, "更正申请人身份信息", "record__number", ("record",)),
    "mail": (MailLook, "来信", "mail__request__number", ("mail__request",)),
}


class LookFilter(forms.Form):
    """At what, by whom, under which number, in which days."""

    of = forms.ChoiceField(label="查看", required=False, choices=[(code, row[1]) for code, row in OF.items()])
    by = forms.ModelChoiceField(User.objects.none(), label="查看人", required=False, empty_label="全部人员")
    number = forms.CharField(label="申请编号", required=False, max_length=40)
    since = DayField(label="自", required=False)
    until = DayField(label="至", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        model, _, self.number_at, self.related = OF.get(str(self["of"].value()), OF["identity"])
        self.looks = model.objects.of(desk.body)
        people = User.objects.filter(pk__in=self.looks.values("by"))
        self.fields["by"].queryset = people  # type: ignore[attr-defined]

    def filtered(self) -> Any:
        """Return the looks that the filters let through; what makes no sense is left out."""
        self.is_valid()
        fields = {
            "by": self.cleaned_data.get("by"),
            self.number_at: self.cleaned_data.get("number"),
            "on__gte": self.cleaned_data.get("since"),
            "on__lte": self.cleaned_data.get("until"),
        }
        found = self.looks.filter(**{name: value for name, value in fields.items() if value})
        return found.select_related("by", *self.related)
