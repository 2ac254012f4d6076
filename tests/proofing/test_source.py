"""原件: how much of a paper is shown beside what was read from it."""

from io import BytesIO

import pypdfium2
import pytest

from gongkai.proofing.source import pages_in


def pages(count: int) -> bytes:
    """Return a PDF of empty pages."""
    file, made = pypdfium2.PdfDocument.new(), BytesIO()
    for _ in range(count):
        file.new_page(200, 300)
    file.save(made)
    return made.getvalue()


@pytest.mark.parametrize(("count", "shown"), [(1, 1), (60, 60), (61, 60), (400, 60)])
def test_as_many_pages_are_shown_as_are_read(count: int, shown: int) -> None:
    assert pages_in(pages(count), "pdf") == shown


def test_a_picture_is_its_own_page_and_a_text_has_none() -> None:
    assert pages_in(b"", "picture") == 1
    assert pages_in(b"", "html") == 0
