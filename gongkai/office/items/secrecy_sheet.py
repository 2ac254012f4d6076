"""保密审查表 as PDF, for the archive: one page or two of A4, with the same lines as on the screen."""

from datetime import datetime, time
from pathlib import Path

from django.conf import settings
from django.utils.timezone import make_aware

from gongkai.common.fonts import faces
from gongkai.common.typesetting import typeset
from gongkai.publishing.models import SecrecyReview
from gongkai.publishing.secrecy_form import lines_of

TEMPLATE = Path(__file__).parent / "typst" / "secrecy.typ"
TITLE = "政府信息公开保密审查表"


def sheet_pdf(review: SecrecyReview) -> bytes:
    """
    Return the form as PDF/A; the same form gives the same bytes.

    :raises NotTypeset: a character that no font has
    """
    data = {"title": TITLE, "body": review.item.body.name, "lines": lines_of(review)}
    made_at = make_aware(datetime.combine(review.event.on, time()))
    return typeset(TEMPLATE, data, faces=faces(settings.GOV_FONTS), made_at=made_at)
