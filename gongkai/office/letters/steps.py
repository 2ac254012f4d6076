"""Every step of a letter as a screen: its form, the action behind it, what it will bring about."""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from gongkai.bodies.calendar import current_calendar
from gongkai.casework.askers import representative_of
from gongkai.design.words import cn_last
from gongkai.letters import actions
from gongkai.letters.actions.correcting import foretell_correction
from gongkai.letters.plans import facts_of
from gongkai.office.forms import letters as forms
from gongkai.office.letters.page import ShownLetter
from gongkai.office.requests.outcome_words import outcome_words


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
    "adopt": LetterScreen(
        actions.adopt_letter,
        forms.AdoptForm,
        ("文书在系统外制作、签名用印的，登记文号，上传原件；不再由系统排版，以后同样登记发出和送达。",),
        "系统外制作的文书已登记。",
    ),
    "attach_scan": LetterScreen(
        actions.attach_scan, forms.ScanForm, ("原件随案卷保存，不能移除。",), "盖章件已添加。"
    ),
    "dispatch": LetterScreen(
        actions.dispatch_letter,
        forms.DispatchForm,
        ("发出日期决定是否按期；登记有误的，只能写明理由更正。",),
        "已登记发出。",
    ),
    "serve": LetterScreen(
        actions.record_service,
        forms.ServeForm,
        ("送达日期是救济期限的起点；登记有误的，只能写明理由更正。",),
        "已登记送达。",
    ),
    "return": LetterScreen(
        actions.record_return,
        forms.ReturnForm,
        ("退回的文书可以另行发出；是否按期仍以第一次发出为准。",),
        "已登记退回。",
    ),
    "correct_dispatch": LetterScreen(
        actions.correct_dispatch,
        forms.CorrectDispatchForm,
        ("原来的登记和更正理由一并保存；由这次发出作出的答复，答复日期随之更正。",),
        "发出登记已更正。",
    ),
    "correct_service": LetterScreen(
        actions.correct_service,
        forms.CorrectServiceForm,
        ("原来的登记和更正理由一并保存；申请中的送达日期、救济期限随之更正。",),
        "送达登记已更正。",
    ),
    "correct_proof": LetterScreen(
        actions.correct_proof,
        forms.CorrectProofForm,
        ("换上的凭证代替原来的凭证；原来的凭证和理由一并保存。",),
        "凭证已更正。",
    ),
    "void": LetterScreen(
        actions.void_letter,
        forms.VoidForm,
        ("作废的文书保留备查，文号由重新制作的文书继续使用。",),
        "文书已作废。",
    ),
}


def effect_of(code: str, shown: ShownLetter) -> list[str]:
    """Return what a step of a letter will bring about, in sentences."""
    lines, reply = list(SCREENS[code].effect), shown.letter.reply
    if code == "dispatch":
        lines += _of_dispatch(shown)
    if code == "serve" and shown.kind.carries_reply and reply and reply.served_on is None:
        lines.append("同时登记答复的送达。")
    if code == "serve" and shown.kind.code == "fee_notice":
        lines.append("同时登记收费通知的送达，缴费期限自次日起算。")
    if code == "serve" and shown.kind.is_consultation:
        lines.append("同时登记对方收到日期，答复意见的期限自次日起算。")
    return lines


def foreseen_changes(form: forms.LetterStepForm, code: str) -> list[str]:
    """
    Return what a correction will change in the case, until exactly that was shown; of other steps nothing.

    :raises StepNotAllowed: as the correction
    :raises Refused: as the correction
    """
    if not isinstance(form, forms.CorrectingForm) or form.is_sure:
        return []
    desk = form.desk
    found = foretell_correction(form.letter, code, form.facts, by=desk.user, on=desk.today)
    form.ask_again()
    changes = [f"{name}：{change}" for name, change in found.items()] or ["申请的期限和日期没有变化。"]
    return ["请核对将要发生的变化，确认无误后再按一次按钮：", *changes]


def _of_dispatch(shown: ShownLetter) -> list[str]:
    """Return what the case gets by the dispatch, and by when it would be in time."""
    letter, reply, lines = shown.letter, shown.letter.reply, list[str]()
    if shown.takes:
        lines.append(f"同时办理“{shown.takes}”，以发出日期为办理日期。")
    elif shown.kind.carries_reply and reply and not reply.is_issued:
        outcome = outcome_words(reply.outcome, reply.flag)
        lines.append(f"同时以这一天作出答复，办理结果“{outcome}”计入年度报告。")
    if letter.due_on and not letter.is_sent:
        lines.append(f"应当不晚于{cn_last(letter.due_on, current_calendar())}发出。")
    return lines


def recipient_of(shown: ShownLetter) -> str:
    """Return to whom a letter goes; the address of an applicant is looked up beside it."""
    asked, case, facts = shown.letter.consultation, shown.seen.case, facts_of(shown.letter)
    named = (asked.party, asked.contact) if asked else (facts.get("party"), facts.get("contact"))
    if shown.kind.to != "applicant" and named[0]:
        return "，".join(part for part in named if part)
    return representative_of(case).name if shown.kind.to == "applicant" else ""
