"""历年可比的数字: which cell of each era's tables says the same thing, and where the counting differs."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from gongkai.rules.tables import Row, read_each, read_file

FILE = "series.toml"
Addends = tuple[str, ...]  # cells "table.row.column" that are added up


@dataclass(frozen=True)
class Measure:
    """A number that reports of different years have in common."""

    code: str
    label: str
    unit: str
    cells: tuple[Addends, ...]
    note: str

    @property
    def keys(self) -> tuple[str, ...]:
        """The cells as the file writes them: "table.row.column", those added up joined by +."""
        return tuple("+".join(addends) for addends in self.cells)

    def of(self, numbers: Mapping[str, Decimal | None]) -> Decimal | None:
        """
        Return the number of a report from its cells; None where it has none of them, or leaves it blank.

        :param numbers: the report's cells, by "table.row.column"
        """
        for addends in self.cells:
            if all(cell in numbers for cell in addends):
                known = [number for cell in addends if (number := numbers[cell]) is not None]
                return sum(known, Decimal(0)) if len(known) == len(addends) else None
        return None


@cache
def measures() -> dict[str, Measure]:
    """
    Return all comparable numbers by code, in the order of the file.

    :raises BadRuleFile: the file is damaged
    """
    return read_each(read_file(FILE), "measures", _read)


def measure(code: str) -> Measure:
    """Return the comparable number with this code; KeyError when there is none."""
    return measures()[code]


def _read(code: str, row: Row) -> Measure:
    cells = tuple(tuple(text.split("+")) for text in row.texts("cells"))
    return Measure(code, row.text("label"), row.text("unit"), cells, row.text("note"))
