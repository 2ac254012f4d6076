"""PDF files as documents: pages with text as they are, scanned pages through the extra `ocr`."""

from collections.abc import Sequence

from gongkai.reports.checks import Finding, Where
from gongkai.reports.reading.blocks import Document
from gongkai.reports.reading.forms import scans
from gongkai.reports.reading.forms.laid_out import blocks_of
from gongkai.reports.reading.forms.pdf import MOST_PAGES, BadPdf, has_pictures, open_pdf, sheets_of
from gongkai.reports.reading.forms.sheets import Sheet
from gongkai.screening.reading.packages import BadPackage

THIN = 20  # signs: a page with fewer, and with pictures, is a scan
SCANS_LIMIT = 20  # pages that are recognised; each takes some seconds
DOTS = 200 / 72  # of a scanned page, for each point


def from_pdf(data: bytes) -> tuple[Document, tuple[Finding, ...]]:
    """
    Take a .pdf file apart; the findings say which pages were recognised and which could not be read.

    :raises BadPackage: damaged or encrypted
    """
    try:
        document = open_pdf(data)
    except BadPdf as error:
        raise BadPackage(str(error)) from error
    sheets: list[Sheet] = []
    recognised: list[int] = []
    unread: list[int] = []
    try:
        total = len(document)
        for page, sheet in sheets_of(document):
            if len(sheet.signs) >= THIN or not has_pictures(page):
                sheets.append(sheet)
            elif not scans.can_recognise() or len(recognised) == SCANS_LIMIT:
                unread.append(sheet.number)
            else:
                sheets.append(scans.recognised(page.render(scale=DOTS).to_pil(), sheet.number))
                recognised.append(sheet.number)
    finally:
        document.close()
    findings = [*scans.findings(recognised, unread), *_left_out(total)]
    return Document(blocks_of(sheets)), tuple(findings)


def _left_out(total: int) -> Sequence[Finding]:
    if total <= MOST_PAGES:
        return ()
    message = f"文件共{total}页，只读了前{MOST_PAGES}页。如后面还有统计表，请把年度报告单独存为一个文件。"
    return (Finding("unreadable", "warning", Where(), message),)
