"""The form of each step of an item: what is asked, and what the step will do."""

from collections.abc import Callable
from dataclasses import dataclass
from dataclasses import fields as dataclass_fields
from datetime import date
from functools import partial
from typing import Any

from django import forms

from gongkai.bodies.models import User
from gongkai.documents.actions import publish_explained
from gongkai.documents.models import Interpretation
from gongkai.office.forms import item_endings as endings
from gongkai.office.forms.dates import DateInput
from gongkai.office.forms.item_step import StepForm, words
from gongkai.office.items.check import Covering, choices_of, coverings_of, doubtful_choices_of
from gongkai.publishing import actions
from gongkai.publishing.models import Carrier, Column, InformationItem, Mode, SecrecyFacts, Validity
from gongkai.publishing.snapshot import current_draft, digest_of
from gongkai.publishing.workflow import RETURNS
from gongkai.rules.review_chains import Stage
from gongkai.rules.review_points import review_points


class Submit(StepForm):
    """A word to the reviewer."""

    opinion = forms.CharField(label="说明", required=False, max_length=300, widget=words(2))


class Approval(StepForm):
    """The opinion of a reviewer, on the version that was read."""

    agrees = "同意公开"
    proofread = forms.BooleanField(
        label="已校对全文和附件：标题、文号、日期、人名、数字、链接", required=False
    )
    opinion = forms.CharField(
        label="意见",
        required=False,
        max_length=300,
        widget=words(3),
        help_text="退回的，写明需要修改什么；通过的可以不填，记为“同意公开”。",
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        if not item.proofread:
            del self.fields["proofread"]
        self.fields["digest"].initial = digest_of(current_draft(item))

    def clean_opinion(self) -> str:
        """Put the usual words where nothing was written."""
        return self.cleaned_data["opinion"] or self.agrees


FORM_FIELDS = [field.name for field in dataclass_fields(SecrecyFacts)]


def _told(label: str, name: str, hint: str = "") -> forms.CharField:
    """Return a field of the form with the usual words in it."""
    usual = getattr(SecrecyFacts, name)
    return forms.CharField(label=label, max_length=300, initial=usual, widget=words(2), help_text=hint)


class PointForm(Approval):
    """保密审查表: every point, to be ticked when it was looked at, and what else the form asks."""

    agrees = "经审查，可以公开"
    checked = forms.MultipleChoiceField(
        label="已逐项审查", required=False, widget=forms.CheckboxSelectMultiple
    )
    carrier = forms.ChoiceField(label="载体形式", choices=Carrier.choices)
    planned_on = forms.DateField(
        label="拟公开时间", required=False, widget=DateInput, help_text="不填为审查通过后"
    )
    classification = _told("定密情况", "classification")
    third_party = _told("第三方权益", "third_party", "涉及的，写明是否征得同意或者怎样遮盖（条例第十五条）")
    severance = _told("区分处理说明", "severance", "含有不应当公开的内容的，写明怎样区分（条例第三十七条）")
    referral = _told("送审保密行政管理部门情况", "referral")
    field_order = (
        *("checked", "found", "carrier", "planned_on", "classification", "third_party", "severance"),
        *("referral", "disclosure_mode", "reason", "proofread", "opinion", "digest"),
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        points = review_points().items()
        self.fields["checked"].choices = [(code, f"{point.label}：{point.asks}") for code, point in points]  # type: ignore[attr-defined]
        self.fields["opinion"].help_text = f"退回的，写明需要修改什么；通过的可以不填，记为“{self.agrees}”。"
        self.fields["carrier"].initial = Carrier.OFFICIAL if item.doc_no else Carrier.OTHER

    def arguments(self) -> dict[str, Any]:
        """Return what was filled in, with what only the form of the review asks in one piece."""
        given = dict(self.cleaned_data)
        facts = {name: given.pop(name) for name in FORM_FIELDS}
        return {**given, "facts": SecrecyFacts(**facts)}


class SecrecyApproval(PointForm):
    """保密审查表: every point looked at, the mode confirmed, reasons where something was found."""

    found = forms.MultipleChoiceField(
        label="发现下列情形",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="没有发现的不勾选",
    )
    disclosure_mode = forms.ChoiceField(label="审查结论：公开属性", choices=Mode.choices)
    reason = forms.CharField(label="理由和依据", required=False, max_length=300, widget=words(2))

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        points = review_points().items()
        self.fields["found"].choices = [(code, point.label) for code, point in points]  # type: ignore[attr-defined]
        self.fields["disclosure_mode"].initial = current_draft(item)["disclosure_mode"]


class Afterwards(PointForm):
    """The review of what is public already."""

    agrees = "经补审，可以公开"

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        self.fields.pop("proofread", None)
        del self.fields["digest"]
        self.fields["opinion"].help_text = "不通过的，写明原因，原网址据此向公众说明。"


class Urgency(StepForm):
    """Why it cannot wait."""

    reason = forms.CharField(
        label="为什么不能等审核完成后再发布",
        max_length=300,
        widget=words(3),
        help_text="例如突发事件需要立即告知公众，虚假信息正在传播需要澄清（条例第六条）。",
    )


class Override(StepForm):
    """What the check found that goes out all the same, and why."""

    chosen = forms.MultipleChoiceField(
        label="放行的内容",
        widget=forms.CheckboxSelectMultiple,
        help_text="放行只对现在的内容有效，内容改动后重新检查。",
    )
    reason = forms.CharField(label="理由和依据", max_length=300, widget=words())
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        chosen = self.fields["chosen"]
        chosen.choices = choices_of(item, current_draft(item))  # type: ignore[attr-defined]


class Acknowledgement(StepForm):
    """Which doubtful findings were looked at, and what came of it; all of them until some are left out."""

    chosen = forms.MultipleChoiceField(
        label="核对过的内容",
        widget=forms.CheckboxSelectMultiple,
        help_text="要改正的、还没有核对的，取消勾选。只对现在的内容有效，内容改动后重新核对。",
    )
    reason = forms.CharField(
        label="核对结论",
        max_length=300,
        widget=words(),
        help_text="例如：均为本机关对外公开的咨询电话；引用文件名称，原文如此。",
    )
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        lines = doubtful_choices_of(item, current_draft(item))
        self.fields["chosen"].choices = lines  # type: ignore[attr-defined]
        self.fields["chosen"].initial = [key for key, _ in lines]


class Masking(StepForm):
    """What of the check is covered in the draft: what the rules ask for, until the officer chooses."""

    chosen = forms.MultipleChoiceField(label="遮盖的内容", widget=forms.CheckboxSelectMultiple)
    digest = forms.CharField(widget=forms.HiddenInput, required=False)

    def __init__(self, data: Any, item: InformationItem, *, on: date) -> None:
        super().__init__(data, item)
        draft = current_draft(item)
        self.coverings = coverings_of(item, draft, on)
        self.fields["chosen"].choices = [(each.key, each.line.text) for each in self.coverings]  # type: ignore[attr-defined]
        proposed = [each.key for each in self.coverings if each.is_proposed]
        self.initial = {"chosen": proposed, "digest": digest_of(draft)}

    @property
    def rows(self) -> list[tuple[Covering, bool]]:
        """Each covering, and whether its box is ticked."""
        ticked = set(self["chosen"].value() or [])
        return [(each, each.key in ticked) for each in self.coverings]


class Return(StepForm):
    """What is to be mended."""

    opinion = forms.CharField(label="退回原因", max_length=300, widget=words())


class WithInterpretations(forms.ModelMultipleChoiceField[Interpretation]):
    """Interpretations, each named by its form and title."""

    def label_from_instance(self, obj: Interpretation) -> str:
        """Return the form and the title."""
        return f"{obj.get_form_display()}：{obj.item.title}"


class Publication(StepForm):
    """What goes public together: a document, and the interpretations that are approved."""

    interpretations = WithInterpretations(
        Interpretation.objects.none(),
        label="同时发布解读",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="已经审核通过的解读，与文件同时公开；不勾选的以后单独发布。",
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        ready = Interpretation.objects.filter(document__item=item).ready().select_related("item")
        if not ready:
            del self.fields["interpretations"]
            return
        self.fields["interpretations"].queryset = ready  # type: ignore[attr-defined]
        self.fields["interpretations"].initial = list(ready)


class Schedule(StepForm):
    """On which day the item goes public by itself; none gives the day up."""

    publish_on = forms.DateField(
        label="定时发布日期",
        required=False,
        widget=DateInput,
        help_text="到了这一天，审查已经通过的自动发布；没有通过的不发布。留空则取消定时发布。",
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        self.fields["publish_on"].initial = item.scheduled_on


class ColumnsField(forms.ModelMultipleChoiceField[Column]):
    """Columns, each named with the one above it: several may be called the same."""

    def label_from_instance(self, obj: Column) -> str:
        """Return the name, after that of the column above."""
        return f"{obj.parent} › {obj.name}" if obj.parent else obj.name


class Place(StepForm):
    """In which columns the item is listed besides its own."""

    columns = ColumnsField(
        Column.objects.none(),
        label="同时列入的栏目",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text="正文、网址只有一份；列表、订阅和栏目计数都会列出。全部不勾选则只在本栏目。",
    )

    def __init__(self, data: Any, item: InformationItem) -> None:
        super().__init__(data, item)
        columns = Column.objects.of(item.body).active().exclude(pk=item.column_id)
        self.fields["columns"].queryset = columns.select_related("parent").order_by("path")  # type: ignore[attr-defined]
        self.fields["columns"].initial = item.placements.values_list("column", flat=True)


class ValidityChange(StepForm):
    """The new validity and what it rests on."""

    validity = forms.ChoiceField(label="有效性", choices=[one for one in Validity.choices if one[0]])
    ceased_on = forms.DateField(label="废止或者失效日期", required=False, widget=DateInput)
    reason = forms.CharField(label="依据", max_length=300, widget=words(2))


Act = Callable[..., InformationItem]


@dataclass(frozen=True)
class StepScreen:
    """How a step looks: its form, the action behind it, and what will happen."""

    form: type[StepForm]
    act: Act
    effect: str

    def take(self, item: InformationItem, form: StepForm, *, by: User, on: date) -> InformationItem:
        """Take the step with what was filled in."""
        return self.act(item, **form.arguments(), by=by, on=on)


ENDINGS: dict[str, StepScreen] = {
    "withdraw": StepScreen(
        endings.Withdrawal,
        actions.withdraw_item,
        "信息和附件立即从门户、目录、检索、订阅中撤下，原网址显示撤回原因。",
    ),
    "set_expiry": StepScreen(
        endings.LastDay, actions.set_expiry, "期满的第二天自动从门户、目录、检索中撤下；改动不需要重新审核。"
    ),
    "expire": StepScreen(
        endings.Expiry,
        actions.expire_item,
        "信息和附件立即从门户、目录、检索、订阅中撤下，原网址说明公示期已满。",
    ),
    "replace": StepScreen(
        endings.Replacement,
        actions.replace_item,
        "信息和附件立即撤下，打开原网址的人直接转到替代它的信息。",
    ),
    "redirect": StepScreen(
        endings.Redirection, actions.redirect_item, "信息和附件立即撤下，打开原网址的人直接转到新网址。"
    ),
    "stay_withdrawn": StepScreen(
        StepForm, actions.stay_withdrawn, "放弃准备重新公开的草稿，公众看到的撤下说明不变。"
    ),
    "note_annulled": StepScreen(
        endings.Annulment,
        actions.note_annulled,
        "从变更、撤销之日起计算三个工作日的撤回期限，列入期限雷达；撤回并说明理由以前，信息仍然公开。",
    ),
    "clear_annulled": StepScreen(
        endings.AnnulmentByMistake, actions.clear_annulled, "取消撤回期限；登记和取消都留在办理记录中。"
    ),
}
RETURN = StepScreen(Return, actions.return_item, "信息退回起草人，附上您的意见；修改后重新送审。")
SCREENS = {
    "submit": StepScreen(Submit, actions.submit_item, "按审核链逐级审核。审核期间修改内容的，需要重新送审。"),
    **{
        f"approve_{stage}": StepScreen(
            Approval, partial(actions.approve_stage, stage=stage), "意见与您看到的内容和附件绑定。"
        )
        for stage in Stage
    },
    "approve_secrecy": StepScreen(
        SecrecyApproval,
        actions.approve_secrecy,
        "审查结论与现在的内容和附件绑定；之后有任何改动，都要重新审查。",
    ),
    "override": StepScreen(
        Override, actions.override_findings, "写入办理记录：种类、位置、遮盖后的样子和您的理由。"
    ),
    "acknowledge": StepScreen(
        Acknowledgement,
        actions.acknowledge_findings,
        "写入办理记录，审核人在检查结果里看到已核对和您的结论。禁止发布的内容不因此放行。",
    ),
    **dict.fromkeys(RETURNS.values(), RETURN),
    "publish_urgently": StepScreen(
        Urgency,
        actions.publish_urgently,
        "立即在门户公开。您的姓名、理由和未办的审核环节列入应急发布登记，必须在期限内由他人补审。",
    ),
    "pass_afterwards": StepScreen(Afterwards, actions.pass_afterwards, "应急发布补审完成，信息继续公开。"),
    "stop_afterwards": StepScreen(Return, actions.stop_afterwards, "信息立即撤回，原网址显示原因。"),
    "publish": StepScreen(Publication, publish_explained, "编制索引号，立即在门户公开，并进入检索。"),
    "schedule": StepScreen(
        Schedule,
        actions.schedule_item,
        "到期由系统发布，发布前再检查一遍；检查发现问题的不发布，写入办理记录。",
    ),
    "amend": StepScreen(
        StepForm, actions.amend_item, "建立一份变更稿。公众看到的内容在变更稿审查发布之前不变。"
    ),
    "discard_draft": StepScreen(StepForm, actions.discard_draft, "放弃变更稿，公众看到的内容不变。"),
    **ENDINGS,
    "place": StepScreen(Place, actions.place_item, "已经公开的，立即在所选栏目列出；网址和内容不变。"),
    "change_validity": StepScreen(
        ValidityChange, actions.change_validity, "立即在门户标明新的有效性，并计入年度报告。"
    ),
}
