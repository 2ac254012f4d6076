"""Every step of a normative document as a screen: its form, its action, what it says before and after."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from gongkai.documents import actions, guards
from gongkai.documents.models import NormativeDocument
from gongkai.documents.reach import roles_over
from gongkai.office.desk import Desk
from gongkai.office.forms import documents as forms
from gongkai.workflow import Option


@dataclass(frozen=True)
class DocumentScreen:
    """How one step is asked, foretold, taken and reported."""

    action: Callable[..., Any]
    form: type[forms.DocumentStepForm]
    effect: str
    done: str

    def take(self, document: NormativeDocument, form: forms.DocumentStepForm) -> None:
        """
        Take the step with what the form says.

        :raises StepNotAllowed: wrong state or role
        :raises Refused: the action's own refusals
        """
        self.action(document, **form.facts, by=form.desk.user, on=form.cleaned_data["on"])


RETURNED = "文件回到起草，由起草科室修改后重新办理。"
SCREENS = {
    "revise": DocumentScreen(
        actions.revise, forms.ReviseForm, "改动前后的内容都留在办理记录中。", "登记内容已修改。"
    ),
    "solicit": DocumentScreen(
        actions.solicit_opinions,
        forms.SolicitForm,
        "到截止日为止不能进入下一步；截止以后登记意见采纳情况。",
        "征求意见已登记。",
    ),
    "note_feedback": DocumentScreen(
        actions.note_feedback,
        forms.FeedbackForm,
        "文件回到起草，可以送合法性审核。采纳情况应当向社会反馈。",
        "意见采纳情况已登记。",
    ),
    "send_to_legal": DocumentScreen(
        actions.send_to_legal,
        forms.LegalForm,
        "交法制审核员审核；审核期间不能修改登记以外的内容。",
        "已送合法性审核。",
    ),
    "pass_legal": DocumentScreen(
        actions.review_legality, forms.OpinionForm, "进入集体审议。", "合法性审核意见已登记。"
    ),
    "return_legal": DocumentScreen(
        actions.return_from_legal, forms.OpinionForm, RETURNED, "已退回起草科室。"
    ),
    "pass_deliberation": DocumentScreen(
        partial(actions.deliberate, passed=True), forms.MeetingForm, "由机关负责人签发。", "审议结果已登记。"
    ),
    "return_deliberation": DocumentScreen(
        partial(actions.deliberate, passed=False), forms.MeetingForm, RETURNED, "已退回起草科室。"
    ),
    "sign": DocumentScreen(actions.sign_document, forms.SignForm, "签发之日为成文日期。", "文件已签发。"),
    "return_signature": DocumentScreen(
        actions.return_from_signature, forms.ReturnForm, RETURNED, "已退回起草科室。"
    ),
    "register": DocumentScreen(
        actions.register_document,
        forms.RegisterForm,
        "登记编号以后才能公布；有效期届满自动失效。",
        "文件已登记编号。",
    ),
    "prepare_item": DocumentScreen(
        actions.prepare_item,
        forms.PrepareItemForm,
        "名称、文号、日期填入信息，正文在信息的页面录入并送审。",
        "公布的信息已拟好，请录入正文后送审。",
    ),
    "add_interpretation": DocumentScreen(
        actions.add_interpretation,
        forms.InterpretationStepForm,
        "文件和解读的公开页面互相链接。",
        "解读已添加。",
    ),
    "excuse_interpretation": DocumentScreen(
        actions.excuse_interpretation,
        forms.ReasonForm,
        "文件可以先公布；解读应当在公布后的期限内发布，逾期的列入期限雷达。",
        "延后解读已批准。",
    ),
    "file": DocumentScreen(actions.file_document, forms.FilingForm, "期限雷达不再提示备案。", "备案已登记。"),
    "renew": DocumentScreen(
        actions.renew_document, forms.RenewForm, "公开页面写明延续后的有效期。", "有效期已延续。"
    ),
    "let_lapse": DocumentScreen(
        actions.let_lapse, forms.LetLapseForm, "到期自动失效，不再提醒。", "评估结论已登记。"
    ),
    "amend": DocumentScreen(
        actions.amend_document,
        forms.AmendForm,
        "公开页面的有效性改为“已修改”，两件文件互相链接。",
        "修改已登记。",
    ),
    "repeal": DocumentScreen(
        actions.repeal_document,
        forms.RepealForm,
        "公开页面的有效性改为“废止”，两件文件互相链接；日期未到的，到期自动废止。",
        "废止已登记。",
    ),
    "lapse": DocumentScreen(
        actions.lapse_document, forms.LapseForm, "公开页面的有效性改为“失效”。", "失效已登记。"
    ),
    "cancel": DocumentScreen(
        actions.cancel_document, forms.ReasonForm, "文件不再办理，记录保留。", "已登记为不再制定。"
    ),
    "add_paper": DocumentScreen(actions.add_paper, forms.PaperForm, "材料不对外公开。", "材料已添加。"),
}


def options_for(document: NormativeDocument, desk: Desk) -> list[Option]:
    """Return the steps that have a screen, the impossible ones with their reason."""
    roles = roles_over(desk.user, document, desk.today)
    found = guards.options_for(document, roles, by=desk.user, on=desk.today)
    return [option for option in found if option.step.code in SCREENS]
