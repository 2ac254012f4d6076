"""Taking the statistics of a document into its report: format, table, checks and what is missing."""

from dataclasses import replace

from gongkai.reports.checks import check_tables
from gongkai.reports.reading.result import ReadReport
from gongkai.reports.reading.sections import missing_sections
from gongkai.reports.reading.statistics.reading import StatisticsRead


def take_statistics(report: ReadReport, read: StatisticsRead) -> None:
    """Add the statistics and what is wrong with them."""
    report.format = read.format.family
    report.variant = read.format.code if read.format.is_local else ""
    report.tables = {read.table.id: read.table}
    report.findings += read.findings
    printed = replace(read.format, tables=(read.form,))
    report.findings += check_tables(printed, {read.table.id: read.table.cells})
    report.findings += missing_sections(report.sections, read.format)
