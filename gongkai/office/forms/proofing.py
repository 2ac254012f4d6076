"""年报核对: files to be checked, a row put right, an answer to a finding, the body of a report."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from gongkai.bodies.models import Body
from gongkai.proofing.actions.batches import MOST
from gongkai.proofing.fields import ReportFilesField
from gongkai.proofing.showing import ShownRow


class BatchForm(forms.Form):
    """The files, and what to call them together."""

    papers = ReportFilesField(most=MOST)
    title = forms.CharField(
        label="名称", max_length=100, required=False, help_text="例如“2025年度各县区年报核对”，可以不填。"
    )


class RowForm(forms.Form):
    """A row of numbers as read; a blank is a blank."""

    reason = forms.CharField(
        label="更正的理由",
        max_length=300,
        required=False,
        help_text="例如“原件第3页表二为18”；数字没有改动的可以不填。",
    )

    def __init__(self, data: Any, *, row: ShownRow, columns: tuple[str, ...]) -> None:
        super().__init__(data)
        self.columns = columns
        for name, cell in zip(columns, row.cells, strict=True):
            self.fields[f"cell-{name}"] = forms.DecimalField(
                label=cell.column,
                initial=cell.text,
                required=False,
                max_digits=20,
                decimal_places=6,
                widget=forms.TextInput({"inputmode": "decimal", "autocomplete": "off"}),
            )

    @property
    def numbers(self) -> list[forms.BoundField]:
        """The inputs of the cells."""
        return [self[f"cell-{name}"] for name in self.columns]

    def values(self) -> Mapping[str, Decimal | None]:
        """Return the number of each column."""
        return {name: self.cleaned_data[f"cell-{name}"] for name in self.columns}


class AnswerForm(forms.Form):
    """Why a finding is no mistake, or what is done about it."""

    note = forms.CharField(
        label="核对的结果", max_length=300, widget=forms.Textarea({"rows": 3}),
        help_text="例如“已与原机关核实，原件如此”“已通知原机关更正”。",
    )  # fmt: skip


class TakeForm(forms.Form):
    """In whose series the report belongs."""

    body = forms.ModelChoiceField(Body.objects.none(), label="收入哪个机关的各年报告", empty_label="请选择")

    def __init__(self, data: Any, *, desk_body: Body, named: str) -> None:
        bodies = Body.objects.active().within(desk_body)
        own = bodies.filter(name=named).first()
        super().__init__(data, initial={"body": own})
        self.fields["body"].queryset = bodies  # type: ignore[attr-defined]
