"""What reading a report gives: its head, sections, tables and findings, and their printed JSON."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import count
from typing import Any

from gongkai.reports.checks import Finding, Number
from gongkai.reports.reading.places import Place

SURE = 0.9  # below this a number is no more than a guess
STATUTORY = ("proactive", "requests", "remedies")  # tables whose rows the notice lays down
EXTRA_ROW = "extra_row"  # what a row that a body has added to one of them is called in print


@dataclass(frozen=True)
class ReadRow:
    """
    A row as read: `columns` are its own, `texts` what is printed, where that is more than the numbers.

    `places` say where each number stands in the file, `confidences` how sure each is where some differ.
    """

    id: str | None
    label: str
    columns: tuple[str, ...]
    values: tuple[Number | None, ...]
    confidence: float = 1.0
    texts: tuple[str, ...] = ()
    unit: str | None = None
    problem: str | None = None  # why the numbers are not sure, in Chinese
    breaks_sum: bool = False  # the numbers are not sure, but surely do not add up
    places: tuple[Place | None, ...] = ()
    confidences: tuple[float, ...] = ()

    def place_of(self, column: str) -> Place | None:
        """Return where the number of a column stands in the file."""
        return dict(zip(self.columns, self.places, strict=False)).get(column)

    def confidence_of(self, column: str) -> float:
        """Return how sure the number of a column is."""
        return dict(zip(self.columns, self.confidences, strict=False)).get(column, self.confidence)

    @property
    def sure_cells(self) -> dict[str, Number | None]:
        """Return column id → number for the cells that are sure."""
        cells = zip(self.columns, self.values, strict=True)
        if not self.confidences:
            return dict(cells) if self.confidence >= SURE else {}
        return {column: value for column, value in cells if self.confidence_of(column) >= SURE}

    def as_dict(self, *, with_columns: bool) -> dict[str, Any]:
        """Return the row in the shape of the printed JSON."""
        row: dict[str, Any] = {"id": self.id, "label": self.label}
        if with_columns:
            row["columns"] = list(self.columns)
        row |= {"values": list(self.values), "confidence": self.confidence}
        if any(self.texts):
            row["raw"] = " | ".join(self.texts)
        if self.unit:
            row["unit"] = self.unit
        if any(self.places):
            row["places"] = [place.as_dict() if place else None for place in self.places]
        if self.confidences:
            row["confidences"] = list(self.confidences)
        return row


@dataclass(frozen=True)
class ReadTable:
    """A table as read; without rows it is one that is there and could not be read."""

    id: str
    columns: tuple[str, ...]
    rows: tuple[ReadRow, ...] = ()
    has_own_columns: bool = False  # each row carries its columns

    @property
    def cells(self) -> dict[str, dict[str, Number | None]]:
        """Return row id → column id → number for the cells that are sure, as the checks take them."""
        return {row.id: sure for row in self.rows if row.id and (sure := row.sure_cells)}

    def _named(self) -> Iterator[ReadRow]:
        """Go through the rows; those that a body has added to a statutory table are named and numbered."""
        extra = count(1)
        for row in self.rows:
            is_extra = row.id is None and self.id in STATUTORY
            yield replace(row, id=_numbered(EXTRA_ROW, next(extra))) if is_extra else row

    def as_dict(self) -> dict[str, Any]:
        """Return the table in the shape of the printed JSON."""
        rows = [row.as_dict(with_columns=self.has_own_columns) for row in self._named()]
        return {"rows": rows} if self.has_own_columns else {"columns": list(self.columns), "rows": rows}


def _numbered(name: str, number: int) -> str:
    return name if number == 1 else f"{name}_{number}"


@dataclass(frozen=True)
class ReadSection:
    """A section: its heading as printed and its text without the table."""

    heading: str
    text: str


@dataclass
class ReadReport:
    """A report as read from a file."""

    source: str | None
    form: str
    format: str
    script: str = "simplified"
    variant: str = ""  # code of the format file, where it is a local one
    body: str | None = None
    year: int | None = None
    period: tuple[date, date] | None = None
    preface: str = ""  # what stands before the first heading
    sections: list[ReadSection] = field(default_factory=list)
    tables: dict[str, ReadTable] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)

    @property
    def layout(self) -> str:
        """The code of the format file that it is in."""
        return self.variant or self.format

    @property
    def has_errors(self) -> bool:
        """Say whether a finding is an error."""
        return any(finding.severity == "error" for finding in self.findings)

    def as_dict(self) -> dict[str, Any]:
        """Return the report in the shape of the printed JSON."""
        start, end = self.period or (None, None)
        period = {"from": start.isoformat(), "to": end.isoformat()} if start and end else None
        return {
            "source": self.source,
            "body": self.body,
            "year": self.year,
            "format": self.format,
            **({"variant": self.variant} if self.variant else {}),
            "form": self.form,
            "script": self.script,
            "period": period,
            "sections": [{"heading": section.heading, "text": section.text} for section in self.sections],
            "tables": {name: table.as_dict() for name, table in self.tables.items()},
            "findings": [finding.as_dict() for finding in self.findings],
        }
