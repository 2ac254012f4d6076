"""The forms of the steps of a case: they ask for what the action needs; the action judges it."""

from datetime import date
from typing import Any

from django import forms

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Assignment, Unit, User
from gongkai.casework.askers import missing_authority
from gongkai.casework.correction import is_notice_late, last_day_for_notice
from gongkai.casework.extension import extension_rule, most_days, open_wish
from gongkai.casework.filing import missing_of, papers_of
from gongkai.casework.guards import unissued_reply, untold_parties
from gongkai.casework.models import Consultation, Delivery, DisclosureRequest
from gongkai.design.words import cn_date
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.stale import StaleForm
from gongkai.rules import deadlines
from gongkai.rules.roles import Role


def _lines(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class StepForm(StaleForm):
    """What every step asks: the day on which it was done, today unless it is entered afterwards."""

    on = DayField(label="办理日期", help_text="默认为今天；事后补记的，填写实际办理的日期。")

    def __init__(self, *args: Any, case: DisclosureRequest, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.case, self.desk = case, desk
        self.fields["on"].initial = desk.today
        self.last = self.open_after_case(case)
        self.order_fields([*(name for name in self.fields if name != "on"), "on"])
        self.prepare()

    def prepare(self) -> None:
        """Set choices and first values that depend on the case."""

    def leave_day_to_letter(self) -> None:
        """Ask for no day: the step is taken on the day on which its letter goes out."""
        self.fields["on"].disabled = True
        self.fields["on"].widget = forms.HiddenInput()

    def clean_on(self) -> date:
        """Refuse a day to come, and one before what happened last."""
        on: date = self.cleaned_data["on"]
        if on > self.desk.today:
            raise forms.ValidationError("办理日期不能晚于今天。")
        if self.last and on < self.last.on:
            raise forms.ValidationError(f"办理日期不能早于上一步的日期（{cn_date(self.last.on)}）。")
        return on

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given besides the day."""
        return {name: value for name, value in self.cleaned_data.items() if name != "on"}

    def given(self, name: str) -> Any:
        """Return what a field says now: what was typed if it makes sense, else what it begins with."""
        if not self.is_bound:
            return self.get_initial_for_field(self.fields[name], name)
        self.is_valid()
        return self.cleaned_data.get(name)


class NoteForm(StepForm):
    """A step that may be explained."""

    note = forms.CharField(label="说明", required=False, widget=_lines(3))


class UnreachableForm(StepForm):
    """How it was tried to reach the applicant."""

    note = forms.CharField(
        label="联系情况", widget=_lines(3), help_text="写明何时、用什么方式联系，结果如何。"
    )


class CorrectionNoticeForm(StepForm):
    """What must be corrected, and until when (条例第三十条)."""

    items = forms.CharField(
        label="需要补正的事项",
        widget=_lines(6),
        help_text="只能告知一次，请一次写全：缺什么、怎样补、不补的后果。",
    )
    until_on = DayField(label="补正期限", help_text="合理期限，由本机关规定默认的工作日数，可以改动。")
    late_reason = forms.CharField(label="逾期告知的理由", required=False, widget=_lines(3), max_length=500)

    def prepare(self) -> None:
        """Begin with the body's period and an agent's missing authority; ask why when it is late."""
        if is_notice_late(self.case, self.desk.today):
            last = cn_date(last_day_for_notice(self.case))
            why = (
                f"应当在{last}以前告知（条例第三十条），已经超过。写明为什么仍须告知补正；理由记入办理记录。"
            )
            self.fields["late_reason"].help_text = why
        else:
            del self.fields["late_reason"]
        self.fields["items"].initial = missing_authority(self.case)
        days = self.case.body.correction_period_days
        rule = "request_correction_period"
        self.fields["until_on"].initial = deadlines.due(
            rule, self.desk.today, current_calendar(), value=days
        ).due_on


class CorrectionForm(StepForm):
    """What the applicant sent in (条例第三十条)."""

    text = forms.CharField(label="补正内容", widget=_lines(5))
    received_on = DayField(label="收到补正日期", help_text="答复期限从这一天起重新计算。")
    matter = forms.CharField(
        label="补正后的信息名称", required=False, max_length=200, help_text="没有变化的留空。"
    )
    description = forms.CharField(
        label="补正后的特征描述", required=False, widget=_lines(3), help_text="没有变化的留空。"
    )

    def prepare(self) -> None:
        """Begin with today, and with what the applicant sent online."""
        self.fields["received_on"].initial = self.desk.today
        sent = self.case.events.filter(step="send_correction").values_list("note", flat=True)
        self.fields["text"].initial = "\n".join(sent)


class AssignForm(StepForm):
    """Who handles the request (条例第四十五条)."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="承办科室", empty_label="请选择")
    handler = forms.ModelChoiceField(
        User.objects.none(),
        label="经办人",
        required=False,
        empty_label="由科室确定",
        help_text="只能选该科室的经办人。",
    )
    note = forms.CharField(label="交办意见", required=False, widget=_lines(3))

    def prepare(self) -> None:
        """Offer the units of the body and whoever handles requests in one of them."""
        unit, handler = self.fields["unit"], self.fields["handler"]
        unit.queryset = Unit.objects.filter(body=self.case.body, is_active=True)  # type: ignore[attr-defined]
        unit.initial, handler.initial = self.case.handling_unit_id, self.case.handler_id
        held = Assignment.objects.held(self.desk.today).filter(unit__body=self.case.body, role=Role.HANDLER)
        units: dict[int, list[str]] = {}
        for each in held.select_related("unit").order_by("unit__order", "unit__pk"):
            units.setdefault(each.user_id, []).append(each.unit.name)
        handler.queryset = User.objects.filter(pk__in=units)  # type: ignore[attr-defined]
        handler.label_from_instance = lambda user: f"{user}（{_several(units[user.pk])}）"  # type: ignore[attr-defined]
        if self.case.is_restricted:
            handler.help_text = (
                "本申请限定查看：公开工作机构负责人转交的，经办人同时列入可以查看的人员；"
                "其他人只能转交给已经列入的人员。"
            )


def _several(units: list[str]) -> str:
    """Name the units that a person handles requests of; of many, the first three."""
    more = f"等{len(units)}个科室" if len(units) > 3 else ""
    return "、".join(units[:3]) + more


class PetitionForm(StepForm):
    """Why this is no request, and where the applicant may turn (条例第三十九条第一款)."""

    reasons = forms.CharField(label="不作为申请处理的理由", widget=_lines())
    advice = forms.CharField(
        label="告知申请人的途径", widget=_lines(), help_text="例如信访、投诉举报的受理机构和联系方式。"
    )


class ConsultForm(StepForm):
    """Who is asked for an opinion (条例第三十二条、第三十四条)."""

    party = forms.CharField(label="征求谁的意见", max_length=100)
    contact = forms.CharField(label="联系方式", required=False, max_length=200)


class ConsultationForm(StepForm):
    """A step about one of the letters that were sent."""

    consultation = forms.ModelChoiceField(Consultation.objects.none(), label="征求意见", empty_label=None)

    def prepare(self) -> None:
        """Offer the letters that this step is about."""
        letters = self.letters()
        self.fields["consultation"].queryset = letters  # type: ignore[attr-defined]
        self.fields["consultation"].initial = letters.first()
        self.fields["consultation"].label_from_instance = lambda each: (  # type: ignore[attr-defined]
            f"{each.party}（{each.get_kind_display()}，{cn_date(each.sent_on)}发函）"
        )

    def letters(self) -> Any:
        """Return the letters nobody has answered yet."""
        return self.case.consultations.open()


class DeliveryForm(ConsultationForm):
    """When a letter arrived; the period for the opinion counts from then."""

    delivered_on = DayField(label="对方收到日期")

    def prepare(self) -> None:
        """Begin with today."""
        super().prepare()
        self.fields["delivered_on"].initial = self.desk.today


class OpinionForm(ConsultationForm):
    """What was answered."""

    opinion = forms.ChoiceField(
        label="意见",
        choices=[each for each in Consultation.Opinion.choices if each[0] != "silent"],
        widget=forms.RadioSelect,
    )
    note = forms.CharField(label="意见内容", required=False, widget=_lines())
    answered_on = DayField(label="收到意见日期")

    def prepare(self) -> None:
        """Begin with today."""
        super().prepare()
        self.fields["answered_on"].initial = self.desk.today


class ExpiryForm(ConsultationForm):
    """Whose period has passed in silence."""

    def letters(self) -> Any:
        """Return the open letters whose period has passed."""
        return self.case.consultations.expired(self.desk.today)


class TellForm(ConsultationForm):
    """Which overruled third party was told."""

    def letters(self) -> Any:
        """Return the letters of those who refused and have not been told."""
        return Consultation.objects.filter(pk__in=[each.pk for each in untold_parties(self.case)])


class ExtensionWishForm(StepForm):
    """How much more time a handler asks for, and why (条例第三十三条第二款)."""

    days = forms.IntegerField(label="延长的工作日数", min_value=1, max_value=60)
    reason = forms.CharField(label="延长的理由", widget=_lines(), help_text="将书面告知申请人。")

    def prepare(self) -> None:
        """Begin with as many days as the law leaves."""
        most = most_days(self.case) if self.case.received_on else 0
        self.fields["days"].initial = most
        self.fields["days"].help_text = f"最长{most}个工作日，{extension_rule(self.case)}。"


class ExtendForm(ExtensionWishForm):
    """How much longer, and why (条例第三十三条第二款)."""

    def prepare(self) -> None:
        """Begin with what the handler asked for."""
        super().prepare()
        if wish := open_wish(self.case):
            self.fields["days"].initial, self.fields["reason"].initial = wish.days, wish.reason


class DeclineForm(StepForm):
    """Why there is no more time."""

    opinion = forms.CharField(label="不同意延期的意见", widget=_lines())


class ReviewForm(StepForm):
    """An opinion on the draft, tied to exactly what was read."""

    opinion = forms.CharField(label="审核意见", required=False, widget=_lines(3))
    seen = forms.CharField(widget=forms.HiddenInput)

    def prepare(self) -> None:
        """Remember what is shown."""
        if self.case.replies.unissued().exists():
            self.fields["seen"].initial = unissued_reply(self.case).fingerprint()


class ReturnForm(StepForm):
    """Why the draft goes back."""

    opinion = forms.CharField(
        label="退回意见", widget=_lines(), help_text="写明要改什么，经办人修改后重新送审。"
    )


class ServiceForm(StepForm):
    """How and when the reply reached the applicant."""

    method = forms.ChoiceField(label="送达方式", choices=Delivery.choices)
    served_on = DayField(label="送达日期")

    def prepare(self) -> None:
        """Begin with what the applicant asked for, and today."""
        self.fields["method"].initial = self.case.delivery
        self.fields["served_on"].initial = self.desk.today


class WithdrawForm(StepForm):
    """Why the applicant withdrew."""

    reason = forms.CharField(
        label="撤回情况", widget=_lines(3), help_text="写明申请人以什么方式撤回；书面材料作为文件添加。"
    )


class ArchiveForm(StepForm):
    """Why papers are missing, when some are (条例第四十五条)."""

    gap_reason = forms.CharField(label="缺少材料的理由", required=False, widget=_lines(3), max_length=500)

    def prepare(self) -> None:
        """Ask only when something is missing."""
        if not missing_of(papers_of(self.case)):
            del self.fields["gap_reason"]


class RedoForm(StepForm):
    """Which decision orders it, and within how many days."""

    order = forms.CharField(label="责令重新处理的决定或者判决", max_length=200)
    days = forms.IntegerField(
        label="重新处理的工作日数",
        required=False,
        min_value=1,
        max_value=200,
        help_text="决定没有写明期限的留空，按答复期限计算。",
    )
