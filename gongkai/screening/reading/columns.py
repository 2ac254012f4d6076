"""Lines of a PDF page with their cells, told by where the text lies: a table keeps its columns."""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from pypdfium2 import PdfTextPage

RUNS_LIMIT = 1_500  # runs of text of one page; a page with more is read as plain text
GAP = 0.7  # of the height of a line: what lies farther apart are two cells
SAME_LINE = 0.5  # of the height that two runs of one line share
BETWEEN = "  "  # two blanks keep cells apart in the text of a page; one stands within a cell


class Run(NamedTuple):
    """A run of text and where it lies, in points."""

    left: float
    bottom: float
    right: float
    top: float
    text: str


def lines_in(page: PdfTextPage) -> list[list[str]] | None:
    """Return the lines of a page, each as its cells; None where they cannot be told from the places."""
    if page.count_rects() > RUNS_LIMIT:
        return None
    lines = [list(_cells(line)) for line in _lines(page)]
    whole = "".join(page.get_text_range().split()).replace("\ufffe", "")
    told = "".join("".join(cell.split()) for line in lines for cell in line).replace("\ufffe", "")
    return lines if len(told) >= len(whole) else None


def written(lines: list[list[str]]) -> str:
    """Return lines of cells as the text of a page."""
    return "\n".join(BETWEEN.join(cells) for cells in lines)


def _lines(page: PdfTextPage) -> Iterator[list[Run]]:
    """Yield the runs of each line, in the order of the page."""
    line: list[Run] = []
    for number in range(page.count_rects()):
        left, bottom, right, top = page.get_rect(number)
        run = Run(left, bottom, right, top, page.get_text_bounded(left, bottom, right, top))
        if line and not _is_beside(line[-1], run):
            yield line
            line = []
        line.append(run)
    if line:
        yield line


def _is_beside(last: Run, run: Run) -> bool:
    shared = min(last.top, run.top) - max(last.bottom, run.bottom)
    height = min(last.top - last.bottom, run.top - run.bottom)
    return shared >= SAME_LINE * height and run.left >= last.left


def _cells(line: list[Run]) -> Iterator[str]:
    """Yield the cells of a line: runs that lie close together are one."""
    numbers: list[int] = []
    for number, run in enumerate(line):
        before = line[number - 1]
        height = max(run.top - run.bottom, before.top - before.bottom)
        apart = number == 0 or run.left - before.right > GAP * height
        numbers.append((numbers[-1] if numbers else 0) + apart)
    for _, runs in groupby(zip(numbers, line, strict=True), key=lambda each: each[0]):
        text = "".join(run.text for _, run in runs).replace("\r\n", "").replace("\r", "")
        if text.strip():
            yield " ".join(text.split())
