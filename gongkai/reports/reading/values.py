"""The numbers of a row: read cell by cell, or cut apart where their digits run together."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from gongkai.reports.checks import Number
from gongkai.reports.reading.cleaning import narrow
from gongkai.reports.reading.numbers import Printed, parse
from gongkai.reports.reading.places import Place, place_of, sureness_of
from gongkai.reports.reading.rows import PrintedRow, windows
from gongkai.reports.reading.splitting import MOST, Sum, TooManyWays, add_up, fewer, split
from gongkai.rules.formats import Column, Table

FEW = 4  # ways to name as examples
PRINTED, CUT, GUESSED, UNKNOWN = 1.0, 0.95, 0.8, 0.5  # how sure the numbers are


@dataclass(frozen=True)
class RowValues:
    """The numbers of a row in the order of its columns; None is a blank, or unknown below 0.9."""

    values: tuple[Number | None, ...]
    texts: tuple[str, ...]
    confidence: float
    unit: str | None = None
    ways: tuple[tuple[Number, ...], ...] = ()  # all ways to cut the digits, where there are several
    problem: str | None = None
    breaks_sum: bool = False  # however its digits are cut, they do not add up
    places: tuple[Place | None, ...] = ()  # of each number
    surenesses: tuple[float, ...] = ()  # of each number, where its text was recognised in a picture

    @property
    def is_sure(self) -> bool:
        """Say whether the numbers may be used as they are."""
        return self.confidence >= 0.9

    def doubted(self, problem: str) -> "RowValues":
        """Return the row as a guess, with the reason."""
        return replace(self, confidence=GUESSED, problem=problem)

    def settled(self, way: tuple[Number, ...]) -> "RowValues":
        """Return the row cut in this one way."""
        return replace(self, values=way, confidence=0.9, ways=(), problem=None)


def sums_of(table: Table, columns: Sequence[Column]) -> tuple[Sum, ...]:
    """Return the sums that the format demands inside a row, by the places of its columns."""
    places = {column.id: place for place, column in enumerate(columns)}
    sums = []
    for check in table.checks:
        in_row = check.over == "rows" and check.compare == "equal" and not check.needs_previous_year
        if in_row and len(check.left) == 1 and {*check.left, *check.right} <= set(places):
            sums.append(Sum(places[check.left[0]], tuple(places[name] for name in check.right)))
    return tuple(sums)


def read_values(
    row: PrintedRow, columns: Sequence[Column], sums: Sequence[Sum] = (), offset: int | None = None
) -> RowValues:
    """Read a row; what cannot be proved is None with a low confidence and a problem in Chinese."""
    if row.keeps_blanks and len(row.cells) >= len(columns):
        cells = _window(row, len(columns), offset)
        return _parsed(cells, columns) if cells is not None else _misaligned(row, columns)
    pieces = [piece for cell in row.cells for piece in narrow(cell).split()]
    if not pieces:
        return _empty(row, columns)
    if len(pieces) == len(columns):
        whole = _parsed(pieces, columns)
        if whole.is_sure:
            return whole
    return _cut(row, pieces, columns, sums)


def _window(row: PrintedRow, width: int, offset: int | None) -> Sequence[str] | None:
    starts = windows(row, width)
    if not starts:
        return None
    if not row.numbers or len(starts) == 1:
        return row.cells[starts[0] : starts[0] + width]
    return row.cells[offset : offset + width] if offset is not None and offset in starts else None


def _parsed(cells: Sequence[str], columns: Sequence[Column]) -> RowValues:
    printed = [parse(cell, column) for cell, column in zip(cells, columns, strict=True)]
    unread = [cell for cell in printed if not cell.is_read]
    problem = f"“{'”、“'.join(cell.text for cell in unread)}”不是数字" if unread else None
    return RowValues(
        tuple(cell.value for cell in printed),
        tuple(cell.text for cell in printed) if any(map(_is_more, printed)) else (),
        UNKNOWN if unread else PRINTED,
        next((cell.unit for cell in printed if cell.unit), None),
        problem=problem,
        places=tuple(place_of(cell) for cell in cells),
        surenesses=_surenesses(cells),
    )


def _surenesses(cells: Sequence[str]) -> tuple[float, ...]:
    sure = tuple(sureness_of(cell) for cell in cells)
    return sure if min(sure, default=1.0) < 1 else ()


def _is_more(cell: Printed) -> bool:
    return cell.differs or not cell.is_read


def _empty(row: PrintedRow, columns: Sequence[Column]) -> RowValues:
    blank = (None,) * len(columns)
    return RowValues(blank, (), PRINTED)


def _misaligned(row: PrintedRow, columns: Sequence[Column]) -> RowValues:
    text = " | ".join(row.cells)
    return _unknown(text, columns, f"印作“{text}”，有{len(columns)}栏，分不清各数属于哪一栏")


def _unknown(text: str, columns: Sequence[Column], problem: str) -> RowValues:
    return RowValues((None,) * len(columns), (text,), UNKNOWN, problem=problem)


def _cut(row: PrintedRow, pieces: Sequence[str], columns: Sequence[Column], sums: Sequence[Sum]) -> RowValues:
    try:
        return _proved(row, pieces, columns, sums)
    except TooManyWays:
        text = " ".join(pieces)
        return _unknown(text, columns, f"印作“{text}”，数字连在一起，不能确定怎样断开")


def _proved(
    row: PrintedRow, pieces: Sequence[str], columns: Sequence[Column], sums: Sequence[Sum]
) -> RowValues:
    text = " ".join(pieces)
    free = _ways(pieces, columns, (), FEW)
    is_whole = len(pieces) == 1 and not row.keeps_blanks  # a cell of a real table holds one number
    if len(free) == 1 and (is_whole or _fewest(pieces) == len(columns)):
        if not sums or add_up(free[0], sums) or not fewer(pieces, len(columns), sums):
            return RowValues(free[0], (text,), CUT)
        return _unknown(text, columns, f"印作“{text}”，其中可能有空白栏，分不清各数属于哪一栏")
    if not free:
        return _unknown(text, columns, f"印作“{text}”，分不清各数属于哪一栏")
    ways = _ways(pieces, columns, sums, MOST) if sums else []
    # Numbers on lines of their own are not cut: one too few of them means that a blank was dropped.
    if len(ways) == 1 and (not row.one_per_line or _fewest(pieces) > len(pieces)):
        return RowValues(ways[0], (text,), CUT)
    if sums and not ways:
        problem = f"印作“{text}”，怎样断开都不符合各栏之和等于总计"
        return replace(_unknown(text, columns, problem), breaks_sum=True)
    if guess := _alike(pieces, columns):
        problem = f"印作“{text}”，数字连在一起，暂按{_written(guess)}读取"
        return RowValues(guess, (text,), GUESSED, problem=problem)
    return _doubtful(text, columns, ways or free)


def hides_blank(row: PrintedRow, values: RowValues) -> bool:
    """
    Say whether numbers cut from one piece could be fewer and larger, with a blank cell between them.

    “120” is 1、2、0, or 12, a blank and 0 where blank cells have been dropped.
    """
    piece = "".join(row.cells)
    return values.confidence == CUT and not row.keeps_blanks and bool(piece.strip("0")) and row.numbers == 1


def _fewest(pieces: Sequence[str]) -> int:
    """Count the numbers that the pieces hold at the least: a zero in front is a number of its own."""
    return sum(len(piece) - len(piece.lstrip("0")) + bool(piece.lstrip("0")) for piece in pieces)


def _alike(pieces: Sequence[str], columns: Sequence[Column]) -> tuple[Number, ...] | None:
    # “121212” under 新制作、新公开、对外公开 is most often three times 12, and still no proof.
    if len(pieces) > 1 or [column.id for column in columns] != ["made", "disclosed", "total_disclosed"]:
        return None
    third = pieces[0][: len(pieces[0]) // 3]
    return (int(third),) * 3 if pieces[0] == third * 3 and not third.startswith("0") else None


def _doubtful(text: str, columns: Sequence[Column], ways: Sequence[tuple[Number, ...]]) -> RowValues:
    shown = "；".join(_written(way) for way in ways[:3]) + ("等" if len(ways) > 3 else "")
    unknown = _unknown(text, columns, f"印作“{text}”，数字连在一起，可能是{shown}，不能确定")
    return replace(unknown, ways=tuple(ways) if len(ways) < MOST else ())


def _ways(
    pieces: Sequence[str], columns: Sequence[Column], sums: Sequence[Sum], most: int
) -> list[tuple[Number, ...]]:
    if any(column.kind == "money" for column in columns):
        return _ways_with_money(" ".join(pieces), columns)[:most]
    return list(split(pieces, len(columns), sums, most))


def _ways_with_money(text: str, columns: Sequence[Column]) -> list[tuple[Number, ...]]:
    """Cut a count from the amount behind it, which may have decimals and a unit."""
    if len(columns) == 1:
        amount = parse(text, columns[0])
        return [(amount.value,)] if amount.is_read and amount.value is not None else []
    ways: list[tuple[Number, ...]] = []
    for at in range(1, len(text)):
        count, amount = parse(text[:at], columns[0]), parse(text[at:], columns[1])
        plain = text[:at].isdigit() and text[at].isdigit()
        if plain and count.value is not None and amount.value is not None:
            ways.append((count.value, amount.value))
    return ways


def _written(way: Sequence[Number]) -> str:
    return "、".join(str(number) for number in way)
