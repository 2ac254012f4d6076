"""收到申请之日: which day counts as the day of receipt, by the way a request came in (条例第三十一条)."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from gongkai.rules.tables import Row, read_file
from gongkai.rules.versions import Versions, read_versions


class DayThatCounts(StrEnum):
    """Which day it is."""

    SUBMITTED = "submitted"
    SIGNED = "signed"
    CONFIRMED = "confirmed"


@dataclass(frozen=True)
class ReceiptRule:
    """What the law of a day says about one channel."""

    counts: DayThatCounts
    basis: str


def receipt_rule(channel: str, on: date) -> ReceiptRule:
    """
    Return which day counts for a request that came in by `channel` on a day.

    Before the first 条例 its first version stands in.

    :raises KeyError: no such channel
    """
    versions = _versions()
    version = versions.in_force(max(on, next(iter(versions)).from_on))
    return ReceiptRule(version.value[channel], version.basis)


@cache
def _versions() -> Versions[dict[str, DayThatCounts]]:
    file = read_file("receipt.toml")
    return read_versions("收到申请之日", file.rows("versions"), _read)


def _read(row: Row) -> dict[str, DayThatCounts]:
    return {channel: day for day in DayThatCounts for channel in row.texts(day.value)}
