"""Every step of a review or suit as a screen: its form, its action, what it says before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import roles_for
from gongkai.office.desk import Desk
from gongkai.office.forms import remedies as forms
from gongkai.office.requests.privacy import sees_name
from gongkai.remedies import actions, guards
from gongkai.remedies.actions.filing import SKIPPED
from gongkai.remedies.models import Kind, Remedy, RemedyEvent
from gongkai.remedies.periods import is_out_of_time
from gongkai.remedies.workflow import REMEDIES
from gongkai.rules.roles import Role
from gongkai.workflow import Option


@dataclass(frozen=True)
class RemedyScreen:
    """How one step is asked, foretold, taken and reported."""

    action: Callable[..., Any]
    form: type[forms.RemedyStepForm]
    effect: str
    done: str

    def take(self, remedy: Remedy, form: forms.RemedyStepForm) -> None:
        """
        Take the step with what the form says.

        :raises StepNotAllowed: wrong state or role
        :raises Refused: the action's own refusals
        """
        self.action(remedy, **form.facts, by=form.desk.user, on=form.cleaned_data["on"])


SCREENS = {
    "answer": RemedyScreen(
        actions.answer_remedy, forms.AnswerRemedyForm, "登记后，本案不再提示答辩期限。", "答辩已登记。"
    ),
    "extend_review": RemedyScreen(
        actions.extend_review, forms.ExtendReviewForm, "预计作出复议决定的日期延后30日。", "延长审理已登记。"
    ),
    "change_procedure": RemedyScreen(
        actions.change_procedure,
        forms.ChangeProcedureForm,
        "预计审结的日期按变更后的程序重新计算；复议还没有答复的，答复期限也重新计算。",
        "审理程序已变更。",
    ),
    "suspend": RemedyScreen(
        actions.suspend_remedy,
        forms.SuspendForm,
        "中止期间不计算期限，期限雷达不再提示本案，直到登记恢复审理或者审结。",
        "中止审理已登记。",
    ),
    "resume": RemedyScreen(
        actions.resume_remedy,
        forms.ResumeForm,
        "没有用完的期限从恢复审理之日起继续计算。",
        "恢复审理已登记。",
    ),
    "add_paper": RemedyScreen(
        actions.add_paper, forms.PaperForm, "文件只供应诉人员查看，随案卷一并归档。", "案件材料已添加。"
    ),
    "conclude": RemedyScreen(
        actions.conclude_remedy,
        forms.ConcludeRemedyForm,
        "结果计入审结当年的年度报告。结果为“纠正”并责令重新处理的，申请重新办理，期限重新计算；"
        "本申请没有其他未审结案件的，恢复为“办结”。",
        "案件已审结。",
    ),
    "note_lesson": RemedyScreen(
        actions.note_lesson, forms.LessonForm, "教训列入“败诉与纠错”；以前的教训保留。", "教训已登记。"
    ),
}


def options_for(remedy: Remedy, desk: Desk) -> list[Option]:
    """Return the steps of a remedy, the impossible ones with their reason."""
    return guards.options_for(remedy, roles_for(remedy.request, desk.user, desk.today))


def warnings_of(remedy: Remedy) -> list[str]:
    """Return what may be held against the review or suit itself."""
    found = [SKIPPED] if remedy.skips_review else []
    if is_out_of_time(remedy):
        found.append(
            "申请复议或者起诉已经超过法定期限（行政复议法第二十条，行政诉讼法第四十五条、第四十六条）。"
            f"受理机关认定的理由：{remedy.late_reason or '没有登记'}。"
        )
    if not remedy.concluded_on and _is_heard_elsewhere(remedy):
        found.append("本申请另有未审结的行政复议；复议已经受理的，复议期间不得起诉（行政复议法第二十九条）。")
    return found


def _is_heard_elsewhere(remedy: Remedy) -> bool:
    """Whether a review of the same thing is pending while it is sued over (行政复议法第二十九条)."""
    same = Remedy.objects.pending().filter(request=remedy.request, about=remedy.about, reply=remedy.reply)
    return not remedy.is_review and same.filter(kind=Kind.REVIEW).exists()


def may_read_papers(remedy: Remedy, desk: Desk) -> bool:
    """Whether the person reads the documents of the case, in which the applicant is named."""
    return sees_name(roles_for(remedy.request, desk.user, desk.today))


def may_file(case: DisclosureRequest, roles: frozenset[Role]) -> bool:
    """Whether these roles record reviews and suits about a request that was received."""
    return case.received_on is not None and not roles.isdisjoint(REMEDIES.step("file").roles)


def history_of(remedy: Remedy) -> list[tuple[str, RemedyEvent]]:
    """Return what happened to a remedy, newest first, each with the name of its step."""
    events = remedy.events.select_related("by").order_by("-pk")
    return [(REMEDIES.step(event.step).label, event) for event in events]
