"""不予公开、依申请公开清单 as an Excel file (条例第十八条)."""

from collections.abc import Callable, Iterable
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.timezone import localtime

from gongkai.design.words import cn_date
from gongkai.office.desk import Desk
from gongkai.publishing.models import InformationItem

LIMIT = 20_000  # rows
Value = Callable[[InformationItem], Any]

# fmt: off
COLUMNS: tuple[tuple[str, int, Value], ...] = (
    ("名称",           48, lambda item: item.title),
    ("文号",           22, lambda item: item.doc_no),
    ("生成日期",       12, lambda item: item.formed_on),
    ("责任科室",       16, lambda item: item.owner_unit),
    ("公开属性",       12, lambda item: item.get_disclosure_mode_display()),
    ("理由和依据",     48, lambda item: item.mode_reason),
    ("状态",           12, lambda item: item.get_state_display()),
    ("下次评估日期",   13, lambda item: item.mode_review_on),
)
# fmt: on


def export_withheld(items: Any, *, asked: Iterable[str], desk: Desk, at: datetime) -> BytesIO:
    """Write the list into a workbook with what was asked for at its head."""
    file, when = BytesIO(), localtime(at)
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet("清单")
        bold, day = book.add_format({"bold": True}), book.add_format({"num_format": "yyyy-mm-dd"})
        wrap = book.add_format({"text_wrap": True, "valign": "top"})
        sheet.write_string(0, 0, f"{desk.body.name}不予公开、依申请公开信息清单", bold)
        sheet.write_string(
            1, 0, f"条件：{'；'.join(asked) or '全部'}。{desk.user} {cn_date(when)}{when:%H:%M}导出"
        )
        for place, (label, width, _) in enumerate(COLUMNS):
            sheet.set_column(place, place, width)
            sheet.write_string(3, place, label, bold)
        for row, item in enumerate(items[:LIMIT], 4):
            for place, (_, _, value) in enumerate(COLUMNS):
                _write(sheet, row, place, value(item), day, wrap)
        sheet.freeze_panes(4, 1)
        sheet.set_landscape()
        sheet.fit_to_pages(1, 0)
    file.seek(0)
    return file


def _write(sheet: Any, row: int, place: int, value: Any, day: Any, wrap: Any) -> None:
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, day)
    elif value:
        sheet.write_string(row, place, str(value), wrap)
