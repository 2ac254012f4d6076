"""The forms of the processing fee: what is charged, when the notice arrived, and its payment."""

from django import forms

from gongkai.casework.models import FeeNotice
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.steps import StepForm


class FeeForm(StepForm):
    """In which way a request is charged, and for how much (国办函〔2020〕109号)."""

    ladder = forms.ChoiceField(
        label="收费方式",
        choices=FeeNotice.Ladder.choices,
        widget=forms.RadioSelect,
        help_text="一件申请只能选一种。按件的，累计同一申请人当月的申请；按量的，按本件提供的页数。",
    )
    quantity = forms.IntegerField(
        label="件数或者页数", min_value=1, help_text="按件计收的，填写本申请的件数；按量计收的，填写页数。"
    )
    amount = forms.IntegerField(
        label="收费金额（元）",
        required=False,
        min_value=1,
        help_text="留空的，按标准计算；是否收费由本机关决定，可以少收，不能多收。",
    )

    def prepare(self) -> None:
        """Begin with this request as one item."""
        self.fields["ladder"].initial = FeeNotice.Ladder.BY_REQUEST
        self.fields["quantity"].initial = 1


class FeeServiceForm(StepForm):
    """When the notice reached the applicant; the period for payment counts from then."""

    served_on = DayField(label="送达日期")

    def prepare(self) -> None:
        """Begin with today."""
        self.fields["served_on"].initial = self.desk.today


class PaymentForm(StepForm):
    """When the fee was paid, and the receipt for it."""

    paid_on = DayField(label="缴费日期")
    receipt_no = forms.CharField(label="票据号码", max_length=40, help_text="开具的财政票据的号码。")

    def prepare(self) -> None:
        """Begin with today."""
        self.fields["paid_on"].initial = self.desk.today
