"""The filters of the radar: unit, kind, whether only one's own, and whether all lines of a kind."""

from typing import Any

from django import forms
from django.db.models import Q

from gongkai.bodies.models import Unit
from gongkai.office.desk import Desk
from gongkai.office.redlines import KINDS, Cut, Whose, everybody

FIRST = Cut(late=15, soon=30)  # of each kind; the page says how many there are beside them


class RadarFilter(forms.Form):
    """What of the radar is shown; every filter is part of the address."""

    mine = forms.ChoiceField(
        label="范围", required=False, choices=[("", "全部"), ("me", "我经办的"), ("unit", "我的科室")]
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", required=False, empty_label="不限")
    kind = forms.ChoiceField(
        label="事项",
        required=False,
        choices=[("", "不限"), *((kind.code, kind.label) for kind in KINDS)],
    )

    all = forms.BooleanField(label="全部列出", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]
        self.is_valid()
        self.kind_code = self.cleaned_data.get("kind") or ""

    @property
    def cut(self) -> Cut:
        """How many lines of each kind are shown; all of one kind when they are asked for."""
        return Cut() if self.kind_code and self.cleaned_data.get("all") else FIRST

    @property
    def whose(self) -> Whose:
        """The lines of the unit and the person that were asked for."""
        asked, mine = self.cleaned_data.get("unit"), self.cleaned_data.get("mine")
        if not asked and not mine:
            return everybody

        def whose(unit: str, person: str) -> Q:
            found = Q(**{unit: asked}) if asked else Q()
            if mine == "me":
                return found & Q(**{person: self.desk.user})
            if mine == "unit":
                return found & Q(**{f"{unit}__in": self.desk.user.units_in(self.desk.body)})
            return found

        return whose
