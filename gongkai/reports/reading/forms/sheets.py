"""What is printed on a page: signs and ruling lines at their places, measured from the upper left."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from gongkai.reports.reading.places import Box, Place


@dataclass(frozen=True, slots=True)
class Sign:
    """A character, or a piece of text recognised as one, and the box it fills."""

    text: str
    left: float
    top: float
    right: float
    bottom: float
    sureness: float = 1.0

    @property
    def middle(self) -> tuple[float, float]:
        """The centre of the box, across and down."""
        return (self.left + self.right) / 2, (self.top + self.bottom) / 2

    @property
    def height(self) -> float:
        """How high it is."""
        return max(self.bottom - self.top, 0.1)


@dataclass(frozen=True, slots=True)
class Rule:
    """A straight ruling line, level or upright."""

    left: float
    top: float
    right: float
    bottom: float

    @property
    def is_level(self) -> bool:
        """Whether it runs across the page."""
        return self.right - self.left >= self.bottom - self.top


@dataclass
class Sheet:
    """A page with its number from 1."""

    number: int
    width: float
    height: float
    signs: list[Sign] = field(default_factory=list)
    rules: list[Rule] = field(default_factory=list)

    def place(
        self, box: Box, *, table: int | None = None, row: int | None = None, cell: int | None = None
    ) -> Place:
        """Return a place on this page; the box is given in the measure of the signs."""
        width, height = max(self.width, 1.0), max(self.height, 1.0)
        shares = (box[0] / width, box[1] / height, box[2] / width, box[3] / height)
        return Place(page=self.number, box=shares, table=table, row=row, cell=cell)


def around(signs: Sequence[Sign]) -> Box:
    """Return the box around some signs."""
    return (
        min(sign.left for sign in signs),
        min(sign.top for sign in signs),
        max(sign.right for sign in signs),
        max(sign.bottom for sign in signs),
    )
