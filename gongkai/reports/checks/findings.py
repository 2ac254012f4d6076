"""What a check says: a rule, a place, two numbers and what to do about them."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

Number = int | float

# table id → row id → column id → number; None is a blank cell, an absent key a cell that is not known.
Tables = Mapping[str, Mapping[str, Mapping[str, Number | None]]]

ERROR, WARNING, INFO = "error", "warning", "info"
SEVERITIES = {ERROR: "错误", WARNING: "提示", INFO: "说明"}  # in words, the worst first


@dataclass(frozen=True)
class Where:
    """The place of a finding: a table, a row, a column or one cell, or a stretch of a section's text."""

    table: str | None = None
    row: str | None = None
    column: str | None = None
    section: str | None = None
    span: tuple[int, int] | None = None  # characters of the section's text as printed

    def as_dict(self) -> dict[str, Any]:
        """Return the place in the shape of the printed JSON; text is named only where there is some."""
        place: dict[str, Any] = {"table": self.table, "row": self.row, "column": self.column}
        if self.section is not None:
            place |= {"section": self.section, "span": list(self.span) if self.span else None}
        return place


@dataclass(frozen=True)
class Finding:
    """Something a person must look at; `message` is Chinese and says what to do."""

    rule: str
    severity: str
    where: Where
    message: str
    expected: Number | None = None
    found: Number | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the finding in the shape of the printed JSON."""
        return {
            "rule": self.rule,
            "severity": self.severity,
            "where": self.where.as_dict(),
            "expected": self.expected,
            "found": self.found,
            "message": self.message,
        }


def printed(number: Number | None) -> str:
    """Write a number as a person would: 18, 4166.214619, or 空白."""
    if number is None:
        return "空白"
    return str(int(number)) if float(number).is_integer() else f"{number:.6f}".rstrip("0")
