"""The whole catalogue as one file, row by row, so that its size does not matter."""

import csv
from collections.abc import Iterator
from datetime import date
from io import BytesIO
from itertools import islice
from typing import Any

import xlsxwriter

from gongkai.api.lines import line_of
from gongkai.publishing.models.items import ItemQuerySet

HEADS = {
    "index_no": "索引号",
    "title": "名称",
    "summary": "内容概述",
    "issuing_body": "发布机构",
    "column_name": "栏目",
    "doc_no": "文号",
    "kind": "文件类别",
    "validity": "有效性",
    "formed_on": "生成日期",
    "published_on": "发布日期",
    "updated_on": "最近更新日期",
    "topic": "主题分类",
    "genre": "体裁分类",
    "source": "信息来源",
    "url": "网址",
}
CHUNK = 2_000
FORMULA = ("=", "+", "-", "@", "\t", "\r")  # with which a spreadsheet would begin to reckon
SHEET_ROWS = 1_000_000  # a sheet holds 1,048,576


class _Echo:
    """A file that gives back what is written to it."""

    def write(self, text: str) -> str:
        return text


def rows_of(items: ItemQuerySet, root: str) -> Iterator[list[Any]]:
    """Yield a row for each item, newest first."""
    words = {"kind": "get_document_kind_display", "validity": "get_validity_display"}
    for item in items.newest_first().select_related("body", "column").iterator(chunk_size=CHUNK):
        line = line_of(item, root)
        yield [getattr(item, words[name])() if name in words else line[name] for name in HEADS]


def as_csv(items: ItemQuerySet, root: str) -> Iterator[str]:
    """Yield the lines of a CSV file, with the mark by which Excel knows its encoding."""
    writer = csv.writer(_Echo())
    yield "﻿" + writer.writerow(HEADS.values())
    for row in rows_of(items, root):
        yield writer.writerow([_plain(cell) for cell in row])


def as_xlsx(items: ItemQuerySet, root: str) -> BytesIO:
    """Return a sheet; its rows pass through a file on disk, and only the packed sheet is in memory."""
    file = BytesIO()
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        sheet = book.add_worksheet("公开目录")
        sheet.write_row(0, 0, list(HEADS.values()), book.add_format({"bold": True}))
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(islice(rows_of(items, root), SHEET_ROWS), 1):
            for place, cell in enumerate(row):
                if isinstance(cell, date):
                    sheet.write_datetime(number, place, cell, day)
                else:
                    sheet.write(number, place, "" if cell is None else cell)
    file.seek(0)
    return file


def _plain(cell: object) -> str:
    text = "" if cell is None else str(cell)
    return f"'{text}" if text.startswith(FORMULA) else text
