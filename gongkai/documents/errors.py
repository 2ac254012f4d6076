"""Refusals about normative documents, worded for the user."""

from gongkai.bodies.errors import Refused


class DocumentIncomplete(Refused):
    """Something that the step needs was not said."""


class DayOutOfOrder(Refused):
    """A day lies before what must precede it, or in the future."""


class NotConsulted(Refused):
    """The public must be asked first (优化营商环境条例第六十二条)."""


class ConsultationTooShort(Refused):
    """The public has less time than the law gives."""


class ConsultationOpen(Refused):
    """The period for opinions has not ended."""


class OwnDraft(Refused):
    """Who drafted a document does not review it."""


class NoInterpretationPlan(Refused):
    """A document that needs an interpretation comes without a plan for it."""


class NotInterpreted(Refused):
    """A document is not published without its interpretation, nor an exception for it."""


class NotRegistered(Refused):
    """A document is published only with its registration number (三统一)."""


class NumberTaken(Refused):
    """Another document of the body has the number."""


class ValidTooLong(Refused):
    """The period of validity is longer than may be."""


class AlreadyDone(Refused):
    """What is to be recorded was recorded before."""


class NoItem(Refused):
    """There is no item that publishes the document, or another one does."""


class Undecided(Refused):
    """Not every document of a clean-up was decided about."""
