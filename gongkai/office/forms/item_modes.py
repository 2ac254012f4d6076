"""Which undisclosed items the list shows, and the decision of whether one stays so (条例第十八条)."""

from typing import Any

from django import forms

from gongkai.bodies.models import Unit
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.publishing.models import Mode
from gongkai.publishing.period import next_mode_review

MODES = [(mode.value, mode.label) for mode in (Mode.ON_REQUEST, Mode.WITHHELD)]


class WithheldFilter(forms.Form):
    """Which of the undisclosed items are shown."""

    mode = forms.ChoiceField(label="公开属性", required=False, choices=[("", "全部"), *MODES])
    unit = forms.ModelChoiceField(Unit.objects.none(), label="责任科室", required=False, empty_label="全部")
    due = forms.BooleanField(label="只看到期应评估", required=False)

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]

    def filtered(self, items: Any) -> Any:
        """Return the items that the filters let through; a filter that makes no sense is left out."""
        self.is_valid()
        given = self.cleaned_data
        if given.get("due"):
            items = items.mode_due(self.desk.today)
        plain = {"disclosure_mode": given.get("mode"), "owner_unit": given.get("unit")}
        return items.filter(**{name: value for name, value in plain.items() if value})

    def words(self) -> list[str]:
        """Return the filters in words."""
        given = self.cleaned_data
        told = [str(dict(MODES).get(given.get("mode", ""), "")), str(given.get("unit") or "")]
        told.append("到期应评估" if given.get("due") else "")
        return [words for words in told if words]


class ModeReview(forms.Form):
    """Whether an item stays undisclosed."""

    decision = forms.ChoiceField(
        label="评估结论",
        choices=[("keep", "继续不主动公开"), ("disclose", "改为主动公开")],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        widget=forms.Textarea({"rows": 4}),
        help_text="写明不公开的情形是否仍然存在，或者发生了什么变化。",
    )
    next_review_on = DayField(label="下次评估日期", required=False, help_text="继续不主动公开的填写。")

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.fields["next_review_on"].initial = next_mode_review(desk.today)

    def decided(self) -> dict[str, Any]:
        """Return what was decided, as the action takes it."""
        given = self.cleaned_data
        return {
            "keeps": given["decision"] == "keep",
            "reason": given["reason"],
            "next_review_on": given["next_review_on"],
        }
