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

    def is_open_on(self, day: date, law: date) -> bool:
        """Whether the opinion was awaited on a day, that of the answer and the last of the period too."""
        if day <= self.sent or (self.answered and day > self.answered):
            return False
        if law < REVISED:
            return True
        since = self.delivered or self.sent
        return sum(is_worked(each) for each in days(since, day - timedelta(1))) < 15


@dataclass
class Count:
    """What the clerk keeps on a slip of paper."""

    start: date
    law: date  # the day whose law holds: that of receipt, or of the order to redo
    allowed: int
    extended: int = 0
    used: int = 0
    paused: int = 0
    waiting_for: str = ""
    asked: bool = False
    charged: date | None = None
    letters: list[Letter] = field(default_factory=list)
    unpaid: list[tuple[date, date]] = field(default_factory=list)
    explaining: tuple[date, date] | None = None  # asked, and the last day that does not count
    delayed: tuple[date, date] | None = None  # told, and the last day

    def is_paused(self, day: date, *, known: date = date.max) -> bool:
        """Whether a day does not count, by what was known on another."""
        spans = [*self.unpaid, *([self.explaining] if self.explaining else [])]
        return any(first < day <= last for first, last in spans if first <= known) or any(
            letter.is_open_on(day, self.law) for letter in self.letters if letter.sent <= known
        )


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
    slip = Count(start=received, law=received, allowed=statutory(received))
    for event in in_order(events):
        refuse_if(event.on is not None and event.on < received)
        write_down(slip, event)
        refuse_if(slip.extended > statutory(slip.law))
    allowed = allowed_days(slip)
    if slip.waiting_for:
        return None, allowed, 0
    for day in days(slip.start, slip.start + timedelta(ENOUGH)):
        if not is_worked(day):
            continue
        if slip.is_paused(day):
            slip.paused += 1
        else:
            slip.used += 1
        if slip.used == allowed:
            return day, slip.used, slip.paused
    return None, allowed, 0


def allowed_days(slip: Count) -> int:
    """Return the days allowed; a delay allows those up to its last day, as it looked when it was told."""
    allowed = slip.allowed + slip.extended
    if slip.delayed is None:
        return allowed
    told, until = slip.delayed
    span = days(slip.start, until)
    return max(allowed, sum(is_worked(day) and not slip.is_paused(day, known=told) for day in span))


def in_order(events: list[ClockEvent]) -> list[ClockEvent]:
    """Sort by day; on one day in the order in which a file would be read."""
    within = {kind: place for place, kind in enumerate(EventKind)}
    return sorted(
        events,
        key=lambda each: (each.on or date.max, within[each.kind], -(each.days or 99), each.letter, each.to),
    )


def write_down(slip: Count, event: ClockEvent) -> None:  # noqa: C901 — one line of the file after another
    """Note one event on the slip."""
    on = event.on or date.max
    match event.kind:
        case EventKind.REDO:
            slip.start, slip.law, slip.allowed = on, on, event.days or statutory(on)
            slip.extended, slip.waiting_for = 0, ""
            slip.letters, slip.unpaid = [], []
            slip.explaining = slip.delayed = None
        case EventKind.CORRECTION_ASKED:
            refuse_if(slip.asked or bool(slip.waiting_for))
            slip.asked, slip.waiting_for = True, "correction"
        case EventKind.CORRECTED:
            refuse_if(slip.waiting_for != "correction")
            slip.start, slip.extended, slip.waiting_for, slip.delayed = on, 0, "", None
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
                slip.start, slip.extended, slip.delayed = on, 0, None
            elif slip.charged:
                slip.unpaid.append((slip.charged, on))
        case EventKind.REASONS_ASKED:
            refuse_if(slip.explaining is not None)
            slip.explaining = on, event.until or on
        case EventKind.REASONS_GIVEN:
            refuse_if(slip.explaining is None)
            asked, last = slip.explaining or (on, on)
            slip.explaining = asked, min(last, on)
        case EventKind.DELAYED:
            refuse_if(event.until is None or event.until <= slip.start)
            slip.delayed = on, event.until or on
        case EventKind.EXTENDED:
            refuse_if(not event.days or slip.delayed is not None)
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
