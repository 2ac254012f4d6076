"""遮盖前后: how each place would look that masking covers; nothing of it is kept."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from gongkai.publishing.circumstances import setting_for
from gongkai.publishing.looking import file_part, open_file_of, open_text, text_part
from gongkai.publishing.models import Attachment, InformationItem
from gongkai.publishing.models.checks import place_in_part
from gongkai.publishing.snapshot import Snapshot
from gongkai.screening.checking import screen
from gongkai.screening.masking import can_be_covered, cover
from gongkai.screening.reading import Opened
from gongkai.screening.setting import Setting

AROUND = 14  # characters shown before and behind
READ_AT_ONCE = 2_000_000  # bytes of all attachments that are read again to show what stands there


@dataclass(frozen=True)
class Preview:
    """What stands at one place now, what would stand there, and what stands around it."""

    before: str
    found: str
    covered: str
    behind: str


def previews(item: InformationItem, draft: Snapshot, on: date) -> dict[str, Preview]:
    """Return how each place would look, by key of the finding; large attachments are not read for it."""
    setting = setting_for(item, draft, on)
    opened = [(text_part(draft), open_text(draft))]
    left = READ_AT_ONCE
    for file in item.attachments.in_draft():
        left -= file.size
        opened += [(file_part(file), read) for read in _read(file)] if left >= 0 else []
    return {key: seen for part, each in opened for key, seen in _seen(part, each, setting)}


def _read(attachment: Attachment) -> Iterator[Opened]:
    try:
        with attachment.file.open("rb") as file:
            yield open_file_of(file.read(), attachment.name, attachment.description)[0]
    except FileNotFoundError:
        return  # the check has said so


def _seen(part: str, opened: Opened, setting: Setting) -> Iterator[tuple[str, Preview]]:
    for hit in screen(opened.material, setting):
        if can_be_covered(hit.kind, setting.keep):
            text = opened.material.passages[hit.passage].text
            before, behind = text[max(0, hit.start - AROUND) : hit.start], text[hit.end : hit.end + AROUND]
            yield f"{part}/{place_in_part(hit)}", Preview(before, hit.found, cover(hit, setting.keep), behind)
