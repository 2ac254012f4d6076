"""Rows that can be cut in several ways: take the one way in which every column adds up."""

from collections.abc import Iterator
from itertools import product
from math import prod

from gongkai.reports.checks import Number, balances
from gongkai.reports.reading.values import RowValues
from gongkai.rules.formats import Check, Table

MOST_COMBINATIONS = 4000
Rows = dict[str, RowValues]


def settle(table: Table, rows: Rows) -> Rows:
    """
    Return the rows with the doubtful ones cut, as far as the sums of the columns prove how.

    All rows must be there. A single doubtful row of a sum follows from the others, if its digits are those
    printed; several are tried in every combination, and exactly one must satisfy all sums.
    """
    if {row.id for row in table.rows} != set(rows):
        return rows
    before = None
    while before != rows:
        before = rows
        rows = _follow(table, rows)
    return _try_combinations(table, rows)


def _follow(table: Table, rows: Rows) -> Rows:
    """Settle the rows of the first sum over the columns in which one row follows from the others."""
    for check in _column_checks(table):
        doubtful = [name for name in (*check.left, *check.right) if not rows[name].is_sure]
        for name in doubtful:
            others = [other for other in doubtful if other != name]
            proved = [trial for trial in _combinations(rows, others) if _follows(check, trial, name)]
            if len(proved) == 1:
                return proved[0] | {name: rows[name].settled(_implied(check, proved[0], name))}
    return rows


def _follows(check: Check, rows: Rows, name: str) -> bool:
    """Say whether what the sums leave for a row is what is printed there."""
    printed = "".join(rows[name].texts).replace(" ", "")
    return "".join(map(str, _implied(check, rows, name))) == printed


def _combinations(rows: Rows, names: list[str]) -> Iterator[Rows]:
    choices = [rows[name].ways for name in names]
    if not all(choices) or prod(map(len, choices)) > MOST_COMBINATIONS:
        return
    for combination in product(*choices):
        cut = zip(names, combination, strict=True)
        yield rows | {name: rows[name].settled(way) for name, way in cut}


def _implied(check: Check, rows: Rows, name: str) -> tuple[Number, ...]:
    own, other = (check.left, check.right) if name in check.left else (check.right, check.left)
    columns = range(len(rows[name].values))
    totals = [sum(rows[row].values[column] or 0 for row in other) for column in columns]
    known = [sum(rows[row].values[column] or 0 for row in own if row != name) for column in columns]
    return tuple(total - part for total, part in zip(totals, known, strict=True))


def _try_combinations(table: Table, rows: Rows) -> Rows:
    doubtful = [name for name, row in rows.items() if not row.is_sure]
    if not doubtful:
        return rows
    good = [trial for trial in _combinations(rows, doubtful) if _adds_up(table, trial)]
    return good[0] if len(good) == 1 else rows


def _adds_up(table: Table, rows: Rows) -> bool:
    cells = {row.id: dict(zip(row.columns, rows[row.id].values, strict=True)) for row in table.rows}
    found = list(balances(table, {table.id: cells}))
    return bool(found) and all(balance.holds for balance in found)


def _column_checks(table: Table) -> list[Check]:
    return [
        check
        for check in table.checks
        if check.over == "columns" and check.compare == "equal" and not check.needs_previous_year
    ]
