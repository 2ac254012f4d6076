"""The tables of normative documents."""

from gongkai.documents.models.documents import NormativeDocument
from gongkai.documents.models.policy import DocumentPolicy
from gongkai.documents.models.records import DocumentPaper, DocumentRecord, Interpretation

__all__ = [
    "DocumentPaper",
    "DocumentPolicy",
    "DocumentRecord",
    "Interpretation",
    "NormativeDocument",
]
