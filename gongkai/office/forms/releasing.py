"""The form by which an answered request is released to everybody."""

from django import forms

from gongkai.office.forms.steps import StepForm


class ReleaseForm(StepForm):
    """What everybody will read; whoever fills it in has read it for names first."""

    title = forms.CharField(label="标题", max_length=200, help_text="公众看到的标题，不写申请人。")
    summary = forms.CharField(
        label="答复摘要",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="删去姓名、地址、证件、案号等能识别个人的内容；涉及第三方的，同样删去。",
    )
    sure = forms.BooleanField(label="已逐字核对，其中没有能够识别申请人和其他个人的内容")

    def prepare(self) -> None:
        """Begin with the words of request and reply."""
        reply = self.case.current_reply
        self.fields["title"].initial = self.case.matter
        self.fields["summary"].initial = reply.text if reply else ""

    @property
    def facts(self) -> dict[str, object]:
        """Return what the action takes."""
        return {name: self.cleaned_data[name] for name in ("title", "summary")}
