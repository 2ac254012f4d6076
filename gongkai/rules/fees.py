"""信息处理费: what a request beyond the reasonable number or volume costs, in 元."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cache

from gongkai.rules.tables import Row, read_file
from gongkai.rules.versions import Versions, read_versions


@dataclass(frozen=True)
class Band:
    """
    Units up to and including `upto` (None: without end) cost `price` 元 each.

    `step` units long and each `rise` 元 dearer than the one before: a band that repeats itself.
    """

    upto: int | None
    price: int
    step: int = 0
    rise: int = 0

    def cost(self, first: int, last: int) -> int:
        """Return what the units `first` to `last` of the whole series cost, both inside this band, in 元."""
        if not self.step:
            return (last - first + 1) * self.price
        return sum(self.price + (unit - first) // self.step * self.rise for unit in range(first, last + 1))


Ladder = Sequence[Band]


@dataclass(frozen=True)
class Ladders:
    """
    The two ways of charging; a request is charged by one of them, never by both.

    `restarts_period` says that the reply period counts anew after the payment; else it goes on.
    """

    by_request: Ladder
    by_page: Ladder
    restarts_period: bool


def charge_by_request(already: int, on: date, *, items: int = 1) -> int:
    """
    Return the fee in 元 for `items` more requests of one applicant in one calendar month (按件计收).

    `already` is how many the applicant has made in that month before. 办法第四条.

    :raises NotInForce: before 2021 there was no such fee
    """
    ladder = _versions().in_force(on).value.by_request
    return _total(ladder, already + items) - _total(ladder, already)


def charge_by_page(pages: int, on: date) -> int:
    """
    Return the fee in 元 for `pages` pages supplied to one request (按量计收). 办法第五条.

    :raises NotInForce: before 2021 there was no such fee
    """
    return _total(_versions().in_force(on).value.by_page, pages)


def _total(ladder: Ladder, units: int) -> int:
    """Sum the bands of `ladder` over the units 1 to `units`."""
    if units < 0:
        raise ValueError(f"数量不能为负：{units}")
    total, done = 0, 0
    for band in ladder:
        last = units if band.upto is None else min(units, band.upto)
        if last > done:
            total += band.cost(done + 1, last)
            done = last
    return total


def _read(row: Row) -> Ladders:
    by_request, by_page = (_read_ladder(row, key) for key in ("by_request", "by_page"))
    return Ladders(by_request, by_page, row.flag("restarts_period"))


def _read_ladder(row: Row, key: str) -> Ladder:
    bands = []
    for band in row.rows(key):
        upto = band.number("upto", 0) or None
        bands.append(Band(upto, band.number("price"), band.number("step", 0), band.number("rise", 0)))
        band.close()
    ends = [band.upto for band in bands]
    if not ends or ends[-1] is not None or any(end is None for end in ends[:-1]):
        raise row.error(f"“{key}”的最后一档、也只有最后一档不写上限")
    return tuple(bands)


@cache
def _versions() -> Versions[Ladders]:
    return read_versions("信息处理费", read_file("fees.toml").rows("versions"), _read)


def explain(ladder: Ladder, unit: str) -> Mapping[str, str]:
    """Return the bands in words for a fee notice: 第1—10件 → 不收费."""
    lines, first = {}, 1
    for band in ladder:
        span = f"第{first}{unit}起" if band.upto is None else f"第{first}—{band.upto}{unit}"
        each = f"每{unit}{band.price}元" if band.price else "不收费"
        lines[span] = each + (
            f"，以后每{band.step}{unit}一档，每{unit}加收{band.rise}元" if band.step else ""
        )
        first = (band.upto or 0) + 1
    return lines


def ladders(on: date) -> Ladders:
    """
    Return the ladders in force on the day `on`.

    :raises NotInForce: before 2021 there was no such fee
    """
    return _versions().in_force(on).value
