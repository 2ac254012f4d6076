"""忘记密码: who asks for a link, and the second factor, whose wrong codes all processes count together."""

from allauth.mfa.base.forms import AuthenticateForm
from django import forms

from gongkai.office.tries import WRONG_CODES, TooManyTries, count_try, forget_try


class ForgottenForm(forms.Form):
    """The name of an account; whether there is one is not told."""

    username = forms.CharField(
        label="用户名",
        max_length=150,
        widget=forms.TextInput({"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"}),
    )


class CodeForm(AuthenticateForm):  # type: ignore[misc]  # allauth has no types
    """The code of the second factor."""

    def clean_code(self) -> str:
        """Refuse a wrong code, and any code after too many."""
        try:
            count_try(WRONG_CODES, str(self.user.pk))
        except TooManyTries as refusal:
            raise forms.ValidationError(str(refusal)) from refusal
        code: str = super().clean_code()
        forget_try(WRONG_CODES, str(self.user.pk))
        return code
