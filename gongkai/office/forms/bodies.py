"""机关设置: the body itself, its units, leaders and reading places, and a year of the calendar."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model, model_to_dict

from gongkai.bodies.models import Body, Leader, ReadingPlace, Unit
from gongkai.bodies.numbering import NAMES, is_template
from gongkai.casework.models import CaseworkPolicy
from gongkai.common.upload_fields import TextUploadField
from gongkai.office.forms.numbering import PADDING, NumberTemplateField
from gongkai.rules.year_tables import MAX_BYTES, BadYear, YearTable, read_year

TEMPLATES = {
    "index_no_template": ("uscc", "code", "year", "serial"),
    "request_no_template": ("year", "serial"),
    "reply_no_template": ("prefix", "year", "serial"),
}
REVIEW_FIELDS = ("withholding_months", "promotion_applicants")
HANDLING_FIELDS = ("legal_review", "extension_notices", "reasons_pause", "split_counting", "entry_days")
POLICY_FIELDS = (*HANDLING_FIELDS, *REVIEW_FIELDS)
GROUPS = (
    ("名称", ("name", "short_name", "doc_no_prefix")),
    (
        "联系方式和职能",
        ("address", "postcode", "phone", "fax", "email", "office_hours", "functions"),
    ),
    ("门户", ("host", "site_id_code", "icp_no", "police_no")),
    ("监督和救济", ("competent_authority", "review_organ", "online_review", "court")),
    ("编号和办理规程", (*TEMPLATES, "correction_period_days", *HANDLING_FIELDS)),
    ("定期评估和转为主动公开", REVIEW_FIELDS),
)
BODY_FIELDS = tuple(name for _, names in GROUPS for name in names if name not in POLICY_FIELDS)
READABLE = ("utf-8-sig", "gb18030")


class SettingForm(forms.Form):
    """A form over fields of a model, which readers see without being able to change it."""

    def close(self) -> None:
        """Let nothing be changed."""
        for field in self.fields.values():
            field.disabled = True


class BodyForm(SettingForm):
    """What a body says of itself, and the few things it may choose."""

    def __init__(self, data: Any, *, body: Body, policy: CaseworkPolicy) -> None:
        first = model_to_dict(body, BODY_FIELDS) | model_to_dict(policy, POLICY_FIELDS)
        super().__init__(data, initial=first)
        self.fields |= fields_for_model(
            Body,
            BODY_FIELDS,
            widgets={"functions": forms.Textarea({"rows": 5})},
            field_classes=dict.fromkeys(TEMPLATES, NumberTemplateField),
        )
        self.fields |= fields_for_model(CaseworkPolicy, POLICY_FIELDS)
        for name, places in TEMPLATES.items():
            known = "、".join(f"{{{NAMES[place]}}}" for place in places)
            self.fields[name].help_text = f"可以使用：{known}；{PADDING}"

    def groups(self) -> list[tuple[str, list[forms.BoundField]]]:
        """Return the fields group by group."""
        return [(label, [self[name] for name in names]) for label, names in GROUPS]

    def clean(self) -> dict[str, Any]:
        """Try the numbering templates, so that no number fails when it is needed."""
        for name, places in TEMPLATES.items():
            if not is_template(self.cleaned_data.get(name, ""), places):
                self.add_error(name, "编号规则要有 {顺序号}（花括号只写一层），只能使用说明中列出的内容。")
        return self.cleaned_data

    def facts(self) -> dict[str, Any]:
        """Return what was filled in, by the field names of the body."""
        return {name: self.cleaned_data[name] for name in BODY_FIELDS}

    def policy(self) -> dict[str, Any]:
        """Return what the body chose about its requests."""
        return {name: self.cleaned_data[name] for name in POLICY_FIELDS}


class UnitForm(SettingForm):
    """A unit; its code is fixed once it is there."""

    def __init__(self, data: Any, *, body: Body, record: Unit | None) -> None:
        names = ["name", "is_disclosure_office", "functions", "phone", "order"]
        names = [*names, "is_active"] if record else ["name", "code", *names[1:]]
        super().__init__(data, initial=model_to_dict(record, names) if record else None)
        self.fields |= fields_for_model(Unit, names, widgets={"functions": forms.Textarea({"rows": 3})})


class LeaderForm(SettingForm):
    """A leader with the duties that are public and the units in charge."""

    def __init__(self, data: Any, *, body: Body, record: Leader | None) -> None:
        names = ["name", "title", "duties", "units", "order", *(["is_active"] if record else [])]
        super().__init__(data, initial=model_to_dict(record, names) if record else None)
        widgets: dict[str, Any] = {
            "duties": forms.Textarea({"rows": 4}),
            "units": forms.CheckboxSelectMultiple(),
        }
        self.fields |= fields_for_model(Leader, names, widgets=widgets)
        self.fields["units"].queryset = Unit.objects.filter(body=body, is_active=True)  # type: ignore[attr-defined]


class PlaceForm(SettingForm):
    """A place where anyone may read what is disclosed."""

    def __init__(self, data: Any, *, body: Body, record: ReadingPlace | None) -> None:
        names = ["kind", "name", "address", "hours", "phone"]
        super().__init__(data, initial=model_to_dict(record, names) if record else None)
        self.fields |= fields_for_model(ReadingPlace, names)


class YearForm(forms.Form):
    """The arrangement of a year, as announced."""

    file = TextUploadField(
        label="放假安排文件",
        help_text="CSV（表头“日期,名称,上班”）、JSON 或者 TOML，按国务院办公厅的通知填写。",
        accept=".csv,.json,.toml,.txt",
    )

    def clean_file(self) -> YearTable:
        """Read the arrangement."""
        file = self.cleaned_data["file"]
        if file.size > MAX_BYTES:
            raise forms.ValidationError(f"文件“{file.name}”太大，不像是一年的放假安排。")
        try:
            return read_year(_text(file.read()))
        except BadYear as error:
            raise forms.ValidationError(f"“{file.name}”没有导入：{error}。") from error


def _text(raw: bytes) -> str:
    for encoding in READABLE:
        try:
            return raw.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise BadYear("不是文本文件")
