"""A first look through the whole file: how many rows, which numbers are taken, what stands there twice."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from gongkai.publishing.incoming.headings import FIELDS, LABELS
from gongkai.publishing.incoming.rows import Row


@dataclass
class Survey:
    """What is known of a file before its rows are read one by one; rows by their number in the file."""

    total: int = 0
    numbers: set[str] = field(default_factory=set)  # index numbers that rows bring along
    repeated: dict[int, str] = field(default_factory=dict)  # rows that repeat an earlier one, and how
    unknown: set[str] = field(default_factory=set)  # fields that are not read


def survey(rows: Iterable[Row]) -> Survey:
    """
    Look through the rows of a file or of a folder.

    :raises FileUnreadable: see `read_rows`
    """
    found, sources, numbers = Survey(), dict[str, int](), dict[str, int]()
    for row in rows:
        found.total += 1
        found.unknown |= row.values.keys() - set(FIELDS)
        for name, seen in (("source_id", sources), ("index_no", numbers)):
            text = row.text(name)
            first = seen.setdefault(text, row.number) if text else row.number
            if first != row.number:
                found.repeated[row.number] = f"{LABELS[name]} {text} 与第{first}行重复"
    found.numbers = set(numbers)
    return found
