"""台账 in Excel: the template, what becomes of each row of a filled one, and the export of a list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime
from decimal import Decimal, InvalidOperation
from io import BytesIO
from typing import Any

import xlsxwriter
from django.db.models import QuerySet
from django.utils.timezone import localtime

from gongkai.bodies.models import Unit
from gongkai.ledger.models import LedgerEntry
from gongkai.office.template_sheets import DAY_SIGNS, MOST_ROWS, filled_lines
from gongkai.rules.ledger import LedgerKind

HEADINGS = ("发生日期", "类别", "数量", "科室", "说明")
EXPORTED = (*HEADINGS[:3], "单位", *HEADINGS[3:], "更正", "凭据", "登记人", "登记日期")
SHEET, LIMIT = "台账", 20_000
OPTIONS = {"constant_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
HELP = (
    "一行登记一笔，最多500行；说明可以不填，其余必填。不要改动表头。",
    "日期写成2026-03-31。类别、科室从下拉列表中选择。按月登记的，日期写当月最后一天。",
    "上传以后先逐行检查，确认以前不登记；与已经登记的一笔完全相同的行不再登记。",
)


TOO_MUCH = 10**12  # of whatever unit; what the form takes for one entry, too
NOTE_LIMIT = 300  # characters
Line = tuple[Unit, LedgerKind, date, Decimal, str]  # unit, kind, day, quantity, note


@dataclass(frozen=True)
class ReadRow:
    """One row as it stands in the file, all text."""

    number: int
    day: str
    kind: str
    quantity: str
    unit: str
    note: str


@dataclass(frozen=True)
class CheckedRow:
    """A row with what is wrong in the user's words, or with what would be recorded (`record_entries`)."""

    row: ReadRow
    errors: tuple[str, ...] = ()
    line: Line | None = None
    is_known: bool = False

    @property
    def is_ready(self) -> bool:
        """Whether it would be recorded."""
        return self.line is not None and not self.is_known


def template(units: Iterable[Unit]) -> bytes:
    """Return the empty template with its lists of kinds and units."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        head = book.add_format({"bold": True, "bottom": 1})
        sheet, lists = book.add_worksheet(SHEET), book.add_worksheet("列表")
        for place, (label, width) in enumerate(zip(HEADINGS, (14, 34, 14, 20, 40), strict=True)):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, label, head)
        _choices(sheet, lists, 1, [kind.label for kind in LedgerKind.all()])
        _choices(sheet, lists, 3, [unit.name for unit in units])
        sheet.freeze_panes(1, 0)
        notes = book.add_worksheet("填写说明")
        notes.set_column(0, 0, 100)
        for line, words in enumerate(HELP):
            notes.write_string(line, 0, words)
    return file.getvalue()


def read(data: bytes) -> list[ReadRow]:
    """
    Return the filled rows of a template.

    :raises NotOurSheet: as `filled_lines`
    """
    lines = filled_lines(data, sheet=SHEET, headings=HEADINGS, measure="笔")
    return [ReadRow(number, *map(_text, line)) for number, line in lines]


def check(rows: list[ReadRow], units: QuerySet[Unit], today: date) -> list[CheckedRow]:
    """Judge each row; two queries for all."""
    by_name = {unit.name: unit for unit in units}
    kinds = {kind.label: kind for kind in LedgerKind.all()}
    checked = [_checked(row, by_name, kinds, today) for row in rows]
    days = {each.line[2] for each in checked if each.line}
    recorded = LedgerEntry.objects.filter(unit__in=by_name.values(), on__in=days, corrects=None)
    known = set(recorded.values_list("unit", "kind", "on", "quantity", "note"))
    found = []
    for each in checked:
        if each.line:
            facts = (each.line[0].pk, str(each.line[1]), *each.line[2:])
            each = replace(each, is_known=facts in known)
            known.add(facts)
        found.append(each)
    return found


def export(entries: QuerySet[LedgerEntry]) -> bytes:
    """Return the entries of a list as a workbook, corrections among them, at most LIMIT rows."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, OPTIONS) as book:
        sheet = book.add_worksheet(SHEET)
        head, day = (
            book.add_format({"bold": True, "bottom": 1}),
            book.add_format({"num_format": "yyyy-mm-dd"}),
        )
        for place, label in enumerate(EXPORTED):
            sheet.set_column(place, place, 34 if label in ("类别", "说明") else 14)
            sheet.write_string(0, place, label, head)
        sheet.freeze_panes(1, 0)
        for line, entry in enumerate(entries[:LIMIT].iterator(chunk_size=1000), start=1):
            kind = LedgerKind(entry.kind)
            sheet.write_datetime(line, 0, datetime.combine(entry.on, datetime.min.time()), day)
            sheet.write_string(line, 1, kind.label)
            sheet.write_number(line, 2, float(entry.quantity))
            words = (kind.unit, entry.unit.name, entry.note, "更正" if entry.corrects_id else "")
            for place, text in enumerate((*words, entry.evidence_name, str(entry.recorded_by)), start=3):
                sheet.write_string(line, place, text)
            sheet.write_datetime(line, 9, localtime(entry.recorded_at).replace(tzinfo=None), day)
    return file.getvalue()


def _choices(sheet: Any, lists: Any, place: int, labels: list[str]) -> None:
    for line, label in enumerate(labels):
        lists.write_string(line, place, label)
    column = chr(ord("A") + place)
    source = f"=列表!${column}$1:${column}${max(len(labels), 1)}"
    sheet.data_validation(1, place, MOST_ROWS, place, {"validate": "list", "source": source})


def _checked(
    row: ReadRow, units: Mapping[str, Unit], kinds: Mapping[str, LedgerKind], today: date
) -> CheckedRow:
    errors = _too_long(row)
    kind, unit = kinds.get(row.kind), units.get(row.unit)
    on, quantity = _day(row.day), _quantity(row.quantity)
    if on is None:
        errors.append(f"发生日期：“{row.day}”不是日期，请写成2026-03-31")
    elif on > today:
        errors.append("发生日期：不能晚于今天")
    if kind is None:
        errors.append(f"类别：没有“{row.kind}”这一类")
    if unit is None:
        errors.append(f"科室：没有“{row.unit}”，或者不由您登记")
    if quantity is None:
        errors.append(f"数量：“{row.quantity}”不是数字")
    elif kind is not None and (wrong := _misfit(kind, quantity)):
        errors.append(wrong)
    if errors or kind is None or unit is None or on is None or quantity is None:
        return CheckedRow(row, tuple(errors))
    return CheckedRow(row, line=(unit, kind, on, quantity, row.note))


def _too_long(row: ReadRow) -> list[str]:
    words = f"说明：有{len(row.note)}个字，最多{NOTE_LIMIT}个字"
    return [words] if len(row.note) > NOTE_LIMIT else []


def _misfit(kind: LedgerKind, quantity: Decimal) -> str:
    if quantity >= TOO_MUCH:
        return "数量：过大，请核对"
    if quantity < 0 or not (quantity or kind.is_standing):
        return "数量：应当大于零"
    if quantity != round(quantity, kind.decimals):
        return f"数量：应当是{f'至多{kind.decimals}位小数' if kind.decimals else '整数'}"
    return ""


def _day(text: str) -> date | None:
    try:
        year, month, day = (int(part) for part in text.translate(DAY_SIGNS).split("-"))
        return date(year, month, day)
    except ValueError:
        return None


def _quantity(text: str) -> Decimal | None:
    try:
        number = Decimal(text.replace(",", "").replace("，", ""))
    except InvalidOperation:
        return None
    return number if number.is_finite() else None


def _text(cell: object) -> str:
    if isinstance(cell, datetime):
        return cell.date().isoformat()
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return str("" if cell is None else cell).strip()
