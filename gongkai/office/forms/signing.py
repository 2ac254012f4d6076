"""One opinion on a reply: passed or returned, tied to what was read."""

from django import forms

RETURN = "return"


class SigningForm(forms.Form):
    """The opinion; which button was pressed says what becomes of the reply."""

    opinion = forms.CharField(
        label="意见",
        required=False,
        max_length=500,
        widget=forms.Textarea({"rows": 2, "placeholder": "同意的可以不填；退回的写明要改什么"}),
    )
    seen = forms.CharField(widget=forms.HiddenInput, max_length=64)
    act = forms.ChoiceField(choices=[("pass", "通过"), (RETURN, "退回")], widget=forms.HiddenInput)

    @property
    def is_return(self) -> bool:
        """Whether it goes back to the handler."""
        return bool(self.cleaned_data.get("act") == RETURN)
