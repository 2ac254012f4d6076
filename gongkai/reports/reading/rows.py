"""A printed row: its labels, its cells, and which of the cells are its numbers."""

from collections.abc import Sequence
from dataclasses import dataclass

from gongkai.reports.reading.cleaning import squash
from gongkai.reports.reading.numbers import is_value


@dataclass(frozen=True)
class PrintedRow:
    """A row as printed; with `keeps_blanks` every cell is there, else blank ones may have been dropped."""

    labels: tuple[str, ...]
    cells: tuple[str, ...]
    keeps_blanks: bool
    one_per_line: bool = False

    @property
    def label(self) -> str:
        """Return the innermost label, as printed."""
        return self.labels[-1] if self.labels else ""

    @property
    def numbers(self) -> int:
        """Count the cells that are not blank."""
        return sum(1 for cell in self.cells if cell.strip())

    def behind(self, label: str) -> "PrintedRow":
        """Return the row with this one of its labels as the last; what follows it counts as cells."""
        place = self.labels.index(label) + 1
        cells = (*self.labels[place:], *self.cells)
        return PrintedRow(self.labels[:place], cells, self.keeps_blanks, self.one_per_line)


def from_cells(cells: Sequence[str]) -> PrintedRow:
    """Split a table row into labels and cells: a label is what stands before the first number but its own."""
    end = 0
    for index, cell in enumerate(cells):
        if not is_value(cell):
            end = index + 1
        elif squash(cell) and not _counts_rows(cells, index):
            break
    labels = tuple(cell for cell in cells[:end] if squash(cell) and not squash(cell).isdigit())
    return PrintedRow(labels, tuple(cells[end:]), keeps_blanks=True)


def _counts_rows(cells: Sequence[str], index: int) -> bool:
    """Say whether a number is that of the row: it stands in front, and the label behind it."""
    return index == 0 and len(cells) > 1 and squash(cells[0]).isdigit() and not is_value(cells[1])


def windows(row: PrintedRow, width: int) -> list[int]:
    """Return where the numbers may begin: all cells outside the window of this width are blank."""
    cells = [squash(cell) for cell in row.cells]
    starts = range(max(0, len(cells) - width + 1))
    return [at for at in starts if not any(cells[:at]) and not any(cells[at + width :])]


def offset(rows: Sequence[tuple[PrintedRow, int]]) -> int | None:
    """
    Return how many blank cells stand between labels and numbers in a table, by the rows that show it.

    `rows` are rows with their number of columns. A merged label may leave blanks before the numbers or after;
    None when no row tells.
    """
    shown = []
    for row, width in rows:
        starts = windows(row, width) if row.numbers else []
        if len(starts) == 1 and len(row.cells) > width:
            shown.append(starts[0])
    return max(set(shown), key=shown.count) if shown else None
