"""What a read report says in words: checked against its tables, each quantity bound to its cells."""

from gongkai.reports.checks import Binding, Finding, Tables, Texts, check_words, read_quantities
from gongkai.reports.reading.result import ReadReport


def texts_of(report: ReadReport) -> Texts:
    """Return the words of a report; what stands before the first heading is a section without one."""
    sections = [("", report.preface)] if report.preface else []
    sections += [(section.heading, section.text) for section in report.sections]
    return Texts(sections, report.year, report.body)


def word_findings(report: ReadReport) -> list[Finding]:
    """Check the words of a report."""
    return check_words(texts_of(report), tables_of(report))


def quantities_of(report: ReadReport) -> list[Binding]:
    """Return every quantity in the words of a report with the cells it is bound to."""
    texts = texts_of(report)
    return read_quantities(texts.sections, tables_of(report), report.year, report.body)


def tables_of(report: ReadReport) -> Tables:
    """Return the cells that are sure, as the checks take them."""
    return {name: table.cells for name, table in report.tables.items()}
