"""The tables of casework."""

from gongkai.casework.models.abuse import AbuseReview
from gongkai.casework.models.answer import ReleasedAnswer, ReleasedFile
from gongkai.casework.models.applicant import Applicant, IdType
from gongkai.casework.models.co_applicant import CoApplicant
from gongkai.casework.models.consultation import Consultation, Correction
from gongkai.casework.models.draft import ReplyDraft
from gongkai.casework.models.event import RequestEvent, RequestFile
from gongkai.casework.models.extension import ExtensionRequest
from gongkai.casework.models.fee import FeeNotice
from gongkai.casework.models.feedback import Feedback
from gongkai.casework.models.look import IdentityLook, RecordLook
from gongkai.casework.models.notes import CalendarFeed, CaseNote, InboxLook, Mention
from gongkai.casework.models.policy import CaseworkPolicy
from gongkai.casework.models.record import RecordCorrection, RecordEvent, RecordEvidence, RecordPerson
from gongkai.casework.models.reply import Reply, ReplyReview, Stage
from gongkai.casework.models.request import (
    Assistance,
    Channel,
    ContactMeans,
    ContactResult,
    Delivery,
    DisclosureRequest,
    SupplyForm,
)
from gongkai.casework.models.terms import RequestTerm
from gongkai.casework.models.weighing import Weighing
from gongkai.casework.models.withholding import Withholding, WithholdingReview

__all__ = [
    "AbuseReview",
    "Applicant",
    "Assistance",
    "CalendarFeed",
    "CaseNote",
    "CaseworkPolicy",
    "Channel",
    "CoApplicant",
    "Consultation",
    "ContactMeans",
    "ContactResult",
    "Correction",
    "Delivery",
    "DisclosureRequest",
    "ExtensionRequest",
    "FeeNotice",
    "Feedback",
    "IdType",
    "IdentityLook",
    "InboxLook",
    "Mention",
    "RecordCorrection",
    "RecordEvent",
    "RecordEvidence",
    "RecordLook",
    "RecordPerson",
    "ReleasedAnswer",
    "ReleasedFile",
    "Reply",
    "ReplyDraft",
    "ReplyReview",
    "RequestEvent",
    "RequestFile",
    "RequestTerm",
    "Stage",
    "SupplyForm",
    "Weighing",
    "Withholding",
    "WithholdingReview",
]
