"""Whose records a figure counts, and of which days."""

import calendar
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from django.db.models import Model, QuerySet

from gongkai.bodies.models import Body, Unit

Records = TypeVar("Records", bound=Model)


@dataclass(frozen=True)
class Scope:
    """A body (with all below it when `below`), perhaps one unit of it, and a period, both days included."""

    body: Body
    since: date
    until: date
    below: bool = False
    unit: Unit | None = None

    @classmethod
    def year(cls, body: Body, year: int, *, below: bool = False, unit: Unit | None = None) -> "Scope":
        """Return the scope of a reporting year, 1 January to 31 December."""
        return cls(body, date(year, 1, 1), date(year, 12, 31), below, unit)

    @property
    def eve(self) -> date:
        """The day before the period, up to which things are carried in."""
        return self.since - timedelta(days=1)

    def months(self) -> "tuple[Scope, ...]":
        """Return the scope of each month that the period touches, cut to the period."""
        parts = []
        first = self.since
        while first <= self.until:
            last = date(first.year, first.month, calendar.monthrange(first.year, first.month)[1])
            parts.append(replace(self, since=first, until=min(last, self.until)))
            first = last + timedelta(days=1)
        return tuple(parts)

    def year_before(self) -> "Scope":
        """Return the same period one year earlier; 29 February becomes 28 February."""
        return replace(self, since=_year_earlier(self.since), until=_year_earlier(self.until))

    def only(
        self, records: QuerySet[Records], *, unit_field: str, body_field: str = "body"
    ) -> QuerySet[Records]:
        """Keep the records of the scope's bodies and of its unit; the period is the question's to ask."""
        bodies = (
            {f"{body_field}__path__startswith": self.body.path} if self.below else {body_field: self.body}
        )
        records = records.filter(**bodies)
        return records.filter(**{unit_field: self.unit}) if self.unit else records


def _year_earlier(day: date) -> date:
    return day.replace(year=day.year - 1, day=28 if (day.month, day.day) == (2, 29) else day.day)
