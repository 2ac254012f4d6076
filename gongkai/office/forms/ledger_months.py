"""台账月报: the sheet of a unit for a month, and which kinds a unit owes."""

from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from django import forms

from gongkai.bodies.models import Unit
from gongkai.common.upload_fields import UploadField
from gongkai.ledger.models import LedgerDuty
from gongkai.ledger.months import SheetLine
from gongkai.office.forms.ledger import quantity_field
from gongkai.reports.document import number_text
from gongkai.rules.ledger import LedgerKind, headings


class SheetForm(forms.Form):
    """A field for each kind, with what is recorded; a changed number needs a reason."""

    def __init__(self, data: Any, lines: list[SheetLine]) -> None:
        super().__init__(data)
        self.lines = lines
        for line in lines:
            label = f"{line.kind.label}（{line.kind.unit}）"
            field = quantity_field(label, help_text=_hint(line), required=False)
            field.initial = None if line.quantity is None else number_text(line.quantity)
            self.fields[line.kind] = field
        if any(line.entries for line in lines):
            self.fields["reason"] = forms.CharField(
                label="更正原因",
                required=False,
                max_length=300,
                help_text="改动了已经登记的数字时填写；原来的登记保留，另记一笔差额。",
            )

    @property
    def quantities(self) -> dict[LedgerKind, Decimal]:
        """What was typed; a field left empty says nothing."""
        given = self.cleaned_data
        return {line.kind: given[line.kind] for line in self.lines if given.get(line.kind) is not None}


class DutiesForm(forms.Form):
    """The kinds that a unit owes each month, under their headings."""

    def __init__(self, data: Any, unit: Unit) -> None:
        super().__init__(data)
        owed = set(LedgerDuty.objects.filter(unit=unit, until=None).values_list("kind", flat=True))
        for code, label in headings().items():
            kinds = [kind for kind in LedgerKind.all() if kind.heading == label]
            self.fields[code] = forms.MultipleChoiceField(
                label=label,
                required=False,
                choices=[(str(kind), f"{kind.label}（{kind.unit}）") for kind in kinds],
                initial=[str(kind) for kind in kinds if kind in owed],
                widget=forms.CheckboxSelectMultiple,
            )

    @property
    def kinds(self) -> Iterator[LedgerKind]:
        """The kinds that were ticked."""
        return (LedgerKind(code) for chosen in self.cleaned_data.values() for code in chosen)


class ImportForm(forms.Form):
    """One filled template."""

    file = UploadField(label="填好的模板", help_text="xlsx文件，最多500行。", kinds={"xlsx"})


def _hint(line: SheetLine) -> str:
    parts = [line.kind.explanation]
    if line.kind.is_standing:
        parts.append("填现有数；没有变化的可以不填。")
    if len(line.entries) > 1:
        parts.append(f"本月已登记{len(line.entries)}笔，合计如上。")
    return "".join(parts)
