"""How every action locks a report, asks the table of steps and leaves a trace."""

from datetime import date
from typing import Any

from gongkai.bodies.models import User
from gongkai.reports.models import AnnualReport, ReportEvent
from gongkai.reports.workflow import REPORTING


def lock(report: AnnualReport) -> AnnualReport:
    """Return the report as it is in the database now, locked until the transaction ends."""
    return AnnualReport.objects.select_for_update().get(pk=report.pk)


def check_step(report: AnnualReport, code: str, *, by: User, on: date) -> None:
    """
    Ask the table whether `by` may take the step on a day.

    :raises StepNotAllowed: wrong state or wrong role
    """
    REPORTING.check(code, state=report.state, roles=report.roles_of(by, on))


def move(
    report: AnnualReport,
    code: str,
    *,
    by: User,
    on: date,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> ReportEvent:
    """Set the state that the step leads to, without saving the report, and record the step."""
    before = report.state
    report.state = REPORTING.step(code).target(before)
    return record(report, code, before, by=by, on=on, note=note, data=data)


def record(
    report: AnnualReport,
    code: str,
    before: str,
    *,
    by: User | None,
    on: date,
    note: str = "",
    data: dict[str, Any] | None = None,
) -> ReportEvent:
    """Add an event."""
    return ReportEvent.objects.create(
        report=report,
        step=code,
        from_state=before,
        to_state=report.state,
        by=by,
        on=on,
        note=note,
        data=data or {},
    )
