"""Pages as blocks: tables by their ruling lines or by their columns, running text by paragraphs."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from gongkai.reports.reading.blocks import TableBlock, TextBlock
from gongkai.reports.reading.forms.columns import columned
from gongkai.reports.reading.forms.grids import Grid, GridCell, grids_of
from gongkai.reports.reading.forms.lines import Line, joined, lines_of
from gongkai.reports.reading.forms.sheets import Sheet, Sign, around
from gongkai.reports.reading.forms.turned import with_turned_rows
from gongkai.reports.reading.places import Cell, Place

PAGE_NUMBER = re.compile(
    r"[—–\-－_·\s]*\d{1,3}[—–\-－_·\s]*|第\s*\d+\s*页(?:[,，/\s]*共\s*\d+\s*页)?|\d+\s*/\s*\d+"
)
HEADING = re.compile(r"[一二三四五六七八九十]{1,3}\s*[、.．]|[（(][一二三四五六七八九十]{1,3}[）)]")
RUNNING = 3  # pages on which a line stands at the same end to be a running head
LONGEST_CELL = 400  # characters: what holds more is a frame round running text

Row = tuple[str, ...]


@dataclass
class _Paragraph:
    """Lines that are one paragraph, and where the first of them stands."""

    lines: list[Line]
    place: Place


def blocks_of(sheets: Sequence[Sheet]) -> tuple[TextBlock | TableBlock, ...]:
    """Return everything on some pages in its order; a table that goes on over a page break is one table."""
    pages = [_parts(sheet) for sheet in sheets]
    _drop_margins(pages)
    blocks: list[TextBlock | TableBlock] = []
    paragraphs: list[_Paragraph] = []
    tables = 0
    for sheet, parts in zip(sheets, pages, strict=True):
        for part in _in_paragraphs(sheet, parts, paragraphs):
            _close(paragraphs, blocks)
            tables += 1
            blocks.append(_table(sheet, part, tables))
    _close(paragraphs, blocks)
    return tuple(with_turned_rows(blocks))


Part = Line | Grid | list[tuple[Line, ...]]


def _parts(sheet: Sheet) -> list[Part]:
    """Return the lines of a page outside its tables, and the tables, from top to bottom."""
    grids = grids_of(sheet)
    outside: list[Sign] = []
    for sign in sheet.signs:
        cell = next((found for grid in grids if (found := grid.cell_at(*sign.middle))), None)
        (cell.signs if cell else outside).append(sign)
    kept: list[Grid] = []
    for grid in grids:
        if _is_table(grid):
            kept.append(grid)
        else:
            outside += [sign for row in grid.rows() for cell in row for sign in cell.signs]
    parts: list[Part] = [*kept, *columned(lines_of(outside))]
    return sorted(parts, key=_top)


def _top(part: Part) -> float:
    if isinstance(part, Grid):
        return part.ys[0]
    return part.box[1] if isinstance(part, Line) else min(piece.box[1] for piece in part[0] if piece.signs)


def _is_table(grid: Grid) -> bool:
    cells = [cell for row in grid.rows() for cell in row]
    return len(cells) > 1 and all(len(cell.signs) <= LONGEST_CELL for cell in cells)


def _drop_margins(pages: list[list[Part]]) -> None:
    """Take away page numbers, and lines that stand at the same end of several pages."""
    ends = Counter(line.text for page in pages for line in _ends(page))
    for page in pages:
        for line in _ends(page):
            if PAGE_NUMBER.fullmatch(line.text) or ends[line.text] >= RUNNING:
                page[:] = [part for part in page if part is not line]


def _ends(page: Sequence[Part]) -> list[Line]:
    ends = [page[0], page[-1]] if len(page) > 1 else page[:1]
    return [part for part in ends if isinstance(part, Line)]


def _in_paragraphs(
    sheet: Sheet, parts: Sequence[Part], paragraphs: list[_Paragraph]
) -> Iterator[Grid | list[tuple[Line, ...]]]:
    """Gather the lines of a page to paragraphs, and yield the tables between them."""
    lines = [part for part in parts if isinstance(part, Line)]
    left = min((line.box[0] for line in lines), default=0.0)
    right = max((line.box[2] for line in lines), default=0.0)
    before: Line | None = None
    goes_on = bool(paragraphs)  # a paragraph may go on from the page before
    for part in parts:
        if not isinstance(part, Line):
            yield part
            before, goes_on = None, False
            continue
        if goes_on and not _begins(part, before, left, right):
            paragraphs[-1].lines.append(part)
        else:
            paragraphs.append(_Paragraph([part], sheet.place(part.box)))
        before, goes_on = part, True


def _begins(line: Line, before: Line | None, left: float, right: float) -> bool:
    """Say whether a line begins a paragraph: set in, after a short line, or after a gap."""
    if line.box[0] > left + line.height * 0.8 or HEADING.match(line.text):
        return True
    if before is None:
        return False
    is_short = before.box[2] < right - before.height * 1.6
    return is_short or line.box[1] - before.box[3] > line.height * 1.8


def _close(paragraphs: list[_Paragraph], blocks: list[TextBlock | TableBlock]) -> None:
    if paragraphs:
        text = "\n".join(joined(paragraph.lines) for paragraph in paragraphs)
        blocks.append(TextBlock(text, places=tuple(paragraph.place for paragraph in paragraphs)))
    paragraphs.clear()


def _table(sheet: Sheet, part: Grid | list[tuple[Line, ...]], number: int) -> TableBlock:
    if isinstance(part, Grid):
        rows = [
            [_cell(sheet, cell, number, r, c) for c, cell in enumerate(row, 1)]
            for r, row in enumerate(part.rows(), 1)
        ]
    else:
        rows = [_pieces(sheet, row, number, r) for r, row in enumerate(part, 1)]
    return TableBlock(tuple(tuple(row) for row in rows))


def _cell(sheet: Sheet, cell: GridCell, table: int, row: int, number: int) -> Cell:
    lines = lines_of(cell.signs)
    place = sheet.place(cell.box, table=table, row=row, cell=number)
    return Cell(joined(lines, cell.box[2]), place, min((line.sureness for line in lines), default=1.0))


def _pieces(sheet: Sheet, row: Sequence[Line], table: int, number: int) -> list[Cell]:
    """Return the cells of a row without lines round them; a blank one stands wherever its row does."""
    whole = around([sign for piece in row for sign in piece.signs])
    cells = []
    for column, piece in enumerate(row, start=1):
        box = piece.box if piece.signs else whole
        place = sheet.place(box, table=table, row=number, cell=column)
        cells.append(Cell(piece.text, place, piece.sureness))
    return cells
