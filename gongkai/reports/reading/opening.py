"""From a file to its document: whatever its form, as blocks of text and tables in simplified characters."""

import re
from dataclasses import dataclass

from gongkai.common.old_word import NotConverted, as_docx
from gongkai.common.printing import printable
from gongkai.reports.checks import Finding
from gongkai.reports.reading import cleaning
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.sources import TEXTS, CannotRead, Source

CELL = re.compile(r"<t[dh]\b|[|｜]", re.IGNORECASE)
MOST_CELLS = 40_000  # of tables in a text; a report has some hundreds


@dataclass(frozen=True)
class Opened:
    """A document, the script it was in, and what of the file could not be looked into."""

    document: Document
    script: str
    findings: tuple[Finding, ...] = ()


def open_source(source: Source) -> Opened:
    """
    Take a file apart by its form.

    :raises CannotRead: damaged, encrypted, or far more in it than a report has
    """
    if source.form in TEXTS:
        if CELL.subn("", source.text, MOST_CELLS + 1)[1] > MOST_CELLS:
            raise CannotRead(f"{source.name}：表格太长，不像一份年度报告。")
        text, script = cleaning.clean(printable(source.text))
        return Opened(_from_text(source.form, text).with_places(), script)
    try:
        document, findings = _from_paper(source)
    except RecursionError as error:
        raise CannotRead(f"{source.name}：结构过于复杂，读不出来。") from error
    document = document.changed(printable)
    whole = "\n".join([document.text, *(cell for row in document.rows for cell in row)])
    script = cleaning.clean(whole)[1]
    if script == "traditional":
        document = document.changed(cleaning.simplified)
    return Opened(document.with_places(), script, findings)


def _from_text(form: str, text: str) -> Document:
    if form == "html":
        from gongkai.reports.reading.html import from_html  # lxml is for html only

        return from_html(text)
    from gongkai.reports.reading.pipes import from_lines

    return from_lines(text)


def _from_paper(source: Source) -> tuple[Document, tuple[Finding, ...]]:
    from gongkai.screening.reading.packages import BadPackage  # what these forms need is loaded for them only

    try:
        match source.form:
            case "doc":
                return _from_word(as_docx(source.data)), ()
            case "docx":
                return _from_word(source.data), ()
            case "xlsx":
                from gongkai.reports.reading.forms.workbooks import from_workbook

                return from_workbook(source.data), ()
            case "pdf":
                from gongkai.reports.reading.forms.pdf_pages import from_pdf

                return from_pdf(source.data)
            case _:
                from gongkai.reports.reading.forms.pictures import from_picture

                return from_picture(source.data)
    except (BadPackage, NotConverted) as reason:
        raise CannotRead(f"{source.name}：{reason}。") from reason


def _from_word(data: bytes) -> Document:
    from gongkai.reports.reading.forms.word import from_word

    return from_word(data)
