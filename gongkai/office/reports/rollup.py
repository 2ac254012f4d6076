"""下级机关汇总: who has reported a year, who is late, whose sums disagree, and what all of them add up to."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from io import BytesIO
from typing import Any

import xlsxwriter
from django.core.cache import cache as kept
from django.db.models import Count

from gongkai.bodies.models import Body
from gongkai.office.desk import Desk
from gongkai.office.figures.receipts import number
from gongkai.reports.checks import Finding, Tables
from gongkai.reports.document import CellKey
from gongkai.reports.filling import calls, cells_of, tables_of
from gongkai.reports.gathering import broken_sums, check_below, own_reports, stored_tables
from gongkai.reports.models import AnnualReport
from gongkai.rules import deadlines, formats
from gongkai.statistics.answers import values_by_body
from gongkai.statistics.figures import figure
from gongkai.statistics.models import MonthClosing
from gongkai.statistics.scope import Scope

SHOWN = (
    *("requests.new", "requests.carried_in", "requests.total", "requests.carried_out", "remedies.all"),
    *("proactive.items", "proactive.normative_documents.issued"),
)
A_DAY = 24 * 3600


@dataclass(frozen=True)
class BodyLine:
    """One body below: how far its report is, what it counts, and what its own report says otherwise."""

    body: Body
    report: AnnualReport | None
    is_late: bool
    was_late: bool
    broken: int
    numbers: dict[str, Decimal]
    disagreeing: tuple[str, ...]
    closed_months: int

    @property
    def state(self) -> str:
        """How far the report is, in a word."""
        return self.report.get_state_display() if self.report else "没有建立"

    @property
    def published_on(self) -> date | None:
        """When the report came out."""
        item = self.report.item if self.report else None
        return item.published_on if item and item.live else None

    @property
    def written(self) -> list[str]:
        """The numbers as printed."""
        return [number(self.numbers.get(name, Decimal(0))) for name in SHOWN]

    @property
    def trouble(self) -> str:
        """What is wrong with its sums."""
        broken = [f"表内{self.broken}项不平"] if self.broken else []
        return "；".join([*broken, *(f"{words}与登记不符" for words in self.disagreeing)])


@dataclass(frozen=True)
class RollUp:
    """All bodies below one for a year."""

    year: int
    due_on: date
    lines: tuple[BodyLine, ...]

    @property
    def totals(self) -> list[str]:
        """What all add up to."""
        zero = Decimal(0)
        return [number(sum((line.numbers.get(name, zero) for line in self.lines), zero)) for name in SHOWN]

    @property
    def filed(self) -> int:
        """How many reports are public."""
        return sum(line.published_on is not None for line in self.lines)

    @property
    def late(self) -> list[BodyLine]:
        """Those that are owed and not public."""
        return [line for line in self.lines if line.is_late]

    @property
    def troubled(self) -> int:
        """How many have sums that disagree."""
        return sum(bool(line.trouble) for line in self.lines)


@dataclass(frozen=True)
class GatheredReport:
    """The body's aggregate report of a year, and where it is not the sum of the reports it gathers."""

    report: AnnualReport
    findings: tuple[Finding, ...]


def roll_up(desk: Desk, year: int, *, order: str = "") -> RollUp:
    """Return the bodies below the desk's body with their year; the number of queries is always the same."""
    below = Body.objects.filter(path__startswith=desk.body.path, is_active=True).exclude(pk=desk.body.pk)
    bodies = list(below.order_by("path"))
    due_on = deadlines.due("annual_report_department", date(year, 12, 31), desk.calendar).due_on
    counted = values_by_body(SHOWN, Scope.year(desk.body, year, below=True))
    reports = own_reports(bodies, year)
    tables = stored_tables(reports.values())
    broken = _broken(reports.values(), tables)
    closed = MonthClosing.objects.in_year(year).filter(body__in=bodies).order_by()
    closings = dict(closed.values_list("body").annotate(number=Count("pk")))
    lines = []
    for body in bodies:
        report = reports.get(body.pk)
        is_public = bool(report and report.is_public)
        published = report.item.published_on if report and report.item else None
        lines.append(
            BodyLine(
                body,
                report,
                is_late=not is_public and due_on < desk.today,
                was_late=bool(is_public and published and published > due_on),
                broken=broken[report.pk] if report else 0,
                numbers=counted.get(body.pk, {}),
                disagreeing=_disagreeing(report, tables[report.pk], counted.get(body.pk, {}))
                if report
                else (),
                closed_months=closings.get(body.pk, 0),
            )
        )
    return RollUp(year, due_on, tuple(_sorted(lines, order)))


def workbook(found: RollUp) -> bytes:
    """Return the roll-up as a workbook, the totals in its last row."""
    file = BytesIO()
    with xlsxwriter.Workbook(file, {"strings_to_formulas": False}) as book:
        sheet, head = book.add_worksheet("汇总"), book.add_format({"bold": True, "bottom": 1})
        names = [f"{figure(name).label}（{figure(name).unit}）" for name in SHOWN]
        headings = ["机关", "年度报告", "公布日期", "是否逾期", *names, "数据问题", "已结账月数"]
        for place, label in enumerate(headings):
            sheet.set_column(place, place, 30 if label in ("机关", "数据问题") else 16)
            sheet.write_string(0, place, label, head)
        for row, line in enumerate(found.lines, start=1):
            _write(sheet, row, _row(line))
        sums: list[Any] = [sum(line.numbers.get(name, 0) for line in found.lines) for name in SHOWN]
        _write(sheet, len(found.lines) + 1, ["合计", "", "", "", *sums, "", ""])
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(found.lines), len(headings) - 1)
    return file.getvalue()


def _row(line: BodyLine) -> list[Any]:
    late = "逾期未公布" if line.is_late else "逾期公布" if line.was_late else ""
    published = line.published_on.isoformat() if line.published_on else ""
    numbers = [line.numbers.get(name, Decimal(0)) for name in SHOWN]
    return [line.body.name, line.state, published, late, *numbers, line.trouble, line.closed_months]


def _write(sheet: Any, row: int, values: Iterable[Any]) -> None:
    for place, value in enumerate(values):
        if isinstance(value, str):
            sheet.write_string(row, place, value)
        else:
            sheet.write_number(row, place, float(value))


def gathered_by(desk: Desk, year: int) -> GatheredReport | None:
    """Hold the body's aggregate report of a year against the reports it gathers (F11); None without one."""
    report = AnnualReport.objects.for_year(desk.body, year, below=True)
    return GatheredReport(report, tuple(check_below(report, tables_of(cells_of(report))))) if report else None


def _broken(reports: Collection[AnnualReport], tables: Mapping[int, Tables]) -> dict[int, int]:
    """Count the sums within each report that do not hold; of a fixed one this is worked out once a day."""
    keys = {report.pk: f"rollup-broken-{report.pk}-{report.digest}" for report in reports if report.is_fixed}
    known = kept.get_many(keys.values())
    found = {pk: known[key] for pk, key in keys.items() if key in known}
    for report in reports:
        if report.pk not in found:
            found[report.pk] = broken_sums(report.report_format, tables[report.pk])
    fresh = {key: found[pk] for pk, key in keys.items() if key not in known}
    if fresh:
        kept.set_many(fresh, A_DAY)
    return found


def _disagreeing(report: AnnualReport, tables: Tables, counted: dict[str, Decimal]) -> tuple[str, ...]:
    """Return the figures of which the report prints something else than its body's registers count now."""
    if not report.is_counted:
        return ()
    printed = {
        name: tables.get(table, {}).get(row, {}).get(column)
        for (table, row, column), name in _shown_in(report.format)
    }
    return tuple(
        figure(name).label
        for name in SHOWN
        if (value := printed.get(name)) is not None and value != counted.get(name, Decimal(0))
    )


@cache
def _shown_in(report_format: str) -> tuple[tuple[CellKey, str], ...]:
    """Return the cells of a format that print what the roll-up shows."""
    asked = calls(formats.load(report_format))
    return tuple((key, name) for key, name in asked.items() if name in SHOWN)


def _sorted(lines: list[BodyLine], order: str) -> list[BodyLine]:
    if order == "late":
        return sorted(lines, key=lambda line: (not line.is_late, not line.was_late))
    if order == "trouble":
        return sorted(lines, key=lambda line: not line.trouble)
    if order in SHOWN:
        return sorted(lines, key=lambda line: -line.numbers.get(order, Decimal(0)))
    return lines
