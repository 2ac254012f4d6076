"""Refusals of the bodies app, worded for the user."""


class Refused(Exception):
    """Something that may not be done; the message says why and what to do instead."""


class BodyMovesBelowItself(Refused):
    """A body cannot stand below itself."""


class LastAdministrator(Refused):
    """A body needs somebody who can assign roles in it."""


class Unreadable(Refused):
    """A colour on which words cannot be read (WCAG 2.2, 1.4.3)."""


class MourningTooLong(Refused):
    """Mourning that ends before it begins, or lasts longer than a month."""
