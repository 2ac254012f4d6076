"""How a report comes into being: filled from the registers, or typed in from paper."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.reports.actions.numbers import keep_counted, keep_entered
from gongkai.reports.actions.recording import check_step, record
from gongkai.reports.errors import NotCounted, ReportExists, UnknownSection
from gongkai.reports.filling import calls
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import Origin
from gongkai.rules import formats


@transaction.atomic
def open_report(body: Body, *, year: int, below: bool = False, by: User, on: date) -> AnnualReport:
    """
    Open the report of a year, filled from the registers (条例第五十条); it fills itself until it is frozen.

    :param below: whether it gathers the bodies below as well
    :raises ReportExists: there is one already
    :raises NotCounted: the format of that year is not filled from the registers
    """
    report = _new(body, year, formats.for_year(year).code, below)
    check_step(report, "refill", by=by, on=on)
    if not calls(report.report_format):
        raise NotCounted(f"{year}年度的格式不从系统取数，请录入原报告的数据。")
    report.save()
    changed = keep_counted(report)
    record(report, "open", "", by=by, on=on, data={"cells": len(changed)})
    return report


@transaction.atomic
def enter_report(
    body: Body,
    *,
    year: int,
    cells: Mapping[str, str],
    sections: Mapping[str, Sequence[str]] | None = None,
    format: str = "",
    by: User,
    on: date,
) -> AnnualReport:
    """
    Enter the report of an earlier year by hand, as it was printed; its findings are those of any report.

    :param cells: what is printed, by cell: {"requests.new.total": "18"}; a blank stays blank
    :param sections: paragraphs by section of the format
    :raises ReportExists: there is one already
    :raises UnknownCell, NotANumber, UnknownSection: as they say
    """
    report = _new(body, year, format or formats.for_year(year).code, below=False)
    report.origin = Origin.ENTERED
    check_step(report, "enter_cells", by=by, on=on)
    known = {section.id for section in report.report_format.sections}
    if odd := sorted(set(sections or {}) - known):
        raise UnknownSection(f"格式中没有这样的部分：{'、'.join(odd)}。")
    report.narrative = {name: list((sections or {}).get(name, ())) for name in sorted(known)}
    report.save()
    keep_entered(report, cells, by=by)
    record(report, "enter", "", by=by, on=on, data={"cells": len(cells)})
    return report


def _new(body: Body, year: int, report_format: str, below: bool) -> AnnualReport:
    if found := AnnualReport.objects.for_year(body, year, below=below):
        raise ReportExists(f"已有“{found}”，需要改动的请在其中编辑，已定稿的请更正再版。")
    return AnnualReport(
        body=body,
        year=year,
        format=report_format,
        below=below,
        since=date(year, 1, 1),
        until=date(year, 12, 31),
    )
