"""Refusals of the annual report, worded for the user."""

from gongkai.bodies.errors import Refused


class ReportExists(Refused):
    """The body has a report of the year already; mistakes in it are mended by a correction."""


class YearNotOver(Refused):
    """A report is frozen after its period has ended."""


class UnknownCell(Refused):
    """The format has no such cell."""


class NotANumber(Refused):
    """What was typed into a cell is neither a number nor a blank."""


class NotCounted(Refused):
    """The numbers of the report were typed in, so nothing is counted or put right."""


class ReasonMissing(Refused):
    """A number is put in place of the counted one without saying why."""


class UnknownSection(Refused):
    """The format has no such section."""


class UnknownReference(Refused):
    """The prose refers to a figure that does not exist, or in a way nobody can answer."""


class FindingsOpen(Refused):
    """Errors stand against the report and are neither mended nor answered."""


class NotReviewed(Refused):
    """The report's item has not passed the reviews before publication."""


class ChangedAfterFreezing(Refused):
    """The item says something else than the frozen report."""


class NoReportColumn(Refused):
    """The body has no column for annual reports."""


class AlreadyCorrected(Refused):
    """A newer edition exists; it is that one which is to be corrected."""
