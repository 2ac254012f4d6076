"""What is wrong with a report as it stands: the checks of its format, and what answers them."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from gongkai.publishing.circumstances import names_known_to
from gongkai.reports.checks import (
    Finding,
    Tables,
    Texts,
    Where,
    check_empty,
    check_period,
    check_register,
    check_tables,
    check_words,
)
from gongkai.reports.checks.findings import ERROR, WARNING
from gongkai.reports.checks.privacy import quick_setting
from gongkai.reports.document import ReportDocument
from gongkai.reports.filling import Cells, cells_of, register_of, tables_of
from gongkai.reports.gathering import check_below
from gongkai.reports.models import AnnualReport
from gongkai.rules.formats import ReportFormat

Sections = Sequence[tuple[str, str]]  # heading and text


@dataclass(frozen=True)
class Words:
    """
    What a report says, section by section of its format.

    :param typed: the same with the live figures blanked, so that copied sentences are those somebody typed
    :param before: the typed words of the report of the year before
    """

    texts: Mapping[str, str]
    typed: Sections = ()
    before: Sections = ()


def findings_of(report: AnnualReport, cells: Cells, words: Words) -> list[Finding]:
    """Check a report: its sums, the year before, the registers, the bodies below, its prose and sections."""
    report_format, tables = report.report_format, tables_of(cells)
    previous = _year_before(report)
    found = check_tables(report_format, tables, previous)
    found += check_period(report.year, report.since, report.until)
    if report.is_counted:
        found += check_register(report_format, tables, register_of(cells))
        found += check_sections(report_format, words.texts)
    if report.below:
        found += check_below(report, tables)
    return found + _check_texts(report, words, tables, previous)


def _check_texts(
    report: AnnualReport, words: Words, tables: Tables, previous: Tables | None
) -> list[Finding]:
    """Check the words; whom they name is asked while they can still be changed."""
    headings = {one.id: one.heading for one in report.report_format.sections}
    sections = [(headings[name], text) for name, text in words.texts.items()]
    texts = Texts(sections, report.year, report.body.name, words.before, words.typed)
    setting = None
    if not report.is_fixed:
        setting = replace(quick_setting(report.year), known=partial(names_known_to, report.body))
    return [
        *check_words(texts, tables, previous, setting),
        *(check_empty(sections, report.report_format) if report.is_counted else ()),
    ]


def check_sections(report_format: ReportFormat, texts: Mapping[str, str]) -> list[Finding]:
    """Check that each section says what the format asks it to say (条例第五十条)."""
    found = []
    for section in report_format.sections:
        text = texts.get(section.id, "")
        left = [word for word in section.must_say if word not in text]
        if left and not text.strip():
            message = f"“{section.heading}”还没有内容，应写明{'、'.join(left)}。"
            found.append(Finding("missing_section", ERROR, Where(section=section.heading), message))
        elif left:
            message = f"“{section.heading}”没有写到{'、'.join(left)}，请补充。"
            found.append(Finding("missing_section", WARNING, Where(section=section.heading), message))
    return found


def place_of(finding: Finding) -> str:
    """Return the key under which a finding is answered: rule, table, row, column, and what the prose says."""
    where = finding.where
    place = ".".join(part or "" for part in (where.table, where.row, where.column))
    if where.section:
        place += f"@{where.section}={finding.found}" if where.span else f"@{where.section}"
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
