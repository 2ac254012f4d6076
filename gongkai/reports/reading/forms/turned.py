"""Tables over page breaks: a row that begins on one page and ends on the next is put together again."""

from collections.abc import Sequence

from gongkai.reports.reading import labels
from gongkai.reports.reading.blocks import TableBlock, TextBlock
from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.places import Cell, Place, place_of
from gongkai.reports.reading.rows import PrintedRow, from_cells

Row = tuple[str, ...]
KNOWN = 0.9  # likeness of a label that surely is one


def with_turned_rows(blocks: Sequence[TextBlock | TableBlock]) -> list[TextBlock | TableBlock]:
    """Return the blocks; a table at the top of a page takes over what its first row lacks."""
    turned: list[TextBlock | TableBlock] = []
    for block in blocks:
        before = turned[-1] if turned else None
        row = None
        if isinstance(before, TableBlock) and isinstance(block, TableBlock) and _is_turned(before, block):
            row = _joined(before.rows[-1], block.rows[0])
        if row is None or not isinstance(before, TableBlock) or not isinstance(block, TableBlock):
            turned.append(block)
            continue
        turned[-1:] = [TableBlock(before.rows[:-1])] if before.rows[1:] else []
        turned.append(TableBlock((row, *block.rows[1:])))
    return turned


def _is_turned(before: TableBlock, block: TableBlock) -> bool:
    pages = [place.page for row in (before.rows[-1], block.rows[0]) if (place := _place(row)) and place.page]
    return len(pages) == 2 and pages[1] == pages[0] + 1


def _place(row: Row) -> Place | None:
    return next((place for cell in row if (place := place_of(cell))), None)


def _joined(above: Row, below: Row) -> Row | None:
    """Return a row that a page break cut in two; None where both are rows of their own."""
    first, second = from_cells(above), from_cells(below)
    if first.numbers and second.numbers:
        return None
    label = first.label + second.label
    if second.labels and (_is_known(second.label) or not _is_better(label, first.label)):
        return None
    if not second.labels and not second.numbers:
        return None
    numbers = second if second.numbers else first
    return (*first.labels[:-1], _label(first, label), *numbers.cells)


def _label(row: PrintedRow, text: str) -> str:
    return row.labels[-1].saying(text) if row.labels and isinstance(row.labels[-1], Cell) else text


def _is_better(label: str, part: str) -> bool:
    return _likeness(label) > _likeness(part)


def _is_known(label: str) -> bool:
    return _likeness(label) >= KNOWN


def _likeness(label: str) -> float:
    tables = {known.table for known in labels.known() if known.kind == "row"}
    found = [match[1] for table in tables if (match := labels.match_row(squash(label), table))]
    return max(found, default=0.0)
