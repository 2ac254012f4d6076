"""Checks that look beyond the report: the request register, the units below, the period (F8, F9, F11)."""

from collections.abc import Sequence
from datetime import date

from gongkai.reports.checks.findings import ERROR, WARNING, Finding, Number, Tables, Where, printed
from gongkai.rules.formats import ReportFormat


def check_register(report: ReportFormat, tables: Tables, register: Tables) -> list[Finding]:
    """Compare each cell of the report with the same cell counted from the registers (F8)."""
    return _compare(report, tables, register, "F8", "登记台账统计为{expected}，请核对后改正")


def check_units(report: ReportFormat, tables: Tables, units: Sequence[Tables]) -> list[Finding]:
    """Compare each cell of an aggregate report with the sum over the units' reports (F11)."""
    sums: dict[str, dict[str, dict[str, Number | None]]] = {}
    for table in report.tables:
        for row, column in table.cells():
            parts = [unit.get(table.id, {}).get(row.id, {}).get(column.id) for unit in units]
            filled = [part for part in parts if part is not None]
            if filled:
                sums.setdefault(table.id, {}).setdefault(row.id, {})[column.id] = sum(filled)
    return _compare(report, tables, sums, "F11", f"所属{len(units)}个单位合计为{{expected}}，请核对后改正")


def check_period(year: int, start: date, end: date) -> list[Finding]:
    """Check that the period is the calendar year, 1 January to 31 December (F9)."""
    if (start, end) == (date(year, 1, 1), date(year, 12, 31)):
        return []
    message = (
        f"统计期限为{_day(start)}至{_day(end)}，应为{year}年1月1日至12月31日。请核对期限和数据是否覆盖全年。"
    )
    return [Finding("F9", WARNING, Where(), message)]


def _compare(report: ReportFormat, tables: Tables, other: Tables, rule: str, words: str) -> list[Finding]:
    findings = []
    for table in report.tables:
        for row, column in table.cells():
            expected = other.get(table.id, {}).get(row.id, {}).get(column.id)
            found = tables.get(table.id, {}).get(row.id, {}).get(column.id)
            known = column.id in tables.get(table.id, {}).get(row.id, {})
            if expected is None or not known or abs((found or 0) - expected) < 1e-6:
                continue
            label = row.label or table.label
            message = f"“{label}”的“{column.label}”填的是{printed(found)}，"
            message += words.format(expected=printed(expected)) + "。"
            findings.append(
                Finding(rule, ERROR, Where(table.id, row.id, column.id), message, expected, found)
            )
    return findings


def _day(day: date) -> str:
    return f"{day.year}年{day.month}月{day.day}日"
