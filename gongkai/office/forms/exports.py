"""What a list with who asked is needed for."""

from django import forms


class IdentityExportForm(forms.Form):
    """The reason, which stands in the head of the list and in the log of looks."""

    reason = forms.CharField(
        label="事由",
        max_length=150,
        widget=forms.Textarea({"rows": 3}),
        help_text="写明为什么需要申请人的身份信息、给谁用；事由写在表头和每一位申请人的查看记录中。",
    )
