"""错敏词库 on the screen: lists in use, one beside the version in force, entries by a word."""

from dataclasses import dataclass

from gongkai.bodies.models import Body
from gongkai.publishing.lexicons import lexicons_of
from gongkai.publishing.models import SwitchedOff, WordList
from gongkai.rules.lexicon import Entry, Lexicon
from gongkai.screening.hits import Severity
from gongkai.screening.word_lists import kept_lexicon

SHOWN = 50  # entries on a page; more are looked up by a word


@dataclass(frozen=True)
class EntryLine:
    """One entry as people read it."""

    title: str
    entry: Entry
    kind: str
    severity: Severity

    @property
    def words(self) -> str:
        """The wrong words, or the pattern."""
        return "、".join(self.entry.words) or self.entry.name


def lines_of(lexicon: Lexicon) -> list[EntryLine]:
    """Return the entries of a list."""
    return [
        EntryLine(lexicon.title, each, lexicon.kinds[each.kind], Severity(each.severity))
        for each in lexicon.entries
    ]


def looked_up(body: Body, word: str) -> list[EntryLine]:
    """Return the entries in use with a word on either side; none without a word."""
    if not word:
        return []
    lines = [line for lexicon in lexicons_of(body) for line in lines_of(lexicon)]
    return [line for line in lines if word in line.words or word in line.entry.right]


def words_shown(body: Body, word: str) -> dict[str, object]:
    """Return what the page shows: the lists, what is switched off, and the entries with a word."""
    found = looked_up(body, word)
    return {
        "lexicons": lexicons_of(body),
        "lists": WordList.objects.of(body).select_related("by").defer("content"),
        "off": SwitchedOff.objects.of(body).standing().select_related("by"),
        "word": word,
        "found": found[:SHOWN],
        "more": max(0, len(found) - SHOWN),
    }


@dataclass(frozen=True)
class Changes:
    """How a list differs from the version in force."""

    before: WordList | None
    added: list[str]
    gone: list[str]


def changes_of(words: WordList) -> Changes:
    """Return which entries a list has more, and which it has no longer."""
    before = WordList.objects.of(words.body).in_force().filter(title=words.title).exclude(pk=words.pk).first()
    new = {entry["wrong"][0] for entry in words.content["words"]}
    old = {entry["wrong"][0] for entry in before.content["words"]} if before else set()
    return Changes(before, sorted(new - old), sorted(old - new))


def entries_in(words: WordList) -> list[EntryLine]:
    """Return the entries of a kept list, whether in force or not."""
    return lines_of(kept_lexicon(words.content))
