"""What is wrong with a report as it stands: the checks of its format, and what answers them."""

from gongkai.bodies.models import Body
from gongkai.reports.checks import (
    Finding,
    Tables,
    Where,
    check_period,
    check_prose,
    check_register,
    check_tables,
    check_units,
)
from gongkai.reports.document import ReportDocument
from gongkai.reports.filling import Cells, cells_of, register_of, tables_of
from gongkai.reports.models import AnnualReport
from gongkai.rules.formats import ReportFormat

ERROR, WARNING = "error", "warning"


def findings_of(report: AnnualReport, cells: Cells, texts: dict[str, str]) -> list[Finding]:
    """
    Check a report: its sums, the year before, the registers, the bodies below, its prose and its sections.

    :param texts: the plain text of each section
    """
    report_format, tables = report.report_format, tables_of(cells)
    found = check_tables(report_format, tables, _year_before(report))
    found += check_period(report.year, report.since, report.until)
    if report.is_counted:
        found += check_register(report_format, tables, register_of(cells))
        found += check_sections(report_format, texts)
    if report.below:
        found += _check_below(report, tables)
    found += check_prose("\n".join(texts.values()), tables, report.year)
    return found


def check_sections(report_format: ReportFormat, texts: dict[str, str]) -> list[Finding]:
    """Check that each section says what the format asks it to say (条例第五十条)."""
    found = []
    for section in report_format.sections:
        text = texts.get(section.id, "")
        left = [word for word in section.must_say if word not in text]
        if left and not text.strip():
            message = f"“{section.heading}”还没有内容，应写明{'、'.join(left)}。"
            found.append(Finding("missing_section", ERROR, Where(), message))
        elif left:
            message = f"“{section.heading}”没有写到{'、'.join(left)}，请补充。"
            found.append(Finding("missing_section", WARNING, Where(), message))
    return found


def place_of(finding: Finding) -> str:
    """Return the key under which a finding is answered: rule, table, row and column."""
    where = finding.where
    place = ".".join(part or "" for part in (where.table, where.row, where.column))
    return f"{finding.rule}:{place}"


def answer_to(report: AnnualReport, finding: Finding, document: ReportDocument) -> str:
    """Return what answers a finding: the editor's note, or the reason for which the cell was changed."""
    if finding.rule == "F8":
        where = finding.where
        return document.cell(f"{where.table}.{where.row}.{where.column}").content.reason
    return report.note_for(place_of(finding))


def open_errors(report: AnnualReport, document: ReportDocument) -> list[Finding]:
    """Return the errors that nobody has answered; they stand in the way of freezing."""
    return [
        one for one in document.findings if one.severity == ERROR and not answer_to(report, one, document)
    ]


def _year_before(report: AnnualReport) -> Tables | None:
    before = AnnualReport.objects.for_year(report.body, report.year - 1, below=report.below)
    return tables_of(cells_of(before)) if before else None


def _check_below(report: AnnualReport, tables: Tables) -> list[Finding]:
    """Compare an aggregate report with the sum of the reports it gathers (F11)."""
    bodies = Body.objects.active().within(report.body)
    own = {body: AnnualReport.objects.for_year(body, report.year) for body in bodies}
    if missing := [body.short_name for body, one in own.items() if one is None]:
        message = f"{'、'.join(missing)}还没有{report.year}年的报告，无法核对汇总数。"
        return [Finding("F11", WARNING, Where(), message)]
    units = [tables_of(cells_of(one)) for one in own.values() if one]
    return check_units(report.report_format, tables, units)
