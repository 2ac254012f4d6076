"""Of which year, bodies and unit a figure is asked."""

from typing import Any

from django import forms

from gongkai.bodies.models import Body, Unit
from gongkai.office.desk import Desk
from gongkai.statistics.scope import Scope

FIRST_YEAR = 2008  # the year in which the first 条例 came into force
SHOWN_YEARS = 8


class ScopeForm(forms.Form):
    """The scope of a figure, part of its address."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", required=False, empty_label="全部")
    below = forms.BooleanField(label="包括下级机关", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        this = desk.today.year
        asked = data.get("year", "")
        oldest = this - SHOWN_YEARS + 1
        if asked.isdecimal() and len(asked) == len("2008"):
            oldest = min(int(asked), oldest)
        years = range(this, max(oldest, FIRST_YEAR) - 1, -1)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["year"].initial = this
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]
        if not Body.objects.filter(parent=desk.body).exists():
            del self.fields["below"]

    def scope(self) -> Scope:
        """Return the scope asked for; what makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        year = given.get("year") or self.desk.today.year
        below, unit = bool(given.get("below")), given.get("unit")
        return Scope.year(self.desk.body, year, below=below and unit is None, unit=unit)
