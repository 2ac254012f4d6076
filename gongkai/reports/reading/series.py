"""The reports of one body over the years: carried over, in force, cumulative, pending, growth."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby, pairwise

from gongkai.reports.checks import Finding, check_prose, check_tables
from gongkai.reports.reading.result import ReadReport
from gongkai.reports.reading.wording import tables_of, texts_of
from gongkai.rules import formats


def across_years(reports: Iterable[ReadReport]) -> Iterator[tuple[ReadReport, list[Finding]]]:
    """
    Go through the reports that follow one of the year before, with what does not fit that one.

    Reports are of one body when they print the same name; a missing year breaks the series.
    """
    named = [report for report in reports if report.body and report.year]
    for _, run in groupby(sorted(named, key=_order), key=lambda report: report.body):
        for before, report in pairwise(_one_a_year(run)):
            if report.year == (before.year or 0) + 1 and (found := findings_against(report, before)):
                yield report, found


def findings_against(report: ReadReport, before: ReadReport) -> list[Finding]:
    """Return what of a report does not fit the one of the year before (F4, F10, S2, T1, T2)."""
    alone = _check(report, None)
    return [finding for finding in _check(report, before) if finding not in alone]


def _check(report: ReadReport, before: ReadReport | None) -> Sequence[Finding]:
    tables, previous = tables_of(report), tables_of(before) if before else None
    known = report.layout in formats.available()
    found = check_tables(formats.load(report.layout), tables, previous) if known else []
    return [*found, *check_prose(texts_of(report).sections, tables, report.year, previous, report.body)]


def _order(report: ReadReport) -> tuple[str, int]:
    return report.body or "", report.year or 0


def _one_a_year(reports: Iterable[ReadReport]) -> list[ReadReport]:
    """Return the last of each year's reports."""
    return list({report.year: report for report in reports}.values())
