"""Refusals of casework, worded for the user; wrong state or role is `gongkai.workflow.StepNotAllowed`."""

from gongkai.bodies.errors import Refused


class RequestIncomplete(Refused):
    """Something is missing that every request must contain (条例第二十九条)."""


class ReceiptNotConfirmed(Refused):
    """The day of receipt cannot be fixed yet (条例第三十一条)."""


class EnteredLate(Refused):
    """A paper request is entered days after it was received, and nobody says why (条例第三十一条)."""


class DateOutOfOrder(Refused):
    """A day lies before something that must precede it, or in the future."""


class AlreadyCorrected(Refused):
    """A correction was asked for before; once only (条例第三十条)."""


class CorrectionNoticeTooLate(Refused):
    """The seven working days for asking have passed (条例第三十条)."""


class CaseFileIncomplete(Refused):
    """Papers are missing in the file that goes to the archive, and nobody says why (条例第四十五条)."""


class CorrectionPeriodRuns(Refused):
    """The applicant still has time to correct (条例第三十条)."""


class AlreadyExtended(Refused):
    """The reply period was extended before; once only (条例第三十三条)."""


class ExtensionTooLong(Refused):
    """More working days than the law allows (条例第三十三条)."""


class ExtensionTooLate(Refused):
    """The reply period is over; it cannot be extended any more (条例第三十三条)."""


class ExtensionAsked(Refused):
    """An extension was asked for and the head has not decided yet (条例第三十三条)."""


class NoExtensionAsked(Refused):
    """Nobody asked for an extension that could be declined (条例第三十三条)."""


class ReasonsAsked(Refused):
    """The applicant was asked for reasons before; once only (条例第三十五条)."""


class ReasonsNotForeseen(Refused):
    """The law in force when the request was received knew no abuse of requests (条例第三十五条)."""


class ReasonsTooLate(Refused):
    """The reply period is over; reasons cannot be asked for any more (条例第三十五条)."""


class ReasonsPeriodRuns(Refused):
    """The applicant still has time to explain (条例第三十五条)."""


class ReasonsGiven(Refused):
    """The reasons were recorded before."""


class AbuseNotFound(Refused):
    """No reasons were asked for, or they were not found unreasonable (条例第三十五条)."""


class DelayNotDue(Refused):
    """A delayed period is told only when the reasons are reasonable, once, and while the period runs."""


class DelayTooShort(Refused):
    """A delayed period ends on a working day after the present last day (条例第三十五条)."""


class EntryNotCorrectable(Refused):
    """There is no such entry, or the corrected value contradicts others."""


class ConsultationClosed(Refused):
    """The opinion was recorded before."""


class ConsultationOpen(Refused):
    """Somebody asked may still answer (条例第三十二条、第三十四条)."""


class AlreadyCharged(Refused):
    """A fee notice was sent before; a request is charged once, in one way (国办函〔2020〕109号)."""


class FeeNotDue(Refused):
    """Nothing may be charged for this request (国办函〔2020〕109号)."""


class ChargeTooHigh(Refused):
    """More than the standard gives (国办函〔2020〕109号)."""


class ChargeTooLate(Refused):
    """The reply period is over; a fee is decided on within it (国办函〔2020〕109号)."""


class FeeNotServed(Refused):
    """The fee notice has not reached the applicant; the time to pay has not begun (国办函〔2020〕109号)."""


class PaymentPeriodRuns(Refused):
    """The applicant still has time to pay (国办函〔2020〕109号)."""


class ReplyIncomplete(Refused):
    """The reply lacks what the law asks of its kind (条例第三十六条、第三十七条)."""


class NoDraftKept(Refused):
    """There is no draft of a reply that could be given up."""


class NotThisReviewersTurn(Refused):
    """Another review comes first, or this one is not needed."""


class ReplyChanged(Refused):
    """The reply or its files were changed after a review; it must be reviewed again (条例第十七条)."""


class ReplyNotReviewed(Refused):
    """The secrecy review or the signature is missing (条例第十七条)."""


class NotServed(Refused):
    """The reply was not served yet."""


class ThirdPartyNotTold(Refused):
    """A third party that refused must be told in writing of the disclosure (条例第三十二条)."""


class WrongUnit(Refused):
    """The unit or person belongs to another body, or does not handle this request."""


class AssignedMeanwhile(Refused):
    """Somebody else passed the request to a unit at the same time."""


class FileNotNow(Refused):
    """A file of this purpose cannot be added or taken out now."""


class NoteEmpty(Refused):
    """An internal note without words."""


class NotAReader(Refused):
    """Somebody who may not read the case cannot be told of it in a note."""


class OwnDraft(Refused):
    """Nobody reviews what they wrote themselves."""


class AlreadyServed(Refused):
    """The service was recorded before."""


class AlreadyRated(Refused):
    """The applicant has given the one opinion on the request."""


class AlreadyReleased(Refused):
    """Everybody can read the answer already."""


class NotReleased(Refused):
    """Nothing of the answer is public."""


class NamesPerson(Refused):
    """Words meant for everybody lead to a person (条例第十五条)."""


class NotToRelease(Refused):
    """A file that did not go out with a reply, or cannot be looked into, is not released."""


class NotOnline(Refused):
    """The applicant asked for the reply by another route."""


class CorrectionSent(Refused):
    """The applicant sent a correction in time; it is to be accepted, not ignored (条例第三十条)."""


class NothingToWeigh(Refused):
    """No third party objected, or the objection was weighed (条例第三十二条)."""


class OverrideUnreasoned(Refused):
    """A third party refused; to disclose all the same needs reasons of public interest (条例第三十二条)."""


class NotSplittable(Refused):
    """The request cannot be split by matter, or not into these (条例第二十九条)."""


class AlreadyAsks(Refused):
    """The person is among those who ask."""


class IdentityPurged(Refused):
    """Who asked was purged when its time had passed; nothing is added to it (个人信息保护法第四十七条)."""


class NotNamed(Refused):
    """A restricted request would go to somebody who may not read it."""


class NotRestricted(Refused):
    """Everybody whose role allows it may read the request."""


class TooManyLooks(Refused):
    """A list would show more applicants than one list may."""
