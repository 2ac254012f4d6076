"""A letter as a file: PDF for archives and readers, DOCX for those who print it through their own office."""

from gongkai.letters.document import document_of
from gongkai.letters.models import Letter
from gongkai.letters.rendering.as_docx import docx
from gongkai.letters.rendering.as_pdf import pdf

__all__ = ["docx", "pdf", "render_docx", "render_pdf"]


def render_pdf(letter: Letter) -> bytes:
    """
    Return a fixed letter as PDF/A-2a and PDF/UA-1; the same letter always gives the same bytes.

    :raises NotTypeset: a character that no font has
    """
    return pdf(document_of(letter))


def render_docx(letter: Letter) -> bytes:
    """Return a fixed letter as DOCX, in the same look."""
    return docx(document_of(letter))
