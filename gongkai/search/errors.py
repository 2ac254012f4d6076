"""Refusals of the search app, worded for the user."""

from gongkai.bodies.errors import Refused


class NoSynonym(Refused):
    """What was filled in says nothing: no word, no other word, or only the word itself."""


class SynonymExists(Refused):
    """The body has this word already."""


class SynonymGone(Refused):
    """Somebody else has taken it out."""
