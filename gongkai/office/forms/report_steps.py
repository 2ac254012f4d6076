"""年度报告: the form of each step of a report, and what the step will do."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django import forms

from gongkai.bodies.models import User
from gongkai.reports import actions
from gongkai.reports.models import AnnualReport


class StepForm(forms.Form):
    """A step that asks nothing."""


class CorrectionForm(forms.Form):
    """Why a report that stands still is published anew."""

    reason = forms.CharField(
        label="更正原因",
        max_length=300,
        help_text="随新的一版公布，公众可以看到。",
        widget=forms.Textarea({"rows": 3}),
    )


@dataclass(frozen=True)
class StepScreen:
    """How a step looks: its form, the action behind it, what it will do and what is said when it is done."""

    form: type[forms.Form]
    act: Callable[..., AnnualReport]
    effect: str
    done: str

    def take(self, report: AnnualReport, form: forms.Form, *, by: User, on: date) -> AnnualReport:
        """Take the step with what was filled in; a correction returns the new edition."""
        facts: dict[str, Any] = form.cleaned_data
        return self.act(report, **facts, by=by, on=on)


SCREENS = {
    "refill": StepScreen(
        StepForm,
        actions.refill,
        "按现在的登记重新统计并留存，编制记录写明哪些格有变动；人工更正的格保持更正后的数字。",
        "已重新取数。",
    ),
    "freeze": StepScreen(
        StepForm,
        actions.freeze_report,
        "数字和文字从此不再变动，每个数字背后的记录清单随报告封存，并计算摘要值。定稿后需要改动的，更正再版。",
        "已定稿。",
    ),
    "submit": StepScreen(
        StepForm,
        actions.submit_report,
        "生成一条“政府信息公开年报”信息，附 PDF，送科室负责人审核和保密审查。",
        "已送审。",
    ),
    "publish": StepScreen(
        StepForm,
        actions.publish_report,
        "报告立即在门户公布，编制索引号；如是更正后的新版，旧版同时撤下并说明原因。",
        "已公布。",
    ),
    "correct": StepScreen(
        CorrectionForm,
        actions.correct_report,
        "另起新的一版重新编制，人工更正和正文照抄过来；现在这一版在新版公布以前保持不变。",
        "已建立新的一版，请改正后重新定稿、送审、公布。",
    ),
}
