"""Refusals of the remedies app, worded for the user."""

from gongkai.bodies.errors import Refused


class RemedyIncomplete(Refused):
    """Something that identifies the case is missing or does not fit its kind."""


class AlreadyFiled(Refused):
    """The organ's case of this number is recorded already, perhaps by a button pressed twice."""


class RemedyDateOutOfOrder(Refused):
    """A day lies before something that must precede it, or in the future."""


class NothingToRedo(Refused):
    """Only a corrected result can order the body to handle a request anew."""


class NotExtensible(Refused):
    """Only a review by ordinary procedure is extended, and only once."""


class Suspended(Refused):
    """The hearing rests; first it must be resumed."""


class NotSuspended(Refused):
    """The hearing does not rest, so that nothing can be resumed."""


class ProcedureFixed(Refused):
    """The law does not lead from the one procedure to the other."""


class OutOfTime(Refused):
    """It was asked for after the period, and nobody said why it was accepted all the same."""


class NothingLost(Refused):
    """Only what was lost teaches a lesson."""


class NoSuchPart(Refused):
    """The reply has no such withheld part, or it was not named in a partial reply."""
