"""Refusals of promotion, worded for the user."""

from gongkai.bodies.errors import Refused


class NothingToPromote(Refused):
    """The request was not answered by disclosing, and what it withheld is still withheld."""


class AlreadyPromoted(Refused):
    """An item was made of the request before, or the proposal was answered."""


class NamesApplicant(Refused):
    """What would be public names the applicant."""


class ProposalIncomplete(Refused):
    """A proposal or its refusal says nothing."""
