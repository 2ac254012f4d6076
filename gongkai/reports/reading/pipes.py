"""Plain text and Markdown: lines with cells between bars are tables, the rest is running text."""

import re

from gongkai.reports.reading.blocks import Document, TableBlock, TextBlock
from gongkai.reports.reading.cleaning import narrow
from gongkai.reports.reading.places import Cell, Place

RULE = re.compile(r"^\s*\|?(?:\s*:?-{2,}:?\s*\|?)+\s*$")  # the line under a Markdown heading
CUT = "…"  # makes of what is left of a cell no number
MARK = re.compile(r"^\s{0,3}#{1,6}\s+|\*\*")
HEADING = re.compile(r"^#+\s*(?P<words>.*\S)", re.MULTILINE)


def from_lines(text: str) -> Document:
    """Take a text apart; bars make table rows only where a line holds a whole row."""
    titles = tuple(match["words"] for match in HEADING.finditer(text) if "信息" in match["words"])
    if not _has_whole_rows(text):
        return Document((TextBlock(re.sub(r"(?m)^\s{0,3}#{1,6}\s+", "", text)),), titles)
    bars = [line.lstrip()[:1] == "|" for line in map(narrow, text.splitlines()) if "|" in line]
    is_framed = sum(bars) * 2 > len(bars)  # then a bar in front is the frame, else behind a blank cell
    blocks: list[TextBlock | TableBlock] = []
    lines: list[str] = []
    rows: list[tuple[str, ...]] = []
    begins = 1
    for number, line in enumerate(text.splitlines(), start=1):
        is_row = "|" in narrow(line)
        if is_row:
            _close_text(lines, blocks, begins)
            cells = [] if RULE.match(narrow(line)) else [_cells(line, is_framed=is_framed)]
            rows += [tuple(Cell(cell, Place(line=number)) for cell in row) for row in cells]
        elif line.strip() or not rows:
            _close_rows(rows, blocks)
            begins = begins if lines else number
            lines.append(MARK.sub("", line))
    if rows and not text.endswith("\n") and _is_closed(text) and not narrow(text).rstrip(" ").endswith("|"):
        rows[-1] = (*rows[-1][:-1], rows[-1][-1] + CUT)
    _close_rows(rows, blocks)
    _close_text(lines, blocks, begins)
    return Document(tuple(blocks), titles)


def _has_whole_rows(text: str) -> bool:
    lines = [narrow(line) for line in text.splitlines() if "|" in narrow(line)]
    filled = [sum(1 for cell in line.split("|") if cell.strip()) for line in lines]
    whole = sum(1 for count in filled if count >= 2)
    return whole >= 2 and whole * 3 >= sum(1 for count in filled if count >= 1)


def _is_closed(text: str) -> bool:
    # Lines end with a bar as a rule: one that does not, at the very end, is cut.
    lines = [line.rstrip() for line in map(narrow, text.splitlines()) if "|" in line]
    return sum(line.endswith("|") for line in lines) * 2 > len(lines)


def _cells(line: str, *, is_framed: bool) -> tuple[str, ...]:
    line = line.strip()
    bars = narrow(line)
    places = [index for index, char in enumerate(bars) if char == "|"]
    cells = [line[a + 1 : b].strip() for a, b in zip([-1, *places], [*places, len(line)], strict=True)]
    cells = cells[1:] if is_framed and bars.startswith("|") else cells
    return tuple(cells[:-1] if bars.endswith("|") else cells)


def _close_text(lines: list[str], blocks: list[TextBlock | TableBlock], begins: int) -> None:
    if any(line.strip() for line in lines):
        blocks.append(TextBlock("\n".join(lines), begins))
    lines.clear()


def _close_rows(rows: list[tuple[str, ...]], blocks: list[TextBlock | TableBlock]) -> None:
    if rows:
        blocks.append(TableBlock(tuple(rows)))
    rows.clear()
