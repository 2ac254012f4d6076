"""同义词: what people say and what documents say; the list that comes with the program, proved by itself."""

import tomllib
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from gongkai.rules.tables import BadRuleFile, Row
from gongkai.search.tokens import fold

FILE = Path(__file__).parent / "synonyms.toml"
Synonyms = Mapping[str, tuple[str, ...]]  # from a folded word to other ways to say it


@dataclass(frozen=True)
class Entry:
    """
    Words, what else they are called, and the titles that prove it.

    :ivar is_wider: it counts only where nothing has all the words: the other ways mean more than the word
    :ivar finds: titles that each of the words must find
    :ivar spares: titles that none of the words may find
    """

    words: tuple[str, ...]
    also: tuple[str, ...]
    finds: tuple[str, ...]
    spares: tuple[str, ...]
    is_wider: bool = False


@cache
def entries() -> tuple[Entry, ...]:
    """
    Return the entries that come with the program.

    :raises BadRuleFile: an entry is damaged
    """
    try:
        file = Row(FILE.name, "全文", tomllib.loads(FILE.read_text("utf-8")))
    except tomllib.TOMLDecodeError as error:
        raise BadRuleFile(f"同义词表无法读取：{error}") from error
    found = tuple(entry for row in file.rows("synonyms") for entry in _read(row))
    file.close()
    return found


@cache
def shipped_synonyms() -> Synonyms:
    """Return the ways to say each word, by the folded word."""
    return _by_word(entry for entry in entries() if not entry.is_wider)


@cache
def wider_words() -> Synonyms:
    """Return for folded words what else may be meant by them, when nothing has all that was asked."""
    return _by_word(entry for entry in entries() if entry.is_wider)


def _by_word(some: Iterable[Entry]) -> Synonyms:
    found: dict[str, tuple[str, ...]] = {}
    for entry in some:
        for word in entry.words:
            found[key(word)] = tuple(dict.fromkeys([*found.get(key(word), ()), *entry.also]))
    return found


def key(word: str) -> str:
    """Return a word in the form in which it is looked up: folded, without spaces."""
    return "".join(fold(word).split())


def _read(row: Row) -> Iterator[Entry]:
    words, also, finds = row.texts("words"), row.texts("also"), row.texts("finds")
    entry = Entry(words, also, finds, row.texts("spares", ()), row.flag("wider", False))
    both_ways = row.flag("both_ways", False)
    row.close()
    if not entry.words or not entry.also or not entry.finds:
        raise row.error("words、also、finds 都要填写")
    yield entry
    if both_ways:
        yield Entry(entry.also, entry.words, entry.finds, entry.spares, entry.is_wider)
