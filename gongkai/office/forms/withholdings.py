"""The periodic look at what is withheld: the decision, its reason, and the next day."""

from typing import Any

from django import forms

from gongkai.casework.actions.withholding import next_review
from gongkai.casework.models import Withholding, WithholdingReview
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField

TABS = (("due", "到期应评估"), ("open", "全部不予公开"), ("disclosed", "已改为公开"))


class WithholdingReviewForm(forms.Form):
    """Whether information stays withheld (条例第十八条)."""

    decision = forms.ChoiceField(
        label="评估结论", choices=WithholdingReview.Decision.choices, widget=forms.RadioSelect
    )
    reason = forms.CharField(
        label="理由",
        widget=forms.Textarea({"rows": 4}),
        help_text="写明不予公开的情形是否仍然存在，或者发生了什么变化。",
    )
    next_review_on = DayField(label="下次评估日期", required=False, help_text="继续不予公开的填写。")

    def __init__(self, *args: Any, withheld: Withholding, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["next_review_on"].initial = next_review(withheld.request.body, desk.today)
