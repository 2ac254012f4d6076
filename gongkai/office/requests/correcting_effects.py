"""What a correcting entry will change and move, and which reports it no longer agrees with."""

from datetime import date

from gongkai.bodies.errors import Refused
from gongkai.casework.corrected import Moved, moved_by
from gongkai.casework.entries import Entry, entries_of
from gongkai.casework.models import DisclosureRequest
from gongkai.design.words import cn_date, due_words
from gongkai.office.forms.steps import StepForm
from gongkai.office.requests.effects import Effect
from gongkai.reports.models import AnnualReport

COUNTED = ("received_on", "issued_on", "applicant_kind", "outcome_flag")
IN_TIME = {True: "逾期", False: "按期"}


def correct(form: StepForm) -> Effect:
    """Foretell the old and the new value, the days that move, and the reports that are frozen."""
    found = entries_of(form.case).get(form.given("entry") or "")
    if found is None:
        return Effect(["选择登记有误的事项，填写正确的内容。"])
    typed = form.given("value") or ""
    try:
        new = found.read(typed.isoformat() if isinstance(typed, date) else typed)
        if new == found.value:
            return Effect(["填写正确的内容以后，这里说明更正会改变什么。"])
        moved = moved_by(form.case, found.code, new, form.given("on") or form.desk.today)
    except Refused as refusal:
        return Effect([str(refusal)])
    return Effect(
        [
            f"“{found.label}”由{found.shown(found.value)}更正为{found.shown(new)}；原值保存在办理记录中。",
            *_moves(moved),
            *_warnings(form.case, found, new),
        ]
    )


def _moves(moved: Moved) -> list[str]:
    lines = []
    if moved.due_on != moved.due_before:
        before, after = (cn_date(moved.due_before), due_words(moved))
        lines.append(f"答复期限由{before or '停止计算'}改为{after or '停止计算'}。")
    else:
        lines.append("答复期限不变。")
    if moved.late != moved.late_before:
        lines.append(f"是否按期答复由{IN_TIME[moved.late_before]}改为{IN_TIME[moved.late]}。")
    return lines


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
