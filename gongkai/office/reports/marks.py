"""Which words of a report a finding is about: the paragraphs cut where a finding begins and ends."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from zlib import crc32

from gongkai.reports.checks import Finding
from gongkai.reports.document import DocumentSection, Segment
from gongkai.reports.renderings.as_html import Href


@dataclass(frozen=True)
class Mark:
    """A stretch of a section's text that a finding is about, and its name on the page."""

    start: int
    end: int
    name: str


@dataclass(frozen=True)
class Run:
    """A piece of a paragraph: its words, where a figure leads to, and whether a finding is about it."""

    of: Segment
    url: str | None
    is_marked: bool = False
    mark: str = ""  # its name on the page, where the marked words begin


Paragraph = tuple[Run, ...]


def mark_name(finding: Finding) -> str:
    """Return the name on the page of the words that a finding is about, or nothing."""
    where = finding.where
    if not where.section or not where.span:
        return ""
    return f"said-{crc32(where.section.encode()):x}-{where.span[0]}"


def marks_of(section: DocumentSection, findings: Iterable[Finding]) -> list[Mark]:
    """Return the marks of a section, in order; of two that overlap the first."""
    spans = {
        one.where.span: mark_name(one)
        for one in findings
        if one.where.section == section.heading and one.where.span
    }
    marks: list[Mark] = []
    for (start, end), name in sorted(spans.items()):
        if not marks or start >= marks[-1].end:
            marks.append(Mark(start, end, name))
    return marks


def marked(
    section: DocumentSection, findings: Iterable[Finding], href: Href | None = None
) -> tuple[Paragraph, ...]:
    """Return the paragraphs of a section with what findings are about marked."""
    marks, at, paragraphs = marks_of(section, findings), 0, []
    begun: set[str] = set()
    for segments in section.paragraphs:
        runs: list[Run] = []
        for segment in segments:
            url = href(segment) if href and segment.figure else None
            for piece, mark in _cut(segment, at, marks):
                runs.append(Run(piece, url, bool(mark), "" if mark in begun else mark))
                begun.add(mark)
            at += len(segment.text)
        paragraphs.append(tuple(runs))
        at += 1  # the line break between paragraphs
    return tuple(paragraphs)


def _cut(segment: Segment, at: int, marks: Sequence[Mark]) -> Iterator[tuple[Segment, str]]:
    """Cut a segment that stands at a place of the section at the borders of the marks."""
    last = at + len(segment.text)
    inside = [mark for mark in marks if mark.start < last and mark.end > at]
    place = at
    for mark in inside:
        start, end = max(mark.start, at), min(mark.end, last)
        for first, then, name in ((place, start, ""), (start, end, mark.name)):
            if then > first:
                yield replace(segment, text=segment.text[first - at : then - at]), name
        place = end
    if place < last or not segment.text:
        yield replace(segment, text=segment.text[place - at :]), ""
