"""Labels of the statutory tables: what they look like in print, misprints included."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache, cached_property, lru_cache

from gongkai.reports.reading.cleaning import squash
from gongkai.rules import formats
from gongkai.rules.formats import Table

CLOSE_ENOUGH = 0.8  # a misprint that loses one character in five is still the label
PREFIX = re.compile(r"^(?:[一二三四五六七八九十]+[、.,]|\([一二三四五六七八九十]+\)|\(?\d{1,2}[.、,:)])")
NOTE = re.compile(r"\([^()]*\)|\([^()]*$")
NUMERALS, DIGITS = "一二三四五六七八九十", "0123456789"
LEVELS = (
    (re.compile(r"^[一二三四五六七八九十]+[、.,]"), r"[一二三四五六七八九十]+\s*[、.,．]", NUMERALS),
    (re.compile(r"^\([一二三四五六七八九十]+\)"), r"\(\s*[一二三四五六七八九十]+\s*\)", "("),
    (re.compile(r"^\d{1,2}[.、,:)]"), r"\d\s*[.、,:．)）]", DIGITS),
)
SHORT = 4  # a label with fewer characters means something only with its number before it
FLEXIBLE = {
    "(": "[(（]?", ")": "[)）]?", ",": "[,，、]?", "、": "[、,，]", ".": "[.．、,，]",
    '"': '["“”]?', "/": "[/／]?", "他": "[他它]", ":": "[:：]",
}  # fmt: skip


@dataclass(frozen=True)
class Label:
    """A printed label: which table it belongs to, what it is there, and its spelling without white space."""

    kind: str  # row, group, column, block, stub, section
    table: str
    id: str
    text: str
    formats: tuple[str, ...]

    @cached_property
    def core(self) -> str:
        """Return the words without number and bracketed explanation."""
        return core(self.text)


@lru_cache(maxsize=4096)
def core(text: str) -> str:
    """Strip a squashed label to its words: no number before it, no explanation in brackets after it."""
    words = NOTE.sub("", NOTE.sub("", PREFIX.sub("", text)))
    return words or text


@cache
def known() -> tuple[Label, ...]:
    """Return every label of the statutory tables and every heading, once, with the formats that print it."""
    found: dict[tuple[str, str, str, str], list[str]] = {}
    for report in formats.formats():
        for section in report.sections:
            for spelling in (section.heading, *section.aliases):
                found.setdefault(("section", "", section.id, squash(spelling)), []).append(report.code)
    for report in formats.with_table("requests"):
        for table in report.tables:
            for kind, thing_id, spelling in _spellings(table):
                found.setdefault((kind, table.id, thing_id, squash(spelling)), []).append(report.code)
    return tuple(Label(*key, tuple(dict.fromkeys(codes))) for key, codes in found.items())


def rows_of(table_id: str) -> tuple[Label, ...]:
    """Return the row labels of a table in all formats."""
    return tuple(label for label in known() if label.kind == "row" and label.table == table_id)


@lru_cache(maxsize=4096)
def match_row(text: str, table_id: str) -> tuple[str, float] | None:
    """Return the row that a printed label means and how sure that is (0–1), or None."""
    printed = squash(text)
    best: tuple[str, float] | None = None
    for label in rows_of(table_id):
        score = likeness(printed, label)
        if score >= CLOSE_ENOUGH and (best is None or score > best[1]):
            best = (label.id, score)
    return best


def likeness(printed: str, label: Label) -> float:
    """Say how like a squashed text is to a label: 1 the same, 0.95 the same words, less a misprint."""
    if printed == label.text:
        return 1.0
    words = core(printed)
    if words == label.core:
        return 0.95
    if len(words) < SHORT - 1 or len(label.core) < SHORT:
        return 0.0
    return 0.94 * _likeness(words, label.core)


@lru_cache(maxsize=4096)
def _likeness(words: str, wanted: str) -> float:
    return SequenceMatcher(None, words, wanted, autojunk=False).ratio()


def best_of(text: str, candidates: Iterable[str], table_id: str) -> tuple[str, float] | None:
    """Return which of some rows a misprinted label is most like, or None when it is like none."""
    printed = squash(text)
    wanted = set(candidates)
    scored = [(likeness(printed, label), label.id) for label in rows_of(table_id) if label.id in wanted]
    score, row = max(scored, default=(0.0, ""))
    return (row, score) if score >= CLOSE_ENOUGH - 0.15 else None


def search(text: str, at: int = 0) -> re.Match[str] | None:
    """Find the next label in a narrowed text; see `of` for which it is."""
    patterns = _patterns()
    for start in _beginnings().finditer(text, at):
        if match := patterns[start[0]].match(text, start.start()):
            return match
    return None


def begins(text: str, at: int) -> bool:
    """Say whether a label stands at this place, white space before it apart."""
    while at < len(text) and text[at].isspace():
        at += 1
    found = _patterns().get(text[at : at + 1])
    return found is not None and found.match(text, at) is not None


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    """Return for each character a pattern of the labels that may begin with it, longest first."""
    spelled: dict[str, list[str]] = {}
    for index, label in sorted(enumerate(known()), key=lambda pair: -len(pair[1].text)):
        pattern, beginnings = _spelling_pattern(label)
        for char in beginnings:
            spelled.setdefault(char, []).append(f"(?P<l{index}>{pattern})")
    return {char: re.compile("|".join(patterns)) for char, patterns in spelled.items()}


@cache
def _beginnings() -> re.Pattern[str]:
    return re.compile("[" + re.escape("".join(_patterns())) + "]")


def of(match: re.Match[str]) -> Label:
    """Return the label that a match of the pattern found."""
    return known()[int((match.lastgroup or "l0")[1:])]


def _spellings(table: Table) -> Iterable[tuple[str, str, str]]:
    yield from ((("stub", "stub", table.stub),) if table.stub else ())
    for kind, things in (
        ("row", table.rows), ("group", (*table.groups, *table.column_groups)),
        ("column", table.columns), ("block", table.blocks),
    ):  # fmt: skip
        for thing in things:
            for spelling in (thing.label, *getattr(thing, "aliases", ())):
                if spelling:
                    yield kind, thing.id, spelling


def _spelling_pattern(label: Label) -> tuple[str, str]:
    """Return the pattern of a label, and the characters that what it matches may begin with."""
    text, before, beginnings = label.text, "", ""
    if label.kind == "section":
        text, before, beginnings = PREFIX.sub("", text), rf"{LEVELS[0][1]}\s*", NUMERALS
    for printed, general, first in () if label.kind == "section" else LEVELS:
        if printed.match(text):
            text = printed.sub("", text)
            is_needed = len(core(text)) < SHORT
            before = rf"(?:{general})\s*" if is_needed else rf"(?:(?:{general})\s*)?"
            beginnings = first if is_needed else first + text[0]
            break
    words = r"\s*".join(FLEXIBLE.get(char, re.escape(char)) for char in text)
    return before + words, beginnings or _first_of(text)


def _first_of(text: str) -> str:
    # An optional bracket in front may have been lost.
    return text[:2] if text.startswith("(") else text[0]


@cache
def spellings(kind: str, table_id: str) -> dict[str, str]:
    """Return squashed words of a kind of label with the id each stands for."""
    return {label.core: label.id for label in known() if label.kind == kind and label.table == table_id}


@cache
def order(table_id: str) -> tuple[str, ...]:
    """Return the ids of the rows of a table in printed order, those of all eras woven together."""
    newest = [row.id for row in formats.with_table(table_id)[-1].table(table_id).rows]
    for report in reversed(formats.with_table(table_id)[:-1]):
        before = 0
        for row in report.table(table_id).rows:
            if row.id not in newest:
                newest.insert(before, row.id)
            before = newest.index(row.id) + 1
    return tuple(newest)
