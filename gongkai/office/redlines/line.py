"""What a line of the radar is, the span of days that is looked at, and where lines come from."""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from typing import Any, Protocol

from django.db.models import Count, Q, Value
from django.db.models.functions import Greatest

from gongkai.bodies.models import Unit, User
from gongkai.casework.reach import Reach, reach_of
from gongkai.office.desk import Desk
from gongkai.office.requests.clocks import Row
from gongkai.rules.calendar import Calendar

Whose = Callable[[str, str], Q]  # by the names of the fields that hold the unit and the person


def everybody(unit: str, person: str) -> Q:
    """Let the lines of all units and people through."""
    return Q()


@dataclass(frozen=True)
class Span:
    """The days looked at: up to `last`, with what is late already, or from today on only; and whose lines."""

    desk: Desk
    calendar: Calendar
    last: date
    with_late: bool = True
    whose: Whose = everybody

    @cached_property
    def reach(self) -> Reach:
        """The requests that the reader may read."""
        return reach_of(self.desk.user)

    @property
    def eve(self) -> date:
        """The day before today: all that is late is counted on it."""
        return self.desk.today - timedelta(days=1)


@dataclass(frozen=True)
class Cut:
    """How many lines of one kind are shown at most: late ones and coming ones; None for all."""

    late: int | None = None
    soon: int | None = None


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
    is_provisional: bool = False  # the day lies in a year whose arrangement is not known

    @property
    def label(self) -> str:
        """What must be done."""
        return self.kind.label


class Source(Protocol):
    """Where the lines of one kind come from: they can be counted without being read."""

    def counts(self, span: Span) -> Counter[date]:
        """Count what falls due on each day of the span; what is late counts on its eve."""

    def lines(self, span: Span, cut: Cut) -> list[Line]:
        """Return what falls due from today on, soonest first, and what is late, latest first."""


@dataclass(frozen=True)
class Records:
    """
    Records with a last day in the field `day`.

    :param unit: the field that says whose they are; `person` the same of the person
    :param write: makes lines of some of them
    """

    found: Any
    day: str
    unit: str
    person: str
    write: Callable[[list[Any]], list[Line]]

    def counts(self, span: Span) -> Counter[date]:
        """Count them by day, in one query."""
        day = Greatest(self.day, Value(span.eve))
        asked = self._of(span).filter(**{f"{self.day}__lte": span.last}).order_by()
        return Counter(dict(asked.values_list(day).annotate(number=Count("pk"))))

    def lines(self, span: Span, cut: Cut) -> list[Line]:
        """Write the first ones, in two queries."""
        today, found = span.desk.today, self._of(span)
        soon = found.filter(**{f"{self.day}__gte": today, f"{self.day}__lte": span.last})
        late = found.filter(**{f"{self.day}__lt": today})
        first = late.order_by(f"-{self.day}", "-pk")[: cut.late] if span.with_late else ()
        return self.write([*first, *soon.order_by(self.day, "pk")[: cut.soon]])

    def _of(self, span: Span) -> Any:
        return self.found.filter(span.whose(self.unit, self.person))


@dataclass(frozen=True)
class Known:
    """Lines that are known without reading a register; they belong to the body and to nobody in it."""

    known: tuple[Line, ...]

    def counts(self, span: Span) -> Counter[date]:
        """Count them by day."""
        return Counter(max(line.on, span.eve) for line in self.lines(span, Cut()))

    def lines(self, span: Span, cut: Cut) -> list[Line]:
        """Return them when the lines of everybody are asked for."""
        return list(self.known) if span.whose is everybody else []


@dataclass(frozen=True)
class Kind:
    """One sort of lines: its code, what must be done, why, its section, and where its lines come from."""

    code: str
    label: str
    basis: str
    section: str
    source: Callable[["Kind", Span], Source]
