"""Refusals of checking reports, worded for the user."""

from gongkai.bodies.errors import Refused


class NotYourBatch(Refused):
    """Only who makes annual reports in a body checks the reports of others for it."""


class TooManyPapers(Refused):
    """No file, or more than a batch may have."""


class NoSuchCell(Refused):
    """The table as read has no such cell."""


class NothingChanged(Refused):
    """The number is the one that stands there already."""


class ReasonMissing(Refused):
    """A number is changed, or a finding answered, without saying why."""


class CannotBeTaken(Refused):
    """The reading lacks what a report of the series needs."""
