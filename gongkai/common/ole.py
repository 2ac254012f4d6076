"""What stands in an OLE compound file (.doc, .xls, .ppt, .wps): the names of its streams."""

from collections.abc import Iterator

MAGIC = bytes.fromhex("D0CF11E0A1B11AE1")
FREE, END, SPECIAL = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFA
HEADER = 512


class DamagedOle(ValueError):
    """The file is cut off or is no compound file."""


def stream_names(data: bytes) -> set[str]:
    """
    Return the names of all streams and storages.

    :raises DamagedOle: cut off, or its tables lead nowhere
    """
    if len(data) < HEADER or not data.startswith(MAGIC):
        raise DamagedOle
    shift = int.from_bytes(data[30:32], "little")
    if shift not in (9, 12):
        raise DamagedOle
    size = 1 << shift
    table = _allocation_table(data, size)
    used = max((number for number, follows in enumerate(table) if follows != FREE), default=0)
    if len(data) <= (used + 1) * size:  # the last sector may be short, not missing
        raise DamagedOle
    directory = b"".join(_chain(data, table, _number(data, 48), size))
    return {
        name for offset in range(0, len(directory), 128) if (name := _name(directory[offset : offset + 128]))
    }


def _allocation_table(data: bytes, size: int) -> list[int]:
    """Return for each sector which one follows it."""
    places = [_number(data, 76 + 4 * index) for index in range(109)]
    further, left = _number(data, 68), _number(data, 72)
    while further < SPECIAL and left > 0:
        sector = _sector(data, further, size)
        numbers = [_number(sector, offset) for offset in range(0, size, 4)]
        places += numbers[:-1]
        further, left = numbers[-1], left - 1
    table: list[int] = []
    for place in places:
        if place < SPECIAL:
            sector = _sector(data, place, size)
            table += (_number(sector, offset) for offset in range(0, size, 4))
    return table


def _chain(data: bytes, table: list[int], start: int, size: int) -> Iterator[bytes]:
    number, seen = start, 0
    while number < SPECIAL:
        if number >= len(table) or seen > len(table):
            raise DamagedOle
        yield _sector(data, number, size)
        number, seen = table[number], seen + 1


def _sector(data: bytes, number: int, size: int) -> bytes:
    start = (number + 1) * size
    sector = data[start : start + size]
    if len(sector) < size:
        raise DamagedOle
    return sector


def _number(data: bytes, offset: int) -> int:
    return int.from_bytes(data[offset : offset + 4], "little")


def _name(entry: bytes) -> str:
    length = int.from_bytes(entry[64:66], "little")
    return entry[: max(length - 2, 0)].decode("utf-16-le", "replace") if 2 < length <= 64 else ""
