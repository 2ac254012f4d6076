"""What a line of the radar is, and the span of days that is looked at."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

from gongkai.bodies.models import Unit, User
from gongkai.office.clocks import Row
from gongkai.office.desk import Desk
from gongkai.rules.calendar import Calendar

LATE_SHOWN, SOON_SHOWN = 60, 200  # lines of one kind; the list of requests has the rest


@dataclass(frozen=True)
class Span:
    """The days looked at: up to `last`, with what is late already, or from today on only."""

    desk: Desk
    calendar: Calendar
    last: date
    with_late: bool = True

    def take(self, found: Any, day: str) -> list[Any]:
        """Return what falls due from today on, soonest first, and what is late, latest first; two queries."""
        today = self.desk.today
        soon = found.filter(**{f"{day}__gte": today, f"{day}__lte": self.last}).order_by(day, "pk")
        late = found.filter(**{f"{day}__lt": today}).order_by(f"-{day}", "-pk") if self.with_late else ()
        return [*late[:LATE_SHOWN], *soon[:SOON_SHOWN]]


@dataclass(frozen=True)
class Line:
    """One thing with a last day; `row` draws the strip of a request."""

    kind: "Kind"
    on: date
    name: str
    url: str
    title: str = ""
    unit: Unit | None = None
    person: User | None = None
    note: str = ""
    row: Row | None = None

    @property
    def label(self) -> str:
        """What must be done."""
        return self.kind.label


@dataclass(frozen=True)
class Kind:
    """One sort of lines: its code, what must be done, why, and where its lines come from."""

    code: str
    label: str
    basis: str
    section: str
    collect: Callable[["Kind", Span], list[Line]]
