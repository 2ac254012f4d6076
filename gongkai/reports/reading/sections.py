"""The sections of a report: headings and their text, without the tables that stand in it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import lru_cache

from gongkai.reports.checks import Finding, Where
from gongkai.reports.reading import labels
from gongkai.reports.reading.cleaning import narrow, squash
from gongkai.reports.reading.result import ReadSection
from gongkai.rules.formats import ReportFormat, Section

LINE = re.compile(r"(?m)^[ \t]*(?P<heading>[一二三四五六七八九十]{1,3}\s*[、.,][^\n。;:]{2,40}?)[ \t]*$")
ALIKE = 0.72
KEPT = 500  # headings, which are the same in most reports


@dataclass(frozen=True)
class _Heading:
    start: int
    end: int


def read_sections(text: str, spans: Sequence[tuple[int, int]]) -> tuple[str, list[ReadSection]]:
    """
    Split running text at its headings; `spans` are the places of flattened tables and are left out.

    The first of the two is what stands before the first heading.
    """
    headings = _headings(narrow(text), spans)
    starts = [*(heading.start for heading in headings), len(text)]
    found = [
        ReadSection("".join(text[h.start : h.end].split()), prose(text, h.end, end, spans))
        for h, end in zip(headings, starts[1:], strict=True)
    ]
    return prose(text, 0, starts[0], spans), found


def prose(text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> str:
    """Return a stretch of the text without the flattened tables in it."""
    pieces = []
    for first, last in sorted(spans):
        if first < end and last > start:
            pieces.append(text[start : max(start, first)])
            start = max(start, last)
    pieces.append(text[start:end])
    lines = [line.strip() for line in "\n".join(pieces).splitlines()]
    return "\n".join(line for line in lines if line)


def missing_sections(sections: Sequence[ReadSection], report: ReportFormat) -> list[Finding]:
    """Report the sections of the format that no heading announces; a word only where none is prescribed."""
    missing = [one for one in report.sections if not any(_is(read.heading, one) for read in sections)]
    if missing and report.headings_vary:
        named = "、".join(f"“{labels.core(squash(section.heading))}”" for section in missing)
        message = f"没有找到{named}的标题。这一时期各部分没有统一规定，请对照原件看是否缺漏。"
        return [Finding("missing_section", "info", Where(), message)]
    advice = "如确实没有，请补写；如标题不同，请改用规定的标题。"
    return [
        Finding("missing_section", "warning", Where(), f"没有找到“{section.heading}”这一部分。{advice}")
        for section in missing
    ]


def _headings(text: str, spans: Sequence[tuple[int, int]]) -> list[_Heading]:
    found: dict[int, _Heading] = {}
    at = 0
    while named := labels.search(text, at):
        at = named.end()
        if labels.of(named).kind == "section":
            found[named.start()] = _Heading(named.start(), named.end())
    for match in LINE.finditer(text):
        if not _is_row(match["heading"]):
            found[match.start("heading")] = _Heading(*match.span("heading"))
    outside = [heading for heading in found.values() if not _inside(heading.start, spans)]
    return sorted(outside, key=lambda heading: heading.start)


def _inside(place: int, spans: Sequence[tuple[int, int]]) -> bool:
    return any(first <= place < last for first, last in spans)


def _is_row(heading: str) -> bool:
    words = labels.core(squash(heading))
    rows = (label for label in labels.known() if label.table == "requests" and label.kind in ("row", "group"))
    return any(label.core.startswith(words) for label in rows) or bool(labels.match_row(heading, "requests"))


def _is(heading: str, section: Section) -> bool:
    words = labels.core(squash(heading))
    wanted = [labels.core(squash(spelling)) for spelling in (section.heading, *section.aliases)]
    return any(one in words or _is_alike(words, one) for one in wanted)


@lru_cache(maxsize=KEPT)
def _is_alike(words: str, wanted: str) -> bool:
    matcher = SequenceMatcher(None, words, wanted, autojunk=False)
    return matcher.real_quick_ratio() >= ALIKE and matcher.ratio() >= ALIKE
