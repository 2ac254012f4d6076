"""The tables of normative documents."""

from gongkai.documents.models.citations import Citation, How, Source
from gongkai.documents.models.cleanups import CleanUp, CleanUpLine, CleanUpState, Decision
from gongkai.documents.models.documents import NormativeDocument
from gongkai.documents.models.policy import DocumentPolicy
from gongkai.documents.models.records import DocumentPaper, DocumentRecord, Interpretation

__all__ = [
    "Citation",
    "CleanUp",
    "CleanUpLine",
    "CleanUpState",
    "Decision",
    "DocumentPaper",
    "DocumentPolicy",
    "DocumentRecord",
    "How",
    "Interpretation",
    "NormativeDocument",
    "Source",
]
