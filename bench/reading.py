"""Reading annual reports: how many a second in each form, beside the bare library that such a file needs."""

import io
import os
import re
import resource
import time
from collections.abc import Callable, Iterator
from datetime import date
from typing import Any

import docx
import openpyxl
import pdfplumber
from lxml import html

from bench.table import Line
from gongkai.bodies.models import Body
from gongkai.reports.building import build_document
from gongkai.reports.document import DocumentTable, ReportDocument
from gongkai.reports.models import AnnualReport
from gongkai.reports.reading.batch import Asked, read_many
from gongkai.reports.renderings import html_page, pdf

DAY = date(2026, 1, 20)
MANY = {"html": 600, "txt": 600, "docx": 500, "xlsx": 500, "pdf": 500}  # so that the start is little of it
SMALL, LARGE = 60, 1_200
TAGS = re.compile(r"<(?:br|/p|/h\d|/tr|/li|/div)\b[^>]*>")


def measure(body: Body) -> Iterator[Line]:
    """Print one report in each form, read many copies of it on all processors; yield the rates."""
    report = AnnualReport(
        body=body, year=2025, format="y2021", since=date(2025, 1, 1), until=date(2025, 12, 31)
    )
    document = build_document(report)
    page = html_page(document).encode()
    files = {"html": page, "txt": _as_text(page), "pdf": pdf(document, on=DAY)}
    files |= {"docx": _as_word(document), "xlsx": _as_workbook(document)}
    cores = os.cpu_count() or 1
    for form, many in MANY.items():
        took, busy = _read(files[form], form, many)
        bare = _bare(form, files[form])
        numbers = f"{many:,} in {took:.1f} s, {many / took:.0f} a second by the clock; "
        numbers += f"{busy / many * 1000:.1f} ms of a processor each, "
        numbers += f"which is {cores * many / busy:.0f} a second on {cores} that are free"
        ratio = f"{busy / many / bare:.1f} ×" if bare else "–"
        yield f"reading reports as {form}, against the bare library", numbers, ratio
    few, more = (_read(files["html"], "html", count)[1] for count in (SMALL, LARGE))
    numbers = f"{few:.1f} s of processors for {SMALL}, {more:.1f} s for {LARGE:,}"
    yield f"{LARGE // SMALL} times as many reports", numbers, f"{more / few:.1f} ×"
    most = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    yield "peak memory of a process that reads", f"{most:.0f} MB", "–"


def _as_text(page: bytes) -> bytes:
    """Return the page as it is copied into a text: a line for each row, bars between cells."""
    text = page.decode()
    text = re.sub(r"</t[dh]>\s*", " | ", text)
    return re.sub(r"<[^>]+>", "", TAGS.sub("\n", text)).encode()


def _as_word(report: ReportDocument) -> bytes:
    file: Any = docx.Document()
    file.add_heading(report.title, 0)
    for section in report.sections:
        file.add_heading(section.heading, 1)
        file.add_paragraph(section.text)
        rows = list(_rows(section.table)) if section.table else []
        table = file.add_table(len(rows), max(map(len, rows), default=1))
        for row, texts in zip(table.rows, rows, strict=True):
            for cell, text in zip(row.cells, texts, strict=False):
                cell.text = text
    return _saved(file)


def _as_workbook(report: ReportDocument) -> bytes:
    book: Any = openpyxl.Workbook()
    book.active.append([report.title])
    for table in report.tables:
        sheet = book.create_sheet(table.id)
        for row in _rows(table):
            sheet.append(row)
    return _saved(book)


def _saved(file: Any) -> bytes:
    written = io.BytesIO()
    file.save(written)
    return written.getvalue()


def _rows(table: DocumentTable) -> Iterator[list[str]]:
    for part in table.parts:
        yield from ([cell.label for cell in row] for row in part.header)
        for line in part.lines:
            yield [*(cell.label for cell in line.stub), *(cell.text for cell in line.cells)]


def _read(data: bytes, form: str, many: int) -> tuple[float, float]:
    """Return how many seconds the reading took by the clock, and of the processors."""
    files = [Asked(f"{number}.{form}", _copy(data, form, number)) for number in range(many)]
    started, before = time.perf_counter(), _busy()
    answers = list(read_many(files))
    took = time.perf_counter() - started
    if any(answer.refusal or not answer.reports[0].tables for answer in answers):
        raise RuntimeError(f"a report as {form} was not read")
    return took, _busy() - before


def _copy(data: bytes, form: str, number: int) -> bytes:
    """Return a copy with other sentences, as no two bodies write the same; other forms are left alike."""
    return data.replace("。".encode(), f"（{number}）。".encode()) if form in ("html", "txt") else data


def _busy() -> float:
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _bare(form: str, data: bytes) -> float:
    """Return how many seconds of a processor the library alone takes to give the cells; 0 for text."""
    work: dict[str, Callable[[], object]] = {
        "html": lambda: [cell.text for cell in html.document_fromstring(data).iter("td", "th")],
        "docx": lambda: [[c.text for c in t._cells] for t in docx.Document(io.BytesIO(data)).tables],
        "xlsx": lambda: [list(s.values) for s in openpyxl.load_workbook(io.BytesIO(data)).worksheets],
        "pdf": lambda: _pdf_tables(data),
    }
    if form not in work:
        return 0.0
    work[form]()
    started = time.process_time()
    for _ in range(5):
        work[form]()
    return (time.process_time() - started) / 5


def _pdf_tables(data: bytes) -> list[object]:
    with pdfplumber.open(io.BytesIO(data)) as document:
        return [page.extract_tables() for page in document.pages]
