"""The way back: an old annual report, in whatever form, becomes cells, sections and findings."""

from gongkai.reports.reading.reader import read, read_all
from gongkai.reports.reading.result import ReadReport, ReadRow, ReadSection, ReadTable
from gongkai.reports.reading.sources import CannotRead

__all__ = ["CannotRead", "ReadReport", "ReadRow", "ReadSection", "ReadTable", "read", "read_all"]
