"""下级机关汇总: of which year, and in what order."""

from typing import Any

from django import forms

from gongkai.office.desk import Desk
from gongkai.office.forms.scopes import FIRST_YEAR
from gongkai.office.reports.rollup import SHOWN
from gongkai.statistics.figures import figure


class RollUpForm(forms.Form):
    """The year that is looked at, and what the bodies are sorted by."""

    year = forms.TypedChoiceField(label="年度", required=False, coerce=int)
    order = forms.ChoiceField(label="排序", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        self.last = desk.today.year - 1
        super().__init__({"year": self.last, **data.dict()})
        years = range(desk.today.year, FIRST_YEAR - 1, -1)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        by_number = [(name, f"{figure(name).label}，多的在前") for name in SHOWN]
        orders = [("", "机关次序"), ("late", "逾期的在前"), ("trouble", "数据有问题的在前"), *by_number]
        self.fields["order"].choices = orders  # type: ignore[attr-defined]

    @property
    def chosen(self) -> tuple[int, str]:
        """The year and the order; what makes no sense is left out."""
        self.is_valid()
        return self.cleaned_data.get("year") or self.last, self.cleaned_data.get("order") or ""
