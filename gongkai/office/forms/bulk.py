"""The file of a bulk registration."""

from django import forms


class ListForm(forms.Form):
    """One filled template."""

    file = forms.FileField(
        label="填好的模板", help_text="xlsx文件，最多500行。", widget=forms.FileInput({"accept": ".xlsx"})
    )
