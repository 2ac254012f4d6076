"""Where something stands in a file: so that a screen can show the spot beside the number read from it."""

from dataclasses import asdict, dataclass
from typing import Any

Box = tuple[float, float, float, float]  # left, top, right, bottom, as shares of the page from its upper left


@dataclass(frozen=True)
class Place:
    """
    A spot in a file; what its form does not have is None. All numbers count from 1.

    A page has boxes, a document of tables has the table, row and cell, a text has lines, a workbook sheets.
    """

    page: int | None = None
    box: Box | None = None
    sheet: str | None = None
    table: int | None = None
    row: int | None = None
    cell: int | None = None
    line: int | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return what is known, in the shape of the printed JSON."""
        known = {name: value for name, value in asdict(self).items() if value is not None}
        if self.box:
            known["box"] = [round(edge, 4) for edge in self.box]
        return known


class Cell(str):
    """The printed text of a cell, and with it where it stands and how sure the text itself is (0–1)."""

    __slots__ = ("place", "sureness")
    place: Place | None
    sureness: float

    def __new__(cls, text: str, place: Place | None = None, sureness: float = 1.0) -> "Cell":
        """Return the text as a cell."""
        cell = super().__new__(cls, text)
        cell.place = place
        cell.sureness = sureness
        return cell

    def __reduce__(self) -> tuple[type["Cell"], tuple[str, Place | None, float]]:
        return Cell, (str(self), self.place, self.sureness)

    def saying(self, text: str) -> "Cell":
        """Return another text in the same place."""
        return Cell(text, self.place, self.sureness)


def place_of(text: str) -> Place | None:
    """Return where a printed cell stands; None for text that nobody placed."""
    return text.place if isinstance(text, Cell) else None


def sureness_of(text: str) -> float:
    """Return how sure the text of a cell is: 1 unless it was recognised in a picture."""
    return text.sureness if isinstance(text, Cell) else 1.0
