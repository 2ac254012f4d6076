"""Every step of a case as a screen: its form, the action behind it, what it says before and after."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from typing import Any

from gongkai.casework import actions
from gongkai.casework.guards import unissued_reply
from gongkai.casework.models import Consultation, DisclosureRequest, Stage
from gongkai.office.forms import (
    correcting,
    explaining,
    fees,
    joining,
    receipts,
    releasing,
    restricting,
    splitting,
    together,
)
from gongkai.office.forms import steps as forms
from gongkai.office.forms.weighing import WeighForm
from gongkai.office.requests import (
    correcting_effects,
    effects,
    explaining_effects,
    fee_effects,
    splitting_effects,
)
from gongkai.office.requests.effects import Foretell, say

Facts = dict[str, Any]


def _case(case: DisclosureRequest, _facts: Facts) -> Any:
    return case


def _letter(_case: DisclosureRequest, facts: Facts) -> Any:
    return facts.pop("consultation")


def _draft(case: DisclosureRequest, _facts: Facts) -> Any:
    return unissued_reply(case)


def _issued(case: DisclosureRequest, _facts: Facts) -> Any:
    return case.replies.issued().order_by("pk").last()


@dataclass(frozen=True)
class StepScreen:
    """How one step is asked, foretold, taken and reported; `about` gives the action its object."""

    code: str
    action: Callable[..., Any]
    form: type[forms.StepForm]
    foretell: Foretell
    done: str
    about: Callable[[DisclosureRequest, Facts], Any] = _case

    def take(self, form: forms.StepForm) -> None:
        """
        Take the step with what the form says.

        :raises StepNotAllowed: wrong state or role
        :raises Refused: the action's own refusals
        """
        facts = form.facts
        about = self.about(form.case, facts)
        self.action(about, **facts, by=form.desk.user, on=form.cleaned_data["on"])


class ThirdPartyForm(forms.ConsultForm):
    """A letter to a third party."""

    kind = Consultation.Kind.THIRD_PARTY


class PeerForm(forms.ConsultForm):
    """A letter to another organ."""

    kind = Consultation.Kind.PEER


class NoQuestionForm(forms.StepForm):
    """A step that needs nothing but its day."""


def _approve(code: str, stage: Stage) -> StepScreen:
    action = partial(actions.approve_reply, stage=stage)
    return StepScreen(code, action, forms.ReviewForm, effects.approve, "审核意见已登记。", _draft)


# fmt: off
_ALL = (
    StepScreen("log_contact", actions.log_contact, receipts.ContactForm,
               say("登记一次联系，只增加不修改；收到申请之日不变。", "联系上并确认的，接着办理“确认收到并登记”。"), "已登记联系情况。"),
    StepScreen("mark_unreachable", actions.mark_unreachable, forms.UnreachableForm,
               say("申请转为“待联系”；联系上以后确认收到日期，期限才开始计算。"), "已登记联系不上。"),
    StepScreen("register", actions.register_request, receipts.ReceiptForm, effects.register, "申请已登记，期限开始计算。"),
    StepScreen("confirm_receipt", actions.register_request, receipts.ReceiptForm, effects.register, "收到日期已确认，期限开始计算。"),
    StepScreen("ask_to_correct", actions.ask_to_correct, forms.CorrectionNoticeForm, effects.ask_to_correct, "已告知补正，期限停止计算。"),
    StepScreen("accept_correction", actions.accept_correction, forms.CorrectionForm, effects.accept_correction, "补正已登记，期限重新计算。"),
    StepScreen("lapse_correction", actions.lapse_correction, forms.NoteForm,
               say("申请终止办理，办理结果为“申请人无正当理由逾期不补正”，计入年度报告。"), "申请已终止办理。"),
    StepScreen("request_reasons", actions.request_reasons, explaining.ReasonsNoticeForm, explaining_effects.ask, "已要求申请人说明理由。"),
    StepScreen("record_reasons", actions.record_reasons, explaining.ReasonsForm, explaining_effects.record, "申请人的说明已登记。"),
    StepScreen("judge_reasons", actions.judge_reasons, explaining.FindingForm, explaining_effects.judge, "认定意见已登记。"),
    StepScreen("set_delay", actions.set_delay, explaining.DelayForm, explaining_effects.delay, "延迟答复的期限已确定，请告知申请人。"),
    StepScreen("assign", actions.assign_unit, forms.AssignForm, say("申请转到承办科室，答复期限不变；改派的，原承办科室不再看到本申请。"), "已转交承办。"),
    StepScreen("set_unit_date", actions.set_unit_date, together.UnitDateForm, say("科室的期限列在雷达和列表里，提醒承办科室；法定答复期限不变。"), "科室办理期限已登记。"),
    StepScreen("hand_over", actions.hand_over, together.HandOverForm, say("申请改由接手的经办人办理；承办科室、状态和答复期限不变。"), "已移交。"),
    StepScreen("transfer_petition", actions.transfer_petition, forms.PetitionForm,
               say("办理结果为“信访举报投诉类申请”，计入年度报告；送达以后办结。"), "已告知不作为申请处理。"),
    StepScreen("split", actions.split_request, splitting.SplitForm, splitting_effects.split, "申请已按事项拆分，各件分别办理。"),
    StepScreen("consult_third_party", actions.consult_third_party, ThirdPartyForm, effects.consult, "征求意见书已登记，期限停止计算。"),
    StepScreen("consult_peer", actions.consult_peer, PeerForm, effects.consult, "征求意见函已登记，期限停止计算。"),
    StepScreen("record_delivery", actions.record_delivery, forms.DeliveryForm, effects.record_delivery, "对方收到日期已登记。", _letter),
    StepScreen("record_opinion", actions.record_opinion, forms.OpinionForm, effects.record_opinion, "意见已登记。", _letter),
    StepScreen("weigh_interests", actions.weigh_interests, WeighForm,
               say("结论为予以公开的，才能拟写予以公开的答复；答复制发后书面告知第三方公开的内容和理由（条例第三十二条）。"), "权衡已登记。", _letter),
    StepScreen("expire_consultation", actions.expire_consultation, forms.ExpiryForm,
               say("第三方逾期未提出意见的，由本机关决定是否公开（条例第三十二条）；其他机关逾期未答复的，视为同意公开（第三十四条）。"), "已登记期满未提出意见。", _letter),
    StepScreen("notify_fee", actions.notify_fee, fees.FeeForm, fee_effects.notify, "收费通知已登记，期限停止计算。"),
    StepScreen("record_fee_service", actions.record_fee_service, fees.FeeServiceForm, fee_effects.serve, "收费通知的送达已登记。"),
    StepScreen("record_payment", actions.record_payment, fees.PaymentForm, fee_effects.pay, "缴费已登记。"),
    StepScreen("lapse_payment", actions.lapse_payment, forms.NoteForm,
               say("申请终止办理，办理结果为“申请人逾期未按收费通知要求缴纳费用”，计入年度报告。"), "申请已终止办理。"),
    StepScreen("request_extension", actions.request_extension, forms.ExtensionWishForm, effects.request_extension, "延期申请已提出，等待审批。"),
    StepScreen("decline_extension", actions.decline_extension, forms.DeclineForm, say("延期申请不予批准，答复期限不变，意见告知经办人。"), "已登记不同意延期。"),
    StepScreen("extend", actions.extend_deadline, forms.ExtendForm, effects.extend, "答复期限已延长，请告知申请人。"),
    _approve("approve_unit", Stage.UNIT),
    _approve("approve_secrecy", Stage.SECRECY),
    _approve("approve_legal", Stage.LEGAL),
    _approve("approve_leader", Stage.LEADER),
    StepScreen("return_reply", actions.return_reply, forms.ReturnForm, say("答复退回经办人修改；已经通过的审核须重新进行，答复期限照常计算。"), "答复已退回修改。", _draft),
    StepScreen("record_service", actions.record_service, forms.ServiceForm, say("登记后可以办结本申请。"), "送达已登记。", _issued),
    StepScreen("tell_third_party", actions.tell_third_party, forms.TellForm, say("登记已书面告知第三方公开的政府信息内容和理由（条例第三十二条）。"), "已登记告知第三方。", _letter),
    StepScreen("withdraw", actions.withdraw_request, forms.WithdrawForm, say("申请终止办理；已经确定收到日期的，计入年度报告“其他处理”。"), "已登记申请人撤回。"),
    StepScreen("close", actions.close_request, NoQuestionForm, say("申请办结，转入归档。"), "申请已办结。"),
    StepScreen("release_answer", actions.release_answer, releasing.ReleaseForm,
               say("标题和摘要立即在门户“现成的答复”中公开，人人可以查到；申请人是谁、申请编号都不公开。", "公开后可以随时撤下。"), "答复已公开。"),
    StepScreen("withdraw_answer", actions.withdraw_answer, forms.NoteForm, say("公开的答复立即从门户撤下；本案的答复不受影响。"), "公开的答复已撤下。"),
    StepScreen("archive", actions.archive_request, forms.ArchiveForm, effects.archive, "申请已归档。"),
    StepScreen("correct_entry", actions.correct_entry, correcting.CorrectEntryForm, correcting_effects.correct, "登记已更正。"),
    StepScreen("join_applicant", actions.join_applicant, joining.JoinForm,
               say("仍是一件申请，按首位申请人的类别统计；以后的文书列明全体申请人，这位也可以凭姓名和查询码查询进度。"), "共同申请人已补登。"),
    StepScreen("restrict", actions.restrict_request, restricting.RestrictForm,
               say("列表、检索、导出、案卷和文书都只对选上的人员和公开工作机构负责人显示；办理期限和统计不变。"), "已限定查看人员。"),
    StepScreen("lift_restriction", actions.lift_restriction, restricting.LiftForm,
               say("恢复为按岗位查看；限定期间的记录保留在办理记录中。"), "已取消限定查看。"),
    StepScreen("redo", actions.redo_request, forms.RedoForm, effects.redo, "申请重新处理，期限重新计算。"),
)
# fmt: on
SCREENS = {screen.code: screen for screen in _ALL}
