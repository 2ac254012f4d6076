"""What a correcting entry will change, and which reports it no longer agrees with."""

from datetime import date

from gongkai.bodies.errors import Refused
from gongkai.casework.entries import Entry, entries_of
from gongkai.casework.models import DisclosureRequest
from gongkai.office.effects import Effect
from gongkai.office.forms.steps import StepForm
from gongkai.reports.models import AnnualReport

COUNTED = ("received_on", "issued_on", "applicant_kind", "outcome_flag")


def correct(form: StepForm) -> Effect:
    """Foretell the old and the new value, and warn of reports that are frozen."""
    found = entries_of(form.case).get(form.given("entry") or "")
    if found is None:
        return Effect(["选择登记有误的事项，填写正确的内容。"])
    choices = [f"可以填写：{'、'.join(found.choices.values())}。"] if found.choices else []
    try:
        new = found.read(form.given("value") or "")
    except Refused as refusal:
        return Effect([*choices, str(refusal)])
    return Effect(
        [
            f"“{found.label}”由{found.shown(found.value)}更正为{found.shown(new)}；原值保存在办理记录中。",
            *choices,
            *(["答复期限由系统按更正后的日期重新计算。"] if found.is_day else []),
            *_warnings(form.case, found, new),
        ]
    )


def _warnings(case: DisclosureRequest, found: Entry, new: str) -> list[str]:
    if found.code not in COUNTED:
        return []
    days = [day for day in (case.received_on, case.concluded_on) if day]
    days += [date.fromisoformat(new)] if found.is_day else []
    years = {day.year for day in days}
    frozen = AnnualReport.objects.filter(body=case.body, year__in=years, frozen_on__isnull=False)
    names = "、".join(f"{year}年" for year in sorted(set(frozen.values_list("year", flat=True))))
    if not names:
        return []
    return [f"{names}的年度报告已经定稿，更正后统计数据与已定稿的报告不一致，请在下一年度报告中说明。"]
