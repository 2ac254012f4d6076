"""What the check before publication found in a row: reported by row, and what becomes of the item."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from time import monotonic

from django.conf import settings

from gongkai.publishing.circumstances import setting_within
from gongkai.publishing.errors import SecretMark
from gongkai.publishing.looking import look_into_file, look_into_text, refuse_secrets
from gongkai.publishing.models import InformationItem
from gongkai.publishing.models.checks import Finding, Result
from gongkai.publishing.snapshot import snapshot_of_row
from gongkai.publishing.wheres import place_of
from gongkai.rules.notices import notice_of
from gongkai.screening.setting import Setting

SECONDS = (
    10.0  # for the files of one row; what is left after that is looked into before somebody publishes it
)
NAMED = 6  # findings told of one row
LATER = "检查超过时间，留待发布前检查"


@dataclass
class Looked:
    """
    What was found.

    :ivar text: in the text
    :ivar files: in the files, in their order; None for one that nobody looked into
    :ivar secret: the refusal, if there is a mark of secrecy; then nothing else is known
    :ivar names: words that can be names of persons, whoever they are
    :ivar holds: whether what may not go out makes a draft of the item
    """

    text: Result | None = None
    files: list[Result | None] = field(default_factory=list)
    secret: SecretMark | None = None
    names: frozenset[str] = frozenset()
    holds: bool = True

    @property
    def results(self) -> list[Result]:
        """All there is."""
        return [result for result in (self.text, *self.files) if result is not None]

    @property
    def blocking(self) -> list[tuple[str, Finding]]:
        """What may not go out, with the name of the text or file it stands in."""
        return [
            (result["name"], finding)
            for result in self.results
            for facts in result["findings"]
            if (finding := Finding(**facts)).blocks
        ]

    @property
    def is_whole(self) -> bool:
        """Whether every part was looked into."""
        return None not in self.files

    @property
    def is_held(self) -> bool:
        """Whether the item comes over as a draft."""
        return self.holds and bool(self.blocking or not self.is_whole)

    @property
    def words(self) -> str:
        """What was found, in words, masked; empty when nothing."""
        found = [
            " ".join(filter(None, (name, place_of(finding.where), finding.kind.label, finding.masked)))
            for name, finding in self.blocking
        ]
        more = [f"等，共{len(found)}处"] if len(found) > NAMED else []
        late = [] if self.is_whole else [LATER]
        return "；".join([*found[:NAMED], *more, *late])


def look_into(item: InformationItem, files: Sequence[Path], usual: Setting, *, holds: bool) -> Looked:
    """
    Look into the text and the files of an item that is not written yet, for a bounded time.

    A mark of secrecy is not raised but told in the answer, so that the other rows go on. The database is not
    asked: of the words that can be names only those count that the setting has as applicants'.

    :param usual: the circumstances of the body
    """
    draft, names = snapshot_of_row(item, []), set[str]()

    def note(words: Collection[str]) -> frozenset[str]:
        names.update(words)
        return frozenset()

    notice = notice_of(item.column.notice, draft["title"])
    setting = replace(setting_within(usual, notice, item, draft), known=note)
    looked = Looked(holds=holds)
    try:
        looked.text, hits = look_into_text(draft, setting)
        refuse_secrets(hits, f"{draft['title']}\n{draft['content']}".encode())
        until = monotonic() + SECONDS
        for path in files:
            if monotonic() > until or path.stat().st_size > settings.UPLOAD_LIMIT:
                looked.files.append(None)
                continue
            data = path.read_bytes()
            result, found = look_into_file(data, path.name, setting)
            refuse_secrets(found, data)
            looked.files.append(result)
    except SecretMark as refusal:
        return Looked(secret=refusal)
    looked.names = frozenset(names)
    return looked
