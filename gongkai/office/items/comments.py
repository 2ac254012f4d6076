"""The text with its comments beside it, as reviewer and author see it."""

from dataclasses import dataclass
from typing import Any

from gongkai.publishing.models import Comment, InformationItem
from gongkai.publishing.paragraphs import Paragraph, paragraphs_of
from gongkai.publishing.snapshot import Snapshot


@dataclass(frozen=True)
class Remark:
    """A comment beside the text; `is_stale` when the passage it quotes is not there any more."""

    comment: Comment
    is_stale: bool


@dataclass(frozen=True)
class Block:
    """A paragraph with what was said of it."""

    paragraph: Paragraph
    remarks: list[Remark]


def blocks_of(item: InformationItem, draft: Snapshot) -> list[Block]:
    """
    Return the text with the comments on it; what was said of words that are gone stands where they stood.

    The last paragraph takes what was said of paragraphs that are not there any more.
    """
    paragraphs = paragraphs_of(draft)
    known = item.comments.select_related("by", "version").prefetch_related("answers__by")
    remarks: dict[int, list[Remark]] = {}
    for comment in known:
        place = _place_of(comment, paragraphs)
        is_stale = place is None
        number = min(comment.paragraph, len(paragraphs) - 1) if place is None else place
        remarks.setdefault(number, []).append(Remark(comment, is_stale))
    return [Block(paragraph, remarks.get(paragraph.number, [])) for paragraph in paragraphs]


def _place_of(comment: Comment, paragraphs: list[Paragraph]) -> int | None:
    """Return the number of the paragraph that a comment is about now; None when its words are gone."""
    if not comment.quote:
        return comment.paragraph if comment.paragraph < len(paragraphs) else None
    near = sorted(paragraphs, key=lambda each: abs(each.number - comment.paragraph))
    return next((each.number for each in near if each.has(comment.quote)), None)


def commenting(item: InformationItem, draft: Snapshot) -> dict[str, Any]:
    """Return what a screen needs that shows the text with its comments."""
    blocks = blocks_of(item, draft)
    count = sum(not remark.comment.is_settled for block in blocks for remark in block.remarks)
    return {"blocks": blocks, "open_comments": count}
