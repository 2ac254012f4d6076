"""The forms of letters: what is typed into one, how it is fixed, sent and served, and its wording."""

from datetime import date
from typing import Any

from django import forms

from gongkai.casework.models import Delivery
from gongkai.common.upload_fields import UploadField
from gongkai.letters.actions.sending import SCANS
from gongkai.letters.models import Letter, LetterFile, Method, Service
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.numbering import PADDING, NumberTemplateField
from gongkai.office.forms.stale import StaleForm
from gongkai.office.letters.course import mark_of
from gongkai.rules.letters import Addressee, LetterKind, fields

CHANGED = "有人修改或者办理了这份文书，文书现在的状态是“{}”"
METHODS = {
    Delivery.MAIL: Method.POST,
    Delivery.EMAIL: Method.EMAIL,
    Delivery.FAX: Method.FAX,
    Delivery.PICK_UP: Method.COUNTER,
    Delivery.ONLINE: Method.DOWNLOAD,
}


class ProofField(UploadField):
    """A scan or a picture that proves something."""

    def __init__(self, *, label: str, required: bool = False, help_text: str = "") -> None:
        super().__init__(kinds=SCANS, label=label, required=required, help_text=help_text)


class TypedForm(StaleForm):
    """What a kind of letter leaves to the officer."""

    def __init__(self, data: Any, *, kind: LetterKind, letter: Letter | None = None) -> None:
        super().__init__(data, initial=letter.typed if letter else {})
        if letter:
            self.open_after(mark_of(letter), CHANGED.format(letter.get_state_display()))
        for code in kind.typed:
            field = fields()[code]
            self.fields[code] = forms.CharField(
                label=field.label,
                required=False,
                max_length=2000,
                widget=forms.Textarea({"rows": 3}),
                help_text=f"例如：{field.sample}" if field.sample else "需要时填写，印在正文之后。",
            )


class LetterStepForm(StaleForm):
    """One step of a letter; `facts` are what its action is given."""

    def __init__(self, *args: Any, letter: Letter, desk: Desk, recipient: str = "", **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.letter, self.desk, self.recipient = letter, desk, recipient
        self.open_after(mark_of(letter), CHANGED.format(letter.get_state_display()))
        self.prepare()

    def prepare(self) -> None:
        """Set first values that depend on the letter."""

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is given, besides who and when."""
        return {name: value for name, value in self.cleaned_data.items() if name != "on"}

    @property
    def on(self) -> date:
        """The day on which the step is taken: today, unless the form asks for it."""
        return self.cleaned_data.get("on") or self.desk.today


class SignForm(LetterStepForm):
    """The day that stands below the letter."""

    on_day = DayField(label="成文日期", help_text="印在落款处；不晚于今天。")

    def prepare(self) -> None:
        """Begin with today."""
        self.fields["on_day"].initial = self.desk.today

    def clean_on_day(self) -> date:
        """Refuse a day to come, and one before the draft."""
        day: date = self.cleaned_data["on_day"]
        if not self.letter.prepared_on <= day <= self.desk.today:
            raise forms.ValidationError("成文日期应当在拟稿之后、今天之前。")
        return day

    @property
    def facts(self) -> dict[str, Any]:
        """Nothing but the day."""
        return {}

    @property
    def on(self) -> date:
        """The day below the letter."""
        return date.fromisoformat(self.cleaned_data["on_day"].isoformat())


class AdoptForm(SignForm):
    """The number, the day and the signed and sealed original of a letter that was written outside."""

    number = forms.CharField(label="文号", max_length=60, required=False)
    file = ProofField(label="签名盖章的原件", required=True)

    def prepare(self) -> None:
        """Ask for the number where the kind bears one; a reply may have it already."""
        super().prepare()
        self.order_fields(["number", "on_day", "file"])
        if not self.letter.of_kind.is_numbered:
            del self.fields["number"]
        elif self.letter.of_kind.carries_reply and self.letter.reply:
            self.fields["number"].initial = self.letter.reply.doc_no

    @property
    def facts(self) -> dict[str, Any]:
        """The number and the original."""
        return {"number": self.cleaned_data.get("number", ""), "file": self.cleaned_data["file"]}


class PolicyForm(forms.Form):
    """What the body has chosen about its letters."""

    needs_scan = forms.BooleanField(
        label="答复发出以前须添加签名盖章的原件",
        required=False,
        help_text="条例没有规定；默认须添加，案卷中留有实际发出的文书。",
    )


class ScanForm(LetterStepForm):
    """The signed and sealed original."""

    file = ProofField(label="签名盖章的原件", required=True)


class DispatchForm(LetterStepForm):
    """How and when it went out."""

    method = forms.ChoiceField(label="发出方式", choices=Method.choices)
    dispatched_on = DayField(label="发出日期", help_text="这一天决定是否按期；邮寄的为交邮之日。")
    to = forms.CharField(label="收件人和地址", max_length=200, required=False)
    mail_no = forms.CharField(
        label="邮件号码", max_length=40, required=False, help_text="挂号信、特快专递的号码。"
    )
    proof = ProofField(label="发出凭证", help_text="寄件回单、邮件截图等；邮寄而没有号码的必须添加。")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def prepare(self) -> None:
        """Begin with how the applicant wants it, and the day the case says."""
        reply, case = self.letter.reply, self.letter.request
        kind = self.letter.of_kind
        wanted = METHODS.get(Delivery(case.delivery), Method.POST)
        first = {Addressee.APPLICANT: wanted, Addressee.UNIT: Method.INTERNAL}.get(kind.to, Method.POST)
        self.fields["method"].initial = first
        issued_on = reply.issued_on if reply and kind.carries_reply else None
        self.fields["dispatched_on"].initial = issued_on or self.desk.today
        self.fields["to"].initial = self.recipient


class ServeForm(LetterStepForm):
    """When it arrived, and what proves it."""

    served_on = DayField(label="送达日期", help_text="申请行政复议、提起诉讼的期限自这一天起算。")
    receiver = forms.CharField(label="签收人", max_length=60, required=False)
    proof = ProofField(label="送达凭证", help_text="送达回证、签收查询结果、邮件回执等。")
    note = forms.CharField(label="说明", max_length=200, required=False)

    def prepare(self) -> None:
        """Begin with today."""
        self.fields["served_on"].initial = self.desk.today


class ReturnForm(LetterStepForm):
    """Why it came back."""

    returned_on = DayField(label="退回日期")
    note = forms.CharField(label="退回原因", max_length=200)
    proof = ProofField(label="退回凭证")

    def prepare(self) -> None:
        """Begin with today."""
        self.fields["returned_on"].initial = self.desk.today


class CorrectingForm(LetterStepForm):
    """A correction: what it changes is shown first, and it is made when the same is sent again."""

    seen = forms.CharField(required=False, widget=forms.HiddenInput)

    @property
    def facts(self) -> dict[str, Any]:
        """What is corrected; not what was seen before."""
        return {name: value for name, value in self.cleaned_data.items() if name != "seen"}

    @property
    def is_sure(self) -> bool:
        """Whether the changes of exactly this were shown."""
        return bool(self.cleaned_data.get("seen") == self._shown())

    def ask_again(self) -> None:
        """Note what is shown now, so that sending it again makes the correction."""
        self.data = {**self.data.dict(), "seen": self._shown()}  # type: ignore[attr-defined]

    def _shown(self) -> str:
        return "｜".join(f"{value}" for value in self.facts.values())


class CorrectDispatchForm(CorrectingForm):
    """How the last dispatch should have been recorded, and why it was not."""

    dispatched_on = DayField(label="正确的发出日期")
    method = forms.ChoiceField(label="发出方式", choices=Method.choices)
    to = forms.CharField(label="收件人和地址", max_length=200, required=False)
    mail_no = forms.CharField(label="邮件号码", max_length=40, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    reason = forms.CharField(label="更正理由", max_length=200, widget=forms.Textarea({"rows": 3}))

    def prepare(self) -> None:
        """Begin with what was recorded."""
        if sent := self.letter.dispatches.order_by("pk").last():
            self.initial = {"dispatched_on": sent.on, "method": sent.method, "to": sent.to}
            self.initial |= {"mail_no": sent.mail_no, "note": sent.note}


class CorrectServiceForm(CorrectingForm):
    """How the service should have been recorded, and why it was not."""

    served_on = DayField(label="正确的送达日期")
    receiver = forms.CharField(label="签收人", max_length=60, required=False)
    note = forms.CharField(label="说明", max_length=200, required=False)
    reason = forms.CharField(label="更正理由", max_length=200, widget=forms.Textarea({"rows": 3}))

    def prepare(self) -> None:
        """Begin with what was recorded."""
        if came := self.letter.services.filter(arrived=True).first():
            self.initial = {"served_on": came.on, "receiver": came.receiver, "note": came.note}


class CorrectProofForm(LetterStepForm):
    """Another file that proves the dispatch or the service, and why the first one does not."""

    of = forms.ChoiceField(label="证明什么")
    file = ProofField(label="凭证", required=True, help_text="原来的凭证仍然保存在文书中。")
    reason = forms.CharField(label="理由", max_length=200, widget=forms.Textarea({"rows": 3}))

    def prepare(self) -> None:
        """Offer what is recorded."""
        purposes = [LetterFile.Purpose.DISPATCH]
        if Service.objects.filter(dispatch=self.letter.dispatches.order_by("pk").last()).exists():
            purposes.append(LetterFile.Purpose.SERVICE)
        of = self.fields["of"]
        of.choices = [(each.value, each.label) for each in purposes]  # type: ignore[attr-defined]
        of.initial = purposes[-1].value


class VoidForm(LetterStepForm):
    """Why it is void."""

    reason = forms.CharField(label="作废原因", max_length=200)


class BatchForm(forms.Form):
    """What many letters share; the day is today's unless it is entered afterwards."""

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for bound in self.fields.values():
            if isinstance(bound, DayField):
                bound.initial = today


class BatchDispatchForm(BatchForm):
    """How and when they went out."""

    method = forms.ChoiceField(label="发出方式", choices=Method.choices)
    dispatched_on = DayField(label="发出日期", help_text="所选文书同一天发出；邮寄的，在各行填写邮件号码。")


class BatchServeForm(BatchForm):
    """When they arrived, and how that is known."""

    served_on = DayField(label="送达日期", help_text="所选文书同一天送达。")
    note = forms.CharField(
        label="说明",
        max_length=200,
        required=False,
        help_text="例如邮件签收查询结果；没有说明的，在各行填写签收人。",
    )


class TemplateForm(forms.Form):
    """The wording of one kind of letter."""

    text = forms.CharField(
        label="措辞",
        max_length=20_000,
        strip=False,
        widget=forms.Textarea({"rows": 22, "spellcheck": "false"}),
    )
    note = forms.CharField(label="修改说明", max_length=200, required=False)


class NumberRuleForm(forms.Form):
    """How one kind of letter is numbered."""

    pattern = NumberTemplateField(
        label="编号规则",
        max_length=60,
        help_text="要有 {顺序号}，可以用 {机关代字}、{年份}；" + PADDING,
    )
    with_replies = forms.BooleanField(label="与答复书统一编号", required=False)
