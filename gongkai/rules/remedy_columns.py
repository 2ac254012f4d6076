"""年报第四部分的口径: in which year a review or suit is counted, and which results go into which column."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.rules.tables import Row, read_codes, read_file
from gongkai.rules.versions import Versions, read_versions

FILE = "remedy_columns.toml"


class Column(StrEnum):
    """The columns for what has ended; 尚未审结 is for what has not."""

    UPHELD = "upheld"
    CORRECTED = "corrected"
    OTHER = "other"


class Moment(StrEnum):
    """A day in the course of a review or suit by which a year may count it."""

    ACCEPTED = "accepted"
    NOTIFIED = "notified"
    CONCLUDED = "concluded"


@dataclass(frozen=True)
class Counting:
    """By which day a concluded case belongs to a year, and by which a pending one had begun."""

    concluded_by: Moment
    begun_by: Moment


@dataclass(frozen=True)
class Results:
    """The results of reviews and of suits that one column counts, in the words of the law."""

    review: tuple[str, ...]
    suit: tuple[str, ...]


def counting(on: date) -> Counting:
    """
    Return how a year that ends on a day is counted.

    :raises NotInForce: before the Regulation there were no reports
    """
    return _counting().in_force(on).value


def results(column: Column) -> Results:
    """Return which results a column counts."""
    return read_codes(FILE, "columns", Column, _read_results)[column]


def _read_results(_code: str, row: Row) -> Results:
    return Results(row.texts("review"), row.texts("suit"))


def _read_counting(row: Row) -> Counting:
    return Counting(row.choice("concluded_by", Moment), row.choice("begun_by", Moment))


@cache
def _counting() -> Versions[Counting]:
    return read_versions("年报第四部分的口径", read_file(FILE).rows("counting"), _read_counting)
