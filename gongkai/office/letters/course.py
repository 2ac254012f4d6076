"""What happened to the letters of a case, as lines of its timeline."""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from zlib import crc32

from gongkai.bodies.models import User
from gongkai.letters.models import Letter, LetterFile
from gongkai.office.requests.history import Entry

# What the letters are read with, so that their course asks nothing more.
PEOPLE = ("prepared_by", "signed_by", "void_by", "replaces")
ROWS = ("dispatches__by", "services__by", "files__added_by", "corrections__by")
# On one day a letter is drafted first and served last.
DRAFTED, FIXED, SEALED, SENT, CAME, ENDED = range(6)


@dataclass(frozen=True)
class LetterEntry:
    """One thing that happened to a letter."""

    letter: Letter
    what: str
    on: date
    by: User | None
    rank: int
    note: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    is_entered_later: bool = False

    @property
    def label(self) -> str:
        """What happened, as the heading of its line; the letter itself follows as a link."""
        return self.what

    @property
    def who(self) -> str:
        """Who did it; an applicant who opened a reply online is nobody of the staff."""
        return str(self.by) if self.by else "申请人"

    @property
    def order(self) -> tuple[Any, ...]:
        """Its day; what prepares a step comes before the events of the day, all else after them."""
        prepares = self.rank < SENT and (bool(self.letter.step) or self.letter.of_kind.carries_reply)
        return (self.on, 0 if prepares else 2, self.letter.pk, self.rank)


def merged(entries: Iterable[Entry], letters: Iterable[Letter]) -> list[Entry | LetterEntry]:
    """Put what happened to the letters of a case among its other events, newest first."""
    day, found = date.min, list[tuple[tuple[Any, ...], Entry | LetterEntry]]()
    for place, entry in enumerate(reversed(list(entries))):
        day = max(day, entry.on)  # what was entered late stays where it was entered
        found.append(((day, 1, place), entry))
    found += [(entry.order, entry) for letter in letters for entry in _of(letter)]
    return [entry for _, entry in sorted(found, key=lambda each: each[0], reverse=True)]


def mark_of(letter: Letter) -> str:
    """Return what is another one as soon as a letter was changed or something happened to it."""
    typed = crc32(json.dumps(letter.typed, sort_keys=True).encode())
    return f"{letter.state}-{len(list(_of(letter)))}-{typed}"


def _of(letter: Letter) -> Iterator[LetterEntry]:
    before = letter.replaces
    drafted = f"另作更正，代替{before}" if before else "拟稿"
    yield LetterEntry(letter, drafted, letter.prepared_on, letter.prepared_by, DRAFTED)
    if letter.signed_on:
        fixed = "登记系统外文书" if letter.outside else "定稿编号"
        yield LetterEntry(letter, fixed, letter.signed_on, letter.signed_by, FIXED, letter.number)
    for file in letter.files.all():
        if file.purpose == LetterFile.Purpose.SCAN:
            yield LetterEntry(letter, "添加盖章件", file.added_on, file.added_by, SEALED)
    yield from _sendings(letter)
    for each in letter.corrections.all():
        yield LetterEntry(letter, f"更正{each.label}", each.on, each.by, ENDED, each.reason)
    if letter.void_on:
        yield LetterEntry(letter, "作废", letter.void_on, letter.void_by, ENDED, letter.void_reason)


def _sendings(letter: Letter) -> Iterator[LetterEntry]:
    for sent in letter.dispatches.all():
        how = "，".join(part for part in (sent.get_method_display(), sent.mail_no, sent.note) if part)
        yield LetterEntry(letter, "发出", sent.on, sent.by, SENT, how)
    for came in letter.services.all():
        what = "送达" if came.arrived else "被退回"
        yield LetterEntry(letter, what, came.on, came.by, CAME, came.note)
