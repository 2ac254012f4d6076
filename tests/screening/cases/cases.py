"""What a case is: a piece of a document, and what in it must be found."""

from collections.abc import Callable
from dataclasses import dataclass, field
from random import Random
from typing import Any

from gongkai.screening.hits import Kind

Planted = tuple[Kind, str]


@dataclass(frozen=True)
class Piece:
    """
    Lines, or a table with its heads in the first row, and what is planted in them.

    `setting` differs from the usual circumstances; `form` is asked for where only one form makes sense.
    """

    lines: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    planted: tuple[Planted, ...] = ()
    setting: dict[str, Any] = field(default_factory=dict)
    place: str = ""


Maker = Callable[[Random], Piece]


def said(kind: Kind, line: str, value: str, **setting: Any) -> Piece:
    """Return a line with a planted value in place of `@`."""
    return Piece((line.replace("@", value),), planted=((kind, value),), setting=setting)


def plain(*lines: str, **setting: Any) -> Piece:
    """Return lines in which nothing is to be found."""
    return Piece(lines, setting=setting)


def table(title: str, heads: str, rows: list[tuple[str, ...]], *planted: Planted) -> Piece:
    """Return a table under a title; heads are kept apart by blanks."""
    return Piece((title,) if title else (), (tuple(heads.split()), *rows), planted)


def named(names: list[str]) -> Planted:
    """Return a list of names as planted: one hit on it is enough."""
    return (Kind.NAME_LIST, "、".join(names))
