"""Prints a report the ways bodies do: web page, bars, one cell per line, spaced, fused, Markdown."""

import os
from collections.abc import Callable, Sequence
from typing import Any

from gongkai.rules import formats
from gongkai.rules.formats import ReportFormat, Row, Table

EXAMPLES = int(os.environ.get("REPORT_EXAMPLES", "8"))  # of each kind of report; 200 for a thorough run

Cells = dict[str, dict[str, dict[str, int | None]]]  # table → row → column → number

INTRODUCTION = (
    "本报告根据《中华人民共和国政府信息公开条例》编制，数据的统计期限自{year}年1月1日起至{year}年12月31日止。"
)


def text_of(value: int | None) -> str:
    return "" if value is None else str(value)


def values_of(table: Table, row: Row, cells: Cells) -> list[str]:
    return [text_of(cells[table.id][row.id][column.id]) for column in table.columns_of(row)]


def title_of(report: ReportFormat, year: int) -> str:
    return report.title.format(body="临江市人力资源和社会保障局", year=year)


def assembled(report: ReportFormat, year: int, newline: str, table: Callable[[Table], str]) -> str:
    """Print a whole report: title, introduction, sections, and each table as `table` prints it."""
    parts = [title_of(report, year), INTRODUCTION.format(year=year)]
    for section in report.sections:
        parts.append(section.heading)
        parts.append(table(report.table(section.table)) if section.table else "工作平稳开展。")
    return newline.join(parts)


def as_html(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print the official table with its merged cells."""

    def tag(label: str, rowspan: int, colspan: int) -> str:
        spans = (f' rowspan="{rowspan}"' if rowspan > 1 else "") + (
            f' colspan="{colspan}"' if colspan > 1 else ""
        )
        return f"<td{spans}>{label}</td>"

    def line(table: Table, row: Row) -> str:
        labels = [tag(cell.label, cell.rowspan, cell.colspan) for cell in table.stub_cells(row)]
        spans = zip(values_of(table, row, cells), table.spans_of(row), strict=True)
        return "<tr>" + "".join([*labels, *(tag(value, 1, span) for value, span in spans)]) + "</tr>"

    def block_rows(table: Table) -> list[str]:
        rows = []
        for block in table.blocks or (None,):
            header = table.header(block)
            rows += [
                "<tr>" + "".join(tag(c.label, c.rowspan, c.colspan) for c in cells_) + "</tr>"
                for cells_ in header
            ]
            rows += [line(table, row) for row in table.rows if block is None or row.block == block.id]
        return rows

    def table_of(table: Table) -> str:
        return "</p><table>" + "".join(block_rows(table)) + "</table><p>"

    return f"<html><body><p>{assembled(report, year, '</p><p>', table_of)}</p></body></html>"


def grid(table: Table, cells: Cells) -> list[list[str]]:
    """Return the printed rows: a merged cell stands once, where it begins, and leaves nothing behind."""
    lines: list[list[str]] = []
    for block in table.blocks or (None,):
        lines += [[cell.label for cell in row] for row in table.header(block)]
        for row in table.rows:
            if block is None or row.block == block.id:
                labels = [cell.label for cell in table.stub_cells(row)]
                lines.append([*labels, *values_of(table, row, cells)])
    return lines


def as_bars(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print one row per line with bars between cells, and blank cells where columns are merged."""

    def table_of(table: Table) -> str:
        width = table.stub_depth + table.width
        rows = [row + [""] * (width - len(row)) for row in grid(table, cells)]
        return "\n".join(" | ".join(row) + " |" for row in rows)

    return assembled(report, year, "\n", table_of)


def as_bars_by_line(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print one cell per line, each with a bar behind it."""

    def table_of(table: Table) -> str:
        return "\n".join(f"{cell} |" for row in grid(table, cells) for cell in row)

    return assembled(report, year, "\n", table_of)


def as_markdown(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print Markdown tables, the labels of merged cells left blank below."""

    def table_of(table: Table) -> str:
        width = table.stub_depth + table.width
        lines = []
        for row in grid(table, cells):
            numbers = len(row)
            lines.append("| " + " | ".join([""] * max(0, width - numbers) + row) + " |")
        return "\n".join([lines[0], "|" + "---|" * width, *lines[1:]]) + "\n"

    return assembled(report, year, "\n\n", table_of)


def as_lines(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print one cell per line; blank cells vanish."""

    def table_of(table: Table) -> str:
        return "\n\n".join(cell for row in grid(table, cells) for cell in row if cell)

    return assembled(report, year, "\n\n", table_of)


def as_spaced(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print everything in one line with spaces between cells; blank cells vanish."""

    def table_of(table: Table) -> str:
        return " ".join(cell for row in grid(table, cells) for cell in row if cell)

    return assembled(report, year, " ", table_of)


def as_fused(report: ReportFormat, cells: Cells, year: int) -> str:
    """Print everything in one line with nothing between cells."""

    def table_of(table: Table) -> str:
        return "".join(cell for row in grid(table, cells) for cell in row)

    return assembled(report, year, "", table_of)


EXACT: dict[str, Callable[[ReportFormat, Cells, int], str]] = {
    "bars.txt": as_bars, "bars_by_line.txt": as_bars_by_line, "table.md": as_markdown, "page.html": as_html,
}  # fmt: skip
LOOSE = {"lines.txt": as_lines, "spaced.txt": as_spaced, "fused.txt": as_fused}


def make_cells(code: str, fill: int | None = 0, **tables: dict[str, Sequence[int | None]]) -> Cells:
    """Build all cells of a format: rows that are named, every other cell `fill`."""
    cells: Cells = {}
    for table in formats.load(code).tables:
        named = tables.get(table.id, {})
        cells[table.id] = {
            row.id: dict(zip(row.columns, named.get(row.id, [fill] * len(row.columns)), strict=True))
            for row in table.rows
        }
    return cells


def cells_read(report: Any) -> dict[tuple[str, str, str], tuple[float | None, float]]:
    """Return (table, row, column) → number and confidence of what was read."""
    return {
        (table.id, row.id, column): (value, row.confidence)
        for table in report.tables.values()
        for row in table.rows
        for column, value in zip(row.columns, row.values, strict=True)
    }
