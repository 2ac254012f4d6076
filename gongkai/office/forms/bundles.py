"""The form by which a bundle is asked for."""

from django import forms

from gongkai.bundles.models import Audience


class BundleForm(forms.Form):
    """For whom, and whether the applicant is named."""

    audience = forms.ChoiceField(
        label="用途", choices=Audience.choices, widget=forms.RadioSelect, initial=Audience.ARCHIVE
    )
    masked = forms.BooleanField(
        label="隐去身份信息",
        required=False,
        help_text="姓名、证件、联系方式以“〔已隐去〕”代替；含有身份信息的扫描件不并入，在目录中列明。",
    )
