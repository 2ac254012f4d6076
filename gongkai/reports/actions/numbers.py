"""The numbers of a draft: counted again, put right by hand, or typed in."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal, InvalidOperation

from django.db import transaction

from gongkai.bodies.models import User
from gongkai.reports.actions.recording import check_step, lock, move
from gongkai.reports.document import CellKey, Source, number_text
from gongkai.reports.errors import NotANumber, NotCounted, ReasonMissing, UnknownCell
from gongkai.reports.filling import Cells, cells_of
from gongkai.reports.models import AnnualReport, ReportCell
from gongkai.reports.states import Origin
from gongkai.rules.formats import Column, ReportFormat

BLANKS = ("", "/", "-", "—", "无")


@transaction.atomic
def refill(report: AnnualReport, *, by: User, on: date) -> AnnualReport:
    """
    Keep the numbers as they are counted now; the event says which cells have moved since the last time.

    :raises NotCounted: the numbers were typed in
    """
    report = lock(report)
    check_step(report, "refill", by=by, on=on)
    _check_counted(report)
    moved = keep_counted(report)
    move(report, "refill", by=by, on=on, data={"moved": moved})
    return report


@transaction.atomic
def override_cell(
    report: AnnualReport, *, cell: str, value: Decimal, reason: str, by: User, on: date
) -> ReportCell:
    """
    Put a number in place of the counted one; both are kept, and the reason is printed with the report.

    :param cell: "requests.new.total"
    :raises ReasonMissing: no reason
    :raises NotCounted, UnknownCell, NotANumber: as they say
    """
    report = lock(report)
    check_step(report, "override_cell", by=by, on=on)
    _check_counted(report)
    key, column = find_cell(report.report_format, cell)
    if not reason.strip():
        raise ReasonMissing("更正数据应写明理由，理由将随报告一并说明。")
    _check_kind(column, value, number_text(value))
    counted = cells_of(report)[key].counted
    table, row, place = key
    changed, _ = ReportCell.objects.update_or_create(
        report=report,
        table=table,
        row=row,
        column=place,
        defaults={
            "value": value,
            "raw": "",
            "source": Source.OVERRIDE,
            "counted": counted,
            "reason": reason.strip(),
            "by": by,
        },
    )
    data = {"cell": cell, "counted": _written(counted), "value": number_text(value)}
    move(report, "override_cell", by=by, on=on, note=reason.strip(), data=data)
    return changed


@transaction.atomic
def clear_override(report: AnnualReport, *, cell: str, by: User, on: date) -> AnnualReport:
    """
    Go back to the counted number of a cell.

    :raises UnknownCell: nobody changed that cell
    """
    report = lock(report)
    check_step(report, "clear_override", by=by, on=on)
    (table, row, column), _ = find_cell(report.report_format, cell)
    overridden = report.cells.filter(table=table, row=row, column=column, source=Source.OVERRIDE)
    if not overridden.exists():
        raise UnknownCell("这一格没有人工更正。")
    overridden.delete()
    move(report, "clear_override", by=by, on=on, data={"cell": cell})
    keep_counted(report)
    return report


@transaction.atomic
def enter_cells(report: AnnualReport, *, cells: Mapping[str, str], by: User, on: date) -> AnnualReport:
    """
    Type numbers into the cells of a report that is entered by hand.

    :raises NotCounted: the report is filled from the registers; put single cells right instead
    :raises UnknownCell, NotANumber: as they say
    """
    report = lock(report)
    check_step(report, "enter_cells", by=by, on=on)
    if report.is_counted:
        raise NotCounted("这份报告由系统取数，个别数字需要改动的请用人工更正。")
    keep_entered(report, cells, by=by)
    move(report, "enter_cells", by=by, on=on, data={"cells": dict(cells)})
    return report


def keep_counted(report: AnnualReport, cells: Cells | None = None) -> list[str]:
    """
    Store the counted numbers and return the cells that have moved; overridden cells keep their number.

    :param cells: as they stand, where they have been counted already
    """
    stored = {(cell.table, cell.row, cell.column): cell for cell in report.cells.all()}
    moved = []
    for key, content in (cells_of(report) if cells is None else cells).items():
        number = content.counted
        cell = stored.get(key) or _cell(report, key, Source.COUNTED)
        if cell.pk and cell.counted == number:
            continue
        cell.counted = number
        if cell.source == Source.COUNTED:
            cell.value = number
        cell.save()
        moved.append(cell.key)
    return moved


def keep_entered(report: AnnualReport, cells: Mapping[str, str], *, by: User) -> None:
    """Store what is typed into cells."""
    stored = {cell.key: cell for cell in report.cells.all()}
    source = Source.READ if report.origin == Origin.READ else Source.ENTERED
    for name, text in cells.items():
        key, column = find_cell(report.report_format, name)
        cell = stored.get(name) or _cell(report, key, source)
        cell.value = read_number(text, column)
        cell.raw = text.strip() if cell.value is None else ""
        cell.by = by
        cell.save()


def find_cell(report_format: ReportFormat, name: str) -> tuple[CellKey, Column]:
    """
    Return the cell that a name such as "requests.new.total" stands for, and its column.

    :raises UnknownCell: the format has none
    """
    for table in report_format.tables:
        for row, column in table.cells():
            if name == f"{table.id}.{row.id}.{column.id}":
                return (table.id, row.id, column.id), column
    raise UnknownCell(f"格式中没有“{name}”这一格。")


def read_number(text: str, column: Column) -> Decimal | None:
    """
    Read a typed number; blanks, dashes and 无 are a blank cell.

    :raises NotANumber: anything else, a fraction where things are counted, less than nothing
    """
    text = text.strip().replace(",", "").replace("，", "")
    if text in BLANKS:
        return None
    try:
        value = Decimal(text)
    except InvalidOperation:
        raise NotANumber(f"“{column.label}”应填数字，填的是“{text}”。") from None
    _check_kind(column, value, text)
    return value


def _check_kind(column: Column, value: Decimal, text: str) -> None:
    if not value.is_finite() or (column.kind != "change" and value < 0):
        raise NotANumber(f"“{column.label}”应为不小于零的数，填的是“{text}”。")
    if column.kind != "money" and value != value.to_integral_value():
        raise NotANumber(f"“{column.label}”应为整数，填的是“{text}”。")


def _check_counted(report: AnnualReport) -> None:
    if not report.is_counted:
        raise NotCounted("这份报告的数据是录入的，请直接修改录入的数字。")


def _cell(report: AnnualReport, key: CellKey, source: Source) -> ReportCell:
    table, row, column = key
    return ReportCell(report=report, table=table, row=row, column=column, source=source)


def _written(value: Decimal | None) -> str:
    return "" if value is None else number_text(value)
