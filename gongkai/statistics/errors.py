"""Refusals of the monthly closing, worded for the user."""

from gongkai.bodies.errors import Refused


class MonthNotOver(Refused):
    """A month is closed when it is over."""


class AlreadyClosed(Refused):
    """The month was closed before; what changed since is a correction."""


class NothingChanged(Refused):
    """All figures of the month are as they were closed."""


class ReasonMissing(Refused):
    """A correction says why."""


class NotClosedByYou(Refused):
    """Months are closed by the head of the disclosure office or the report editor."""
