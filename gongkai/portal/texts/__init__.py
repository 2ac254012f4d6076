"""An item as a file to take along: its cleaned HTML read into blocks, and these set as PDF or Word."""

from gongkai.portal.texts.as_docx import docx
from gongkai.portal.texts.as_pdf import pdf
from gongkai.portal.texts.document import TextDocument, document_of

__all__ = ["TextDocument", "document_of", "docx", "pdf"]
