"""A report as the JSON that `gongkai report --to json` prints and `gongkai read-report` prints too."""

from decimal import Decimal
from typing import Any

from gongkai.reports.document import DocumentTable, Line, ReportDocument


def printed_json(document: ReportDocument) -> dict[str, Any]:
    """Return the report as data: head, sections, tables by id, findings; also what was corrected."""
    data = _plain(document)
    if document.edition > 1:
        changes = [{"place": one.place, "before": one.before, "after": one.after} for one in document.changes]
        data["correction"] = {
            "edition": document.edition,
            "reason": document.correction_reason,
            "changes": changes,
        }
    return data


def _plain(document: ReportDocument) -> dict[str, Any]:
    return {
        "source": document.source,
        "body": document.body,
        "year": document.year,
        "format": document.format.family,
        **({"variant": document.format.code} if document.format.is_local else {}),
        "form": None,
        "script": "simplified",
        "period": {"from": document.since.isoformat(), "to": document.until.isoformat()},
        "sections": [{"heading": section.heading, "text": section.text} for section in document.sections],
        "tables": {table.id: _table(table) for table in document.tables},
        "findings": [finding.as_dict() for finding in document.findings],
    }


def _table(table: DocumentTable) -> dict[str, Any]:
    # Where rows have columns of their own, each names them; a heading is no row.
    lines = [line for line in table.lines if line.cells]
    columns = [[cell.column for cell in line.cells] for line in lines]
    if any(own != columns[0] for own in columns):
        return {"rows": [_row(line, own_columns=True) for line in lines]}
    return {"columns": columns[0], "rows": [_row(line, own_columns=False) for line in lines]}


def _row(line: Line, *, own_columns: bool) -> dict[str, Any]:
    row: dict[str, Any] = {"id": line.id, "label": line.label}
    if own_columns:
        row["columns"] = [cell.column for cell in line.cells]
    row |= {"values": [_number(cell.content.value) for cell in line.cells], "confidence": 1.0}
    if line.unit:
        row["unit"] = line.unit
    if any(cell.content.raw for cell in line.cells):
        row["raw"] = [cell.content.raw for cell in line.cells]
    return row


def _number(value: Decimal | None) -> int | float | None:
    if value is None:
        return None
    return int(value) if value == value.to_integral_value() else float(value)
