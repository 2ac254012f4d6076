"""A request's information made a draft item, and the answer to a proposal."""

from typing import Any

from django import forms

from gongkai.casework.models import DisclosureRequest, RequestFile
from gongkai.office.desk import Desk
from gongkai.publishing.models import Column


class PromoteForm(forms.Form):
    """What the draft item begins with (条例第四十四条)."""

    title = forms.CharField(label="名称", max_length=200)
    column = forms.ModelChoiceField(Column.objects.none(), label="栏目")
    text = forms.CharField(
        label="正文",
        required=False,
        widget=forms.Textarea({"rows": 8}),
        help_text="一行一段；不写申请人的任何信息。拟稿后可以在信息发布中继续修改。",
    )
    attachments = forms.ModelMultipleChoiceField(
        RequestFile.objects.none(),
        label="随答复提供的文件",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="选中的作为附件；附件中有申请人信息的不能转。",
    )
    reason = forms.CharField(label="转为主动公开的理由", required=False, widget=forms.Textarea({"rows": 2}))

    def __init__(self, *args: Any, case: DisclosureRequest, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        supplied = case.files.released().filter(purpose=RequestFile.Purpose.SUPPLIED)
        self.fields["column"].queryset = Column.objects.of(desk.body).active()  # type: ignore[attr-defined]
        self.fields["attachments"].queryset = supplied  # type: ignore[attr-defined]
        self.fields["title"].initial = case.matter


class DeclineForm(forms.Form):
    """Why a proposal is not followed."""

    reason = forms.CharField(label="不予采纳的理由", widget=forms.Textarea({"rows": 4}))
