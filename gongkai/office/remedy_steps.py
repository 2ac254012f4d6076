"""Every step of a review or suit as a screen: its form, its action, what it says before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.casework.models import DisclosureRequest
from gongkai.casework.progress import roles_for
from gongkai.office.desk import Desk
from gongkai.office.forms import remedies as forms
from gongkai.remedies import actions
from gongkai.remedies.models import Remedy, RemedyEvent
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
        facts = {name: value for name, value in form.cleaned_data.items() if name != "on"}
        self.action(remedy, **facts, by=form.desk.user, on=form.cleaned_data["on"])


SCREENS = {
    "answer": RemedyScreen(
        actions.answer_remedy, forms.AnswerRemedyForm, "登记后，本案不再提示答辩期限。", "答辩已登记。"
    ),
    "conclude": RemedyScreen(
        actions.conclude_remedy,
        forms.ConcludeRemedyForm,
        "结果计入审结当年的年度报告。结果为“纠正”并责令重新处理的，申请重新办理，期限重新计算；"
        "本申请没有其他未审结案件的，恢复为“办结”。",
        "案件已审结。",
    ),
}


def options_for(remedy: Remedy, desk: Desk) -> list[Option]:
    """Return the steps of a remedy, the impossible ones with their reason."""
    roles = roles_for(remedy.request, desk.user, desk.today)
    return [Option(REMEDIES.step(code), REMEDIES.refusal(code, remedy.state, roles)) for code in SCREENS]


def may_file(case: DisclosureRequest, roles: frozenset[Role]) -> bool:
    """Whether these roles record reviews and suits about a request that was received."""
    return case.received_on is not None and not roles.isdisjoint(REMEDIES.step("file").roles)


def history_of(remedy: Remedy) -> list[tuple[str, RemedyEvent]]:
    """Return what happened to a remedy, newest first, each with the name of its step."""
    events = remedy.events.select_related("by").order_by("-pk")
    return [(REMEDIES.step(event.step).label, event) for event in events]
