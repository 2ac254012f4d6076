"""公示的口径: what each kind of public notice may show of persons, and how the rest is covered."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_each, read_file

ENDS = 2  # signs shown at the beginning, and at the end


@dataclass(frozen=True)
class Notice:
    """
    One kind of public notice.

    :ivar titles: words of a title that tell the kind where the column does not
    :ivar shows: kinds of findings that such a notice lawfully has
    :ivar hides: kinds of findings that must not go out with it
    :ivar keep: by kind of finding how many signs stay at the beginning and at the end
    :ivar days: how long such a notice stands; 0 without a period
    """

    code: str
    label: str
    titles: tuple[str, ...]
    basis: str
    may_show: str
    must_not_show: str
    shows: frozenset[str]
    hides: frozenset[str]
    keep: Mapping[str, tuple[int, int]]
    days: int


def _read(code: str, row: Row) -> Notice:
    found = Notice(
        code=code,
        label=row.text("label"),
        titles=row.texts("titles"),
        basis=row.text("basis"),
        may_show=row.text("may_show"),
        must_not_show=row.text("must_not_show"),
        shows=frozenset(row.texts("shows")),
        hides=frozenset(row.texts("hides")),
        keep={kind: _ends(row, ends) for kind, ends in row.mapping("keep", {}).items()},
        days=row.number("days"),
    )
    if both := sorted(found.shows & found.hides):
        raise row.error(f"既可以载明又不得出现：{'、'.join(both)}")
    return found


def _ends(row: Row, ends: object) -> tuple[int, int]:
    if (
        not isinstance(ends, list)
        or len(ends) != ENDS
        or not all(isinstance(n, int) and n >= 0 for n in ends)
    ):
        raise row.error("“keep”应当写明开头和末尾各保留几位，如 [0, 4]")
    return ends[0], ends[1]


@cache
def notices() -> dict[str, Notice]:
    """
    Return the kinds of public notice by code, in the order in which titles are tried.

    :raises BadRuleFile: the file is damaged
    """
    file = read_file("notices.toml")
    file.texts("publicity")
    found = read_each(file, "notices", _read)
    file.close()
    return found


@cache
def _publicity() -> tuple[str, ...]:
    return read_file("notices.toml").texts("publicity")


def notice_of(code: str, title: str) -> Notice | None:
    """Return the kind that a column names; without one the kind that a title tells, None for neither."""
    if code:
        return notices().get(code)
    if not any(word in title for word in _publicity()):
        return None
    return next((each for each in notices().values() if any(word in title for word in each.titles)), None)
