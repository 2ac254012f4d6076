"""
答复期限的计时: the last day for a reply, from the day of receipt, what happened since, and the calendar.

A pure function: nothing is stored. A correction restarts the count (条例第三十条); consultations do not count
and overlapping ones are merged (第三十三条第三款); it may be extended (第三十三条第二款) or ordered anew.
Nothing runs while a processing fee is awaited; what payment does is said in `rules/fees.toml`. A body may
choose that the time for explaining many requests does not count, and tell a delayed last day (第三十五条).
"""

import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date

from gongkai.casework.clock_events import ORDER, ClockError, ClockEvent, EventKind
from gongkai.rules import deadlines
from gongkai.rules.calendar import Calendar, Day
from gongkai.rules.versions import NotInForce

__all__ = [
    "AWAITING_PAYMENT",
    "AWAITING_REASONS",
    "CONSULTING",
    "ClockError",
    "ClockEvent",
    "ClockResult",
    "EventKind",
    "letter_due",
    "run",
]

REPLY_RULE = "request_reply"
EXTENSION_RULE = "request_extension_max"
LETTER_RULES = {"": "third_party_opinion", "third_party": "third_party_opinion", "peer": "peer_opinion"}
CONSULTING = "征求意见期间，不计算在内"
AWAITING_PAYMENT = "等待缴费期间，不计算在内"
AWAITING_REASONS = "等待申请人说明理由期间，不计算在内"
NOT_COUNTED = (CONSULTING, AWAITING_PAYMENT, AWAITING_REASONS)


@dataclass(frozen=True)
class ClockResult:
    """
    Where the clock stands after the events.

    `due_on` is None while nothing runs: a correction or a payment is awaited, or a letter without a statutory
    period is unanswered. `count` describes each day after `start` up to the last one; `as_of` is the last
    event's.
    """

    start: date
    limit: int
    extension_days: int
    due_on: date | None
    provisional: bool
    count: tuple[Day, ...]
    as_of: date

    @property
    def total(self) -> int:
        """Working days allowed altogether."""
        return self.limit + self.extension_days

    @property
    def used(self) -> int:
        """Working days used up to the last event."""
        return self.used_by(self.as_of)

    @property
    def left(self) -> int:
        """Working days left after the last event."""
        return self.left_after(self.as_of)

    @property
    def paused(self) -> int:
        """Working days that do not count because an opinion, a payment or reasons are awaited."""
        return sum(day.why in NOT_COUNTED for day in self.count)

    def used_by(self, day: date) -> int:
        """Return the working days used up to the end of a day."""
        return sum(each.counts for each in self.count if each.on <= day)

    def left_after(self, day: date) -> int:
        """Return the working days left after a day."""
        return self.total - self.used_by(day)


@dataclass(frozen=True)
class _Letter:
    name: str
    to: str
    sent_on: date
    delivered_on: date | None = None
    answered_on: date | None = None


@dataclass(frozen=True)
class _Pause:
    """Days that do not count: those after `after`, up to and including `until`."""

    after: date
    until: date
    why: str


@dataclass(frozen=True)
class _Run:
    """The present count: what the events so far have made of it."""

    rule: str
    law_on: date  # the law of this day sets every length
    start: date
    limit: int
    extension_days: int = 0
    asked_on: date | None = None
    fee_on: date | None = None
    stopped_by: EventKind | None = None
    letters: tuple[_Letter, ...] = field(default=())
    unpaid: _Pause | None = None
    unexplained: _Pause | None = None
    delayed: tuple[date, date] | None = None  # told on the first day: the last day


def run(
    received_on: date,
    events: Sequence[ClockEvent],
    calendar: Calendar,
    *,
    rule: str = REPLY_RULE,
) -> ClockResult:
    """
    Work out the last day for a reply (条例第三十三条); events may come in any order and are taken by date.

    The length is that of the law in force on the day of receipt.

    :raises ClockError: an event lies before the receipt, contradicts another, or extends too far
    :raises NotInForce: there was no such period on that day
    """
    ordered = sorted(events, key=_place)
    state = _Run(rule=rule, law_on=received_on, start=received_on, limit=_length(rule, received_on))
    for event in ordered:
        _check_placed(event, received_on)
        state = STEPS[event.kind](state, event)
        if state.extension_days > (most := _length(EXTENSION_RULE, state.law_on)):
            raise ClockError(f"延长不得超过{most}个工作日（条例第三十三条第二款）。")
    as_of = max((event.on for event in events if event.on), default=received_on)
    return _count(state, calendar, as_of)


def letter_due(
    sent_on: date,
    to: str,
    calendar: Calendar,
    *,
    delivered_on: date | None = None,
    law_on: date | None = None,
) -> date | None:
    """
    Return the last day for an opinion (条例第三十二条、第三十四条); None where the law had none.

    :param law_on: the day whose law holds, by default that of the letter
    """
    try:
        return deadlines.due(LETTER_RULES[to], delivered_on or sent_on, calendar, on=law_on).due_on
    except NotInForce:
        return None


def _place(event: ClockEvent) -> tuple[date, int, int, str, str]:
    """Return what sorts events; of two orders on one day the shorter period holds."""
    days = event.days or sys.maxsize
    return event.on or date.max, ORDER[event.kind], -days, event.letter, event.to


def _length(rule: str, on: date) -> int:
    return deadlines.rule(rule).in_force(on).value.value


def _check_placed(event: ClockEvent, received_on: date) -> None:
    if event.on is None and event.kind not in (EventKind.EXTENDED, EventKind.DELAYED):
        raise ClockError(f"事件“{event.kind}”没有日期。")
    if event.on is not None and event.on < received_on:
        raise ClockError(f"事件“{event.kind}”的日期{event.on}早于收到申请之日{received_on}。")


def _redo(state: _Run, event: ClockEvent) -> _Run:
    start = _day(event)
    limit = event.days or _length(state.rule, start)
    return _Run(
        rule=state.rule,
        law_on=start,
        start=start,
        limit=limit,
        asked_on=state.asked_on,
        fee_on=state.fee_on,
    )


def _ask(state: _Run, event: ClockEvent) -> _Run:
    if state.asked_on:
        raise ClockError("只能告知补正一次（条例第三十条）。")
    if state.stopped_by:
        raise ClockError("等待缴费期间不告知补正。")
    return replace(state, asked_on=event.on, stopped_by=event.kind)


def _correct(state: _Run, event: ClockEvent) -> _Run:
    if state.stopped_by is not EventKind.CORRECTION_ASKED:
        raise ClockError("没有告知补正，不会收到补正。")
    return _restart(state, event)


def _consult(state: _Run, event: ClockEvent) -> _Run:
    letter = _Letter(event.letter, event.to, _day(event))
    return replace(state, letters=(*state.letters, letter))


def _deliver(state: _Run, event: ClockEvent) -> _Run:
    return _change_letter(state, event, lambda letter: replace(letter, delivered_on=event.on))


def _answer(state: _Run, event: ClockEvent) -> _Run:
    return _change_letter(state, event, lambda letter: replace(letter, answered_on=event.on))


def _notify_fee(state: _Run, event: ClockEvent) -> _Run:
    if state.fee_on or state.stopped_by:
        raise ClockError("一件申请只收一次信息处理费，期限停止计算期间不发收费通知。")
    return replace(state, fee_on=event.on, stopped_by=event.kind)


def _pay(state: _Run, event: ClockEvent) -> _Run:
    if state.fee_on is None or state.stopped_by is not EventKind.FEE_NOTIFIED:
        raise ClockError("没有收费通知，不会收到缴费。")
    if event.restarts:
        return _restart(state, event)
    unpaid = _Pause(state.fee_on, _day(event), AWAITING_PAYMENT)
    return replace(state, unpaid=unpaid, stopped_by=None)


def _restart(state: _Run, event: ClockEvent) -> _Run:
    return replace(state, start=_day(event), extension_days=0, delayed=None, stopped_by=None)


def _ask_reasons(state: _Run, event: ClockEvent) -> _Run:
    if state.unexplained:
        raise ClockError("只要求说明理由一次（条例第三十五条）。")
    asked_on = _day(event)
    return replace(state, unexplained=_Pause(asked_on, event.until or asked_on, AWAITING_REASONS))


def _give_reasons(state: _Run, event: ClockEvent) -> _Run:
    if state.unexplained is None:
        raise ClockError("没有要求说明理由，不会收到理由。")
    until = min(state.unexplained.until, _day(event))
    return replace(state, unexplained=replace(state.unexplained, until=until))


def _delay(state: _Run, event: ClockEvent) -> _Run:
    if event.until is None or event.until <= state.start:
        raise ClockError("延迟答复应当写明起算日之后的最后一日。")
    return replace(state, delayed=(event.on or date.max, event.until))


def _extend(state: _Run, event: ClockEvent) -> _Run:
    if state.delayed:
        raise ClockError("已经确定延迟答复期限的，不再延长（条例第三十五条）。")
    if not event.days or event.days < 1:
        raise ClockError("延长至少1个工作日。")
    return replace(state, extension_days=state.extension_days + event.days)


STEPS = {
    EventKind.REDO: _redo,
    EventKind.CORRECTION_ASKED: _ask,
    EventKind.CORRECTED: _correct,
    EventKind.CONSULTED: _consult,
    EventKind.DELIVERED: _deliver,
    EventKind.ANSWERED: _answer,
    EventKind.FEE_NOTIFIED: _notify_fee,
    EventKind.PAID: _pay,
    EventKind.REASONS_ASKED: _ask_reasons,
    EventKind.REASONS_GIVEN: _give_reasons,
    EventKind.EXTENDED: _extend,
    EventKind.DELAYED: _delay,
}


def _change_letter(state: _Run, event: ClockEvent, change: Callable[[_Letter], _Letter]) -> _Run:
    waiting = [
        place
        for place, letter in enumerate(state.letters)
        if letter.answered_on is None and event.letter in ("", letter.name)
    ]
    if not waiting:
        raise ClockError("收到的意见没有对应的征求意见书。")
    place = waiting[0]
    if event.kind is EventKind.DELIVERED:  # of several letters, one that is still on its way
        place = min(waiting, key=lambda each: state.letters[each].delivered_on is not None)
    changed = change(state.letters[place])
    return replace(state, letters=(*state.letters[:place], changed, *state.letters[place + 1 :]))


def _day(event: ClockEvent) -> date:
    assert event.on is not None  # noqa: S101 — checked on entry
    return event.on


def _pauses(state: _Run, calendar: Calendar) -> Iterator[_Pause]:
    for letter in state.letters:
        due = letter_due(
            letter.sent_on, letter.to, calendar, delivered_on=letter.delivered_on, law_on=state.law_on
        )
        yield _Pause(letter.sent_on, min(letter.answered_on or date.max, due or date.max), CONSULTING)
    yield from (pause for pause in (state.unpaid, state.unexplained) if pause)


def _total(state: _Run, calendar: Calendar, pauses: Iterable[_Pause]) -> int:
    """Return the working days allowed; a delay allows as many as lay before its last day when it was told."""
    total = state.limit + state.extension_days
    if state.delayed is None:
        return total
    told_on, until = state.delayed
    known = [pause for pause in pauses if pause.after <= told_on]
    return max(total, sum(_paused(day, known).counts for day in calendar.days(state.start, until)))


def _count(state: _Run, calendar: Calendar, as_of: date) -> ClockResult:
    pauses = tuple(_pauses(state, calendar))
    total = _total(state, calendar, pauses)
    endless = min((pause.after for pause in pauses if pause.until == date.max), default=date.max)
    days: list[Day] = []
    used, on = 0, state.start
    while not state.stopped_by and used < total and on < endless:
        on = date.fromordinal(on.toordinal() + 1)
        day = _paused(calendar.day(on), pauses)
        used += day.counts
        days.append(day)
    ran_out = not state.stopped_by and used == total
    return ClockResult(
        start=state.start,
        limit=total - state.extension_days,
        extension_days=state.extension_days,
        due_on=days[-1].on if ran_out else None,
        provisional=any(day.provisional for day in days),
        count=tuple(days),
        as_of=as_of,
    )


def _paused(day: Day, pauses: Iterable[_Pause]) -> Day:
    """Return the day, not counted when it lies in a pause."""
    why = next((pause.why for pause in pauses if pause.after < day.on <= pause.until), "")
    return replace(day, counts=False, why=why) if why and day.counts else day
