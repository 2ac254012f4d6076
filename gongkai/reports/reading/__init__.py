"""The way back: an old annual report, as html, text or Markdown, becomes cells, sections and findings."""

from gongkai.reports.reading.reader import read
from gongkai.reports.reading.result import ReadReport, ReadRow, ReadSection, ReadTable
from gongkai.reports.reading.sources import CannotRead

__all__ = ["CannotRead", "ReadReport", "ReadRow", "ReadSection", "ReadTable", "read"]
