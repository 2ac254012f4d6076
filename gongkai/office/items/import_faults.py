"""The rows of an import that need somebody, as a sheet to mend them by."""

import io
from collections.abc import Iterable

import xlsxwriter

from gongkai.publishing.models import ImportLine

HEADS = (("行", 8), ("原系统编号", 30), ("名称", 50), ("结果", 12), ("问题和办法", 90))
Outcome = ImportLine.Outcome
WAYS = {
    Outcome.FAULT: "改正后重新上传，已经迁入的不会重复。",
    Outcome.HELD: "作为草稿迁入：遮盖或者说明理由放行，再走审查发布。",
}


def faults_sheet(lines: Iterable[ImportLine]) -> bytes:
    """Return an .xlsx file of the rows that are wrong or come as drafts, and what to do with each."""
    written = io.BytesIO()
    options = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
    with xlsxwriter.Workbook(written, options) as book:
        sheet = book.add_worksheet("待改正")
        for place, (head, width) in enumerate(HEADS):
            sheet.set_column(place, place, width)
            sheet.write_string(0, place, head)
        sheet.freeze_panes(1, 0)
        wanted = (line for line in lines if line.outcome in WAYS)
        for number, line in enumerate(wanted, 1):
            told = f"{line.why}。{WAYS[Outcome(line.outcome)]}" if line.why else WAYS[Outcome(line.outcome)]
            label = line.get_outcome_display()
            sheet.write_row(number, 0, (line.row, line.source_id, line.title, label, told))
    return written.getvalue()
