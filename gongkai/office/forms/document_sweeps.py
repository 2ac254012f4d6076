"""Forms about places that cite an ended document, clean-ups, and what a body chose."""

from typing import Any

from django import forms

from gongkai.documents.models import Decision, DocumentPolicy, How
from gongkai.documents.periods import CHOSEN
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.publishing.models import Column
from gongkai.rules.deadlines import rule
from gongkai.rules.documents import DocumentSort


class CitationForm(forms.Form):
    """How one place was handled."""

    how = forms.ChoiceField(
        label="处理", choices=[(how.value, how.label) for how in How if how is not How.GONE]
    )
    note = forms.CharField(label="说明", required=False, max_length=300)


class CleanUpForm(forms.Form):
    """A clean-up to begin."""

    title = forms.CharField(label="名称", max_length=100, help_text="例如：2026年度规范性文件清理。")
    basis = forms.CharField(label="依据", required=False, max_length=300, help_text="上级部署清理的文件。")
    due_on = DayField(label="各科室提出意见的期限")


class DecisionForm(forms.Form):
    """What shall become of one document."""

    decision = forms.ChoiceField(
        label="清理意见", choices=[(each.value, each.label) for each in Decision], widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由", required=False, max_length=300, help_text="继续有效的可以不填；其他意见应当说明理由。"
    )


class CloseForm(forms.Form):
    """Where the list is published."""

    column = forms.ModelChoiceField(Column.objects.none(), label="公布清理结果的栏目", empty_label=None)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["column"].queryset = Column.objects.of(desk.body).filter(is_active=True)  # type: ignore[attr-defined]


class PolicyForm(forms.ModelForm[DocumentPolicy]):
    """The periods that a body may choose; an empty field is what the rules say."""

    class Meta:
        model = DocumentPolicy
        fields = (
            *("general_years", "trial_years", "notice_years", "interpretation_days", "consultation_days"),
            *("legality_days", "filing_days", "warn_months", "register_first"),
        )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for code, name in CHOSEN.items():
            now = rule(code).versions.latest
            self.fields[name].help_text = f"不填的为{now.value.label}（{now.basis}）。"
        for sort in DocumentSort:
            if field := self.fields.get(f"{sort.value}_years"):
                field.help_text = f"不填的为{sort.facts.max_years}年（{sort.facts.basis}）。"
