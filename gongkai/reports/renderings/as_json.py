"""A report as the JSON that `gongkai report --to json` prints and `gongkai read-report` prints too."""

from decimal import Decimal
from typing import Any

from gongkai.reports.document import DocumentTable, Line, ReportDocument


def printed_json(document: ReportDocument) -> dict[str, Any]:
    """Return the report as data: head, sections, tables by id, findings."""
    return {
        "source": document.source,
        "body": document.body,
        "year": document.year,
        "format": document.format.code,
        "form": None,
        "script": "simplified",
        "period": {"from": document.since.isoformat(), "to": document.until.isoformat()},
        "sections": [{"heading": section.heading, "text": section.text} for section in document.sections],
        "tables": {table.id: _table(table) for table in document.tables},
        "findings": [finding.as_dict() for finding in document.findings],
    }


def _table(table: DocumentTable) -> dict[str, Any]:
    # A table in blocks has other columns in each row, so that each row names its own.
    if len(table.parts) > 1:
        return {"rows": [_row(line, own_columns=True) for line in table.lines]}
    columns = [cell.column for cell in table.lines[0].cells]
    return {"columns": columns, "rows": [_row(line, own_columns=False) for line in table.lines]}


def _row(line: Line, *, own_columns: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": line.id, "label": line.label}
    if own_columns:
        row["columns"] = [cell.column for cell in line.cells]
    row |= {"values": [_number(cell.content.value) for cell in line.cells], "confidence": 1.0}
    if any(cell.content.raw for cell in line.cells):
        row["raw"] = [cell.content.raw for cell in line.cells]
    return row


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
