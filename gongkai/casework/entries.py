"""可以更正的登记事项: what was entered about a request, how it reads, and what it may be."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date

from django.db import models

from gongkai.casework.askers import co_applicants_of
from gongkai.casework.errors import EntryNotCorrectable
from gongkai.casework.models import (
    Channel,
    Consultation,
    Delivery,
    DisclosureRequest,
    Reply,
    SupplyForm,
)
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import Outcome

YES_NO = {"yes": "是", "no": "否"}
PRIVATE = (
    ("name", "姓名或者名称"),
    ("id_number", "证件号码"),
    ("phone", "联系电话"),
    ("address", "通信地址"),
)


@dataclass(frozen=True, kw_only=True)
class Entry:
    """
    One thing that was entered: a field of a record, and the event whose date the clock reads, if any.

    `choices` are codes with their labels; without them the value is a day when `is_day`, else free text. What
    is private is shown nowhere and kept in no event; its record is replaced by another row, and stays. Where
    the label names somebody, events keep `plain_label`. `counts_in` says where the value counts.
    """

    code: str
    label: str
    record: models.Model
    name: str
    is_day: bool = False
    is_private: bool = False
    choices: Mapping[str, str] = field(default_factory=dict)
    step: str = ""
    key: str = ""
    plain_label: str = ""
    may_be_empty: bool = False
    counts_in: str = ""

    @property
    def value(self) -> str:
        """The value as events keep it."""
        found = getattr(self.record, self.name)
        if isinstance(found, bool):
            return "yes" if found else "no"
        return found.isoformat() if isinstance(found, date) else str(found or "")

    def shown(self, value: str) -> str:
        """Return a value in words."""
        if self.is_private:
            return "（已填写，不显示）" if value else "（空）"
        if self.is_day and value:
            day = date.fromisoformat(value)
            return f"{day.year}年{day.month}月{day.day}日"
        return self.choices.get(value, value) or "（空）"

    def read(self, typed: str) -> str:
        """
        Return the value that was typed: a day, one of the choices by code or label, or text.

        :raises EntryNotCorrectable: it is none of what the entry may be
        """
        typed = typed.strip()
        if self.is_day:
            return _day(typed, self.label)
        if not self.choices:
            if not typed and not self.may_be_empty:
                raise EntryNotCorrectable(f"“{self.label}”不能为空。")
            return typed
        codes = {label: code for code, label in self.choices.items()}
        code = codes.get(typed, typed)
        if code not in self.choices:
            raise EntryNotCorrectable(f"“{self.label}”只能是：{'、'.join(self.choices.values())}。")
        return code

    def write(self, value: str) -> None:
        """Set the field; the caller saves the record."""
        new: object = value
        if self.is_day:
            new = date.fromisoformat(value)
        elif self.choices == YES_NO:
            new = value == "yes"
        setattr(self.record, self.name, new)


def entries_of(case: DisclosureRequest) -> dict[str, Entry]:
    """Return what can be corrected of a request now, by code, in the order of the case page."""
    found = [
        *(*_of_request(case), *_of_people(case)),
        *(*_of_steps(case), *_of_letters(case), *_of_reply(case)),
    ]
    return {entry.code: entry for entry in found if entry.value or not entry.is_day}


def _of_request(case: DisclosureRequest) -> list[Entry]:
    kinds = {kind.value: kind.label for kind in ApplicantKind}
    at_once = case.channel == Channel.COUNTER and case.received_on  # handed in: one day for both
    days = [] if at_once else [("submitted_on", "提交日期")]
    return [
        _chosen(case, "channel", "申请方式", dict(Channel.choices), "收到申请之日怎样确定（条例第三十一条）"),
        *(_day_of(case, code, label, "") for code, label in days),
        _day_of(case, "received_on", "收到申请之日", "答复期限，年度报告收到的件数"),
        Entry(
            code="applicant_kind",
            label="申请人类别",
            record=case.applicant,
            name="kind",
            choices=kinds,
            counts_in="年度报告申请人情况各栏",
        ),
        _chosen(case, "filled_by_staff", "工作人员代为填写", YES_NO),
        Entry(code="matter", label="所需政府信息的名称", record=case, name="matter"),
        Entry(code="description", label="特征描述", record=case, name="description", may_be_empty=True),
        Entry(code="doc_ref", label="文号等检索特征", record=case, name="doc_ref", may_be_empty=True),
        _chosen(case, "supply_form", "提供方式", dict(SupplyForm.choices), "信息处理费怎样计收"),
        _chosen(case, "delivery", "获取途径", dict(Delivery.choices)),
    ]


def _of_people(case: DisclosureRequest) -> list[Entry]:
    """List what was entered about those who ask together with the first applicant."""
    found = []
    for place, each in enumerate(co_applicants_of(case), start=1):
        whose, start = f"共同申请人{place}", f"co_applicant_{each.pk}"
        found += [
            Entry(
                code=f"{start}_{name}",
                label=f"{whose}的{label}",
                record=each,
                name=name,
                is_private=True,
                may_be_empty=name != "name",
            )
            for name, label in PRIVATE
        ]
        flag = "is_representative"
        found.append(
            Entry(code=f"{start}_{flag}", label=f"{whose}是代表人", record=each, name=flag, choices=YES_NO)
        )
    return found


def _of_steps(case: DisclosureRequest) -> list[Entry]:
    """List the days that other steps entered and that the clock reads."""
    rows: list[tuple[str, str, str, str]] = [
        ("correction", "accept_correction", "received_on", "收到补正日期"),
        ("fee_notice", "record_payment", "paid_on", "缴费日期"),
        ("abuse_review", "record_reasons", "received_on", "收到理由说明日期"),
    ]
    return [
        Entry(
            code=f"{record}_{name}",
            label=label,
            record=found,
            name=name,
            is_day=True,
            step=step,
            key=name,
            counts_in="答复期限",
        )
        for record, step, name, label in rows
        if (found := getattr(case, record, None))
    ]


def _of_letters(case: DisclosureRequest) -> list[Entry]:
    rows = (
        ("delivered_on", "record_delivery", "收到函件日期"),
        ("answered_on", "record_opinion", "意见收到日期"),
    )
    return [
        Entry(
            code=f"letter_{letter.pk}_{name}",
            label=f"{letter.party}的{label}",
            plain_label=f"{letter.get_kind_display()}的{label}",
            record=letter,
            name=name,
            is_day=True,
            step=step,
            key=name,
            counts_in="征求意见的期限，答复期限",
        )
        for letter in Consultation.objects.filter(request=case)
        for name, step, label in rows
    ]


def _of_reply(case: DisclosureRequest) -> list[Entry]:
    reply = Reply.objects.issued().filter(request=case).order_by("pk").last()
    if reply is None:
        return []
    details = {code: detail.label for code, detail in Outcome(reply.outcome).details.items()}
    first = Reply.objects.issued().filter(request=case).count() == 1
    counts_in = "年度报告办理结果各行"
    flags = [_chosen(case, "outcome_flag", "办理结果细分", details, counts_in)] if details and first else []
    return [
        _day_of(reply, "issued_on", "答复制发日期", "是否按期答复，年度报告办结的年度"),
        _day_of(reply, "served_on", "答复送达日期", "申请复议、起诉的期限"),
        Entry(
            code="service_method",
            label="送达方式",
            record=reply,
            name="service_method",
            choices=dict(Delivery.choices),
        ),
        *flags,
    ]


def _chosen(
    case: DisclosureRequest, code: str, label: str, choices: Mapping[str, str], counts_in: str = ""
) -> Entry:
    return Entry(code=code, label=label, record=case, name=code, choices=choices, counts_in=counts_in)


def _day_of(record: models.Model, name: str, label: str, counts_in: str) -> Entry:
    return Entry(code=name, label=label, record=record, name=name, is_day=True, counts_in=counts_in)


def _day(typed: str, label: str) -> str:
    plain = typed.replace("年", "-").replace("月", "-").rstrip("日")
    try:
        year, month, day = (int(part) for part in plain.split("-"))
        return date(year, month, day).isoformat()
    except ValueError:
        raise EntryNotCorrectable(f"“{label}”应当是一个日期，例如2026-03-05。") from None
