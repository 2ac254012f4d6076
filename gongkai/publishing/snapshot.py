"""The exact state of an item as data, and the digest that an approval is tied to."""

import json
from collections.abc import Iterable, Mapping
from datetime import date
from hashlib import sha256
from typing import TYPE_CHECKING, Any

from gongkai.publishing.html import plain_text

if TYPE_CHECKING:
    from gongkai.publishing.models import Attachment, InformationItem

Snapshot = dict[str, Any]  # fields by name, dates as YYYY-MM-DD, "attachments" as a list of name, sha256…

DATES = ("formed_on", "effective_on", "ceased_on")
PLACES = ("column", "owner_unit")  # by key
WORDS = (
    *("title", "summary", "content", "issuing_body", "doc_no", "validity", "document_kind"),
    *("topic_class", "combined_class", "genre", "audience_class", "keywords", "content_source"),
    *("disclosure_mode", "mode_reason", "disclosure_scope"),
)
LISTS = ("channels",)
FIELDS = (*WORDS, *DATES, *PLACES, *LISTS)


def snapshot_of_row(item: "InformationItem", attachments: Iterable["Attachment"]) -> Snapshot:
    """Return what the row and the attachments say."""
    words = {name: getattr(item, name) for name in (*WORDS, *LISTS)}
    dates = {name: day.isoformat() if (day := getattr(item, name)) else None for name in DATES}
    places = {name: getattr(item, f"{name}_id") for name in PLACES}
    return {**words, **dates, **places, "attachments": _listed(attachments)}


def current_draft(item: "InformationItem") -> Snapshot:
    """Return the draft as it stands now: from the version for a live item, else from the row."""
    attachments = item.attachments.filter(in_draft=True)
    if item.live and item.draft_version and item.has_draft:
        return {**item.draft_version.snapshot, "attachments": _listed(attachments)}
    return snapshot_of_row(item, attachments)


def digest_of(snapshot: Mapping[str, Any]) -> str:
    """Return the SHA-256 of a snapshot, in hexadecimal, whatever the order of its keys."""
    text = json.dumps(snapshot, ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return sha256(text.encode()).hexdigest()


def put_into_row(item: "InformationItem", snapshot: Mapping[str, Any]) -> None:
    """Set the item's fields to those of the snapshot, without saving."""
    for name in (*WORDS, *LISTS):
        setattr(item, name, snapshot[name])
    for name in DATES:
        setattr(item, name, date.fromisoformat(snapshot[name]) if snapshot[name] else None)
    for name in PLACES:
        setattr(item, f"{name}_id", snapshot[name])
    item.plain_text = plain_text(item.content)


def _listed(attachments: Iterable["Attachment"]) -> list[dict[str, str]]:
    return [
        {"name": attachment.name, "sha256": attachment.sha256, **_described(attachment)}
        for attachment in attachments
    ]


def _described(attachment: "Attachment") -> dict[str, str]:
    """Return the description where there is one, so that files without it are what they always were."""
    return {"description": attachment.description} if attachment.description else {}
