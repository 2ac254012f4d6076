"""The filters above the record of looks."""

from collections.abc import Callable
from typing import Any

from django import forms
from django.db.models import Exists, OuterRef, Value

from gongkai.bodies.models import User
from gongkai.casework.models import DisclosureRequest, IdentityLook, RecordLook
from gongkai.casework.reach import open_to
from gongkai.mail.models import IncomingMail, MailLook
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField


def _of_open_request(user: User) -> Any:
    return Exists(DisclosureRequest.objects.filter(open_to(user), pk=OuterRef("request")))


def _of_open_mail(user: User) -> Any:
    return Exists(IncomingMail.objects.filter(pk=OuterRef("mail")).visible_to(user))


def _of_any(user: User) -> Any:
    return Value(True)


# what was looked at: its table, its label, where the number stands, what is read along, and whether whoever
# reads the list may know about which request it was
OF: dict[str, tuple[Any, str, str, tuple[str, ...], Callable[[User], Any]]] = {
    "identity": (IdentityLook, "申请人身份信息", "request__number", ("request", "file"), _of_open_request),
    "record": (RecordLook, "更正申请人身份信息", "record__number", ("record",), _of_any),
    "mail": (MailLook, "来信", "mail__request__number", ("mail__request",), _of_open_mail),
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
        row = OF.get(str(self["of"].value()), OF["identity"])
        model, _, self.number_at, self.related, is_open = row
        self.looks = model.objects.of(desk.body).annotate(is_open=is_open(desk.user))
        people = User.objects.filter(pk__in=self.looks.values("by"))
        self.fields["by"].queryset = people  # type: ignore[attr-defined]

    def filtered(self) -> Any:
        """
        Return the looks that the filters let through; what makes no sense is left out.

        No number finds a look at a request that is kept for others.
        """
        self.is_valid()
        fields = {
            "by": self.cleaned_data.get("by"),
            self.number_at: self.cleaned_data.get("number"),
            "is_open": bool(self.cleaned_data.get("number")),
            "on__gte": self.cleaned_data.get("since"),
            "on__lte": self.cleaned_data.get("until"),
        }
        found = self.looks.filter(**{name: value for name, value in fields.items() if value})
        return found.select_related("by", *self.related)
