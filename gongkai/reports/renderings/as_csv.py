"""A report's numbers as CSV, a line for each cell, to be read by other programs."""

import csv
from io import StringIO

from gongkai.reports.document import ReportDocument
from gongkai.reports.naming import column_label, row_label

HEADS = ("机关", "年度", "表", "行", "列", "单位", "数值", "代码")
MARK = "\N{ZERO WIDTH NO-BREAK SPACE}"  # by which Excel knows the encoding


def csv_text(document: ReportDocument) -> str:
    """Return all cells of the report, in printed order; a blank cell has no number."""
    text = StringIO()
    writer = csv.writer(text)
    writer.writerow(HEADS)
    for table in document.tables:
        known = document.format.table(table.id)
        for cell in (cell for line in table.lines for cell in line.cells):
            row, column = known.row(cell.row), known.column(cell.column)
            unit = getattr(row, "unit", None) or column.unit
            names = (table.label, row_label(known, row), column_label(known, column))
            writer.writerow([document.body, document.year, *names, unit, cell.text, cell.key])
    return MARK + text.getvalue()
