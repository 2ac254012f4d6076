"""Every step of a letter as a screen: its form, the action behind it, what it will bring about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.casework.askers import representative_of
from gongkai.letters import actions
from gongkai.office.forms import letters as forms
from gongkai.office.letter_page import ShownLetter


@dataclass(frozen=True)
class LetterScreen:
    """How one step is asked, foretold, taken and reported."""

    action: Callable[..., Any]
    form: type[forms.LetterStepForm]
    effect: tuple[str, ...]
    done: str

    def take(self, form: forms.LetterStepForm) -> None:
        """
        Take the step with what the form says.

        :raises StepNotAllowed: wrong state or role
        :raises Refused: the action's own refusals
        """
        self.action(form.letter, **form.facts, by=form.desk.user, on=form.on)


SCREENS = {
    "sign": LetterScreen(
        actions.sign_letter,
        forms.SignForm,
        ("编排文号，正文不再改动；打印、用印以后添加盖章件，再登记发出。",),
        "文书已定稿。",
    ),
    "attach_scan": LetterScreen(
        actions.attach_scan, forms.ScanForm, ("原件随案卷保存，不能移除。",), "盖章件已添加。"
    ),
    "dispatch": LetterScreen(
        actions.dispatch_letter,
        forms.DispatchForm,
        ("发出日期决定是否按期，登记以后不能改动。",),
        "已登记发出。",
    ),
    "serve": LetterScreen(
        actions.record_service,
        forms.ServeForm,
        ("送达日期是救济期限的起点，登记以后不能改动。",),
        "已登记送达。",
    ),
    "return": LetterScreen(
        actions.record_return,
        forms.ReturnForm,
        ("退回的文书可以另行发出；是否按期仍以第一次发出为准。",),
        "已登记退回。",
    ),
    "void": LetterScreen(
        actions.void_letter,
        forms.VoidForm,
        ("作废的文书保留备查，文号由重新制作的文书继续使用。",),
        "文书已作废。",
    ),
}
OF_A_REPLY = {
    "dispatch": "同时以这一天作出答复，办理结果计入年度报告。",
    "serve": "同时登记答复的送达。",
}


def effect_of(code: str, shown: ShownLetter) -> list[str]:
    """Return what a step of a letter will bring about, in sentences."""
    lines = list(SCREENS[code].effect)
    reply = shown.letter.reply
    if code in OF_A_REPLY and shown.kind.carries_reply and reply:
        is_done = reply.is_issued if code == "dispatch" else reply.served_on is not None
        lines += [] if is_done else [OF_A_REPLY[code]]
    if code == "serve" and shown.kind.code == "fee_notice":
        lines.append("同时登记收费通知的送达，缴费期限自次日起算。")
    if code == "serve" and shown.kind.is_consultation:
        lines.append("同时登记对方收到日期，答复意见的期限自次日起算。")
    return lines


def recipient_of(shown: ShownLetter) -> str:
    """Return to whom a letter goes; the address of an applicant is looked up beside it."""
    asked, case = shown.letter.consultation, shown.seen.case
    if asked and shown.kind.to != "applicant":
        return "，".join(part for part in (asked.party, asked.contact) if part)
    return representative_of(case).name if shown.kind.to == "applicant" else ""
