"""Excel files as tables: what a reader of the printed sheet sees, merged cells too."""

import io
from collections.abc import Iterator
from datetime import date, datetime, time
from html import escape, unescape

from openpyxl import load_workbook
from openpyxl.cell.cell import Cell as SheetCell
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.publishing.papers.blocks import Blocks, Cell, text_of
from gongkai.publishing.papers.outcome import Reading
from gongkai.screening.materials import head_of
from gongkai.screening.reading.packages import BadPackage, Package

CELLS = 20_000
BROKEN = (KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError)
TOO_LARGE = "表格过大（超过2万格），不宜作为正文，请作为附件上传，正文写明内容概要"


def read_sheets(data: bytes) -> Reading:
    """
    Return the visible sheets of an .xlsx file as tables.

    :raises BadPackage: damaged or too large
    """
    package = Package(data)
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except BROKEN as error:
        raise BadPackage("已损坏或者加密") from error
    reading, blocks = Reading(), Blocks()
    shown = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    left = CELLS
    for sheet in shown:
        rows, columns = _visible(sheet, reading)
        left -= len(rows) * len(columns)
        if left < 0:
            raise BadPackage(TOO_LARGE)
        if len(shown) > 1 and rows:
            blocks.add(f"<h2>{escape(sheet.title)}</h2>")
        _add(sheet, rows, columns, blocks)
    hidden = len(book.worksheets) - len(shown)
    if hidden:
        reading.notes.append(f"隐藏的工作表{hidden}张没有读入")
    if package.matching("xl/media/", ""):
        reading.notes.append("表格中的图片没有读入，请另行粘贴或者上传")
    if package.matching("xl/charts/"):
        reading.notes.append("表格中的图表没有读入")
    reading.html = blocks.html()
    return reading


def _visible(sheet: Worksheet, reading: Reading) -> tuple[list[int], list[int]]:
    """Return the rows and columns, from 1, that are shown and hold something; note what is hidden."""
    cells = [cell for cell in sheet._cells.values() if cell.value is not None]
    comments = sum(cell.comment is not None for cell in sheet._cells.values())
    if comments:
        reading.notes.append(f"工作表“{sheet.title}”的批注{comments}条没有读入")
    hidden_rows = {number for number, row in sheet.row_dimensions.items() if row.hidden}
    hidden_columns = {
        column
        for each in sheet.column_dimensions.values()
        if each.hidden and each.min and each.max
        for column in range(each.min, min(each.max, 20_000) + 1)
    }
    rows, columns = {cell.row for cell in cells}, {cell.column for cell in cells}
    if rows & hidden_rows or columns & hidden_columns:
        reading.notes.append(f"工作表“{sheet.title}”中隐藏的行、列没有读入")
    return sorted(rows - hidden_rows), sorted(columns - hidden_columns)


def _add(sheet: Worksheet, rows: list[int], columns: list[int], blocks: Blocks) -> None:
    covered, spans = _merged(sheet, rows, columns)
    table: list[list[Cell]] = []
    for row in rows:
        cells = []
        for column in columns:
            if (row, column) not in covered:
                width, height = spans.get((row, column), (1, 1))
                cells.append(Cell(_html(sheet.cell(row, column)), width, height))
        table.append(cells)
    caption, table = _without_title(table, len(columns))
    head = head_of([[text_of(cell.html) for cell in row] for row in table])
    for row_of_cells in table[: head + 1]:
        for cell in row_of_cells:
            cell.is_head = True
    if caption:
        blocks.paragraph(f"<strong>{escape(caption, quote=False)}</strong>")
    blocks.table(table)


def _without_title(table: list[list[Cell]], width: int) -> tuple[str, list[list[Cell]]]:
    """Take a first row that is one cell over the whole table, or nothing but one, for its title."""
    first = table[0] if table else []
    filled = [cell for cell in first if text_of(cell.html)]
    alone = len(filled) == 1 and filled[0].rows == 1 and first.index(filled[0]) == 0
    if width > 1 and len(table) > 1 and alone:
        return unescape(text_of(filled[0].html.replace("<br>", " "))), table[1:]
    return "", table


def _merged(
    sheet: Worksheet, rows: list[int], columns: list[int]
) -> tuple[set[tuple[int, int]], dict[tuple[int, int], tuple[int, int]]]:
    """Return the places that merged cells cover, and how far each reaches among what is shown."""
    covered, spans = set(), {}
    for merged in sheet.merged_cells.ranges:
        inside_rows = [row for row in rows if merged.min_row <= row <= merged.max_row]
        inside_columns = [column for column in columns if merged.min_col <= column <= merged.max_col]
        places = {(row, column) for row in inside_rows for column in inside_columns}
        corner = (merged.min_row, merged.min_col)
        if corner in places:
            spans[corner] = (len(inside_columns), len(inside_rows))
            covered |= places - {corner}
    return covered, spans


def _html(cell: SheetCell) -> str:
    return "<br>".join(escape(line, quote=False) for line in shown_as(cell).splitlines())


def shown_as(cell: SheetCell) -> str:
    """Return what a cell shows: days in Chinese, numbers with the places of their format."""
    value, form = cell.value, cell.number_format or "General"
    if value is None:
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, (datetime, date)):
        return next(_days(value))
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, (int, float)):
        return _number(value, form)
    return str(value).strip()


def _days(value: date) -> Iterator[str]:
    day = f"{value.year}年{value.month}月{value.day}日"
    if isinstance(value, datetime) and (value.hour or value.minute):
        yield f"{day} {value:%H:%M}"
    yield day


def _number(value: float, form: str) -> str:
    form = form.split(";")[0]
    places = len(form.partition(".")[2].replace("%", "").rstrip("_) ")) if "." in form else 0
    if "%" in form:
        return f"{value * 100:.{places}f}%"
    if "0" in form and form.lower() != "general":
        return f"{value:,.{places}f}" if "#,#" in form else _padded(value, form, places)
    if float(value).is_integer():
        return str(int(value))
    return f"{value:.10g}"


def _padded(value: float, form: str, places: int) -> str:
    """Return a number with the leading zeros of a format such as 000000."""
    whole = form.partition(".")[0]
    width = whole.count("0") + (places + 1 if places else 0)
    return f"{value:0{width}.{places}f}" if set(whole) == {"0"} else f"{value:.{places}f}"
