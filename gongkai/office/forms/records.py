"""信息更正: what is asked, and how it was decided (条例第四十一条)."""

from typing import Any

from django import forms

from gongkai.casework import actions
from gongkai.casework.models import IdType
from gongkai.common.upload_fields import UploadField
from gongkai.common.uploads import DOCUMENTS, welcome
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField

PERSON = ("name", "id_type", "id_number", "phone", "email", "address")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def _evidence_field(*, required: bool) -> UploadField:
    return UploadField(
        label="证据材料",
        required=required,
        help_text=f"可以上传：{welcome(DOCUMENTS)}。还有别的，受理后逐个补充。",
    )


class FileRecordForm(forms.Form):
    """Who asks, which record, what is wrong with it, and what proves it."""

    name = forms.CharField(label="姓名或者名称", max_length=100)
    id_type = forms.ChoiceField(label="证件类型", choices=[("", "未提供"), *IdType.choices], required=False)
    id_number = forms.CharField(label="证件号码", max_length=40, required=False)
    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    record = forms.CharField(
        label="要求更正的信息", max_length=200, help_text="记录的名称，例如“个人参保缴费记录”。"
    )
    wrong = forms.CharField(label="记录不准确之处", widget=_lines(3))
    right = forms.CharField(label="应当更正为", widget=_lines(3))
    evidence = forms.CharField(label="证据", widget=_lines(3), help_text="逐项写明证据材料和它证明的内容。")
    file = _evidence_field(required=False)
    received_on = DayField(label="收到日期")

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["received_on"].initial = desk.today

    @property
    def record_facts(self) -> dict[str, Any]:
        """What the action takes."""
        facts = dict(self.cleaned_data)
        return {"person": {name: facts.pop(name) for name in PERSON}, **facts}


class EvidenceForm(forms.Form):
    """One more document that proves the record wrong."""

    file = _evidence_field(required=True)


class DecideForm(forms.Form):
    """What was found and done."""

    decision = forms.CharField(label="核查和处理的情况、理由", widget=_lines(5))


class ElsewhereForm(DecideForm):
    """Which organ may correct the record."""

    other_body = forms.CharField(label="有权处理的机关", max_length=100)
    other_body_contact = forms.CharField(label="该机关联系方式", max_length=200, required=False)


class TellForm(forms.Form):
    """How the applicant was told."""

    note = forms.CharField(label="告知方式", widget=_lines(2), help_text="写明何时、以何种方式告知。")


# step: form, action, what is said when it is done
RECORD_STEPS: dict[str, tuple[type[forms.Form], Any, str]] = {
    "add_evidence": (EvidenceForm, actions.add_record_evidence, "证据材料已添加。"),
    "correct": (DecideForm, actions.correct_record, "已登记予以更正，请告知申请人。"),
    "transfer": (ElsewhereForm, actions.transfer_record, "已登记转送，请告知申请人。"),
    "refer": (ElsewhereForm, actions.refer_record, "已登记，请告知申请人向有关机关提出。"),
    "refuse": (DecideForm, actions.refuse_record, "已登记不予更正，请告知申请人。"),
    "tell": (TellForm, actions.tell_record, "已登记告知。"),
}
