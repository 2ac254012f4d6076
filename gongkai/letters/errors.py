"""Refusals of letters, worded for the user; wrong state or role is `gongkai.workflow.StepNotAllowed`."""

from gongkai.bodies.errors import Refused


class NothingToWrite(Refused):
    """Nothing has happened that gives rise to such a letter, or it is there already."""


class LetterIncomplete(Refused):
    """The letter lacks something that its kind must say; the message names it and where to fill it in."""


class LetterOutdated(Refused):
    """What the letter says was changed after its text was fixed."""


class NumberTaken(Refused):
    """Another letter or reply of the body bears the number, or the letter needs another one."""


class BadTemplate(Refused):
    """The wording uses something that does not exist, or lacks something that must stand in it."""


class BadNumberRule(Refused):
    """The numbering rule cannot be used."""


class NoLetterTemplate(LookupError):
    """The default wording of a kind is missing from the program."""


class ReplyNotSigned(Refused):
    """The reply has not been signed by the leader, so that no letter can carry it yet (条例第十七条)."""


class NothingToCorrect(Refused):
    """Nothing new, no reason, or something that cannot be corrected by itself."""


class NotPrintable(Refused):
    """The original of a letter that was written outside cannot be printed together with others."""


class ServiceUnproven(Refused):
    """Nothing proves the dispatch, the service or the return."""


class DayDiffers(Refused):
    """The day does not agree with the one that the case says."""
