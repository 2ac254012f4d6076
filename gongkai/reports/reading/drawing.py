"""A read report as a person wants to see it in a terminal: head, tables, findings."""

import unicodedata
from collections.abc import Iterator, Sequence

from gongkai.reports.checks.findings import SEVERITIES, printed
from gongkai.reports.reading.result import SURE, ReadReport, ReadRow, ReadTable
from gongkai.rules import formats

LONGEST_LABEL = 40


def draw(report: ReadReport) -> str:
    """Return the report as text: what it is, its tables, and the findings, worst first."""
    return "\n".join([*_head(report), *_tables(report), *_findings(report)])


def _head(report: ReadReport) -> Iterator[str]:
    year = f"{report.year}年度" if report.year else "年度不明"
    yield f"{report.source}：{report.body or '机关不明'}，{year}，{formats.label_of(report.layout)}"
    if report.period:
        yield f"统计期限 {report.period[0].isoformat()} 至 {report.period[1].isoformat()}"
    if report.script == "traditional":
        yield "原文为繁体，已转换为简体"


def _tables(report: ReadReport) -> Iterator[str]:
    for table in report.tables.values():
        yield ""
        yield f"《{_label(report.format, table.id)}》" + ("" if table.rows else "（未读到数据）")
        if table.id == "remedies":
            yield from _remedies(table)
        elif table.rows:
            yield from _grid(table)


def _label(code: str, table_id: str) -> str:
    labels = {table.id: table.label for report in formats.formats() for table in report.tables}
    return labels.get(table_id, "统计表")


def _grid(table: ReadTable) -> Iterator[str]:
    columns: tuple[str, ...] = ()
    for row in table.rows:
        if row.columns != columns:
            columns = row.columns
            yield _line("", [_heading(table.id, column) for column in columns])
        yield _line(row.label, _cells(row))


def _remedies(table: ReadTable) -> Iterator[str]:
    for row in table.rows:
        cells = _cells(row)
        for start, label in ((0, "行政复议"), (5, "未经复议直接起诉"), (10, "复议后起诉")):
            headings = [_heading(table.id, column) for column in row.columns[start : start + 5]]
            if start == 0:
                yield _line("", headings)
            yield _line(label, cells[start : start + 5])


def _heading(table_id: str, column_id: str) -> str:
    for report in reversed(formats.with_table(table_id)):
        for column in report.table(table_id).columns:
            if column.id == column_id:
                return column.label.split("（")[0]
    return column_id


def _cells(row: ReadRow) -> list[str]:
    blank = "·" if row.confidence >= SURE else "？"
    mark = "" if row.confidence >= SURE else "？"
    return [blank if value is None else printed(value) + mark for value in row.values]


def _line(label: str, cells: Sequence[str]) -> str:
    short = label if len(label) <= LONGEST_LABEL // 2 else label[: LONGEST_LABEL // 2 - 1] + "…"
    return "  " + _left(short, LONGEST_LABEL) + "".join(_right(cell, 14) for cell in cells)


def _findings(report: ReadReport) -> Iterator[str]:
    order = list(SEVERITIES)
    findings = sorted(report.findings, key=lambda finding: order.index(finding.severity))
    counts = [sum(1 for finding in findings if finding.severity == severity) for severity in order]
    yield ""
    if not findings:
        yield "没有发现问题。"
        return
    named = zip(SEVERITIES.values(), counts, strict=True)
    yield "发现的问题：" + "，".join(f"{name}{count}条" for name, count in named if count)
    for finding in findings:
        yield f"  [{SEVERITIES[finding.severity]} {finding.rule}] {finding.message}"


def _width(text: str) -> int:
    return sum(2 if unicodedata.east_asian_width(char) in "WF" else 1 for char in text)


def _left(text: str, width: int) -> str:
    return text + " " * max(1, width - _width(text))


def _right(text: str, width: int) -> str:
    return " " * max(1, width - _width(text)) + text
