"""Workbooks (.xlsx): each sheet's lines of text and its tables, merged cells once."""

import io
from collections.abc import Iterator
from itertools import groupby
from zipfile import BadZipFile

from openpyxl import load_workbook
from openpyxl.cell.cell import MergedCell
from openpyxl.worksheet.worksheet import Worksheet

from gongkai.reports.reading import labels
from gongkai.reports.reading.blocks import Document, TableBlock, TextBlock
from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.numbers import is_value
from gongkai.reports.reading.places import Cell, Place
from gongkai.screening.reading.packages import BadPackage, Package

LARGEST = 16 * 2**20  # bytes of one sheet when unpacked
MOST_ROWS, MOST_COLUMNS = 5_000, 100
BROKEN = (BadZipFile, KeyError, ValueError, TypeError, AttributeError, IndexError, OSError, SyntaxError)

Row = tuple[Cell, ...]


def from_workbook(data: bytes) -> Document:
    """
    Take a workbook apart, hidden sheets left out.

    :raises BadPackage: damaged, encrypted, or far more in it than a report has
    """
    package = Package(data)
    if any(package.zip.getinfo(name).file_size > LARGEST for name in package.matching("xl/worksheets/")):
        raise BadPackage("表格过大，不像一份年度报告")
    try:
        book = load_workbook(io.BytesIO(data), data_only=True, keep_links=False)
    except BROKEN as error:
        raise BadPackage("表格已损坏或者加密") from error
    sheets = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    return Document(tuple(block for sheet in sheets for block in _blocks(sheet)))


def _blocks(sheet: Worksheet) -> Iterator[TextBlock | TableBlock]:
    rows = list(_rows(sheet))
    width = max(map(len, rows), default=0)
    has_numbers = any(cell.strip() and is_value(cell) for row in rows for cell in row)
    for is_text, run in groupby(rows, key=lambda row: not has_numbers or _is_text(row, width)):
        if not is_text:
            yield TableBlock(tuple(run))
            continue
        lines = [cell for row in run for cell in row if cell.strip()]
        places = tuple(cell.place or Place() for cell in lines)
        yield TextBlock("\n".join(" ".join(line.split()) for line in lines), places=places)


def _rows(sheet: Worksheet) -> Iterator[Row]:
    """Go through the rows in which something stands, over the columns in which something stands."""
    if sheet.max_row > MOST_ROWS:
        raise BadPackage("表格过大，不像一份年度报告")
    filled = [cell for cell in sheet._cells.values() if cell.value is not None]
    columns = [cell.column for cell in filled] or [1]
    last = min(max(columns), min(columns) + MOST_COLUMNS)
    for number in sorted({cell.row for cell in filled}):
        cells = [sheet.cell(number, column) for column in range(min(columns), last + 1)]
        yield tuple(
            Cell(_written(cell.value), Place(sheet=sheet.title, row=number, cell=cell.column))
            for cell in cells
            if not isinstance(cell, MergedCell)
        )


def _is_text(row: Row, width: int) -> bool:
    """Say whether a row is a line of text: one cell over all or most columns, and no label of a table."""
    filled = [cell for cell in row if cell.strip()]
    if len(filled) > 1:
        return False
    words = labels.core(squash(filled[0])) if filled else ""
    if any(label.core == words for label in labels.known() if label.kind in ("row", "block")):
        return False
    return 2 * len(row) <= width or width == 1


def _written(value: object) -> str:
    """Return what a cell shows; a whole number that a sheet kept as a float is written as one."""
    if value is None:
        return ""
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return str(value)
