"""What is filled in for each change that many items take at once."""

from typing import Any

from django import forms
from django.forms.models import fields_for_model

from gongkai.bodies.models import Unit
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.forms.items import ColumnField
from gongkai.publishing.bulk.changes import CHANGES, Change, Facts, split_words
from gongkai.publishing.models import Column, InformationItem, Mode, Validity

EMPTIES = "不填则清空。"
ARTICLE = "写明理由和依据的条款，例如“条例第十六条第二款”。"


class ChangeForm(forms.Form):
    """One change: the new value, and why."""

    reason = forms.CharField(
        label="依据或者说明",
        required=False,
        max_length=300,
        widget=forms.Textarea({"rows": 2}),
        help_text="写进每条信息的办理记录。",
    )

    def __init__(self, data: Any, desk: Desk, change: Change) -> None:
        super().__init__(data)
        self.desk, self.change = desk, change
        self.add_fields()
        self.order_fields([name for name in self.fields if name != "reason"])
        self.fields["reason"].required = change.asks_reason

    def add_fields(self) -> None:
        """Add the field of the item itself."""
        self.fields |= fields_for_model(InformationItem, [self.change.code])
        field = self.fields[self.change.code]
        field.help_text = EMPTIES if not field.required else ""

    def value(self) -> Facts:
        """Return what was filled in, as the change keeps it."""
        return {name: self.cleaned_data[name] for name in self.change.names}


class ColumnChange(ChangeForm):
    """Into which column."""

    def add_fields(self) -> None:
        """Offer the columns in use."""
        self.fields["column"] = ColumnField(self.desk)

    def value(self) -> Facts:
        """Return the key of the column."""
        return {"column": self.cleaned_data["column"].pk}


class UnitChange(ChangeForm):
    """Which unit owns the items."""

    def add_fields(self) -> None:
        """Offer the units in use."""
        units = Unit.objects.filter(body=self.desk.body, is_active=True)
        self.fields["owner_unit"] = forms.ModelChoiceField(units, label="责任科室", empty_label="请选择科室")

    def value(self) -> Facts:
        """Return the key of the unit."""
        return {"owner_unit": self.cleaned_data["owner_unit"].pk}


class PlacementsChange(ChangeForm):
    """Which further columns list the items, and which no longer do."""

    def add_fields(self) -> None:
        """Offer the columns in use."""
        columns = Column.objects.of(self.desk.body).active().order_by("path")
        for name, label in (("add", "增加"), ("remove", "去掉")):
            self.fields[name] = forms.ModelMultipleChoiceField(
                columns,
                label=f"{label}的栏目",
                required=False,
                widget=forms.SelectMultiple({"size": 8}),
                help_text="按住 Ctrl 可以选几个；信息原来所在的栏目不变。",
            )

    def value(self) -> Facts:
        """Return the keys of the columns."""
        return {name: sorted(column.pk for column in self.cleaned_data[name]) for name in ("add", "remove")}


class KeywordsChange(ChangeForm):
    """Which keywords are added, and which taken out."""

    def add_fields(self) -> None:
        """Ask for words, kept apart in any way."""
        for name, label in (("add", "增加"), ("remove", "去掉")):
            self.fields[name] = forms.CharField(
                label=f"{label}的主题词",
                required=False,
                max_length=200,
                help_text="用顿号、逗号或者空格隔开。",
            )

    def value(self) -> Facts:
        """Return the words."""
        return {name: split_words(self.cleaned_data[name]) for name in ("add", "remove")}


class ValidityChange(ChangeForm):
    """Whether the documents are in force, and since when no more."""

    def add_fields(self) -> None:
        """Ask for both."""
        self.fields["validity"] = forms.ChoiceField(label="有效性", choices=Validity.choices, required=False)
        self.fields["ceased_on"] = DayField(
            label="废止日期", required=False, help_text="失效、废止的填写；有效的留空。"
        )

    def value(self) -> Facts:
        """Return both, the day as it is kept."""
        return {"validity": self.cleaned_data["validity"], "ceased_on": _kept(self.cleaned_data["ceased_on"])}


class ExpiryChange(ChangeForm):
    """Until when the items are public."""

    def add_fields(self) -> None:
        """Ask for the day."""
        self.fields["expires_on"] = DayField(
            label="公示期的最后一天",
            required=False,
            help_text="第二天自动撤下，原网址说明公示期已满；不填为长期公开。",
        )

    def clean_expires_on(self) -> Any:
        """Refuse a day that is past, before each row does."""
        day = self.cleaned_data["expires_on"]
        if day and day < self.desk.today:
            raise forms.ValidationError("不能早于今天；现在撤下的，逐条办理“期满撤下”。")
        return day

    def value(self) -> Facts:
        """Return the day as it is kept."""
        return {"expires_on": _kept(self.cleaned_data["expires_on"])}


class ModeChange(ChangeForm):
    """How drafts are to be disclosed, and by which article not."""

    def add_fields(self) -> None:
        """Ask for the mode and its ground."""
        self.fields["disclosure_mode"] = forms.ChoiceField(label="公开属性", choices=Mode.choices)
        self.fields["mode_reason"] = forms.CharField(
            label="不主动公开的理由和依据",
            required=False,
            max_length=300,
            widget=forms.Textarea({"rows": 2}),
            help_text=ARTICLE,
        )

    def clean(self) -> dict[str, Any]:
        """Ask for the reason where there must be one; what is disclosed has none."""
        given = self.cleaned_data
        if given.get("disclosure_mode") == Mode.PUBLIC:
            given["mode_reason"] = ""
        elif not given.get("mode_reason"):
            self.add_error("mode_reason", f"不主动公开的，{ARTICLE}")
        return given


FORMS: dict[str, type[ChangeForm]] = {
    "column": ColumnChange,
    "owner_unit": UnitChange,
    "placements": PlacementsChange,
    "keywords": KeywordsChange,
    "validity": ValidityChange,
    "expires_on": ExpiryChange,
    "disclosure_mode": ModeChange,
}


def change_form(data: Any, desk: Desk, code: str) -> ChangeForm:
    """Return the form of a change."""
    return FORMS.get(code, ChangeForm)(data, desk, CHANGES[code])


def _kept(day: Any) -> str | None:
    return day.isoformat() if day else None
