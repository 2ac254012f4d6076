"""How a report comes into being: filled from the registers, or typed in from paper."""

from collections.abc import Mapping, Sequence
from datetime import date

from django.db import transaction

from gongkai.bodies.models import Body, User
from gongkai.reports.actions.numbers import keep_counted, keep_entered
from gongkai.reports.actions.recording import check_step, record
from gongkai.reports.errors import NotCounted, ReportExists, UnknownSection
from gongkai.reports.models import AnnualReport
from gongkai.reports.states import Origin


@transaction.atomic
def open_report(body: Body, *, year: int, below: bool = False, by: User, on: date) -> AnnualReport:
    """
    Open the report of a year, filled from the registers (条例第五十条); it fills itself until it is frozen.

    :param below: whether it gathers the bodies below as well
    :raises ReportExists: there is one already
    :raises NotCounted: the format of that year is not filled from the registers
    """
    report = _new(body, year, below=below)
    check_step(report, "refill", by=by, on=on)
    if not report.can_be_counted:
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
    report_format: str = "",
    origin: Origin = Origin.ENTERED,
    by: User,
    on: date,
) -> AnnualReport:
    """
    Enter the report of an earlier year by hand, as it was printed; its findings are those of any report.

    :param cells: what is printed, by cell: {"requests.new.total": "18"}; a blank stays blank
    :param sections: paragraphs by section of the format
    :param report_format: where the report is not in the form of its year
    :param origin: `READ` where a program read the numbers from the old file
    :raises ReportExists: there is one already
    :raises UnknownCell, NotANumber, UnknownSection: as they say
    """
    report = _new(body, year, report_format=report_format)
    report.origin = origin
    check_step(report, "enter_cells", by=by, on=on)
    known = {section.id for section in report.report_format.sections}
    if odd := sorted(set(sections or {}) - known):
        raise UnknownSection(f"格式中没有这样的部分：{'、'.join(odd)}。")
    report.narrative = {name: list((sections or {}).get(name, ())) for name in sorted(known)}
    report.save()
    keep_entered(report, cells, by=by)
    record(report, "enter", "", by=by, on=on, data={"cells": len(cells)})
    return report


def _new(body: Body, year: int, *, report_format: str = "", below: bool = False) -> AnnualReport:
    if found := AnnualReport.objects.for_year(body, year, below=below):
        raise ReportExists(f"已有“{found}”，需要改动的请在其中编辑，已定稿的请更正再版。")
    return AnnualReport.of_year(body, year, report_format=report_format, below=below)
