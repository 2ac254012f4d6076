"""Forms of reviews and suits: accepted, answered, concluded; and the filter of their list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from gongkai.casework.models import DisclosureRequest
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.remedies.models import Kind, Procedure, Remedy, RemedyOutcome


class RemedyStepForm(forms.Form):
    """What every step of a remedy asks: the day on which it was done."""

    on = DayField(label="办理日期", help_text="默认为今天；事后补记的，填写实际办理的日期。")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])
        for name, field in self.fields.items():
            if isinstance(field, DayField) and field.required:
                self.fields[name].initial = desk.today

    def clean_on(self) -> date:
        """Refuse a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.desk.today:
            raise forms.ValidationError("办理日期不能晚于今天。")
        return on


class FileRemedyForm(RemedyStepForm):
    """A review or suit that was accepted (条例第五十一条)."""

    kind = forms.ChoiceField(
        label="类别", choices=Kind.choices, widget=forms.RadioSelect, initial=Kind.REVIEW
    )
    procedure = forms.ChoiceField(
        label="复议程序",
        choices=Procedure.choices,
        initial=Procedure.SIMPLE,
        help_text="决定答辩期限；诉讼不用选。",
    )
    after = forms.ModelChoiceField(
        Remedy.objects.none(),
        label="此前的复议",
        required=False,
        empty_label="无",
        help_text="复议后起诉的选择。",
    )
    case_no = forms.CharField(label="案号", max_length=60)
    organ = forms.CharField(label="复议机关或者法院", max_length=100)
    accepted_on = DayField(label="受理日期")
    notified_on = DayField(label="收到副本日期", help_text="答辩期限从这一天起算。")

    def __init__(self, *args: Any, case: DisclosureRequest, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        reviews = Remedy.objects.filter(request=case, kind=Kind.REVIEW, concluded_on__isnull=False)
        self.fields["after"].queryset = reviews  # type: ignore[attr-defined]
        self.fields["organ"].initial = case.body.review_organ


class AnswerRemedyForm(RemedyStepForm):
    """That the body has answered."""

    answered_on = DayField(label="提交答辩日期")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))


class ConcludeRemedyForm(RemedyStepForm):
    """How it ended, and whether the request must be handled anew."""

    outcome = forms.ChoiceField(
        label="结果",
        choices=[each for each in RemedyOutcome.choices if each[0] != "pending"],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label="决定或者判决要点", required=False, widget=forms.Textarea({"rows": 4}))
    concluded_on = DayField(label="审结日期")
    redo = forms.BooleanField(label="责令重新处理申请", required=False)
    redo_days = forms.IntegerField(
        label="重新处理的工作日数",
        required=False,
        min_value=1,
        max_value=200,
        help_text="没有写明期限的留空，按答复期限计算。",
    )


class RemedyFilter(forms.Form):
    """What of the list is shown."""

    q = forms.CharField(
        label="案号、机关或者申请编号",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    kind = forms.ChoiceField(label="类别", required=False, choices=[("", "全部"), *Kind.choices])
    outcome = forms.ChoiceField(label="结果", required=False, choices=[("", "全部"), *RemedyOutcome.choices])

    def filtered(self, remedies: Any) -> Any:
        """Return the remedies that the filters let through."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in ("kind", "outcome")}
        found = remedies.filter(**{name: value for name, value in given.items() if value})
        if text := self.cleaned_data.get("q"):
            among = Q(case_no__icontains=text) | Q(organ__icontains=text)
            found = found.filter(
                among | Q(request__number__icontains=text) | Q(request__matter__icontains=text)
            )
        return found
