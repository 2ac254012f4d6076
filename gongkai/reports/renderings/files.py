"""The files that a report is handed out as, all from one document."""

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date

from gongkai.reports.document import ReportDocument
from gongkai.reports.renderings.as_csv import csv_text
from gongkai.reports.renderings.as_docx import docx
from gongkai.reports.renderings.as_html import html_page
from gongkai.reports.renderings.as_json import printed_json
from gongkai.reports.renderings.as_pdf import pdf
from gongkai.reports.renderings.as_xlsx import xlsx

OFFICE = "application/vnd.openxmlformats-officedocument"


@dataclass(frozen=True)
class FileForm:
    """A form of file: what it is called for people, its media type, and how a report becomes one."""

    label: str
    media: str
    make: Callable[[ReportDocument, date], bytes]


FILES: Mapping[str, FileForm] = {
    "pdf": FileForm("PDF", "application/pdf", lambda document, on: pdf(document, on=on)),
    "docx": FileForm("Word", f"{OFFICE}.wordprocessingml.document", lambda document, on: docx(document)),
    "xlsx": FileForm("Excel", f"{OFFICE}.spreadsheetml.sheet", lambda document, on: xlsx(document)),
    "html": FileForm("HTML", "text/html; charset=utf-8", lambda document, on: html_page(document).encode()),
    "json": FileForm("JSON", "application/json", lambda document, on: _json(document)),
    "csv": FileForm("CSV", "text/csv; charset=utf-8", lambda document, on: csv_text(document).encode()),
}
DATA = ("json", "csv")  # small, and made on asking
ATTACHED = ("pdf", "docx", "xlsx")  # published beside the page


def file_of(document: ReportDocument, form: str, *, on: date) -> bytes:
    """
    Return a report as a file.

    :param on: the day that the file says it was made
    :raises NotTypeset: the PDF cannot be made
    """
    return FILES[form].make(document, on)


def _json(document: ReportDocument) -> bytes:
    return json.dumps(printed_json(document), ensure_ascii=False, indent=2).encode()
