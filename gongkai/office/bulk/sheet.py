"""The Excel file of a bulk registration: its columns, the empty template, and what stands in a filled one."""

from dataclasses import dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import xlsxwriter

from gongkai.office.forms.listing_together import RowForm
from gongkai.office.template_sheets import DAY_SIGNS, MOST_ROWS, filled_lines

FIELDS = (
    *("channel", "submitted_on", "receipt_on", "kind", "name", "id_type", "id_number", "org_code"),
    *("legal_representative", "contact_name", "phone", "email", "address", "postcode", "agent_name"),
    *("together", "matter", "description", "doc_ref", "supply_form", "delivery", "late_reason"),
)
DAYS = ("submitted_on", "receipt_on")
SHEET, ERROR = "申请", "错误"
HELP = (
    "一行登记一件申请，最多500行；带*的必填。不要改动表头。",
    "日期写成2026-03-02。证件号码、电话所在的列已经设为文本，从别处粘贴时请选择“只保留文本”。",
    "当面提交的，以提交日期为收到日期；邮寄签收的填写签收日期；平常信函、传真、电子邮件的填写与申请人确认的日期，尚未确认的不填。",
    "几个人共同提出的，首位申请人之外的逐位写在“共同申请人”一列，用分号隔开，每位依次写姓名、证件号码、电话、地址，用逗号隔开，"
    "例如：张大力，，13900000001；孙小美。文书送达给其中一位的，在其姓名后写“（代表人）”。",
    "上传以后先逐行检查，确认以前不登记；同一行重复上传只登记一次。",
)


@dataclass(frozen=True)
class Row:
    """One filled row: its number in the sheet, and what stands in each field, as text."""

    number: int
    values: dict[str, str]
    spoilt: tuple[str, ...] = ()


def headings() -> dict[str, str]:
    """Return the headings of the columns by field; what is needed has a star."""
    fields = RowForm(today=date.min).fields
    return {name: f"{fields[name].label}{'*' if fields[name].required else ''}" for name in FIELDS}


def choices() -> dict[str, dict[str, str]]:
    """Return for each field with a list of choices the codes by their labels."""
    fields = RowForm(today=date.min).fields
    found = {name: getattr(fields[name], "choices", None) for name in FIELDS}
    return {name: {str(label): str(code) for code, label in each} for name, each in found.items() if each}


def template(rows: list[tuple[Row, str]] | None = None) -> bytes:
    """Return the empty template with its lists of choices; with rows, those and what is wrong with each."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        text = book.add_format({"num_format": "@"})
        sheet = book.add_worksheet(SHEET)
        for place, (name, label) in enumerate(headings().items()):
            sheet.set_column(place, place, 30 if name == "matter" else 16, text)
            sheet.write_string(0, place, label, head)
            if labels := list(choices().get(name, ())):
                sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": labels})
        sheet.freeze_panes(1, 0)
        _returned(sheet, rows or [], head, book.add_format({"font_color": "red"}))
        notes = book.add_worksheet("填写说明")
        notes.set_column(0, 0, 110)
        for line, words in enumerate(HELP):
            notes.write_string(line, 0, words)
    return file.getvalue()


def _returned(sheet: Any, rows: list[tuple[Row, str]], head: Any, red: Any) -> None:
    if not rows:
        return
    sheet.write_string(0, len(FIELDS), ERROR, head)
    sheet.set_column(len(FIELDS), len(FIELDS), 50)
    for line, (row, wrong) in enumerate(rows, start=1):
        for place, name in enumerate(FIELDS):
            sheet.write_string(line, place, row.values.get(name, ""))
        sheet.write_string(line, len(FIELDS), wrong, red)


def read(data: bytes) -> list[Row]:
    """
    Return the filled rows of a template.

    :raises NotOurSheet: as `filled_lines`
    """
    lines = filled_lines(data, sheet=SHEET, headings=[*headings().values()], measure="件")
    return [_row(number, line) for number, line in lines]


def _row(number: int, line: tuple[Any, ...]) -> Row:
    values, spoilt = {}, []
    for name, cell in zip(FIELDS, line, strict=False):
        if isinstance(cell, (int, float)) and abs(cell) >= 10**15:
            spoilt.append(name)  # a spreadsheet keeps fifteen digits of a number
        values[name] = _text(cell, is_day=name in DAYS)
    return Row(number, values, tuple(spoilt))


def _text(cell: object, *, is_day: bool) -> str:
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    text = str(cell).strip()
    return text.translate(DAY_SIGNS) if is_day else text
