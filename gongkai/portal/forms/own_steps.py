"""What applicants do with their own request online: correct, prove a payment, withdraw, rate."""

from typing import Any

from django import forms

from gongkai.casework.models import Feedback
from gongkai.common.upload_fields import FilesField
from gongkai.common.uploads import DOCUMENTS
from gongkai.portal.forms.public import PublicForm

SCORES = [(score.value, score.label) for score in Feedback.Score]


class OwnForm(PublicForm):
    """What applicants say about their own request."""

    def facts(self) -> dict[str, Any]:
        """Return what the action takes."""
        return dict(self.cleaned_data)


class SentForm(OwnForm):
    """Words with papers."""

    def facts(self) -> dict[str, Any]:
        """Return words and files."""
        return {"text": self.cleaned_data["text"], "files": self.cleaned_data["papers"]}


class CorrectionForm(SentForm):
    """What the body asked for (条例第三十条)."""

    text = forms.CharField(
        label="补正内容",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="对照补正告知逐项写明。",
    )
    papers = FilesField(label="补正材料", kinds=DOCUMENTS, required=False)


class ReasonsForm(SentForm):
    """Why so much is asked (条例第三十五条)."""

    text = forms.CharField(
        label="申请的理由",
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text="写明为什么需要这些信息；理由合理的，本机关继续办理。",
    )
    papers = FilesField(label="证明材料", kinds=DOCUMENTS, required=False)


class PaymentForm(SentForm):
    """The proof of a payment."""

    papers = FilesField(label="缴费凭证", kinds=DOCUMENTS, required=True)
    text = forms.CharField(
        label="说明", required=False, max_length=400, help_text="例如缴款人、缴款日期、票据号码。"
    )


class WithdrawalForm(OwnForm):
    """A withdrawal; the law asks for no reason."""

    reason = forms.CharField(
        label="撤回的原因", required=False, max_length=400, help_text="法律不要求说明原因，可以不写。"
    )
    sure = forms.BooleanField(label="我已了解撤回的后果")

    def facts(self) -> dict[str, Any]:
        """Return the reason; nobody of the staff takes part."""
        return {"reason": self.cleaned_data["reason"], "by": None}


class FeedbackForm(OwnForm):
    """How content the applicant is."""

    score = forms.TypedChoiceField(
        label="您对这件申请的办理", choices=SCORES, coerce=int, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label="意见和建议",
        required=False,
        max_length=1000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text="请不要写身份证号码、银行账号等个人信息。",
    )
