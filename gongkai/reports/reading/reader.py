"""Reading one report: file → text → tables → checks → findings."""

from collections.abc import Mapping
from pathlib import Path

from gongkai.reports.checks import Finding, Where, check_period, check_tables
from gongkai.reports.reading import eras, heads, sections, several, sources, wording
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.opening import open_source
from gongkai.reports.reading.result import STATUTORY, ReadReport, ReadTable
from gongkai.reports.reading.sources import Source
from gongkai.reports.reading.statistics.reading import read_statistics
from gongkai.reports.reading.statistics.taking import take_statistics
from gongkai.reports.reading.tables import TablesRead, read_tables
from gongkai.rules import formats

LONGEST, MOST_ROWS, MOST_CELLS = 200_000, 2_000, 40_000  # characters of text; a report has a tenth of it
FIRST_YEAR = 2019  # of the statutory tables
OLDER = ("y2008", "y2014")


def read(file: str | Path | bytes, name: str | None = None) -> ReadReport:
    """
    Read an annual report from a file, or from bytes with a name; of several in one file the first.

    Whatever the document lacks or gets wrong is a finding; nothing is filled in that it does not say.

    :raises CannotRead: the file is missing, empty, too large or no document
    """
    return read_all(file, name)[0]


def read_all(file: str | Path | bytes, name: str | None = None) -> list[ReadReport]:
    """
    Read all annual reports that stand in a file, as a rule one.

    :raises CannotRead: the file is missing, empty, too large or no document
    """
    source = sources.load(file, name)
    opened = open_source(source)
    if opened.findings and not opened.document.blocks:  # nothing but pictures
        return [ReadReport(source.name, source.form, "narrative", findings=list(opened.findings))]
    if _is_too_long(opened.document):
        raise sources.CannotRead(f"{source.name}：文字或者表格太长，不像一份年度报告。")
    reports = [_read(source, document, opened.script) for document in several.apart(opened.document)]
    for report in reports:
        report.findings[:0] = opened.findings
    return reports


def _is_too_long(document: Document) -> bool:
    rows = document.rows
    return len(document.text) > LONGEST or len(rows) > MOST_ROWS or sum(map(len, rows)) > MOST_CELLS


def _read(source: Source, document: Document, script: str) -> ReadReport:
    report = _head(source, document, script)
    tables = read_tables(document)
    older = None if _has_numbers(tables.tables) else read_statistics(document, report.year)
    if not eras.is_report(document) and not _has_numbers(older.tables if older else tables.tables):
        return _refused(report)
    spans = older.spans if older else tables.spans
    report.preface, report.sections = sections.read_sections(document.text, spans)
    if older:
        take_statistics(report, older)
        report.findings += _wrong_format(report)
    elif tables.tables:
        _take_tables(report, document, tables)
    else:
        _without_tables(report, document)
    report.findings += _periods(report, document)
    if report.tables or eras.is_report(document):
        report.findings += wording.word_findings(report)
    return report


def _has_numbers(tables: Mapping[str, ReadTable]) -> bool:
    rows = [row for table in tables.values() for row in table.rows]
    return any(value is not None for row in rows for value in row.values)


def _head(source: Source, document: Document, script: str) -> ReadReport:
    report = ReadReport(source.name, source.form, "narrative", script)
    report.period = heads.period_of(document)
    report.year = heads.year_of(document, report.period)
    report.body = heads.body_of(document)
    return report


def _take_tables(report: ReadReport, document: Document, tables: TablesRead) -> None:
    report.format = _format_of(tables)
    report.tables = tables.tables
    report.findings += tables.findings
    for code in dict.fromkeys(tables.formats.values()):
        report.findings += check_tables(formats.load(code), tables.cells_of(code))
    report.findings += _missing_tables(tables)
    report.findings += sections.missing_sections(report.sections, formats.load(report.format))
    report.findings += _wrong_format(report)


def _format_of(tables: TablesRead) -> str:
    filled = [name for name in STATUTORY if name in tables.tables and tables.tables[name].rows]
    return tables.formats[(filled or list(tables.tables))[0]]


def _missing_tables(tables: TablesRead) -> list[Finding]:
    code = tables.formats["requests"]
    return [
        Finding("missing_table", "error", Where(table.id), f"没有找到《{table.label}》表。请补上这张表。")
        for table in formats.load(code).tables
        if table.id not in tables.tables
    ]


def _periods(report: ReadReport, document: Document) -> list[Finding]:
    findings = []
    if report.year and report.period:
        findings += check_period(report.year, *report.period)
    titled = heads.title_year(document)
    if titled and report.period and titled != report.period[0].year:
        message = f"标题写{titled}年，统计期限写{report.period[0].year}年。请核对后改为一致。"
        findings.append(Finding("Y1", "warning", Where(), message, titled, report.period[0].year))
    return findings


def _wrong_format(report: ReadReport) -> list[Finding]:
    expected = formats.code_for_year(report.year) if report.year else report.format
    if expected == report.format:
        return []
    used, due = formats.label_of(report.format), formats.label_of(expected)
    message = f"{report.year}年度的报告用了“{used}”的表样，应当用“{due}”的表样。请按规定的表样重填。"
    return [Finding("Y1", "warning", Where(), message)]


def _without_tables(report: ReadReport, document: Document) -> None:
    if eras.has_statistics(document):
        report.format = _older_format(report.year)
        report.tables = {"statistics": ReadTable("statistics", ())}
        message = (
            f"这份报告用的是{formats.label_of(report.format)}的统计表，没有读到其中的数字。"
            "请对照原件手工填写。"
        )
        report.findings.append(Finding("unreadable", "error", Where("statistics"), message))
    elif not eras.is_report(document):
        message = (
            "这份文件不像政府信息公开工作年度报告（没有统计表，也没有一年工作的数据），未作读取。请核对文件。"
        )
        report.findings.append(Finding("unreadable", "error", Where(), message))
    elif report.year and report.year >= FIRST_YEAR:
        for table in formats.for_year(report.year).tables:
            message = f"没有找到《{table.label}》表。{report.year}年度的报告应当有这张表，请补上。"
            report.findings.append(Finding("missing_table", "error", Where(table.id), message))
    else:
        message = "这份报告没有统计表，只读取了文字部分，没有可以校验的数字。"
        report.findings.append(Finding("unreadable", "info", Where(), message))


def _refused(report: ReadReport) -> ReadReport:
    message = "这份文件不像政府信息公开工作年度报告（是空白表样，或者没有一年工作的数据）。请核对文件。"
    report.findings.append(Finding("unreadable", "error", Where(), message))
    return report


def _older_format(year: int | None) -> str:
    code = formats.code_for_year(year) if year else "y2014"
    return code if code in OLDER else "y2014"
