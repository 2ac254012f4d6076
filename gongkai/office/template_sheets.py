"""A filled Excel template as it comes back: its headings as they were given out, its lines, its days."""

from collections.abc import Sequence
from io import BytesIO
from typing import Any

from openpyxl import load_workbook

MOST_ROWS = 500
DAY_SIGNS = str.maketrans({"年": "-", "月": "-", "日": None, "/": "-", ".": "-"})

Line = tuple[int, tuple[Any, ...]]  # number in the sheet, cells


class NotOurSheet(Exception):
    """The file cannot be read as a filled template; the message says what to do."""


def filled_lines(data: bytes, *, sheet: str, headings: Sequence[str], measure: str) -> list[Line]:
    """
    Return the lines of a template with something in them, at most MOST_ROWS.

    :param measure: the word by which lines are counted: 件, 笔
    :raises NotOurSheet: no Excel file, a damaged one, other headings, no lines, or too many
    """
    try:
        found = _lines(data, sheet, len(headings))
    except Exception as error:  # a damaged workbook makes its reader fail in any way
        raise NotOurSheet("这不是Excel文件（xlsx），或者文件已经损坏，请下载模板填写后上传。") from error
    if [str(cell or "").strip() for cell in next(iter(found), ())] != list(headings):
        raise NotOurSheet("表头与模板不一致，请下载新的模板，把数据粘贴进去。")
    filled = [(number, line) for number, line in enumerate(found[1:], start=2) if any(line)]
    if not filled:
        raise NotOurSheet("表里没有数据，请从第2行起填写。")
    if len(filled) > MOST_ROWS:
        raise NotOurSheet(f"一次最多登记{MOST_ROWS}{measure}，请分成几个文件。")
    return filled


def _lines(data: bytes, sheet: str, width: int) -> list[tuple[Any, ...]]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    chosen = book[sheet] if sheet in book.sheetnames else book.worksheets[0]
    return list(chosen.iter_rows(max_row=MOST_ROWS + 50, max_col=width, values_only=True))
