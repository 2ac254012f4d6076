"""Refusals of publishing, worded for the user."""

from collections.abc import Callable
from functools import partial

from gongkai.bodies.errors import Refused


class ChangedSinceApproval(Refused):
    """The content or an attachment is not what the reviewer approved or saw."""


class OwnVersion(Refused):
    """A person may not review what they wrote."""


class SamePerson(Refused):
    """One person gives one opinion of a chain, not two (条例第十七条)."""


class NotProofread(Refused):
    """The chain asks every reviewer to proofread the whole text."""


class NoSuchPassage(Refused):
    """The quoted passage does not stand in the paragraph, or there is no such paragraph."""


class NothingSaid(Refused):
    """A comment or an answer has no words."""


class NotUrgent(Refused):
    """Nothing of the item was published before its review, or it was reviewed since."""


class NotYourUnit(Refused):
    """The role is held in another unit than the one that owns the item."""


class Incomplete(Refused):
    """Metadata that the catalogue needs is missing (条例第十二条)."""


class NotDescribed(Refused):
    """Pictures of the text have nothing in their place for those who do not see them."""


class NotForPublication(Refused):
    """Only information whose mode is proactive may be published."""


class ModeNotAgreed(Refused):
    """The reviewer's mode is not the one the item was submitted with."""


class PublishedBeforeFormed(Refused):
    """The day of publication lies before the day the information was formed."""


class NotLive(Refused):
    """The item is not public, so it cannot be withdrawn or related as such."""


class DraftOpen(Refused):
    """A draft of the live item is being edited."""


class ReasonMissing(Refused):
    """A step that must be reasoned came without its reason."""


class ColumnInUse(Refused):
    """A column with items or columns below it cannot be declared not applicable or removed."""


class CannotRelate(Refused):
    """Two items cannot stand in this relation."""


class NotAWriter(Refused):
    """Somebody shall go on with an item who does not write for its unit."""


class NoSuchPlace(Refused):
    """What something would stand under, or lead to, is not there or is another body's."""


class WrongPeriod(Refused):
    """Dates of a transfer list that cannot be."""


class NothingToHandOver(Refused):
    """Nothing was published in the period, or more than one list holds."""


class AlreadyReceipted(Refused):
    """The receipt of a transfer list was recorded before."""


class SecretMark(Refused):
    """The content carries a mark of secrecy; nothing of it is kept but what the refusal says."""

    def __init__(self, message: str, *, sha256: str, rule: str) -> None:
        super().__init__(message)
        self.sha256, self.rule = sha256, rule
        self.note: int | None = None  # key of the row that notes the refusal, as long as nobody undid it

    def __reduce__(self) -> tuple[Callable[..., "SecretMark"], tuple[str, ...]]:
        return partial(SecretMark, sha256=self.sha256, rule=self.rule), self.args  # as between processes


class StillChecking(Refused):
    """The check before publication is not finished."""


class MustNotGoOut(Refused):
    """The check found what may not be published and nobody has masked or let pass."""


class NobodyMayLetPass(Refused):
    """What was found cannot be let pass, or not by this person."""


class CannotMask(Refused):
    """A file cannot be written anew: it is gone, or too hard to read within the bounds."""


class NothingChosen(Refused):
    """No finding of the present content was chosen."""


class PaperNotRead(Refused):
    """A file cannot be read into the text of an item; the message says why and what to do."""


class MustWithdraw(Refused):
    """A penalty decision that was annulled can only be withdrawn, with the reason (行政处罚法第四十八条)."""


class NotAPenalty(Refused):
    """The item publishes no penalty decision."""


class BadPlace(Refused):
    """The new place is no address, or leads back to the item itself."""


class NothingToReview(Refused):
    """The item is to be disclosed anyway."""


class TooEarly(Refused):
    """A day that must lie ahead does not."""


class TooLate(Refused):
    """A day lies after the last day for publication (条例第二十六条)."""


class NoSuchColumn(Refused):
    """A column is another body's, or closed."""


class TooManyChosen(Refused):
    """More items than one bulk edit takes."""


class NotPlanned(Refused):
    """A bulk edit that is somebody else's, or not at the point where this can be done."""
