"""A letter as PDF in the form of an official document (GB/T 9704—2012), set with Typst."""

from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from django.conf import settings

from gongkai.common.fonts import faces
from gongkai.common.typesetting import SHARED, typeset
from gongkai.letters.document import LetterDocument

TEMPLATE = Path(__file__).parent.parent / "typst" / "letter.typ"
MADE_AT = datetime(2019, 5, 15, tzinfo=UTC)  # the file says nothing of when it was rendered


def pdf(document: LetterDocument) -> bytes:
    """
    Return the letter as PDF/A-2a and PDF/UA-1.

    :raises NotTypeset: a character that no font has
    """
    found = faces(settings.GOV_FONTS)
    return typeset(TEMPLATE, _data(document), faces=found, made_at=MADE_AT, root=SHARED)


def _data(document: LetterDocument) -> dict[str, Any]:
    return {
        "title": document.title,
        "body": document.body,
        "number": document.number,
        "red_head": document.red_head,
        "draft": document.draft,
        "signed": document.is_signed,
        "signature": document.signature,
        "days": [asdict(day) for day in document.days],
        "days_words": document.days_words,
        "blocks": [asdict(block) for block in document.blocks],
    }
