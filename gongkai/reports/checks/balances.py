"""The sums behind the checks, written out: 18 + 0 ≠ 26 + 0."""

from collections.abc import Iterator
from dataclasses import dataclass

from gongkai.reports.checks.findings import Number, Tables, Where, printed
from gongkai.rules.formats import Check, Column, Row, Table

TOLERANCE = 1e-6
LONG = 6  # a side with more terms than this prints only those that are not zero
SIGNS = {("equal", True): "=", ("equal", False): "≠", ("at_most", True): "≤", ("at_most", False): ">"}


@dataclass(frozen=True)
class Term:
    """One cell of a sum; `is_known` is false where nobody could read it."""

    label: str
    value: Number | None
    is_known: bool
    may_be_negative: bool = False


@dataclass(frozen=True)
class Side:
    """One side of a balance."""

    terms: tuple[Term, ...]

    @property
    def total(self) -> Number:
        """Add up what is there; a blank counts as 0."""
        total = sum(term.value for term in self.terms if term.value is not None)
        return round(total, 6) if isinstance(total, float) else total

    @property
    def is_known(self) -> bool:
        """Say whether every cell could be read, blank or not."""
        return all(term.is_known for term in self.terms)

    @property
    def is_filled(self) -> bool:
        """Say whether every cell holds a number."""
        return all(term.value is not None for term in self.terms)

    @property
    def is_blank(self) -> bool:
        """Say whether no cell holds a number."""
        return all(term.value is None for term in self.terms)

    @property
    def least(self) -> Number:
        """Return what the side is at least, whatever its blanks hold."""
        unbounded = any(term.value is None and term.may_be_negative for term in self.terms)
        return float("-inf") if unbounded else self.total

    @property
    def written(self) -> str:
        """Write the sum out, a blank as （空）; of a long sum only the terms that count."""
        numbers = [term.value for term in self.terms]
        if len(numbers) > LONG:
            numbers = [number for number in numbers if number] or [self.total]
        parts = ["（空）" if number is None else printed(number) for number in numbers]
        return " + ".join(f"({part})" if part.startswith("-") else part for part in parts)


@dataclass(frozen=True)
class Balance:
    """A check on one column or row, with its numbers."""

    check: Check
    table: Table
    line: Row | Column
    left: Side
    right: Side

    @property
    def holds(self) -> bool:
        """Say whether the rule holds, a blank counted as 0."""
        if self.check.compare == "at_most":
            return self.left.total <= self.right.total + TOLERANCE
        return abs(self.left.total - self.right.total) <= TOLERANCE

    @property
    def is_broken(self) -> bool:
        """Say whether the rule is broken whatever the blank or unread cells hold."""
        if self.holds:
            return False
        left_exceeds = self.right.is_filled and self.left.least > self.right.total + TOLERANCE
        if self.check.compare == "at_most":
            return left_exceeds
        right_exceeds = self.left.is_filled and self.right.least > self.left.total + TOLERANCE
        return left_exceeds or right_exceeds or (self.left.is_filled and self.right.is_filled)

    @property
    def is_doubtful(self) -> bool:
        """Say whether the rule is broken only if the blank cells are 0; a limit left blank limits nothing."""
        check = self.check
        if check.compare == "at_most" and not check.needs_previous_year and not self.right.is_filled:
            return False
        known = self.left.is_known and self.right.is_known
        return known and not self.holds and not self.is_broken

    @property
    def formula(self) -> str:
        """Write the rule with its numbers: 18 + 0 ≠ 26 + 0."""
        return f"{self.left.written} {SIGNS[self.check.compare, self.holds]} {self.right.written}"

    @property
    def difference(self) -> Number:
        """Return left minus right."""
        return round(self.left.total - self.right.total, 6)

    @property
    def where(self) -> Where:
        """Return the place to mend: the single cell on the left, else the whole line."""
        cell = self.check.left[0] if len(self.check.left) == 1 else None
        if self.check.over == "columns":
            return Where(self.table.id, cell, self.line.id)
        return Where(self.table.id, self.line.id, cell)

    @property
    def names_one_cell(self) -> bool:
        """Say whether the left side is one cell, a total to be compared with its parts."""
        return len(self.check.left) == 1


def balances(table: Table, tables: Tables, previous: Tables | None = None) -> Iterator[Balance]:
    """Go through the sums of a table, line by line; rules on the year before only where it is known."""
    for check in table.checks:
        if check.compare == "valid" or (check.needs_previous_year and previous is None):
            continue
        lines: tuple[Row | Column, ...] = table.columns if check.over == "columns" else table.rows
        for line in lines:
            if check.rows and line.id not in check.rows:
                continue
            left = _side(table, check, line, check.left, tables)
            left += _side(table, check, line, check.left_previous, previous)
            right = _side(table, check, line, check.right, tables)
            right += _side(table, check, line, check.right_previous, previous, "上年")
            balance = Balance(check, table, line, Side(left), Side(right))
            if not check.needs_previous_year or (balance.left.is_known and balance.right.is_known):
                yield balance


def _side(
    table: Table,
    check: Check,
    line: Row | Column,
    ids: tuple[str, ...],
    tables: Tables | None,
    prefix: str = "",
) -> tuple[Term, ...]:
    cells = (tables or {}).get(table.id, {})
    terms = []
    for name in ids:
        row_id, column_id = (name, line.id) if check.over == "columns" else (line.id, name)
        row = cells.get(row_id, {})
        label = table.row(name).label if check.over == "columns" else table.column(name).label
        signed = table.column(column_id).kind == "change"
        terms.append(Term(prefix + label, row.get(column_id), column_id in row, signed))
    return tuple(terms)
