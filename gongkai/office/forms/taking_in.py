"""A request that came on paper, by fax or e-mail, typed in by the registrar (条例第二十九条)."""

from datetime import date
from typing import Any
from uuid import uuid4

from django import forms

from gongkai.casework.facts import ApplicantFacts
from gongkai.casework.models import Channel, Delivery, IdType, SupplyForm
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.receipts import late_reason_field
from gongkai.rules.applicants import ApplicantKind

# What the day of receipt is, for the person who must choose the channel (条例第三十一条).
RULES = {
    Channel.COUNTER: "当面提交的，提交之日为收到申请之日。",
    Channel.SIGNED_MAIL: "以邮寄方式提交并签收的，签收之日为收到申请之日。",
    Channel.ORDINARY_MAIL: "以平常信函等无需签收的方式邮寄的，收到当日与申请人确认，确认之日为收到申请之日。",
    Channel.FAX: "以传真提交的，双方确认之日为收到申请之日。",
    Channel.EMAIL: "以电子邮件提交的，双方确认之日为收到申请之日。",
}
APPLICANT_FIELDS = (
    "kind",
    "name",
    "id_type",
    "id_number",
    "org_code",
    "legal_representative",
    "contact_name",
    "phone",
    "email",
    "address",
    "postcode",
    "agent_name",
    "agent_id_number",
    "agent_phone",
)
FOR_PERSONS, FOR_ORGANISATIONS = (
    ("id_type", "id_number"),
    ("org_code", "legal_representative", "contact_name"),
)


class PaperRequestForm(forms.Form):
    """Who asks, for what, and how the request came in."""

    channel = forms.ChoiceField(
        label="申请方式",
        choices=[(each.value, each.label) for each in RULES],
        initial=Channel.COUNTER,
        widget=forms.RadioSelect,
    )
    submitted_on = DayField(label="提交日期", help_text="来信以邮戳日期为准；可以填写以前的日期。")
    receipt_on = DayField(
        label="签收或者确认日期",
        required=False,
        help_text="当面提交的、尚未与申请人确认的不填。",
    )
    late_reason = late_reason_field()
    filled_by_staff = forms.BooleanField(label="申请人书写确有困难，由工作人员代为填写", required=False)

    kind = forms.ChoiceField(
        label="申请人类别",
        choices=[(each.value, each.label) for each in ApplicantKind],
        widget=forms.RadioSelect,
    )
    name = forms.CharField(label="姓名或者名称", max_length=100)
    id_type = forms.ChoiceField(label="证件类型", required=False, choices=[("", "未提供"), *IdType.choices])
    id_number = forms.CharField(label="证件号码", required=False, max_length=40)
    org_code = forms.CharField(label="统一社会信用代码", required=False, max_length=18)
    legal_representative = forms.CharField(label="法定代表人", required=False, max_length=40)
    contact_name = forms.CharField(label="联系人", required=False, max_length=40)
    phone = forms.CharField(label="联系电话", required=False, max_length=40)
    email = forms.EmailField(label="电子邮箱", required=False)
    address = forms.CharField(label="通信地址", required=False, max_length=200)
    postcode = forms.CharField(label="邮政编码", required=False, max_length=6)
    agent_name = forms.CharField(label="代理人", required=False, max_length=40)
    agent_id_number = forms.CharField(label="代理人证件号码", required=False, max_length=40)
    agent_phone = forms.CharField(label="代理人联系电话", required=False, max_length=40)

    matter = forms.CharField(label="所需政府信息的名称", max_length=200)
    description = forms.CharField(label="特征描述", required=False, widget=forms.Textarea({"rows": 4}))
    doc_ref = forms.CharField(label="文号等检索特征", required=False, max_length=200)
    supply_form = forms.ChoiceField(label="提供方式", choices=SupplyForm.choices)
    delivery = forms.ChoiceField(label="获取途径", choices=Delivery.choices)
    key = forms.CharField(widget=forms.HiddenInput, max_length=64)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["submitted_on"].initial = today
        self.fields["key"].initial = uuid4().hex

    @property
    def rules(self) -> list[tuple[str, str]]:
        """The channels with the rule for the day of receipt."""
        return [(each.label, rule) for each, rule in RULES.items()]

    def request_facts(self) -> dict[str, Any]:
        """Return what the action takes, the applicant's facts apart."""
        data = {name: value for name, value in self.cleaned_data.items() if name not in APPLICANT_FIELDS}
        key, _receipt, _late = data.pop("key"), data.pop("receipt_on"), data.pop("late_reason")
        kind = ApplicantKind(self.cleaned_data["kind"])
        unasked = FOR_ORGANISATIONS if kind.is_person else FOR_PERSONS
        given = {name: self.cleaned_data[name] for name in APPLICANT_FIELDS if name not in (*unasked, "kind")}
        return {**data, "idempotency_key": key, "applicant": ApplicantFacts(kind=kind, **given)}

    @property
    def receipt_days(self) -> dict[str, date] | None:
        """The day that fixes the receipt, as the action wants it; None when it is not known yet."""
        channel, day = self.cleaned_data["channel"], self.cleaned_data["receipt_on"]
        if channel == Channel.COUNTER:
            return {}
        if day is None:
            return None
        return {"signed_for_on" if channel == Channel.SIGNED_MAIL else "confirmed_on": day}
