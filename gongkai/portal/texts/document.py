"""What goes into the file of an item: its title, where it comes from, its blocks."""

import re
from dataclasses import dataclass
from datetime import datetime
from io import BytesIO

from PIL import Image, UnidentifiedImageError

from gongkai.design.words import cn_date, doc_no
from gongkai.portal.item_page import shown_at
from gongkai.portal.texts.blocks import Block, blocks_of
from gongkai.publishing.models import Attachment, InformationItem

OWN_FILE = re.compile(r"/i/(?P<item>\d+)/files/(?P<file>\d+)/")
WIDEST = 1_240  # pixels; 200 dpi on the 156 mm of a page
LARGEST = 40_000_000  # pixels of a picture that is opened at all


@dataclass(frozen=True)
class TextDocument:
    """The text of an item as it is set on paper."""

    title: str
    number: str
    source: str
    address: str
    facts: tuple[tuple[str, str], ...]
    blocks: tuple[Block, ...]
    files: tuple[str, ...]
    shown_at: datetime


def document_of(item: InformationItem, address: str) -> TextDocument:
    """Return the text of a live item; `address` is the permanent one of its page."""
    live = list(item.attachments.filter(live=True))
    by_key = {each.pk: each for each in live}

    def picture(source: str) -> bytes | None:
        found = OWN_FILE.search(source)
        file = by_key.get(int(found["file"])) if found and int(found["item"]) == item.pk else None
        return _picture(file) if file else None

    blocks = tuple(blocks_of(item.content, picture))
    facts = (
        ("索引号", item.index_no or ""),
        ("发布机构", item.issuing_body),
        ("生成日期", cn_date(item.formed_on)),
        ("发布日期", cn_date(item.published_on)),
        ("有效性", item.get_validity_display() if item.validity else ""),
    )
    return TextDocument(
        title=item.title,
        number=doc_no(item.doc_no),
        source=item.content_source or item.issuing_body,
        address=address,
        facts=tuple(fact for fact in facts if fact[1]),
        blocks=blocks,
        files=tuple(each.name for each in live),
        shown_at=shown_at(item),
    )


def _picture(file: Attachment) -> bytes | None:
    """Return a picture small enough for paper, as PNG or JPEG; None when it cannot be opened."""
    if not file.content_type.startswith("image/"):
        return None
    try:
        with file.file.open("rb") as stored, Image.open(stored) as found:
            if found.width * found.height > LARGEST:
                return None
            kind = "JPEG" if found.format == "JPEG" else "PNG"
            shown = found.convert("RGB" if kind == "JPEG" else "RGBA")
    except (OSError, UnidentifiedImageError, Image.DecompressionBombError):
        return None
    shown.thumbnail((WIDEST, WIDEST * 2))
    made = BytesIO()
    shown.save(made, format=kind)
    return made.getvalue()
