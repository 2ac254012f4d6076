"""Digits that run together: which cut is right, by the sums of the table and the numbers in the prose."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import product
from math import prod

from gongkai.reports.checks import Number
from gongkai.reports.reading.values import GUESSED, RowValues
from gongkai.rules.formats import Check, Table

Way = tuple[Number, ...]
MOST = 20_000  # combinations to go through; more prove nothing
PROVED = 0.9  # how sure a cut is that the sums or the prose leave


@dataclass
class Ways:
    """The ways in which the rows can be cut; one for a row that is sure."""

    columns: tuple[str, ...]
    of: dict[str, list[Way]]
    broken: set[str] = field(default_factory=set)  # totals that no cut brings in line with their parts

    def keep(self, row: str, ways: Sequence[Way]) -> bool:
        """Keep only these ways of a row, if any; say whether that is news."""
        if not ways or len(ways) == len(self.of[row]):
            return False
        self.of[row] = list(ways)
        return True


def settle(table: Table, rows: Mapping[str, RowValues], prose: str) -> tuple[dict[str, RowValues], set[str]]:
    """
    Decide between the ways to cut a row where the sums or the prose allow only one, else guess and say so.

    Returns the rows, and those totals that no cut brings in line with their parts.
    """
    columns = tuple(column.id for column in table.columns)
    known = {name: row.ways or (_sure(row),) for name, row in rows.items() if row.ways or row.is_sure}
    ways = Ways(
        columns, {name: [way for way in own if len(way) == len(columns)] for name, own in known.items()}
    )
    ways.of = {name: own for name, own in ways.of.items() if own}
    while _narrow(table.checks, ways):
        pass
    return {name: _decided(name, row, table, ways, prose) for name, row in rows.items()}, ways.broken


def _sure(row: RowValues) -> Way:
    return tuple(0 if value is None else value for value in row.values)


def _narrow(checks: Sequence[Check], ways: Ways) -> bool:
    news = False
    for check in checks:
        if check.needs_previous_year or check.compare == "valid":
            continue
        if check.over == "rows":
            for row in ways.of:
                news |= _within_row(check, row, ways)
        elif check.compare == "equal" and check.left[0] in ways.of:
            news |= _over_rows(check, ways)
    return news


def _within_row(check: Check, row: str, ways: Ways) -> bool:
    """Drop the ways in which the year is more than all years together."""
    if not {*check.left, *check.right} <= set(ways.columns):
        return False
    left = [ways.columns.index(name) for name in check.left]
    right = [ways.columns.index(name) for name in check.right]
    fitting = [w for w in ways.of[row] if sum(w[i] for i in left) <= sum(w[i] for i in right)]
    return ways.keep(row, fitting)


def _over_rows(check: Check, ways: Ways) -> bool:
    """Drop the ways that no cut of the other rows brings in line with the sum."""
    total = check.left[0]
    parts = [name for name in check.right if name in ways.of]
    if not parts or prod(len(ways.of[name]) for name in parts) > MOST:
        return False
    fitting: dict[str, set[Way]] = {name: set() for name in (total, *parts)}
    totals = set(ways.of[total])
    for chosen in product(*(ways.of[name] for name in parts)):
        added = tuple(map(sum, zip(*chosen, strict=True)))
        if added in totals:
            fitting[total].add(added)
            for name, way in zip(parts, chosen, strict=True):
                fitting[name].add(way)
    if not fitting[total]:
        ways.broken.add(total)
        return False
    kept = {name: [way for way in ways.of[name] if way in fits] for name, fits in fitting.items()}
    news = [ways.keep(name, left) for name, left in kept.items()]
    return any(news)


def _decided(name: str, row: RowValues, table: Table, ways: Ways, prose: str) -> RowValues:
    if not row.ways or name not in ways.of:
        return row
    left = ways.of[name]
    if len(left) == 1:
        return replace(row, values=left[0], confidence=PROVED, ways=(), problem=None)
    said = [way for way in left if _is_said(way[0], prose)]
    if len(said) == 1:
        return replace(row, values=said[0], confidence=PROVED, ways=(), problem=None)
    guess = min(left, key=lambda way: (_distance(name, way, table, ways), _ratio(way)))
    written = "、".join(map(str, guess))
    problem = f"印作“{row.texts[0]}”，数字连在一起，有{len(left)}种断法，暂按{written}读取"
    return replace(row, values=guess, confidence=GUESSED, problem=problem)


def _is_said(number: Number, prose: str) -> bool:
    if number < 10:
        return False
    return re.search(rf"(?<![\d.]){number}[余多]?\s*[条件份篇]", prose) is not None


def _distance(name: str, way: Way, table: Table, ways: Ways) -> float:
    """Return how far a total is from the sum of its parts at the least, where it has any."""
    check = next((c for c in table.checks if c.compare == "equal" and c.left == (name,)), None)
    parts = [part for part in check.right if part in ways.of] if check else []
    if not parts or prod(len(ways.of[part]) for part in parts) > MOST:
        return 0
    sums = (map(sum, zip(*chosen, strict=True)) for chosen in product(*(ways.of[part] for part in parts)))
    return min(sum(abs(a - b) for a, b in zip(way, added, strict=True)) for added in sums)


def _ratio(way: Way) -> float:
    """Return how much more the last number is than the first: years of one body are alike."""
    return (way[-1] + 1) / (way[0] + 1)
