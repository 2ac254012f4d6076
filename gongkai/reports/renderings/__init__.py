"""The forms a report is printed in, all from one `ReportDocument`: HTML, PDF, DOCX, XLSX, JSON and CSV."""

from gongkai.reports.renderings.as_csv import csv_text
from gongkai.reports.renderings.as_html import html_fragment, html_page
from gongkai.reports.renderings.as_json import printed_json
from gongkai.reports.renderings.as_pdf import pdf

__all__ = ["csv_text", "html_fragment", "html_page", "pdf", "printed_json"]
