"""Digits printed without separators: which numbers can they be, if the sums of the table are to hold?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import accumulate, islice, product

MOST = 200  # more ways than this are as good as none
LONGEST = 9  # digits of a number
STEPS = 100_000  # of the search, before it gives up


@dataclass(frozen=True)
class Sum:
    """A field that is the sum of fields before it: its place and theirs."""

    total: int
    parts: tuple[int, ...]


class TooManyWays(Exception):
    """The search was given up: it proves neither that there is a way nor that there is none."""


def split(
    pieces: Sequence[str], fields: int, sums: Sequence[Sum] = (), most: int = MOST
) -> list[tuple[int, ...]]:
    """
    Return the ways, `most` at most, to cut digits into `fields` whole numbers so that all `sums` hold.

    A cut is made at the end of each piece and wherever else it must be; no number has a leading zero.

    :raises TooManyWays: it would take too long to go through them
    """
    if not all(piece.isdigit() and piece.isascii() for piece in pieces):
        return []
    search = _Search(tuple(pieces), fields, {rule.total: rule.parts for rule in sums})
    return list(islice(search.extend(0, 0, ()), most))


def add_up(way: Sequence[float], sums: Sequence[Sum]) -> bool:
    """Say whether all sums hold."""
    return all(way[rule.total] == sum(way[part] for part in rule.parts) for rule in sums)


def fewer(pieces: Sequence[str], fields: int, sums: Sequence[Sum]) -> bool:
    """
    Say whether fewer numbers, with blank cells dropped between them, would make all sums hold.

    The sums must cover all fields one after the other, as those of the statutory tables do.
    """
    sizes = [len(rule.parts) + 1 for rule in sums]
    for groups in product(*(range(2, size + 1) for size in sizes)):
        if sum(groups) < fields and split(pieces, sum(groups), _sums_in_groups(groups)):
            return True
    return False


def _sums_in_groups(groups: Sequence[int]) -> list[Sum]:
    ends = list(accumulate(groups))
    return [Sum(end - 1, tuple(range(end - size, end - 1))) for end, size in zip(ends, groups, strict=True)]


@dataclass
class _Search:
    """Goes through the ways to cut, number by number."""

    pieces: tuple[str, ...]
    fields: int
    totals: dict[int, tuple[int, ...]]
    steps: int = 0

    def extend(self, piece: int, at: int, done: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Cut what follows the place `at` of a piece; `done` are the numbers before it."""
        self.steps += 1
        if self.steps > STEPS:
            raise TooManyWays
        left = self.fields - len(done)
        if piece == len(self.pieces):
            if left == 0:
                yield done
            return
        rest = self.pieces[piece][at:]
        digits = len(rest) + sum(map(len, self.pieces[piece + 1 :]))
        if not len(self.pieces) - piece <= left <= digits <= left * LONGEST:
            return
        for length in self.lengths(rest, done):
            number = int(rest[:length])
            following = (piece + 1, 0) if length == len(rest) else (piece, at + length)
            yield from self.extend(*following, (*done, number))

    def lengths(self, rest: str, done: tuple[int, ...]) -> Sequence[int]:
        """Return how many digits the next number may have."""
        if len(done) in self.totals:
            expected = str(sum(done[part] for part in self.totals[len(done)]))
            return (len(expected),) if rest.startswith(expected) else ()
        return (1,) if rest.startswith("0") else range(1, min(len(rest), LONGEST) + 1)
