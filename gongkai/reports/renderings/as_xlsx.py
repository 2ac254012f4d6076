"""A report as a workbook: a sheet for each statutory table as printed, the words, and how it is counted."""

from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.common.official_docx import MADE_AT
from gongkai.reports.document import DocumentTable, ReportDocument
from gongkai.reports.renderings.appended import appended
from gongkai.reports.renderings.grid import Placed, grid_of

SHEET_NAME = 31  # characters that Excel allows
STUB, LABEL, NUMBER, WIDE = 10, 34, 9, 90  # widths of columns, in characters
BASE = {"font_name": "宋体", "font_size": 10, "border": 1, "valign": "vcenter", "text_wrap": True}


def xlsx(document: ReportDocument) -> bytes:
    """Return the report as a workbook; the same report gives the same bytes."""
    file = BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {"title": document.title, "author": document.body, "created": MADE_AT.replace(tzinfo=None)}
        )
        for table in document.tables:
            _table(book, table, document)
        _words(book, document)
    return file.getvalue()


def _table(book: Any, table: DocumentTable, document: ReportDocument) -> None:
    sheet = book.add_worksheet(table.label.replace("/", "、")[:SHEET_NAME])
    looks = {
        "head": book.add_format({**BASE, "bold": True, "align": "center", "bg_color": "#F2F4F7"}),
        "label": book.add_format({**BASE, "align": "left"}),
        "group": book.add_format({**BASE, "align": "center"}),
        "number": book.add_format({**BASE, "align": "center", "num_format": "General"}),
    }
    grid = grid_of(table)
    title = book.add_format({"font_name": "宋体", "font_size": 14, "bold": True, "align": "center"})
    sheet.merge_range(0, 0, 0, grid.columns - 1, f"{document.title}：{table.label}", title)
    for column in range(grid.columns):
        is_label = column == table.stub_depth - 1
        sheet.set_column(column, column, LABEL if is_label else STUB if column < table.stub_depth else NUMBER)
    for cell in grid.cells:
        _cell(sheet, cell, looks)
    sheet.freeze_panes(1 + grid.head_rows, table.stub_depth)
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.repeat_rows(0, grid.head_rows)


def _cell(sheet: Any, cell: Placed, looks: dict[str, Any]) -> None:
    value: str | float | int = cell.text
    if cell.number is not None:
        look = looks["number"]
        if cell.number.content.value is not None:
            number = cell.number.content.value
            value = int(number) if number == number.to_integral_value() else float(number)
    elif cell.is_head:
        look = looks["head"]
    else:
        look = looks["group" if cell.rowspan > 1 else "label"]
    row, column = cell.row + 1, cell.column  # below the title
    if cell.rowspan > 1 or cell.colspan > 1:
        sheet.merge_range(row, column, cell.last_row + 1, cell.last_column, "", look)
    if value == "":
        sheet.write_blank(row, column, None, look)
    else:
        sheet.write(row, column, value, look)


def _words(book: Any, document: ReportDocument) -> None:
    sheet = book.add_worksheet("正文")
    sheet.set_column(0, 0, STUB + LABEL)
    sheet.set_column(1, 1, WIDE)
    bold = book.add_format({"bold": True, "valign": "top", "text_wrap": True})
    plain = book.add_format({"valign": "top", "text_wrap": True})
    sheet.write_row(0, 0, ["部分", "内容"], bold)
    lines = [(section.heading, line) for section in document.sections for line in section.text.splitlines()]
    lines += [(part.heading, line) for part in appended(document) for line in part.lines]
    for row, (heading, line) in enumerate(lines, 1):
        sheet.write_string(row, 0, heading, bold)
        sheet.write_string(row, 1, line, plain)
    sheet.freeze_panes(1, 0)
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
