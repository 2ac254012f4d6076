"""The scale: the third party's interest and the public's (条例第十五条、第三十二条)."""

from typing import Any

from django import forms

from gongkai.casework.models.weighing import Weighing
from gongkai.casework.objections import objections_to_weigh
from gongkai.office.forms.steps import ConsultationForm


class WeighForm(ConsultationForm):
    """Both sides and what follows."""

    third_party_interest = forms.CharField(
        label="公开对第三方合法权益的损害",
        widget=forms.Textarea({"rows": 3}),
        help_text="是否属于商业秘密、个人隐私，第三方说明的理由，损害有多大。",
    )
    public_interest = forms.CharField(
        label="不公开对公共利益的影响",
        widget=forms.Textarea({"rows": 3}),
        help_text="涉及哪些公共利益，不公开是否会造成重大影响。",
    )
    conclusion = forms.ChoiceField(
        label="结论", choices=Weighing.Conclusion.choices, widget=forms.RadioSelect
    )

    def letters(self) -> Any:
        """Return the third parties that objected and were not weighed."""
        return objections_to_weigh(self.case)
