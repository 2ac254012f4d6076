"""Ruling lines put together to tables: which cells there are, and where."""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from gongkai.reports.reading.forms.sheets import Sheet, Sign
from gongkai.reports.reading.places import Box

NEAR = 3.0  # points: lines closer than that are one, and meet
COVERED = 0.6  # share of a cell's side that a line has to cover to be its wall
MOST_UPRIGHT, MOST_LEVEL = 80, 400  # lines of a table; beyond that it is a drawing
MOST_RULES = 4_000  # of a page

Atom = tuple[int, int]  # a column and a row of the finest grid


@dataclass
class Stretch:
    """A line: where it lies, and from where to where it runs."""

    at: float
    start: float
    end: float

    def covers(self, start: float, end: float) -> float:
        """Return how much of a stretch it covers."""
        return max(0.0, min(self.end, end) - max(self.start, start))


@dataclass
class GridCell:
    """A cell: the row it begins in, its box, and the signs in it."""

    row: int
    box: Box
    signs: list[Sign] = field(default_factory=list)


@dataclass
class Grid:
    """A table made by ruling lines."""

    xs: list[float]
    ys: list[float]
    owners: dict[Atom, GridCell]

    @property
    def box(self) -> Box:
        """The box around the table."""
        return self.xs[0], self.ys[0], self.xs[-1], self.ys[-1]

    def cell_at(self, across: float, down: float) -> GridCell | None:
        """Return the cell at a point."""
        return self.owners.get((bisect_right(self.xs, across) - 1, bisect_right(self.ys, down) - 1))

    def rows(self) -> Iterator[list[GridCell]]:
        """Go through the rows; a merged cell stands in the row that it begins in."""
        cells = {id(cell): cell for cell in self.owners.values()}
        by_row: dict[int, list[GridCell]] = defaultdict(list)
        for cell in cells.values():
            by_row[cell.row].append(cell)
        for row in sorted(by_row):
            yield sorted(by_row[row], key=lambda cell: cell.box[0])


def grids_of(sheet: Sheet) -> list[Grid]:
    """Return the tables of a page that ruling lines make, from top to bottom."""
    if len(sheet.rules) > MOST_RULES:
        return []
    levels = _merged(Stretch(rule.top, rule.left, rule.right) for rule in sheet.rules if rule.is_level)
    uprights = _merged(Stretch(rule.left, rule.top, rule.bottom) for rule in sheet.rules if not rule.is_level)
    grids = [grid for group in _connected(levels, uprights) if (grid := _grid(*group))]
    return sorted(grids, key=lambda grid: grid.ys[0])


def _merged(stretches: Iterable[Stretch]) -> list[Stretch]:
    """Put together what lies on one line and touches: a line is often drawn cell by cell."""
    merged: list[Stretch] = []
    lines: list[list[Stretch]] = []
    for stretch in sorted(stretches, key=lambda one: one.at):
        if lines and stretch.at - lines[-1][-1].at <= NEAR and stretch.at - lines[-1][0].at <= 2 * NEAR:
            lines[-1].append(stretch)
        else:
            lines.append([stretch])
    for line in lines:
        at = sum(stretch.at for stretch in line) / len(line)
        run: Stretch | None = None
        for stretch in sorted(line, key=lambda one: one.start):
            if run is not None and stretch.start - run.end <= NEAR:
                run.end = max(run.end, stretch.end)
            else:
                run = Stretch(at, stretch.start, stretch.end)
                merged.append(run)
    return merged


def _connected(
    levels: Sequence[Stretch], uprights: Sequence[Stretch]
) -> Iterator[tuple[list[Stretch], list[Stretch]]]:
    """Go through the groups of lines that meet one another."""
    parents = list(range(len(levels) + len(uprights)))

    def root(number: int) -> int:
        while parents[number] != number:
            parents[number] = parents[parents[number]]
            number = parents[number]
        return number

    for i, level in enumerate(levels):
        for j, upright in enumerate(uprights, start=len(levels)):
            across = level.start - NEAR <= upright.at <= level.end + NEAR
            if across and upright.start - NEAR <= level.at <= upright.end + NEAR:
                parents[root(i)] = root(j)
    groups: dict[int, tuple[list[Stretch], list[Stretch]]] = defaultdict(lambda: ([], []))
    for number, stretch in enumerate([*levels, *uprights]):
        groups[root(number)][number >= len(levels)].append(stretch)
    yield from groups.values()


def _grid(levels: list[Stretch], uprights: list[Stretch]) -> Grid | None:
    if len(levels) < 2 or not uprights:
        return None
    # Tables are often open at their sides: the level lines say how far they reach, and the other way round.
    ends = [min(line.start for line in levels), max(line.end for line in levels)]
    tops = [min(line.start for line in uprights), max(line.end for line in uprights)]
    xs = _edges([*(line.at for line in uprights), *ends])
    ys = _edges([*(line.at for line in levels), *tops])
    if not (3 <= len(xs) <= MOST_UPRIGHT and 2 <= len(ys) <= MOST_LEVEL):
        return None
    return Grid(xs, ys, _owners(xs, ys, levels, uprights))


def _edges(places: Iterable[float]) -> list[float]:
    edges: list[float] = []
    for place in sorted(places):
        if not edges or place - edges[-1] > NEAR:
            edges.append(place)
    return edges


def _owners(
    xs: Sequence[float], ys: Sequence[float], levels: Sequence[Stretch], uprights: Sequence[Stretch]
) -> dict[Atom, GridCell]:
    """Return for each field of the finest grid the cell it is a part of: no wall stands inside a cell."""
    first: dict[Atom, Atom] = {(x, y): (x, y) for x in range(len(xs) - 1) for y in range(len(ys) - 1)}

    def root(atom: Atom) -> Atom:
        while first[atom] != atom:
            first[atom] = first[first[atom]]
            atom = first[atom]
        return atom

    for x, y in list(first):
        if (x + 1, y) in first and not _is_wall(uprights, xs[x + 1], ys[y], ys[y + 1]):
            first[root((x + 1, y))] = root((x, y))
        if (x, y + 1) in first and not _is_wall(levels, ys[y + 1], xs[x], xs[x + 1]):
            first[root((x, y + 1))] = root((x, y))
    groups: dict[Atom, list[Atom]] = defaultdict(list)
    for atom in first:
        groups[root(atom)].append(atom)
    owners: dict[Atom, GridCell] = {}
    for atoms in groups.values():
        owners |= dict.fromkeys(atoms, _cell(atoms, xs, ys))
    return owners


def _is_wall(lines: Sequence[Stretch], at: float, start: float, end: float) -> bool:
    covered = sum(line.covers(start, end) for line in lines if abs(line.at - at) <= NEAR)
    return covered >= COVERED * (end - start)


def _cell(atoms: Sequence[Atom], xs: Sequence[float], ys: Sequence[float]) -> GridCell:
    columns, rows = [x for x, _ in atoms], [y for _, y in atoms]
    box = (xs[min(columns)], ys[min(rows)], xs[max(columns) + 1], ys[max(rows) + 1])
    return GridCell(min(rows), box)
