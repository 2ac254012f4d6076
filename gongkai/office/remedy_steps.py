"""Every step of a review or suit as a screen: its form, its action, what it says before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import roles_for
from gongkai.office.desk import Desk
from gongkai.office.forms import remedies as forms
from gongkai.office.privacy import sees_name
from gongkai.remedies import actions, guards
from gongkai.remedies.actions.filing import SKIPPED
from gongkai.remedies.models import Remedy, RemedyEvent
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
        )
    return found


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
