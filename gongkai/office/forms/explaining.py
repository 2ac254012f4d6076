"""The forms about too many requests: question, answer, finding and delay (条例第三十五条)."""

from django import forms

from gongkai.bodies.calendar import current_calendar
from gongkai.casework.abuse import PERIOD_RULE
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.steps import StepForm
from gongkai.rules import deadlines


class ReasonsNoticeForm(StepForm):
    """What shows that somebody asks too much or too often, and until when to explain."""

    grounds = forms.CharField(
        label="认为数量、频次明显超过合理范围的事实",
        widget=forms.Textarea({"rows": 5}),
        help_text="写明申请的件数、频次和内容；近12个月的件数由系统统计，一并写入告知书。",
    )
    until_on = DayField(label="说明理由期限", help_text="合理期限，条例没有规定，可以改动。")

    def prepare(self) -> None:
        """Begin with the period of the rule."""
        due = deadlines.due(PERIOD_RULE, self.desk.today, current_calendar())
        self.fields["until_on"].initial = due.due_on


class ReasonsForm(StepForm):
    """What the applicant explained."""

    text = forms.CharField(label="申请人说明的理由", widget=forms.Textarea({"rows": 5}))
    received_on = DayField(label="收到说明日期")

    def prepare(self) -> None:
        """Begin with what was sent online, and its day."""
        sent = list(self.case.events.filter(step="send_reasons"))
        self.fields["text"].initial = "\n\n".join(event.note for event in sent)
        self.fields["received_on"].initial = sent[0].on if sent else self.desk.today


class FindingForm(StepForm):
    """Whether the reasons are reasonable, and why."""

    reasonable = forms.TypedChoiceField(
        label="认定",
        choices=[("yes", "理由合理，继续办理"), ("no", "理由不合理，或者逾期未说明")],
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    finding = forms.CharField(
        label="认定意见", widget=forms.Textarea({"rows": 4}), help_text="写明依据的事实。"
    )


class DelayForm(StepForm):
    """Until when a reply can reasonably be expected, and why not earlier."""

    delayed_to = DayField(label="延迟答复到", help_text="应当是现在的期限以后的工作日。")
    reason = forms.CharField(
        label="不能在规定期限内答复的原因",
        widget=forms.Textarea({"rows": 4}),
        help_text="将书面告知申请人。",
    )
