"""台账: what the list shows, an entry, and its correction."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import QuerySet

from gongkai.bodies.models import Unit
from gongkai.common.upload_fields import UploadField
from gongkai.ledger.models import LedgerEntry
from gongkai.office.desk import Desk
from gongkai.office.figures.ledger_sums import kinds_in_groups
from gongkai.office.forms.dates import DayField
from gongkai.rules.ledger import LedgerKind
from gongkai.rules.roles import Role

# These keep the ledger of the whole body; the others that of the units they work in.
WHOLE_BODY = frozenset({Role.OFFICE_HEAD, Role.REPORT_EDITOR})
OWN_UNITS = frozenset({Role.HANDLER, Role.INFORMATION_OFFICER, Role.UNIT_HEAD})


def units_kept_by(desk: Desk) -> QuerySet[Unit]:
    """Return the units whose ledger the person keeps; none for one who only reads."""
    units = Unit.objects.filter(body=desk.body, is_active=True)
    if not WHOLE_BODY.isdisjoint(desk.roles):
        return units
    if OWN_UNITS.isdisjoint(desk.roles):
        return units.none()
    return units.filter(pk__in=desk.user.units_in(desk.body).filter(assignments__role__in=OWN_UNITS))


def _kinds(year: int) -> list[tuple[str, list[tuple[str, str]]]]:
    return [
        (group, [(str(kind), f"{kind.label}（{kind.unit}）") for kind in kinds])
        for group, kinds in kinds_in_groups(year)
    ]


def quantity_field(label: str, **more: Any) -> forms.DecimalField:
    """Return a field for a quantity, typed with the digits of a phone."""
    return forms.DecimalField(
        label=label,
        max_digits=14,
        decimal_places=2,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": "请填写数字，例如 12 或者 400.50。"},
        **more,
    )


class LedgerFilter(forms.Form):
    """Which entries the list shows."""

    year = forms.TypedChoiceField(label="年度", coerce=int, required=False)
    kind = forms.ChoiceField(label="类别", required=False)
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", required=False, empty_label="全部")

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__({"year": desk.today.year, **data.dict()})
        self.this_year = desk.today.year
        days = LedgerEntry.objects.of(desk.body).dates("on", "year", order="DESC")
        years = sorted({self.this_year, *(day.year for day in days)}, reverse=True)
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["kind"].choices = [("", "全部"), *_kinds(self.this_year)]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]

    @property
    def year_shown(self) -> int:
        """The year asked for, or this year."""
        return self.cleaned_data.get("year") or self.this_year

    def filtered(self, entries: Any) -> Any:
        """Return the entries that the filters let through; a filter that makes no sense is left out."""
        self.is_valid()
        entries = entries.between(date(self.year_shown, 1, 1), date(self.year_shown, 12, 31))
        plain = {name: self.cleaned_data.get(name) for name in ("kind", "unit")}
        return entries.filter(**{name: value for name, value in plain.items() if value})


class EntryForm(forms.Form):
    """A quantity of one kind on one day, with what proves it."""

    kind = forms.ChoiceField(label="类别")
    on = DayField(label="发生日期", help_text="按发生的日期计入年度，可以补登以前的。")
    quantity = quantity_field("数量")
    unit = forms.ModelChoiceField(Unit.objects.none(), label="科室", empty_label="请选择")
    note = forms.CharField(label="说明", max_length=300, required=False, widget=forms.Textarea({"rows": 2}))
    evidence = UploadField(label="凭据", required=False)

    def __init__(self, data: Any, files: Any, *, desk: Desk, first: dict[str, Any]) -> None:
        super().__init__(data, files, initial={"on": desk.today, **first})
        self.today = desk.today
        self.fields["kind"].choices = [("", "请选择"), *_kinds(desk.today.year)]  # type: ignore[attr-defined]
        self.fields["unit"].queryset = units_kept_by(desk)  # type: ignore[attr-defined]

    def clean_kind(self) -> LedgerKind:
        """Return the kind itself."""
        return LedgerKind(self.cleaned_data["kind"])

    def clean_on(self) -> date:
        """Refuse a day that has not come."""
        on: date = self.cleaned_data["on"]
        if on > self.today:
            raise forms.ValidationError("发生日期不能晚于今天。")
        return on


class CorrectionForm(forms.Form):
    """The right quantity, and why the entry was wrong."""

    quantity = quantity_field("正确的数量")
    reason = forms.CharField(label="更正原因", max_length=300, widget=forms.Textarea({"rows": 2}))
