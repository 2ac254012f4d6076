"""手工录入: the tables of a format as inputs, and its sections; a blank stays a blank."""

from collections.abc import Mapping
from typing import Any

from django import forms

from gongkai.office.forms.reports import paragraphs
from gongkai.proofing.fields import ReportField
from gongkai.reports.actions.numbers import read_number
from gongkai.reports.errors import NotANumber
from gongkai.reports.naming import place_label
from gongkai.rules import formats
from gongkai.rules.formats import Column, ReportFormat

WORDS = "words-"


class NumberField(forms.CharField):
    """A cell: a number as printed, or nothing."""

    def __init__(self, column: Column, label: str) -> None:
        widget = forms.TextInput({"inputmode": "decimal", "autocomplete": "off", "aria-label": label})
        super().__init__(label=label, required=False, max_length=40, widget=widget)
        self.column = column

    def clean(self, value: Any) -> str:
        """Refuse what is neither a number nor a blank."""
        text: str = super().clean(value)
        try:
            read_number(text, self.column)
        except NotANumber as error:
            raise forms.ValidationError(str(error)) from error
        return text


class NumbersForm(forms.Form):
    """All cells and sections of a format."""

    def __init__(
        self, data: Any, *, report_format: ReportFormat, first: Mapping[str, str] | None = None
    ) -> None:
        super().__init__(data, initial=dict(first or {}))
        self.report_format = report_format
        for table in report_format.tables:
            for row, column in table.cells():
                label = place_label(table, row, column)
                self.fields[f"{table.id}.{row.id}.{column.id}"] = NumberField(column, label)
        for section in report_format.sections:
            self.fields[WORDS + section.id] = forms.CharField(
                label=section.heading, required=False, widget=forms.Textarea({"rows": 4})
            )

    def cells(self) -> dict[str, str]:
        """Return what was typed into the cells, blanks among them; without those that are wrong."""
        return {
            name: self.cleaned_data[name]
            for name, field in self.fields.items()
            if isinstance(field, NumberField) and name in self.cleaned_data
        }

    def sections(self) -> dict[str, list[str]]:
        """Return the paragraphs of each section."""
        return {
            section.id: paragraphs(self.cleaned_data[WORDS + section.id])
            for section in self.report_format.sections
        }


class EntryForm(NumbersForm):
    """A report of an earlier year, with its year."""

    year = forms.IntegerField(
        label="报告年度",
        min_value=2008,
        max_value=2100,
        error_messages={"required": "请填写这是哪一年度的报告。"},
        widget=forms.NumberInput({"class": "report-year"}),
    )
    format = forms.CharField(widget=forms.HiddenInput)
    origin = forms.CharField(widget=forms.HiddenInput, required=False)


class ReadForm(forms.Form):
    """An old report as a file."""

    file = ReportField()


class YearForm(forms.Form):
    """The year of a report that is to be typed in, and the local form that it is in, if any."""

    year = forms.TypedChoiceField(
        label="报告年度",
        coerce=int,
        error_messages={"invalid_choice": "没有这一年的年度报告格式：年度报告从2008年度开始编制。"},
    )
    layout = forms.ChoiceField(
        label="表样",
        required=False,
        help_text="2018年度以前各地的统计表不同，请对照原件选择；所选的表样不用于这一年度的，按年度的格式录入。",
    )

    def __init__(self, data: Any, *, last_year: int) -> None:
        super().__init__(data, initial={"year": last_year})
        years = range(last_year, min(one.years_from for one in formats.formats()) - 1, -1)
        local = [(one.code, one.label) for one in formats.formats() if one.is_local]
        self.fields["year"].choices = [(year, f"{year}年") for year in years]  # type: ignore[attr-defined]
        self.fields["layout"].choices = [("", "按年度的格式"), *local]  # type: ignore[attr-defined]
