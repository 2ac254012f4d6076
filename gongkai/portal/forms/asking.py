"""The form of a request (条例第二十九条); it checks shape, actions check law."""

from typing import Any
from uuid import uuid4

from django import forms
from django.core.exceptions import ValidationError
from django.core.files import File
from stdnum.cn import ric
from stdnum.exceptions import ValidationError as NumberError

from gongkai.bodies.models.body import check_uscc
from gongkai.casework.facts import ApplicantFacts, CoApplicantFacts
from gongkai.casework.models import Assistance, Delivery, IdType, RequestFile, SupplyForm
from gongkai.common.upload_fields import FilesField
from gongkai.common.uploads import DOCUMENTS, PAPERS
from gongkai.design.together import AskedTogether
from gongkai.portal.forms.public import PublicForm
from gongkai.portal.proof import new_sum
from gongkai.rules.applicants import ApplicantKind

PERSON = ApplicantKind.NATURAL_PERSON
KINDS = [(each.value, each.label) for each in ApplicantKind]
PERSON_IDS = [(value, label) for value, label in IdType.choices if value != IdType.USCC]
SUPPLY = [each for each in SupplyForm.choices if each[0] != SupplyForm.DISC]
# Which field a way of delivery needs.
ADDRESS_OF = {Delivery.MAIL.value: "address", Delivery.EMAIL.value: "email"}
FILES = {
    "identity": RequestFile.Purpose.IDENTITY,
    "agency": RequestFile.Purpose.AGENCY,
    "attachment": RequestFile.Purpose.ATTACHMENT,
}


class AskForm(AskedTogether, PublicForm):
    """A request as an applicant files it online."""

    kind = forms.ChoiceField(
        label="申请人类别", choices=KINDS, widget=forms.RadioSelect, initial=PERSON.value
    )
    name = forms.CharField(label="姓名或者名称", max_length=100, help_text="与证件一致；查询进度时要用。")
    id_type = forms.ChoiceField(label="证件类型", choices=PERSON_IDS, required=False)
    id_number = forms.CharField(label="证件号码", max_length=40, required=False)
    org_code = forms.CharField(label="统一社会信用代码", max_length=18, required=False)
    legal_representative = forms.CharField(label="法定代表人", max_length=40, required=False)
    contact_name = forms.CharField(label="联系人", max_length=40, required=False)
    identity = FilesField(label="身份证明扫描件或者照片", kinds=PAPERS, required=False)
    agent_name = forms.CharField(
        label="代理人姓名", max_length=40, required=False, help_text="由他人代为申请的，写代理人。"
    )
    agency = FilesField(label="授权委托书", kinds=PAPERS, required=False)

    phone = forms.CharField(label="联系电话", max_length=40, required=False)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = forms.CharField(label="通信地址", max_length=200, required=False)
    postcode = forms.RegexField(
        r"^\d{6}$", label="邮政编码", required=False, error_messages={"invalid": "邮政编码是6位数字。"}
    )

    matter = forms.CharField(
        label="政府信息的名称",
        max_length=200,
        help_text="例如：2025年度失业保险基金收支情况。一件申请只写一项信息。",
    )
    doc_ref = forms.CharField(
        label="文号", max_length=200, required=False, help_text="知道的话写上，能更快找到。"
    )
    description = forms.CharField(
        label="便于查询的其他特征",
        required=False,
        max_length=4000,
        widget=forms.Textarea(attrs={"rows": 5}),
        help_text="制作时间、制作机关、涉及的事项等。",
    )
    attachment = FilesField(label="补充材料", kinds=DOCUMENTS, required=False)

    assistance = forms.MultipleChoiceField(
        label="需要的帮助",
        choices=Assistance.choices,
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text="阅读、视听有困难的，可以选择（条例第四十三条）。",
    )
    proposes_release = forms.BooleanField(
        label="建议本机关把这项信息主动公开（条例第四十四条）", required=False
    )

    supply_form = forms.ChoiceField(
        label="提供信息的方式", choices=SUPPLY, widget=forms.RadioSelect, initial=SupplyForm.ELECTRONIC.value
    )
    delivery = forms.ChoiceField(
        label="获取信息的途径",
        choices=Delivery.choices,
        widget=forms.RadioSelect,
        initial=Delivery.ONLINE.value,
    )

    key = forms.UUIDField(label="本页的编号", widget=forms.HiddenInput)
    proof = forms.CharField(widget=forms.HiddenInput, required=False, max_length=1000)
    website = forms.CharField(  # seen by robots alone
        required=False, widget=forms.TextInput(attrs={"tabindex": "-1", "autocomplete": "off"})
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["key"].initial = uuid4
        self.fields["proof"].widget.attrs["data-sum"] = new_sum()

    def clean_website(self) -> str:
        """Refuse whoever fills in what nobody sees."""
        if self.cleaned_data["website"]:
            raise ValidationError("提交没有成功，请不要使用自动填写的工具。")
        return ""

    def clean(self) -> dict[str, Any]:
        """Check what depends on who asks and by which way the information shall come."""
        data = self.cleaned_data
        self._check_identity(data)
        if not any(data.get(name) for name in ("phone", "email", "address")) and not self._any_error(
            "phone", "email"
        ):
            self.add_error("phone", "联系电话、电子邮箱、通信地址至少填一项（条例第二十九条）。")
        self._check_way(data)
        if data.get("agency") and not data.get("agent_name"):
            self.add_error("agent_name", "附了授权委托书，请写明代理人姓名。")
        return data

    def _check_identity(self, data: dict[str, Any]) -> None:
        """Ask for the number that proves who asks (条例第二十九条第一项)."""
        if data.get("kind") == PERSON:
            number = data["id_number"] = data.get("id_number", "").replace(" ", "").upper()
            if not number:
                self.add_error("id_number", "请填写证件号码，作为身份证明（条例第二十九条）。")
            elif data.get("id_type") == IdType.ID_CARD and not _is_id_card(number):
                self.add_error("id_number", "居民身份证号码应为18位，且校验位正确，请核对。")
        elif data.get("kind"):
            code = data["org_code"] = data.get("org_code", "").replace(" ", "").upper()
            try:
                check_uscc(code)
            except ValidationError as wrong:
                self.add_error("org_code", wrong)

    def _check_way(self, data: dict[str, Any]) -> None:
        """Ask for the address that the chosen way needs."""
        needed = ADDRESS_OF.get(data.get("delivery", ""))
        if needed and not data.get(needed) and not self._any_error(needed):
            self.add_error(needed, f"选择了“{Delivery(data['delivery']).label}”，请填写这一项。")

    def _any_error(self, *names: str) -> bool:
        return any(name in self.errors for name in names)

    def applicant(self) -> ApplicantFacts:
        """Return who asks; what was written for the other sort of applicant is left out."""
        data = self.cleaned_data
        common = ("name", "phone", "email", "address", "postcode", "agent_name")
        own = (
            ("id_type", "id_number")
            if data["kind"] == PERSON
            else ("org_code", "legal_representative", "contact_name")
        )
        return ApplicantFacts(
            kind=ApplicantKind(data["kind"]), **{name: data[name] for name in (*common, *own)}
        )

    def co_applicants(self) -> list[CoApplicantFacts]:
        """Return who asks together with the applicant."""
        return [CoApplicantFacts(**row) for row in self.named_people()]

    def papers(self) -> list[tuple[RequestFile.Purpose, File[bytes]]]:
        """Return the files that were sent along, with what they are for."""
        return [(purpose, file) for name, purpose in FILES.items() for file in self.cleaned_data[name]]


def _is_id_card(number: str) -> bool:
    try:
        ric.validate(number)
    except NumberError:
        return False
    return len(number) == 18
