"""A thousand letters: set as PDF and written as DOCX, beside a bare run of Typst over the same words."""

import resource
import time
from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import typst
from django.conf import settings
from django.utils.timezone import localdate

from gongkai.bodies.models import Body
from gongkai.common.fonts import faces
from gongkai.letters.document import LetterDocument, sampled
from gongkai.letters.rendering import docx, pdf
from gongkai.letters.wording import default_text
from gongkai.rules.letters import kinds

KIND = "extension_notice"


def measure(body: Body, many: int) -> Iterator[tuple[str, str, str]]:
    """Make the letters in each form; yield what, the numbers, and the ratio to the bare run of Typst."""
    documents = [_document(body, number) for number in range(many)]
    plain = [_plain(each) for each in documents]
    found = faces(settings.GOV_FONTS).fonts
    bare = _seconds(partial(typst.compile, font_paths=found, ignore_system_fonts=True), plain)
    before = _memory()
    for form, make in (("PDF", pdf), ("DOCX", docx)):
        took = _seconds(make, documents)
        numbers = f"{took:.1f} s, bare Typst {bare:.1f} s, {took / many * 1000:.0f} ms each"
        yield f"{many:,} letters as {form} against a bare run of Typst", numbers, f"{took / bare:.1f} ×"
    grown = (_memory() - before) / 1024
    yield "peak memory while they are made, beyond what was in use", f"{grown:.0f} MB", "–"


def _document(body: Body, number: int) -> LetterDocument:
    text = f"{default_text(KIND)}\n第{number}件"
    return sampled(kinds()[KIND], body, text, on=localdate())


def _plain(document: LetterDocument) -> bytes:
    """Return the words of a letter as a page without any form."""
    words = "\n\n".join(str(block.text) for block in document.blocks)
    return f"= {document.title}\n\n{words}".encode()


def _seconds(make: Callable[[Any], object], things: list[Any]) -> float:
    make(things[0])  # the first one reads the fonts
    started = time.perf_counter()
    for thing in things:
        make(thing)
    return time.perf_counter() - started


def _memory() -> int:
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
