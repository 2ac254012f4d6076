"""The filters of the radar: unit, kind, and whether only one's own."""

from typing import Any

from django import forms

from gongkai.bodies.models import Unit
from gongkai.office.desk import Desk
from gongkai.office.redlines import KINDS, Line


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

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]
        self.is_valid()
        self.kind_code = self.cleaned_data.get("kind") or ""

    def narrowed(self, lines: list[Line]) -> list[Line]:
        """Return the lines of the unit and the person that were asked for."""
        unit, mine = self.cleaned_data.get("unit"), self.cleaned_data.get("mine")
        if unit:
            lines = [line for line in lines if line.unit == unit]
        if mine == "me":
            return [line for line in lines if line.person == self.desk.user]
        if mine == "unit":
            own = set(self.desk.user.units_in(self.desk.body))
            return [line for line in lines if line.unit in own]
        return lines
