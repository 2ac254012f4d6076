"""The one file that a visitor wants to have checked."""

from django import forms

from gongkai.proofing.fields import ReportField


class CheckForm(forms.Form):
    """The file."""

    file = ReportField()
