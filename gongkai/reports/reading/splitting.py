"""Digits printed without separators: which numbers can they be, if the sums of the table are to hold?"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

MOST = 200  # more ways than this are as good as none


@dataclass(frozen=True)
class Sum:
    """A field that is the sum of fields before it: its place and theirs."""

    total: int
    parts: tuple[int, ...]


def split(pieces: Sequence[str], fields: int, sums: Sequence[Sum] = ()) -> list[tuple[int, ...]]:
    """
    Return the ways to cut pieces of digits into `fields` whole numbers so that all `sums` hold.

    A cut is made at the end of each piece and wherever else it must be; no number has a leading zero. At most
    MOST ways are returned.
    """
    if not all(piece.isdigit() and piece.isascii() for piece in pieces):
        return []
    totals = {rule.total: rule.parts for rule in sums}
    return list(islice(_extend(tuple(pieces), 0, (), fields, totals), MOST))


def _extend(
    pieces: tuple[str, ...], at: int, done: tuple[int, ...], fields: int, totals: dict[int, tuple[int, ...]]
) -> Iterator[tuple[int, ...]]:
    left = fields - len(done)
    if not pieces:
        if left == 0:
            yield done
        return
    digits = len(pieces[0]) - at + sum(map(len, pieces[1:]))
    if left < len(pieces) or left > digits:
        return
    rest = pieces[0][at:]
    for length in _lengths(rest, len(done), done, totals):
        number = int(rest[:length])
        ended = length == len(rest)
        following = (pieces[1:], 0) if ended else (pieces, at + length)
        yield from _extend(*following, (*done, number), fields, totals)


def _lengths(
    rest: str, field: int, done: tuple[int, ...], totals: dict[int, tuple[int, ...]]
) -> Sequence[int]:
    if field in totals:
        expected = str(sum(done[part] for part in totals[field]))
        return (len(expected),) if rest.startswith(expected) else ()
    return (1,) if rest.startswith("0") else range(1, len(rest) + 1)
