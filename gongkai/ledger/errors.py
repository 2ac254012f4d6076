"""Refusals of the ledger, worded for the user."""

from gongkai.bodies.errors import Refused


class QuantityNotCountable(Refused):
    """The quantity does not fit its kind: too many decimals, or nothing at all."""


class NotYourLedger(Refused):
    """Only people of the body record in its ledger."""


class CorrectsTooMuch(Refused):
    """A correction would leave less than nothing of the entry."""


class MonthNotBegun(Refused):
    """A sheet is filed for a month that lies in the future."""
