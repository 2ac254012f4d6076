"""The forms about the day of receipt: when it was, and how the applicant was looked for to confirm it."""

from django import forms

from gongkai.casework.models import ContactMeans, ContactResult
from gongkai.casework.receipt import day_that_counts
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.steps import StepForm
from gongkai.rules.receipt import DayThatCounts

FIELDS = {DayThatCounts.SIGNED: "signed_for_on", DayThatCounts.CONFIRMED: "confirmed_on"}


def late_reason_field() -> forms.CharField:
    """Return the field that asks why paper is entered late."""
    return forms.CharField(
        label="补录原因",
        required=False,
        max_length=500,
        help_text="收到之日过后才录入的，写明原因；与录入人一起保存在办理记录中。",
    )


class ReceiptForm(StepForm):
    """The day of receipt, by the rule of the channel (条例第三十一条)."""

    signed_for_on = DayField(label="签收日期", required=False)
    confirmed_on = DayField(label="与申请人确认的日期", required=False)
    late_reason = late_reason_field()

    def prepare(self) -> None:
        """Ask only for the day that this channel needs."""
        needed = FIELDS.get(day_that_counts(self.case.channel, self.case.submitted_on))
        for name in {*FIELDS.values()} - {needed}:
            del self.fields[name]
        if needed:
            self.fields[needed].required = True
            self.fields[needed].initial = self.desk.today


class ContactForm(StepForm):
    """One attempt to reach the applicant; `on` says when."""

    means = forms.ChoiceField(label="联系方式", choices=ContactMeans.choices)
    result = forms.ChoiceField(label="结果", choices=ContactResult.choices, widget=forms.RadioSelect)
    note = forms.CharField(
        label="说明",
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text="例如几时几分、谁接听、说了什么；不要写申请人的证件号码。",
    )

    def prepare(self) -> None:
        """Say what the day means here."""
        self.fields["on"].label = "联系日期"
