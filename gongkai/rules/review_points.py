"""审查要点: what must be checked before information is made public."""

from dataclasses import dataclass
from functools import cache

from gongkai.rules.tables import Row, read_each, read_file


@dataclass(frozen=True)
class ReviewPoint:
    """One line of the secrecy review form (条例第十四条至第十七条)."""

    code: str
    label: str
    asks: str
    basis: str
    bars: bool  # found here, the information may not be disclosed; else the body decides


def _read(code: str, row: Row) -> ReviewPoint:
    bar = row.text("bar")
    if bar not in ("must", "may"):
        raise row.error("“bar”应当是 must 或 may")
    return ReviewPoint(code, row.text("label"), row.text("asks"), row.text("basis"), bar == "must")


@cache
def review_points() -> dict[str, ReviewPoint]:
    """Return the points by code, in the order of the form."""
    file = read_file("review_points.toml")
    points = read_each(file, "review_points", _read)
    file.close()
    return points
