"""两个版本的对照: title, metadata, text paragraph by paragraph with the words that differ, attachments."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from gongkai.publishing.html import plain_text
from gongkai.publishing.models import InformationItem
from gongkai.publishing.snapshot import DATES, PLACES, WORDS

WORD = re.compile(r"[A-Za-z0-9]+|\s+|.", re.DOTALL)  # a Chinese character is a word
ALIKE = 0.4  # below, two paragraphs are another each, not one that changed
LONGEST = 4_000  # words of a pair of paragraphs that are compared word by word
SHOWN = tuple(name for name in (*WORDS, *DATES, *PLACES) if name not in ("title", "content"))


@dataclass(frozen=True)
class Piece:
    """A stretch of a text, and whether the other text has it, too."""

    text: str
    differs: bool = False


@dataclass(frozen=True)
class Row:
    """What stands side by side: the same on both sides, changed, or on one side alone."""

    kind: str  # same, changed, added, removed
    before: tuple[Piece, ...] = ()
    after: tuple[Piece, ...] = ()


@dataclass(frozen=True)
class Fact:
    """A fact of the metadata by its label, before and after."""

    label: str
    row: Row


@dataclass(frozen=True)
class Comparison:
    """Two states of an item side by side."""

    title: Row
    facts: tuple[Fact, ...]
    text: tuple[Row, ...]
    files: tuple[Row, ...]

    @property
    def changes(self) -> int:
        """How many places differ."""
        rows = (self.title, *(fact.row for fact in self.facts), *self.text, *self.files)
        return sum(row.kind != "same" for row in rows)


def compare(
    before: Mapping[str, Any],
    after: Mapping[str, Any],
    *,
    names: Mapping[str, Mapping[Any, str]] | None = None,
) -> Comparison:
    """
    Return two snapshots side by side; facts that are the same on both sides are left out.

    :param names: what the keys of columns and units are called, by field
    """
    named = names or {}
    facts = (_fact(name, before.get(name), after.get(name), named.get(name, {})) for name in SHOWN)
    return Comparison(
        title=_pair(before["title"], after["title"]),
        facts=tuple(fact for fact in facts if fact.row.kind != "same"),
        text=tuple(_lines(_paragraphs(before["content"]), _paragraphs(after["content"]))),
        files=tuple(_files(before["attachments"], after["attachments"])),
    )


def _paragraphs(content: str) -> list[str]:
    return plain_text(content).splitlines()


def _fact(name: str, before: Any, after: Any, names: Mapping[Any, str]) -> Fact:
    field = InformationItem._meta.get_field(name)
    choices = dict(getattr(field, "flatchoices", None) or ())
    return Fact(
        str(getattr(field, "verbose_name", name)), _pair(*(_told(v, choices, names) for v in (before, after)))
    )


def _told(value: Any, choices: Mapping[Any, Any], names: Mapping[Any, str]) -> str:
    """Return a value as people read it."""
    if value in (None, ""):
        return ""
    return str(names.get(value) or choices.get(value) or value)


def _pair(before: str, after: str) -> Row:
    if before == after:
        return Row("same", (Piece(before),), (Piece(after),))
    if not before or not after:
        kind = "added" if after else "removed"
        return Row(kind, _whole(before), _whole(after))
    return Row("changed", *_pieces(before, after))


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, differs=True),) if text else ()


def _pieces(before: str, after: str) -> tuple[tuple[Piece, ...], tuple[Piece, ...]]:
    """Return both texts with the words that differ marked."""
    old, new = WORD.findall(before), WORD.findall(after)
    if len(old) + len(new) > LONGEST:
        return _whole(before), _whole(after)
    left: list[Piece] = []
    right: list[Piece] = []
    for tag, i, j, k, m in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if i < j:
            left.append(Piece("".join(old[i:j]), tag != "equal"))
        if k < m:
            right.append(Piece("".join(new[k:m]), tag != "equal"))
    return tuple(left), tuple(right)


def _lines(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Yield paragraphs side by side; neighbours that are alike are one paragraph that changed."""
    for tag, i, j, k, m in SequenceMatcher(None, before, after, autojunk=False).get_opcodes():
        if tag == "equal":
            yield from (_pair(line, line) for line in before[i:j])
        else:
            yield from _changed(before[i:j], after[k:m])


def _changed(before: Sequence[str], after: Sequence[str]) -> Iterator[Row]:
    """Yield what was changed, taken out and put in, each where it stands."""
    taken = 0
    for line in before:
        like = next((n for n in range(taken, len(after)) if _alike(line, after[n])), None)
        if like is None:
            yield _pair(line, "")
            continue
        yield from (_pair("", new) for new in after[taken:like])
        yield _pair(line, after[like])
        taken = like + 1
    yield from (_pair("", new) for new in after[taken:])


def _alike(before: str, after: str) -> bool:
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    return matcher.quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE


def _files(before: Sequence[Mapping[str, str]], after: Sequence[Mapping[str, str]]) -> Iterator[Row]:
    """Yield files by name with what describes them; one whose content was replaced is changed."""
    old, new = ({file["name"]: file for file in files} for files in (before, after))
    for name in dict.fromkeys([*old, *new]):
        if name in old and name in new and old[name]["sha256"] != new[name]["sha256"]:
            yield Row("changed", (Piece(name),), (Piece(f"{name}（内容不同）", differs=True),))
        else:
            yield _pair(*(_named(files[name]) if name in files else "" for files in (old, new)))


def _named(file: Mapping[str, str]) -> str:
    described = file.get("description", "")
    return f"{file['name']}（{described}）" if described else file["name"]
