"""How counts of the statutory tables are said in prose: the words before or after them, and their cells."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.reports.checks.findings import Number, Tables, Where
from gongkai.reports.checks.outcomes import outcomes_of
from gongkai.reports.checks.quantities import Quantity, Time
from gongkai.rules import prose
from gongkai.rules.prose import Cell, SaidCount

YEAR, CUMULATIVE = prose.YEAR, "cumulative"  # the column YEAR is that of the year, however it is called
OF_THE_YEAR = ("year", "value")
CLAUSE = re.compile("[,;。]")


@dataclass(frozen=True)
class Claim:
    """What a quantity counts: sums of cells, one of which it has to equal."""

    label: str
    means: tuple[tuple[Cell, ...], ...]

    @property
    def where(self) -> Where:
        """The cell to look at first."""
        table, row, column = self.means[0][0]
        return Where(table, row, column if len(self.means[0]) == 1 else None)


class _Way:
    """One way to say a count, ready to be looked for."""

    def __init__(self, said: SaidCount) -> None:
        self.claim = Claim(said.label, said.means)
        self.units = said.units
        self.before = re.compile(f"(?:{said.before})$")
        self.lead = re.compile(f"(?:{said.lead})$") if said.lead != prose.NEVER else None
        self.after, self.needs = re.compile(said.after), re.compile(said.needs)
        self.unless, self.unless_after = re.compile(said.unless), re.compile(said.unless_after)

    def fits(self, said: Quantity) -> bool:
        """Say whether a quantity is a count of this kind."""
        return (
            said.unit in self.units
            and self._stands(said)
            and bool(self.needs.search(said.section + said.sentence))
            and not self.unless.search(CLAUSE.split(said.left)[-1])
            and not self.unless_after.match(said.right)
        )

    def _stands(self, said: Quantity) -> bool:
        if self.lead and self.after.match(said.right) and self.lead.search(said.left):
            return True
        return bool(self.before.search(said.left))


@cache
def _ways() -> tuple[_Way, ...]:
    return tuple(_Way(said) for said in prose.load().counts)


def claim_of(said: Quantity) -> Claim | None:
    """Return which count of the tables a quantity is, if it is one."""
    if named := outcomes_of(said):
        return Claim(named.label, named.means)
    return next((way.claim for way in _ways() if way.fits(said)), None)


def cells_of(claim: Claim, time: Time) -> Iterator[tuple[Cell, ...]]:
    """Go through the cells that a claim may mean; what has grown over the years stands in its own column."""
    for cells in claim.means:
        if time is Time.CUMULATIVE:
            yield tuple((table, row, CUMULATIVE if column == YEAR else "") for table, row, column in cells)
        else:
            yield cells


def number_in(cell: Cell, tables: Tables) -> tuple[bool, Number | None]:
    """Return whether a cell is known, and its number; a blank one is known and has none."""
    table, row, column = cell
    found = tables.get(table, {}).get(row, {})
    for name in OF_THE_YEAR if column == YEAR else (column,):
        if name in found:
            return True, found[name] if column != "total" else _total(found)
    return False, None


def _total(row: Mapping[str, Number | None]) -> Number | None:
    """Return the total of a row, or the sum of its other cells where it was left blank."""
    others = [number for column, number in row.items() if column != "total" and number is not None]
    return sum(others) if row["total"] is None and others else row["total"]


def total_of(cells: tuple[Cell, ...], tables: Tables) -> Number | None:
    """Return the sum of cells, blanks as 0; None where one is not known or all are blank."""
    numbers = [number_in(cell, tables) for cell in cells]
    filled = [number for known, number in numbers if known and number is not None]
    return sum(filled) if filled and all(known for known, _ in numbers) else None
