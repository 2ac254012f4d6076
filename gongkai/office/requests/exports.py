"""The filtered list of requests as an Excel file: with what was asked; who asked only for a stated reason."""
# ruff: noqa: E501 — a table is read by lines

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter
from django.utils.timezone import localtime

from gongkai.casework.actions.looking import MOST_LOOKS
from gongkai.casework.askers import co_applicants_of
from gongkai.casework.models import DisclosureRequest
from gongkai.design.words import cn_date
from gongkai.office.desk import Desk
from gongkai.office.requests.outcome_words import outcome_words

LIMIT = 20_000  # rows of one file; the head says so when there are more
CHUNK = 1_000


@dataclass(frozen=True)
class Column:
    """One column: its heading, its width in characters, and the value of a request."""

    label: str
    width: int
    value: Callable[[DisclosureRequest], Any]


def _yes(value: object) -> str:
    return "是" if value else ""


# fmt: off
COLUMNS = (
    Column("申请编号",       14, lambda case: case.number),
    Column("所需政府信息",   48, lambda case: case.matter),
    Column("申请方式",       12, lambda case: case.get_channel_display()),
    Column("申请人类别",     16, lambda case: case.applicant.get_kind_display()),
    Column("提交日期",       12, lambda case: case.submitted_on),
    Column("收到申请之日",   13, lambda case: case.received_on),
    Column("办理状态",       14, lambda case: case.get_state_display()),
    Column("承办科室",       16, lambda case: case.handling_unit),
    Column("经办人",         10, lambda case: case.handler),
    Column("科室办理期限",   13, lambda case: case.unit_due_on),
    Column("答复期限",       12, lambda case: case.due_on),
    Column("期限暂定",        9, lambda case: _yes(case.provisional)),
    Column("已延长工作日",   12, lambda case: case.extension_days or None),
    Column("办理结果",       30, lambda case: outcome_words(case.outcome, case.outcome_flag) if case.outcome else ""),
    Column("办结日期",       12, lambda case: case.concluded_on),
    Column("逾期办结",        9, lambda case: _yes(case.concluded_late)),
)
IDENTITY = (
    Column("姓名或者名称",   20, lambda case: case.applicant.name),
    Column("证件号码",       22, lambda case: case.applicant.id_number),
    Column("统一社会信用代码", 22, lambda case: case.applicant.org_code),
    Column("代理人",         12, lambda case: case.applicant.agent_name),
    Column("联系电话",       16, lambda case: case.applicant.phone),
    Column("电子邮箱",       24, lambda case: case.applicant.email),
    Column("通信地址",       36, lambda case: case.applicant.address),
    Column("共同申请人",     24, lambda case: "、".join(each.name for each in co_applicants_of(case))),
)
# fmt: on
LEGEND = (
    "说明：本表不含申请人的姓名、证件和联系方式。日期为北京时间；答复期限空白的，期限尚未起算或者正在中止。"
)


@dataclass(frozen=True)
class Sheet:
    """What a list has: its columns, what is said of them in its head, and how many rows it takes."""

    columns: tuple[Column, ...]
    legend: str
    limit: int


NAMELESS = Sheet(COLUMNS, LEGEND, LIMIT)


def with_identity(reason: str) -> Sheet:
    """Return the list with who asked; its head says for what it was asked, and each look is logged elsewhere."""
    legend = f"说明：本表含申请人的身份信息，只供下列事由使用，不得转交他人，用后及时删除。事由：{reason}"
    return Sheet((*COLUMNS, *IDENTITY), legend, MOST_LOOKS)


def export_cases(
    cases: Any, *, asked: list[str], desk: Desk, at: datetime, kind: Sheet = NAMELESS
) -> BytesIO:
    """
    Write the requests into a workbook, row by row, so that memory does not grow with their number.

    :param asked: the filters in words, for the head of the sheet
    """
    total = cases.count()
    file = BytesIO()  # zipped; the rows wait on disk until then
    options = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(file, options) as book:
        sheet = book.add_worksheet("依申请公开")
        formats = _formats(book)
        first = _head(sheet, formats, _lines(asked, total, desk, at, kind), kind)
        _rows(sheet, formats, first, cases, kind)
    file.seek(0)
    return file


def _formats(book: Any) -> dict[str, Any]:
    font = {"font_name": "宋体", "font_size": 11, "valign": "top"}
    return {
        "title": book.add_format({**font, "bold": True, "font_size": 16}),
        "text": book.add_format({**font, "text_wrap": True}),
        "plain": book.add_format(font),
        "head": book.add_format({**font, "bold": True, "bottom": 1}),
        "date": book.add_format({**font, "num_format": "yyyy-mm-dd", "align": "left"}),
    }


def _lines(asked: list[str], total: int, desk: Desk, at: datetime, kind: Sheet) -> list[str]:
    when = localtime(at)
    many = f"共{total}件" + (f"，本表列前{kind.limit}件，请缩小范围分次导出" if total > kind.limit else "")
    return [
        f"条件：{'；'.join(asked) or '全部'}",
        f"{many}。{desk.user} {cn_date(when)}{when:%H:%M}导出",
        kind.legend,
    ]


def _head(sheet: Any, formats: dict[str, Any], lines: list[str], kind: Sheet) -> int:
    """Write what was asked, the headings and the widths; return the first row of the list."""
    for place, column in enumerate(kind.columns):
        sheet.set_column(place, place, column.width)
    sheet.write_string(0, 0, "政府信息公开申请清单", formats["title"])
    for row, line in enumerate(lines, start=1):
        sheet.write_string(row, 0, line, formats["plain"])
    head = len(lines) + 2
    for place, column in enumerate(kind.columns):
        sheet.write_string(head, place, column.label, formats["head"])
    sheet.freeze_panes(head + 1, 1)
    sheet.repeat_rows(head)
    sheet.set_landscape()
    sheet.fit_to_pages(1, 0)
    return head + 1


def _rows(sheet: Any, formats: dict[str, Any], first: int, cases: Any, kind: Sheet) -> None:
    found = cases.select_related("applicant", "handling_unit", "handler")[: kind.limit]
    row = first - 1
    for row, case in enumerate(found.iterator(chunk_size=CHUNK), start=first):
        for place, column in enumerate(kind.columns):
            _cell(sheet, formats, row, place, column.value(case))
    sheet.autofilter(first - 1, 0, max(row, first - 1), len(kind.columns) - 1)


def _cell(sheet: Any, formats: dict[str, Any], row: int, place: int, value: Any) -> None:
    """Write a date as a date, a number as a number, and all else as text, never as a formula."""
    if value is None or value == "":
        return
    if isinstance(value, date):
        sheet.write_datetime(row, place, value, formats["date"])
    elif isinstance(value, int):
        sheet.write_number(row, place, value, formats["plain"])
    else:
        sheet.write_string(row, place, str(value), formats["text"])
