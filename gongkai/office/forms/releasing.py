"""The form by which an answered request is released to everybody."""

from django import forms

from gongkai.casework.models import RequestFile
from gongkai.office.forms.steps import StepForm


class SuppliedFiles(forms.ModelMultipleChoiceField[RequestFile]):
    """Files that went out with the reply, by their names."""

    def label_from_instance(self, file: RequestFile) -> str:
        """Return the name under which it was supplied."""
        return file.name


class ReleaseForm(StepForm):
    """What everybody will read; whoever fills it in has read it for names first."""

    title = forms.CharField(label="标题", max_length=200, help_text="公众看到的标题，不写申请人。")
    summary = forms.CharField(
        label="答复摘要",
        widget=forms.Textarea(attrs={"rows": 8}),
        help_text="删去姓名、地址、证件、案号等能识别个人的内容；涉及第三方的，同样删去。",
    )
    supplied = SuppliedFiles(
        label="一并公开的文件",
        queryset=RequestFile.objects.none(),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="随答复提供的文件，公开前自动检查个人信息和密级标志；扫描件和图片中的文字查不出来，须逐页核对。",
    )
    sure = forms.BooleanField(label="已逐字核对，其中没有能够识别申请人和其他个人的内容")

    def prepare(self) -> None:
        """Begin with the words of request and reply."""
        reply = self.case.current_reply
        self.fields["title"].initial = self.case.matter
        self.fields["summary"].initial = reply.text if reply else ""
        supplied = self.case.files.released().filter(purpose=RequestFile.Purpose.SUPPLIED, purged_on=None)
        field = self.fields["supplied"]
        assert isinstance(field, SuppliedFiles)  # noqa: S101 — declared above
        field.queryset = supplied
        if not supplied.exists():
            del self.fields["supplied"]

    @property
    def facts(self) -> dict[str, object]:
        """Return what the action takes."""
        words = {name: self.cleaned_data[name] for name in ("title", "summary")}
        return {**words, "files": self.cleaned_data.get("supplied", ())}
