"""错敏词库: wrong words with what is right, when they are wrong, and the sentences that prove each entry."""

import re
import tomllib
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import date
from functools import cache
from typing import Any

from gongkai.rules.tables import BadRuleFile, Row, read_file

SEVERITIES = ("block", "warn", "info")


@dataclass(frozen=True)
class Entry:
    """
    One entry: words or a pattern, what is right, and when it does not count.

    :ivar unless: a pattern; found close to the word, the word is right there
    :ivar context: a pattern that must stand close to the word
    :ivar since: the day from which the word is wrong (a body renamed, a law repealed); None always
    """

    words: tuple[str, ...]
    pattern: re.Pattern[str] | None
    right: str
    kind: str
    severity: str
    context: re.Pattern[str] | None
    unless: re.Pattern[str] | None
    since: date | None
    source: str
    hits: tuple[str, ...]
    misses: tuple[str, ...]

    @property
    def name(self) -> str:
        """What tells it from the others of its list: its first word, or its pattern."""
        return self.words[0] if self.words else self.pattern.pattern if self.pattern else ""

    def right_for(self, found: str) -> str:
        """Return what is right for a word: its own, where each has its own (帐户、帐号 → 账户、账号)."""
        rights = self.right.split("、")
        each = found in self.words and len(rights) == len(self.words)
        return rights[self.words.index(found)] if each else self.right


@dataclass(frozen=True, eq=False)
class Lexicon:
    """A list of entries with its version."""

    title: str
    version: str
    kinds: Mapping[str, str]
    entries: tuple[Entry, ...]

    def without(self, names: Collection[str]) -> "Lexicon":
        """Return the list without the entries of some names."""
        return replace(self, entries=tuple(each for each in self.entries if each.name not in names))


@cache
def shipped_lexicon() -> Lexicon:
    """
    Return the list that comes with the program.

    :raises BadRuleFile: an entry is damaged
    """
    return _read(read_file("lexicon.toml"))


def read_lexicon(text: str, name: str) -> Lexicon:
    """
    Read a list in the same form, as an office imports it.

    :raises BadRuleFile: not TOML, or an entry is damaged; the message names the entry
    """
    try:
        return _read(Row(name, "全文", tomllib.loads(text)))
    except tomllib.TOMLDecodeError as error:
        raise BadRuleFile(f"词库 {name} 无法读取：{error}") from error


def lexicon_of(values: Mapping[str, Any], name: str) -> Lexicon:
    """
    Return a list that was read before, as its kinds, title, version and words.

    :raises BadRuleFile: an entry is damaged
    """
    return _read(Row(name, "全文", values))


def _read(file: Row) -> Lexicon:
    kinds: dict[str, Any] = file.mapping("kinds")
    rows = [*file.rows("words"), *file.rows("patterns")]
    found = Lexicon(
        file.text("title"), file.text("version"), kinds, tuple(_entry(row, kinds) for row in rows)
    )
    file.close()
    return found


def _entry(row: Row, kinds: Mapping[str, str]) -> Entry:
    pattern = _pattern(row, "pattern")
    found = Entry(
        words=row.texts("wrong", []),
        pattern=pattern,
        right=row.text("right"),
        kind=row.text("kind"),
        severity=row.text("severity"),
        context=_pattern(row, "context"),
        unless=_pattern(row, "unless"),
        since=row.day("since") if "since" in row.values else None,
        source=row.text("source", ""),
        hits=row.texts("hits"),
        misses=row.texts("misses"),
    )
    row.close()
    if found.kind not in kinds or found.severity not in SEVERITIES:
        raise row.error(f"不认识的类别或严重程度：{found.kind}、{found.severity}")
    if bool(found.words) == bool(pattern) or not all(found.words) or not found.hits:
        raise row.error("要么写“wrong”，要么写“pattern”，并且至少有一句“hits”")
    return found


def _pattern(row: Row, key: str) -> re.Pattern[str] | None:
    written = row.text(key, "")
    try:
        return re.compile(written) if written else None
    except re.error as error:
        raise row.error(f"“{key}”不是正则表达式：{error}") from error
