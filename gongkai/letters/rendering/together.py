"""Several letters as one PDF, for the printer."""

from collections.abc import Iterable
from io import BytesIO

import pypdfium2

from gongkai.letters.document import document_of
from gongkai.letters.models import Letter
from gongkai.letters.rendering.as_pdf import pdf


def print_together(letters: Iterable[Letter]) -> bytes:
    """
    Return fixed letters one after the other in one PDF; those that were written outside are left out.

    :raises NotTypeset: a character that no font has
    """
    with pypdfium2.PdfDocument.new() as all_of_them:
        for letter in letters:
            if letter.outside:
                continue
            with pypdfium2.PdfDocument(pdf(document_of(letter))) as one:
                all_of_them.import_pages(one)
        buffer = BytesIO()
        all_of_them.save(buffer)
    return buffer.getvalue()
