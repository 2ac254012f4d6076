"""Forms of reviews and suits: accepted, answered, concluded; and the filter of their list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from gongkai.casework.models import DisclosureRequest, Reply
from gongkai.common.upload_fields import UploadField
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.stale import StaleForm
from gongkai.remedies.actions.ending import Lost
from gongkai.remedies.models import Kind, LostPoint, Procedure, Remedy, RemedyOutcome, RemedyPaper
from gongkai.remedies.workflow import REMEDIES
from gongkai.rules.remedy_columns import Column, results


class RemedyStepForm(StaleForm):
    """What every step of a remedy asks: the day on which it was done."""

    on = DayField(label="办理日期", help_text="默认为今天；事后补记的，填写实际办理的日期。")

    def __init__(self, *args: Any, desk: Desk, remedy: Remedy | None = None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        if remedy:
            self.ask_about(remedy)
            self._open_after_last(remedy)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])
        for name, field in self.fields.items():
            if isinstance(field, DayField) and field.required:
                self.fields[name].initial = desk.today

    def ask_about(self, remedy: Remedy) -> None:
        """Add what depends on the case; nothing for most steps."""

    def _open_after_last(self, remedy: Remedy) -> None:
        if last := remedy.events.select_related("by").order_by("pk").last():
            step = REMEDIES.step(last.step).label
            self.open_after(last.pk, f"{last.by}已经办理了“{step}”，案件现在的状态是“{remedy.state.label}”")

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told besides the day and the person."""
        return {name: value for name, value in self.cleaned_data.items() if name != "on"}

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
        label="审理程序",
        choices=[("", "通知书没有写明"), *Procedure.choices],
        required=False,
        help_text="决定期限。复议没有写明的，按简易程序计算；诉讼没有写明的，以后补登。",
    )
    after = forms.ModelChoiceField(
        Remedy.objects.none(),
        label="此前的复议",
        required=False,
        empty_label="无",
        help_text="复议后起诉的选择。",
    )
    reply = forms.ModelChoiceField(
        Reply.objects.none(),
        label="被复议、起诉的答复",
        required=False,
        empty_label="最近一次答复",
        help_text="答复多次的选择；从未答复的不选。",
    )
    over_silence = forms.BooleanField(label="申请人认为逾期不答复", required=False)
    case_no = forms.CharField(label="案号", max_length=60)
    organ = forms.CharField(label="复议机关或者法院", max_length=100)
    applied_on = DayField(label="申请复议或者起诉日期", required=False, help_text="用来核对是否超过期限。")
    late_reason = forms.CharField(
        label="超过期限仍被受理的理由",
        required=False,
        max_length=300,
        help_text="超过法定期限才申请的，填写受理机关认定的正当理由。",
    )
    accepted_on = DayField(label="受理日期")
    notified_on = DayField(label="收到副本日期", help_text="答辩期限从这一天起算。")

    def __init__(self, *args: Any, case: DisclosureRequest, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        reviews = Remedy.objects.filter(request=case, kind=Kind.REVIEW, concluded_on__isnull=False)
        self.fields["after"].queryset = reviews  # type: ignore[attr-defined]
        self.fields["reply"].queryset = case.replies.issued()  # type: ignore[attr-defined]
        self.fields["organ"].initial = case.body.review_organ
        self.open_after_case(case)


class AnswerRemedyForm(RemedyStepForm):
    """That the body has answered."""

    answered_on = DayField(label="提交答辩日期")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))


class ExtendReviewForm(RemedyStepForm):
    """That the review organ takes longer."""

    notified_on = DayField(label="延期通知日期")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))


class ChangeProcedureForm(RemedyStepForm):
    """That it is heard by another procedure."""

    procedure = forms.ChoiceField(label="变更为", choices=Procedure.choices, initial=Procedure.ORDINARY)
    notified_on = DayField(label="收到通知日期")
    note = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="转为简易程序的，写明各方当事人同意的情况。",
    )


class SuspendForm(RemedyStepForm):
    """That the hearing rests, and why."""

    reason = forms.CharField(label="中止的理由", widget=forms.Textarea({"rows": 3}))
    suspended_on = DayField(label="中止审理日期")


class ResumeForm(RemedyStepForm):
    """That the hearing goes on."""

    resumed_on = DayField(label="恢复审理日期")
    note = forms.CharField(label="说明", required=False, widget=forms.Textarea({"rows": 3}))


class PaperForm(RemedyStepForm):
    """A document of the case."""

    kind = forms.ChoiceField(label="材料种类", choices=RemedyPaper.Kind.choices)
    paper_on = DayField(label="收到或者提交日期")
    file = UploadField(label="文件")


class LessonForm(RemedyStepForm):
    """What the office learned."""

    text = forms.CharField(
        label="教训",
        widget=forms.Textarea({"rows": 5}),
        help_text="错在哪里，今后同类申请怎样办理；全体办理人员可以在“败诉与纠错”中看到。",
    )


class ConcludeRemedyForm(RemedyStepForm):
    """How it ended, and whether the request must be handled anew."""

    outcome = forms.ChoiceField(
        label="结果",
        choices=[(column.value, RemedyOutcome(column).label) for column in Column],
        widget=forms.RadioSelect,
    )
    decision = forms.CharField(label="决定或者判决要点", required=False, widget=forms.Textarea({"rows": 4}))
    concluded_on = DayField(label="审结日期")
    decision_served_on = DayField(
        label="申请人收到复议决定日期", required=False, help_text="复议后起诉的15日从这一天起算；诉讼不填。"
    )
    received_on = DayField(
        label="本机关收到决定或者判决日期",
        required=False,
        help_text="责令重新处理的期限从这一天起算；不填的，从办理日期起算。",
    )
    redo = forms.BooleanField(label="责令重新处理申请", required=False)
    redo_days = forms.IntegerField(
        label="重新处理的工作日数",
        required=False,
        min_value=1,
        max_value=200,
        help_text="没有写明期限的留空，按答复期限计算。",
    )

    def ask_about(self, remedy: Remedy) -> None:
        """Name the results of each column; ask of the whole and of each part why it was corrected."""
        self.fields["outcome"].choices = [  # type: ignore[attr-defined]
            (column.value, f"{RemedyOutcome(column).label}：{'、'.join(_results(column, remedy))}")
            for column in Column
        ]
        words = {"lost_whole": f"{remedy.get_about_display()}整体"}
        words |= {f"lost_{n}": f"{part['where']}（{part['basis']}）" for n, part in enumerate(_parts(remedy))}
        choices = [("", "没有被纠正"), *LostPoint.Cause.choices]
        for name, label in words.items():
            self.fields[name] = forms.ChoiceField(label=f"被纠正：{label}", choices=choices, required=False)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])

    @property
    def facts(self) -> dict[str, Any]:
        """The facts with the points that were lost gathered in one list."""
        facts = {name: value for name, value in super().facts.items() if not name.startswith("lost_")}
        asked = [name for name in self.fields if name.startswith("lost_") and self.cleaned_data[name]]
        return {**facts, "lost": [self._lost(name) for name in asked]}

    def _lost(self, name: str) -> Lost:
        place = name.removeprefix("lost_")
        cause = LostPoint.Cause(self.cleaned_data[name])
        return Lost(cause, None if place == "whole" else int(place))


def _results(column: Column, remedy: Remedy) -> tuple[str, ...]:
    counted = results(column)
    return counted.review if remedy.is_review else counted.suit


def _parts(remedy: Remedy) -> list[dict[str, str]]:
    return remedy.reply.segments if remedy.reply else []


class YearFilter(forms.Form):
    """The year whose losses are shown; all years without one."""

    year = forms.IntegerField(label="审结年度", required=False, min_value=2008, max_value=2099)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk

    @property
    def period(self) -> tuple[date, date]:
        """The days of the year, or all days up to today."""
        if self.is_valid() and (year := self.cleaned_data["year"]):
            return date(year, 1, 1), date(year, 12, 31)
        return date(2008, 5, 1), self.desk.today


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
