"""Rows that can be cut in several ways: take the one way in which every column adds up."""

from itertools import product
from math import prod

from gongkai.reports.checks import balances
from gongkai.reports.reading.values import RowValues
from gongkai.rules.formats import Table

MOST_COMBINATIONS = 4000


def settle(table: Table, rows: dict[str, RowValues]) -> dict[str, RowValues]:
    """
    Return the rows with the doubtful ones cut, if exactly one combination satisfies all sums of the table.

    All other rows must be there and sure, or nothing can be proved.
    """
    doubtful = [name for name, row in rows.items() if row.ways and not row.is_sure]
    others = [name for name in rows if name not in doubtful]
    complete = {row.id for row in table.rows} == set(rows)
    if not doubtful or not complete or not all(rows[name].is_sure for name in others):
        return rows
    choices = [rows[name].ways for name in doubtful]
    if prod(map(len, choices)) > MOST_COMBINATIONS:
        return rows
    good = []
    for combination in product(*choices):
        trial = rows | {
            name: rows[name].settled(way) for name, way in zip(doubtful, combination, strict=True)
        }
        if _adds_up(table, trial):
            good.append(trial)
    return good[0] if len(good) == 1 else rows


def _adds_up(table: Table, rows: dict[str, RowValues]) -> bool:
    cells = {row.id: dict(zip(row.columns, rows[row.id].values, strict=True)) for row in table.rows}
    found = list(balances(table, {table.id: cells}))
    return bool(found) and all(balance.holds for balance in found)
