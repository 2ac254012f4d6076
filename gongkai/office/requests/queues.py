"""How the requests of a body are sorted into queues: the tabs of the list and the radar of the first page."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q

from gongkai.casework import states
from gongkai.casework.states import State
from gongkai.rules.calendar import Calendar

DONE = (State.CLOSED, State.ARCHIVED)


@dataclass(frozen=True)
class Tab:
    """One tab of the list: a named group of states."""

    code: str
    label: str
    states: tuple[State, ...]

    def of(self, cases: Any) -> Any:
        """Return those of the cases that lie in this tab."""
        if self.states == ALL:
            return cases
        return (cases if set(DONE) & set(self.states) else cases.moving()).filter(state__in=self.states)


ALL = tuple(State)
TABS = (
    Tab("in_hand", "办理中", states.IN_HAND),
    Tab("unconfirmed", "待确认收到", states.UNCONFIRMED),
    Tab("ended", "待办结", states.ENDED),
    Tab("challenged", "复议诉讼中", (State.UNDER_REVIEW_OR_SUIT,)),
    Tab("done", "已办结", DONE),
    Tab("all", "全部", ALL),
)
BY_CODE = {tab.code: tab for tab in TABS}


@dataclass(frozen=True)
class Band:
    """One field of the radar: cases in hand whose last day lies between two days, both included."""

    code: str
    label: str
    first: date
    last: date

    @property
    def condition(self) -> Q:
        """The cases of this band."""
        return Q(state__in=states.IN_HAND, due_on__gte=self.first, due_on__lte=self.last)


def bands(today: date, calendar: Calendar) -> tuple[Band, ...]:
    """Return the radar's fields: overdue, today, within 1, 3 and 5 working days; none overlaps."""
    ends = [calendar.add_working_days(today, days).on for days in (1, 3, 5)]
    edges = [date.min, *(_after(day) for day in (_before(today), today, *ends[:-1]))]
    labels = ("已经逾期", "今天到期", "还有1个工作日", "还有2至3个工作日", "还有4至5个工作日")
    codes = ("late", "today", "1", "3", "5")
    lasts = [_before(today), today, *ends]
    return tuple(Band(*each) for each in zip(codes, labels, edges, lasts, strict=True))


def count_by(conditions: Mapping[str, Q], cases: Any) -> dict[str, int]:
    """Count the cases of each condition, all in one query."""
    counts = {
        f"n{place}": Count("pk", filter=condition) for place, condition in enumerate(conditions.values())
    }
    found = cases.order_by().aggregate(**counts)
    return {name: found[f"n{place}"] for place, name in enumerate(conditions)}


def tabs_with_counts(cases: Any) -> list[tuple[Tab, int]]:
    """Return the tabs with how many of the cases each holds; the index by state answers for any number."""
    found = dict(cases.order_by().values_list("state").annotate(number=Count("pk")))
    return [(tab, sum(found.get(state, 0) for state in tab.states)) for tab in TABS]


def for_list(cases: Any) -> Any:
    """Fetch with each case what a row of a list shows."""
    return cases.select_related("applicant", "handling_unit", "handler")


def _before(day: date) -> date:
    return date.fromordinal(day.toordinal() - 1)


def _after(day: date) -> date:
    return date.fromordinal(day.toordinal() + 1)
