"""Refusals of mail, worded for the user."""

from gongkai.bodies.errors import Refused


class AlreadySorted(Refused):
    """The mail was registered, attached or set aside before."""


class NotSortable(Refused):
    """Bounces and automatic answers are never treated as requests."""


class ReasonMissing(Refused):
    """A mail is set aside without a reason, or attached to no case."""


class NoAddress(Refused):
    """There is no address to send to."""


class MailOff(Refused):
    """The deployment sends no e-mail, or no text messages."""


class NotToBeSent(Refused):
    """The message went out, waits already, or cannot be sent again."""


class MailboxDown(Exception):
    """The mail server cannot be reached, or refuses; the message says why and holds no password."""
