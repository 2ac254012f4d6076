"""A reading as it stands now: what was read, with the numbers that people put right, checked again."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date
from hashlib import sha256
from typing import Any

from gongkai.proofing.models import CellCorrection, FindingAnswer
from gongkai.reports.checks import Finding, Number, Where, check_tables
from gongkai.reports.reading import ReadReport, ReadRow, ReadSection, ReadTable
from gongkai.reports.reading.places import Place
from gongkai.reports.reading.result import SURE
from gongkai.reports.reading.wording import word_findings
from gongkai.rules import formats

ROWS_UNSURE = "unreadable"
SUMS = ("F", "S", "T")  # rules of these letters are checked anew; the others speak of the paper itself

Key = tuple[str, int, str]  # table, number of the row in it, column


def revise(data: Mapping[str, Any], corrections: Iterable[CellCorrection] = ()) -> ReadReport:
    """Return a reading with the newest correction of each cell; a row is sure when a person saw all of it."""
    right = {one.key: one.number for one in corrections}
    report = ReadReport(
        **{name: data[name] for name in ("source", "form", "format", "script", "body", "year")}
    )
    report.variant = data.get("variant", "")
    report.preface = data.get("preface", "")
    report.period = _period(data["period"])
    report.sections = [ReadSection(one["heading"], one["text"]) for one in data["sections"]]
    report.tables = {name: _table(name, table, right) for name, table in data["tables"].items()}
    report.findings = [finding_of(one) for one in data["findings"]]
    if right:
        report.findings = _again(report)
    return report


def finding_of(data: Mapping[str, Any]) -> Finding:
    """Return a finding from its printed shape."""
    where: dict[str, Any] = {
        name: tuple(part) if isinstance(part, list) else part for name, part in data["where"].items()
    }
    return Finding(
        data["rule"],
        data["severity"],
        Where(**where),
        data["message"],
        data.get("expected"),
        data.get("found"),
    )


def key_of(finding: Finding) -> str:
    """Return the name under which a finding is answered; another number makes it another finding."""
    return sha256(f"{finding.rule}\0{finding.where}\0{finding.message}".encode()).hexdigest()


def _again(report: ReadReport) -> list[Finding]:
    of_paper = [one for one in report.findings if not one.rule.startswith(SUMS) and one.where.section is None]
    kept = [one for one in of_paper if not _is_settled(report, one)]
    cells = {name: table.cells for name, table in report.tables.items()}
    known = [report.layout] if report.layout in formats.available() else []
    sums = [found for code in known for found in check_tables(formats.load(code), cells)]
    return [*sums, *word_findings(report), *kept]


def _is_settled(report: ReadReport, finding: Finding) -> bool:
    """Whether a row that could not be read has been put right since."""
    table = report.tables.get(finding.where.table or "")
    if finding.rule != ROWS_UNSURE or table is None or finding.where.row is None:
        return False
    return all(row.confidence >= SURE for row in table.rows if finding.where.row in (row.id, row.label))


def _table(name: str, data: Mapping[str, Any], right: Mapping[Key, Number | None]) -> ReadTable:
    columns = tuple(data.get("columns", ()))
    rows = [_row(row, columns) for row in data["rows"]]
    revised = [_revised(row, name, number, right) for number, row in enumerate(rows)]
    return ReadTable(name, columns, tuple(revised), has_own_columns="columns" not in data)


def _row(data: Mapping[str, Any], columns: tuple[str, ...]) -> ReadRow:
    return ReadRow(
        data["id"],
        data["label"],
        tuple(data.get("columns", columns)),
        tuple(data["values"]),
        data["confidence"],
        tuple(data["raw"].split(" | ")) if data.get("raw") else (),
        data.get("unit"),
        places=tuple(Place(**_boxed(one)) if one else None for one in data.get("places", ())),
        confidences=tuple(data.get("confidences", ())),
    )


def _boxed(place: Mapping[str, Any]) -> dict[str, Any]:
    return {name: tuple(part) if name == "box" else part for name, part in place.items()}


def _revised(row: ReadRow, table: str, number: int, right: Mapping[Key, Number | None]) -> ReadRow:
    places = [(table, number, column) for column in row.columns]
    if not any(place in right for place in places):
        return row
    values = tuple(right.get(place, value) for place, value in zip(places, row.values, strict=True))
    sure = tuple(1.0 if (table, number, name) in right else row.confidence_of(name) for name in row.columns)
    return replace(row, values=values, confidences=sure, confidence=max(row.confidence, min(sure)))


def _period(data: Mapping[str, str] | None) -> tuple[date, date] | None:
    return (date.fromisoformat(data["from"]), date.fromisoformat(data["to"])) if data else None


def open_findings(report: ReadReport, answers: Iterable[FindingAnswer]) -> list[Finding]:
    """Return the findings that nobody has answered."""
    answered = standing_answers(answers)
    return [one for one in report.findings if key_of(one) not in answered]


def standing_answers(answers: Iterable[FindingAnswer]) -> dict[str, FindingAnswer]:
    """Return the newest answer to each finding, by its key; one without words takes the others back."""
    newest = {one.finding: one for one in answers}
    return {key: one for key, one in newest.items() if one.note}
