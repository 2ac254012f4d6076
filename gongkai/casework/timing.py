"""The clock of a stored request: its events turned into what the clock understands."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from datetime import date
from typing import Any

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import clock
from gongkai.casework.clock import ClockEvent, ClockResult, EventKind
from gongkai.casework.errors import ReceiptNotConfirmed
from gongkai.casework.models import DisclosureRequest
from gongkai.rules.calendar import Calendar

Data = dict[str, Any]
Row = tuple[int, str, Data]
CORRECTING = "correct_entry"
# The first of them is the day that the annual report counts.
CONCLUDING = ("issue_reply", "transfer_petition", "lapse_correction", "lapse_payment", "withdraw")


def _day(data: Data, key: str) -> date:
    return date.fromisoformat(data[key])


READERS: dict[str, Callable[[Data], ClockEvent]] = {
    "ask_to_correct": lambda data: ClockEvent(kind=EventKind.CORRECTION_ASKED, on=_day(data, "asked_on")),
    "accept_correction": lambda data: ClockEvent(kind=EventKind.CORRECTED, on=_day(data, "received_on")),
    "consult_third_party": lambda data: _consulted(data, "third_party"),
    "consult_peer": lambda data: _consulted(data, "peer"),
    "record_delivery": lambda data: ClockEvent(
        kind=EventKind.DELIVERED, on=_day(data, "delivered_on"), letter=str(data["consultation"])
    ),
    "record_opinion": lambda data: ClockEvent(
        kind=EventKind.ANSWERED, on=_day(data, "answered_on"), letter=str(data["consultation"])
    ),
    "notify_fee": lambda data: ClockEvent(kind=EventKind.FEE_NOTIFIED, on=_day(data, "notified_on")),
    "record_payment": lambda data: ClockEvent(
        kind=EventKind.PAID, on=_day(data, "paid_on"), restarts=data["restarts"]
    ),
    "request_reasons": lambda data: ClockEvent(
        kind=EventKind.REASONS_ASKED, on=_day(data, "asked_on"), until=_day(data, "not_counted_until")
    ),
    "record_reasons": lambda data: ClockEvent(kind=EventKind.REASONS_GIVEN, on=_day(data, "received_on")),
    "set_delay": lambda data: ClockEvent(
        kind=EventKind.DELAYED, on=_day(data, "told_on"), until=_day(data, "delayed_to")
    ),
    "extend": lambda data: ClockEvent(kind=EventKind.EXTENDED, on=_day(data, "told_on"), days=data["days"]),
    "redo": lambda data: ClockEvent(kind=EventKind.REDO, on=_day(data, "from_on"), days=data["days"]),
}
READ = (*READERS, CORRECTING)


def clock_events(case: DisclosureRequest) -> list[ClockEvent]:
    """Return what moved the clock of a request, from its events alone."""
    return read_events(list(case.events.filter(step__in=READ).values_list("pk", "step", "data")))


def read_events(rows: Iterable[Row]) -> list[ClockEvent]:
    """Return what moved a clock, from number, step and data of the events of one request in their order."""
    rows, corrected = list(rows), defaultdict[int, Data](dict)
    for _, step, data in rows:
        if step == CORRECTING and "corrects" in data:
            number, key = data["corrects"]
            corrected[number][key] = data["values"][1]
    return [READERS[step]({**data, **corrected[number]}) for number, step, data in rows if step in READERS]


def event_of(case: DisclosureRequest, step: str, letter: int | None) -> int:
    """Return the number of the last event of a step, of one letter when it is about letters."""
    rows = case.events.filter(step=step).order_by("-pk").values_list("pk", "data")
    return next(pk for pk, data in rows if letter is None or data["consultation"] == letter)


def due_when_concluded(case: DisclosureRequest, *, happened: tuple[str, Data] | None = None) -> date | None:
    """
    Return the last day that held when the request was concluded first, by what is known today.

    :param happened: step and data of an event that would be added
    """
    end = case.events.filter(step__in=CONCLUDING).order_by("pk").values_list("pk", flat=True).first()
    rows = _rows(case, happened)
    known = [row for row in rows if end is None or row[0] < end or row[1] == CORRECTING]
    return _run(case, read_events(known), None).due_on


def law_day(case: DisclosureRequest) -> date:
    """
    Return the day whose law sets the periods of a request: of receipt, or of the last order to redo.

    :raises ReceiptNotConfirmed: the day of receipt is not fixed yet (条例第三十一条)
    """
    orders = [event.on for event in clock_events(case) if event.kind is EventKind.REDO and event.on]
    return max([_received_on(case), *orders])


def clock_of(case: DisclosureRequest, calendar: Calendar | None = None) -> ClockResult:
    """
    Return the clock of a request, with its count day by day.

    :raises ReceiptNotConfirmed: the day of receipt is not fixed yet (条例第三十一条)
    """
    return _run(case, clock_events(case), calendar)


def set_clock(
    case: DisclosureRequest, calendar: Calendar | None = None, *, happened: tuple[str, Data] | None = None
) -> None:
    """
    Set the clock's fields on a request; the caller saves.

    :param happened: step and data of an event that is about to be added
    :raises ReceiptNotConfirmed: the day of receipt is not fixed yet (条例第三十一条)
    """
    result = _run(case, read_events(_rows(case, happened)), calendar)
    case.clock_from = result.start
    case.due_on = result.due_on
    case.provisional = result.provisional
    case.extension_days = result.extension_days


def _rows(case: DisclosureRequest, happened: tuple[str, Data] | None) -> list[Row]:
    """Return the events that the clock reads, with one more that is about to be added."""
    rows = list(case.events.filter(step__in=READ).order_by("pk").values_list("pk", "step", "data"))
    return [*rows, (0, *happened)] if happened and happened[0] in READ else rows


def _run(case: DisclosureRequest, events: list[ClockEvent], calendar: Calendar | None) -> ClockResult:
    return clock.run(_received_on(case), events, calendar or current_calendar())


def _received_on(case: DisclosureRequest) -> date:
    if case.received_on is None:
        raise ReceiptNotConfirmed("收到申请之日尚未确定，期限还没有开始计算（条例第三十一条）。")
    return case.received_on


def _consulted(data: Data, to: str) -> ClockEvent:
    letter = str(data["consultation"])
    return ClockEvent(kind=EventKind.CONSULTED, on=_day(data, "sent_on"), letter=letter, to=to)
