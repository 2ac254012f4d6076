"""
The reply period once more, written as a clerk would count it: one day after another, with a few flags.

A twin of `gongkai.casework.clock` on purpose: it shares no code with it, not even the calendar.
"""

from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache

import holidays

from gongkai.casework.clock import ClockEvent, EventKind

REST = holidays.country_holidays("CN", years=range(2007, 2027))
REVISED = date(2019, 5, 15)  # 条例 revised: 20 instead of 15 working days, and 15 for an opinion
ENOUGH = 700  # days after which nothing is running any more


class Contradiction(Exception):
    """The events cannot have happened like this."""


@dataclass
class Letter:
    """A letter that asks for an opinion."""

    name: str
    sent: date
    delivered: date | None = None
    answered: date | None = None

    def is_open_on(self, day: date) -> bool:
        """Whether the opinion was awaited on a day, that of the answer and the last of the period too."""
        if day <= self.sent or (self.answered and day > self.answered):
            return False
        since = self.delivered or self.sent
        if since < REVISED:
            return True
        return sum(is_worked(each) for each in days(since, day - timedelta(1))) < 15


@dataclass
class Count:
    """What the clerk keeps on a slip of paper."""

    start: date
    allowed: int
    extended: int = 0
    used: int = 0
    paused: int = 0
    waiting_for: str = ""
    asked: bool = False
    charged: date | None = None
    letters: list[Letter] = field(default_factory=list)
    unpaid: list[tuple[date, date]] = field(default_factory=list)


def statutory(on: date) -> int:
    """Return the working days for a reply, and for an extension, by the law of a day."""
    return 20 if on >= REVISED else 15


@cache
def is_worked(day: date) -> bool:
    return bool(REST.is_working_day(day))


def days(after: date, until: date) -> list[date]:
    """List the days after `after` up to `until`."""
    return [after + timedelta(n) for n in range(1, (until - after).days + 1)]


def last_day(received: date, events: list[ClockEvent]) -> tuple[date | None, int, int]:
    """
    Return the last day for the reply (None: it does not run), the days allowed, and those paused.

    :raises Contradiction: the events exclude each other
    """
    slip = Count(start=received, allowed=statutory(received))
    for event in in_order(events):
        refuse_if(event.on is not None and event.on < received)
        write_down(slip, event)
        refuse_if(slip.extended > statutory(slip.start))
    if slip.waiting_for:
        return None, slip.allowed + slip.extended, 0
    for day in days(slip.start, slip.start + timedelta(ENOUGH)):
        if not is_worked(day):
            continue
        if any(letter.is_open_on(day) for letter in slip.letters) or is_unpaid(slip, day):
            slip.paused += 1
        else:
            slip.used += 1
        if slip.used == slip.allowed + slip.extended:
            return day, slip.used, slip.paused
    return None, slip.allowed + slip.extended, 0


def in_order(events: list[ClockEvent]) -> list[ClockEvent]:
    """Sort by day; on one day in the order in which a file would be read."""
    within = {kind: place for place, kind in enumerate(EventKind)}
    return sorted(
        events,
        key=lambda each: (each.on or date.max, within[each.kind], -(each.days or 99), each.letter, each.to),
    )


def is_unpaid(slip: Count, day: date) -> bool:
    return any(first < day <= last for first, last in slip.unpaid)


def write_down(slip: Count, event: ClockEvent) -> None:  # noqa: C901 — one line of the file after another
    """Note one event on the slip."""
    on = event.on or date.max
    match event.kind:
        case EventKind.REDO:
            slip.start, slip.allowed = on, event.days or statutory(on)
            slip.extended, slip.waiting_for = 0, ""
            slip.letters, slip.unpaid = [], []
        case EventKind.CORRECTION_ASKED:
            refuse_if(slip.asked or bool(slip.waiting_for))
            slip.asked, slip.waiting_for = True, "correction"
        case EventKind.CORRECTED:
            refuse_if(slip.waiting_for != "correction")
            slip.start, slip.extended, slip.waiting_for = on, 0, ""
        case EventKind.CONSULTED:
            slip.letters.append(Letter(event.letter, on))
        case EventKind.DELIVERED:
            oldest(slip, event, not_delivered_first=True).delivered = on
        case EventKind.ANSWERED:
            oldest(slip, event).answered = on
        case EventKind.FEE_NOTIFIED:
            refuse_if(bool(slip.charged or slip.waiting_for))
            slip.charged, slip.waiting_for = on, "fee"
        case EventKind.PAID:
            refuse_if(slip.waiting_for != "fee")
            slip.waiting_for = ""
            if event.restarts:
                slip.start, slip.extended = on, 0
            elif slip.charged:
                slip.unpaid.append((slip.charged, on))
        case EventKind.EXTENDED:
            refuse_if(not event.days)
            slip.extended += event.days or 0


def oldest(slip: Count, event: ClockEvent, *, not_delivered_first: bool = False) -> Letter:
    """Return the letter meant: the named one, else the one that has waited longest."""
    waiting = [each for each in slip.letters if not each.answered and event.letter in ("", each.name)]
    refuse_if(not waiting)
    fresh = [each for each in waiting if not each.delivered] if not_delivered_first else []
    return (fresh or waiting)[0]


def refuse_if(is_wrong: bool) -> None:
    if is_wrong:
        raise Contradiction
