"""月度结账: why a closed month changes."""

from django import forms


class CorrectionForm(forms.Form):
    """The reason for which the differences of a closed month are recorded."""

    reason = forms.CharField(label="更正原因", max_length=300, widget=forms.Textarea({"rows": 2}))
