"""年度报告: which year to open, a number put right, an answer to a finding, the words of a section."""

from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from django import forms

from gongkai.bodies.models import Body
from gongkai.office.desk import Desk
from gongkai.office.reports.page import Workbench, cell_label
from gongkai.office.reports.series import FIRST_YEAR
from gongkai.reports.document import number_text
from gongkai.reports.errors import UnknownReference
from gongkai.reports.models import AnnualReport
from gongkai.reports.narrative import parse


class OpenForm(forms.Form):
    """The year of a report that is to be filled."""

    year = forms.TypedChoiceField(label="报告年度", coerce=int)
    below = forms.BooleanField(
        label="汇总下级机关", required=False, help_text="把下级机关的数字合计在内，另成一份。"
    )

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data, initial={"year": desk.today.year - 1})
        years = range(desk.today.year, FIRST_YEAR - 1, -1)
        counted = [year for year in years if AnnualReport.of_year(desk.body, year).can_be_counted]
        self.fields["year"].choices = [(year, f"{year}年") for year in counted]  # type: ignore[attr-defined]
        if not Body.objects.active().filter(parent=desk.body).exists():
            del self.fields["below"]


class CellForm(forms.Form):
    """A number in place of the counted one, and why."""

    cell = forms.ChoiceField(label="哪一格")
    value = forms.DecimalField(
        label="更正为",
        max_digits=18,
        decimal_places=6,
        widget=forms.TextInput({"inputmode": "decimal"}),
        error_messages={"invalid": "请填写数字。"},
    )
    reason = forms.CharField(
        label="理由",
        max_length=300,
        help_text="随报告一并说明，例如登记错误、重新归类的经过。",
        widget=forms.Textarea({"rows": 3}),
    )

    def __init__(self, data: Any, *, workbench: Workbench, first: Mapping[str, str]) -> None:
        super().__init__(data, initial=dict(first))
        self.fields["cell"].choices = [("", "请选择"), *_cells(workbench)]  # type: ignore[attr-defined]

    @property
    def chosen(self) -> str:
        """The cell chosen so far, or nothing."""
        return str(self["cell"].value() or "")

    @property
    def typed(self) -> str:
        """What was typed as its number so far."""
        return str(self["value"].value() or "")

    def facts(self) -> dict[str, Any]:
        """Return what `override_cell` needs."""
        return {name: self.cleaned_data[name] for name in ("cell", "value", "reason")}


class AnswerForm(forms.Form):
    """Why a finding is no mistake."""

    place = forms.CharField(widget=forms.HiddenInput)
    note = forms.CharField(
        label="说明",
        required=False,
        max_length=500,
        help_text="随报告一并印出；留空则撤销原来的说明。",
        widget=forms.Textarea({"rows": 4}),
    )


class SectionForm(forms.Form):
    """The words of a section, a paragraph on each line, numbers as references."""

    text = forms.CharField(
        label="正文",
        required=False,
        help_text="每行一段。数字从下面的清单里选，随登记自动更新，不用手写。",
        widget=forms.Textarea({"rows": 18}),
    )

    def __init__(self, data: Any, *, report: AnnualReport, paragraphs: list[str]) -> None:
        super().__init__(data, initial={"text": "\n".join(paragraphs)})
        self.report = report
        if not report.is_counted:
            self.fields["text"].help_text = "每行一段，照原报告录入。"

    def clean_text(self) -> str:
        """Refuse a reference that nothing answers."""
        text: str = self.cleaned_data["text"]
        try:
            for line in paragraphs(text):
                parse(line)
        except UnknownReference as error:
            raise forms.ValidationError(str(error)) from error
        return text

    @property
    def paragraphs(self) -> list[str]:
        """The paragraphs as they were typed."""
        return paragraphs(self.cleaned_data["text"])


def _cells(workbench: Workbench) -> list[tuple[str, list[tuple[str, str]]]]:
    report = workbench.report
    return [
        (
            table.label,
            [
                (cell.key, f"{cell_label(report, cell.key)}（现为{_now(cell.content.value)}）")
                for line in table.lines
                for cell in line.cells
            ],
        )
        for table in workbench.document.tables
    ]


def _now(value: Decimal | None) -> str:
    return "空" if value is None else number_text(value)


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text, one on each line that holds anything."""
    return [line.strip() for line in text.splitlines() if line.strip()]
