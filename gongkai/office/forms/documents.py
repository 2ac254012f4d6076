"""Forms of normative documents: their steps, and the filter of their list."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import Q

from gongkai.bodies.models import Unit
from gongkai.common.upload_fields import UploadField
from gongkai.documents.models import NormativeDocument
from gongkai.documents.numbers import find_by_number
from gongkai.documents.periods import consultation_ends, last_day, years_of
from gongkai.documents.workflow import DOCUMENTS
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.stale import StaleForm
from gongkai.publishing.models import Column, InformationItem
from gongkai.rules.documents import DocumentSort, InterpretationForm


def _area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


class DocumentStepForm(StaleForm):
    """What every step of a document asks: the day on which it was done."""

    on = DayField(label="办理日期", help_text="默认为今天；事后补记的，填写实际办理的日期。")

    def __init__(
        self, *args: Any, desk: Desk, document: NormativeDocument | None = None, **kwargs: Any
    ) -> None:
        super().__init__(*args, **kwargs)
        self.desk = desk
        if document:
            self.ask_about(document)
            self._open_after_last(document)
        last = [name for name in ("file", "on") if name in self.fields]
        self.order_fields([*(name for name in self.fields if name not in last), *last])
        self.fields["on"].initial = desk.today

    def ask_about(self, document: NormativeDocument) -> None:
        """Add what depends on the document; nothing for most steps."""

    def _open_after_last(self, document: NormativeDocument) -> None:
        if last := document.records.select_related("by").order_by("pk").last():
            step, who = DOCUMENTS.step(last.step).label, last.by or "系统"
            self.open_after(
                last.pk, f"{who}已经办理了“{step}”，文件现在的状态是“{document.get_state_display()}”"
            )

    @property
    def facts(self) -> dict[str, Any]:
        """What the action is told besides the day and the person."""
        told = {name: value for name, value in self.cleaned_data.items() if name not in ("on", "file")}
        if "file" in self.fields:
            told["files"] = [self.cleaned_data["file"]] if self.cleaned_data["file"] else []
        return told

    def clean_on(self) -> date:
        """Refuse a day to come."""
        on: date = self.cleaned_data["on"]
        if on > self.desk.today:
            raise forms.ValidationError("办理日期不能晚于今天。")
        return on


class WithFile(DocumentStepForm):
    """A step that may rest on a file."""

    file = UploadField(label="材料", required=False)


class DocumentForm(DocumentStepForm):
    """What is registered of a document when it is begun."""

    title = forms.CharField(
        label="名称", max_length=200, help_text="不带书名号，例如：明江市就业补助资金管理办法。"
    )
    sort = forms.ChoiceField(label="文件种类", choices=[(each.value, each.label) for each in DocumentSort])
    for_business = forms.BooleanField(
        label="涉及经营主体的生产经营活动",
        required=False,
        help_text="涉及的，公开征求意见一般不少于30日，并作公平竞争审查（优化营商环境条例第六十二条、第六十三条）。",
    )
    needs_interpretation = forms.BooleanField(label="应当解读", required=False, initial=True)
    plan = forms.CharField(
        label="解读方案",
        required=False,
        widget=_area(3),
        help_text="由谁解读、用什么形式、什么时候发布；送合法性审核前应当写明。",
    )


class StartForm(DocumentForm):
    """A new document, for one of the person's units."""

    unit = forms.ModelChoiceField(Unit.objects.none(), label="起草科室", empty_label=None)
    note = forms.CharField(
        label="立项说明", required=False, widget=_area(3), help_text="制定的依据和必要性。"
    )
    file = UploadField(label="材料", required=False)

    def __init__(self, *args: Any, desk: Desk, **kwargs: Any) -> None:
        super().__init__(*args, desk=desk, **kwargs)
        own = desk.user.units_in(desk.body)
        found = Unit.objects.filter(Q(pk__in=own), body=desk.body) if own else Unit.objects.none()
        if found.filter(is_disclosure_office=True).exists():
            found = Unit.objects.filter(body=desk.body)
        self.fields["unit"].queryset = found  # type: ignore[attr-defined]


class ReviseForm(DocumentForm):
    """The same, changed."""

    def ask_about(self, document: NormativeDocument) -> None:
        """Fill in what is registered."""
        for name in ("title", "sort", "for_business", "needs_interpretation", "plan"):
            self.fields[name].initial = getattr(document, name)


class SolicitForm(WithFile):
    """That the public is asked."""

    until = DayField(label="截止日期")
    where = forms.CharField(label="征求意见的渠道", max_length=300, help_text="网址、信箱、电话或者地址。")
    shortened = forms.CharField(label="缩短期限的理由", required=False, max_length=300)

    def ask_about(self, document: NormativeDocument) -> None:
        """Propose the first lawful day."""
        ends = consultation_ends(document.body, self.desk.today, for_business=document.for_business)
        self.fields["until"].initial = ends.due_on
        self.fields["until"].help_text = f"一般不少于{ends.version.value.label}（{ends.version.basis}）。"


class FeedbackForm(WithFile):
    """What came of it."""

    received = forms.IntegerField(label="收到意见（条）", min_value=0, initial=0)
    adopted = forms.IntegerField(label="采纳（条）", min_value=0, initial=0)
    summary = forms.CharField(
        label="意见采纳情况",
        widget=_area(),
        help_text="没有收到意见的，写明“没有收到意见”；没有采纳的，写明理由。",
    )

    def clean(self) -> dict[str, Any]:
        """Refuse more adopted than received."""
        cleaned = super().clean()
        if cleaned.get("adopted", 0) > cleaned.get("received", 0):
            self.add_error("adopted", "采纳的条数不能多于收到的条数。")
        return cleaned


class LegalForm(WithFile):
    """What goes to the legality review."""

    competition = forms.CharField(
        label="公平竞争审查的结论", required=False, max_length=300, help_text="涉及经营主体的应当写明。"
    )


class OpinionForm(WithFile):
    """An opinion that must be said."""

    opinion = forms.CharField(label="意见", widget=_area())


class MeetingForm(WithFile):
    """What a meeting said."""

    meeting = forms.CharField(
        label="会议和审议意见", widget=_area(), help_text="例如：2026年3月6日第3次局长办公会议审议通过。"
    )


class SignForm(DocumentStepForm):
    """The signature; an opinion may be said."""

    opinion = forms.CharField(label="签发意见", required=False, widget=_area(3))


class ReturnForm(DocumentStepForm):
    """Why it goes back."""

    opinion = forms.CharField(label="退回的意见", widget=_area())


class RegisterForm(DocumentStepForm):
    """Numbers and days (三统一)."""

    doc_no = forms.CharField(label="文号", max_length=60, help_text="例如：明人社规〔2026〕3号。")
    registration_no = forms.CharField(label="登记编号", max_length=60, help_text="例如：MJRS-2026-3。")
    effective_on = DayField(label="施行日期")
    valid_until = DayField(label="有效期至", required=False)

    def ask_about(self, document: NormativeDocument) -> None:
        """Say how long it holds when nothing is said."""
        usual, most = years_of(document.body, document.sort_of)
        ends = last_day(self.desk.today, usual)
        self.fields["valid_until"].help_text = (
            f"不填的按{usual}年计算（今天施行的到{ends.year}年{ends.month}月{ends.day}日），"
            f"最长{most}年（{document.sort_of.facts.basis}）。"
        )


class ItemField(forms.CharField):
    """Another item, named by its index number or its document number in whatever brackets."""

    def __init__(self, **kwargs: Any) -> None:
        super().__init__(max_length=60, help_text="索引号或者文号；方括号、圆括号都可以。", **kwargs)


class WithItem(WithFile):
    """A step through a later document that may be public here."""

    through = ItemField(label="依据的文件", required=False)

    def clean_through(self) -> InformationItem | None:
        """Find the item among those of the bodies one works for."""
        number = self.cleaned_data["through"]
        return find_item(self.desk, number) if number else None


def find_item(desk: Desk, number: str) -> InformationItem:
    """
    Return the item that a person named.

    :raises ValidationError: there is none
    """
    if item := find_by_number(InformationItem.objects.visible_to(desk.user), number):
        return item
    raise forms.ValidationError("没有找到这个索引号或者文号的信息，请核对后重新填写。")


class PrepareItemForm(DocumentStepForm):
    """The item that publishes it: begun in a column, or drafted already."""

    column = forms.ModelChoiceField(
        Column.objects.none(), label="栏目", required=False, empty_label="选择公布的栏目"
    )
    item = forms.ModelChoiceField(
        InformationItem.objects.none(), label="或者已经起草的信息", required=False, empty_label="没有，新起草"
    )

    def ask_about(self, document: NormativeDocument) -> None:
        """Offer the body's columns and its drafts."""
        self.fields["column"].queryset = Column.objects.of(document.body).filter(is_active=True)  # type: ignore[attr-defined]
        drafts = InformationItem.objects.of(document.body).filter(published_on=None, document=None)
        self.fields["item"].queryset = drafts.order_by("-pk")[:100]  # type: ignore[attr-defined]


class InterpretationStepForm(PrepareItemForm):
    """An interpretation: its form, and the item with it."""

    form = forms.ChoiceField(
        label="解读形式",
        choices=[(each.value, f"{each.label}（{each.share}）") for each in InterpretationForm],
        help_text="“1+2+X”：一份文字解读，图解、问答、视频等直观形式，其他形式。",
    )
    title = forms.CharField(label="标题", required=False, max_length=200, help_text="不填的按文件名称拟定。")

    def ask_about(self, document: NormativeDocument) -> None:
        """Offer the columns for interpretations first, and the items that explain nothing yet."""
        super().ask_about(document)
        ours = InformationItem.objects.of(document.body).filter(interpretation=None, document=None)
        near = ours.filter(Q(column__column_type=Column.Type.INTERPRETATION) | Q(published_on=None))
        self.fields["item"].queryset = near.order_by("-pk")[:100]  # type: ignore[attr-defined]
        self.fields["column"].initial = (
            Column.objects.of(document.body).filter(column_type=Column.Type.INTERPRETATION).first()
        )
        self.order_fields(["form", "column", "title", "item"])


class ReasonForm(DocumentStepForm):
    """A step that must be reasoned."""

    reason = forms.CharField(label="理由", widget=_area(), max_length=300)


class FilingForm(WithFile):
    """That it was filed."""

    where = forms.CharField(label="备案机关", max_length=100)
    filed_on = DayField(label="报送日期")

    def ask_about(self, document: NormativeDocument) -> None:
        """Propose who receives it."""
        self.fields["where"].initial = document.body.competent_authority
        self.fields["filed_on"].initial = self.desk.today


class RenewForm(WithFile):
    """That it holds on."""

    valid_until = DayField(label="有效期延续至")
    opinion = forms.CharField(label="评估的结论", widget=_area())


class LetLapseForm(WithFile):
    """That it shall end on its day."""

    opinion = forms.CharField(label="评估的结论", widget=_area())


class AmendForm(WithItem):
    """That it was amended."""

    basis = forms.CharField(label="修改的依据", max_length=300, help_text="哪一件文件修改了哪些内容。")


class RepealForm(WithItem):
    """That it is repealed."""

    basis = forms.CharField(
        label="废止的依据", max_length=300, help_text="哪一件文件或者哪一次清理决定废止。"
    )
    repeal_on = DayField(label="废止日期", help_text="从这一天起不再执行；还没有到的，到期自动废止。")


class LapseForm(DocumentStepForm):
    """That it does not hold any more."""

    reason = forms.CharField(label="失效的原因", max_length=300)
    ceased_on = DayField(label="失效日期", help_text="从这一天起不再执行。")


class PaperForm(DocumentStepForm):
    """A further file."""

    note = forms.CharField(label="材料说明", max_length=200)
    file = UploadField(label="文件")


class AdoptForm(forms.Form):
    """Which public documents are followed from now on, and how long they hold."""

    sort = forms.ChoiceField(label="文件种类", choices=[(each.value, each.label) for each in DocumentSort])
    years = forms.IntegerField(
        label="有效期（年）",
        required=False,
        min_value=1,
        max_value=20,
        help_text="从施行日期起算；文件没有写明有效期的不填，到期前不会提醒。",
    )

    @property
    def chosen(self) -> list[str]:
        """The keys of the items that were ticked."""
        sent: Any = self.data
        return [key for key in sent.getlist("items") if key.isdigit()]

    def clean(self) -> dict[str, Any]:
        """Refuse to take over nothing."""
        if not self.chosen:
            raise forms.ValidationError("请至少选中一件文件。")
        return self.cleaned_data


class DocumentFilter(forms.Form):
    """What of the list is shown."""

    q = forms.CharField(
        label="名称、文号或者登记编号",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    sort = forms.ChoiceField(
        label="文件种类", required=False, choices=[("", "全部"), *((s.value, s.label) for s in DocumentSort)]
    )
    unit = forms.ModelChoiceField(Unit.objects.none(), label="起草科室", required=False, empty_label="全部")

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]

    def filtered(self, documents: Any) -> Any:
        """Return the documents that the filters let through."""
        self.is_valid()
        given = {name: self.cleaned_data.get(name) for name in ("sort", "unit")}
        found = documents.filter(**{name: value for name, value in given.items() if value})
        if text := self.cleaned_data.get("q"):
            number = Q(doc_no__icontains=text) | Q(registration_no__icontains=text)
            found = found.filter(number | Q(title__icontains=text))
        return found
