"""答复期限的计时 twice: the clock against a naive count, day by day, over thousands of orders of events."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.clock import ClockError, ClockEvent, EventKind, run
from gongkai.rules.calendar import Calendar
from tests.casework.day_by_day import Contradiction, last_day

CALENDAR = Calendar.default()
# Law and calendar are known on both sides: from 2018, when 15 days were the rule, up to the end of 2025.
RECEIVED = st.one_of(
    st.dates(date(2018, 1, 1), date(2019, 12, 31)), st.dates(date(2024, 1, 1), date(2025, 6, 30))
)
FOLLOWS = {  # what may sensibly come next while nothing is awaited, a correction, or a payment
    "": (
        *(EventKind.CONSULTED, EventKind.CONSULTED, EventKind.DELIVERED, EventKind.ANSWERED),
        *(EventKind.CORRECTION_ASKED, EventKind.FEE_NOTIFIED, EventKind.EXTENDED, EventKind.REDO),
        *(EventKind.REASONS_ASKED, EventKind.REASONS_GIVEN, EventKind.DELAYED),
    ),
    "correction": (EventKind.CORRECTED, EventKind.ANSWERED),
    "fee": (EventKind.PAID, EventKind.ANSWERED, EventKind.REDO),
}
Story = tuple[date, list[ClockEvent]]


@st.composite
def stories(draw: st.DrawFn) -> Story:
    """A day of receipt and what could have happened since, one thing after another."""
    received = on = draw(RECEIVED)
    found: list[ClockEvent] = []
    waiting = ""
    for _ in range(draw(st.integers(0, 9))):
        on += timedelta(draw(st.integers(0, 24)))
        kind = draw(st.sampled_from(FOLLOWS[waiting]))
        found.append(_event(draw, kind, on))
        match kind:
            case EventKind.CORRECTION_ASKED:
                waiting = "correction"
            case EventKind.FEE_NOTIFIED:
                waiting = "fee"
            case EventKind.CORRECTED | EventKind.PAID | EventKind.REDO:
                waiting = ""
            case _:
                pass
    return received, draw(st.permutations(found))


@st.composite
def jumbles(draw: st.DrawFn) -> Story:
    """A day of receipt and events of any kind, close together and even before it."""
    received = draw(RECEIVED)
    kinds = draw(st.lists(st.sampled_from(EventKind), max_size=6))
    return received, [_event(draw, kind, received + timedelta(draw(st.integers(-1, 30)))) for kind in kinds]


def _event(draw: st.DrawFn, kind: EventKind, on: date) -> ClockEvent:
    letter = draw(st.sampled_from(["", "", "甲", "乙"]))
    to = draw(st.sampled_from(["", "third_party", "peer"])) if kind is EventKind.CONSULTED else ""
    match kind:
        case EventKind.EXTENDED:
            return ClockEvent(kind=kind, on=draw(st.sampled_from([on, None])), days=draw(st.integers(1, 12)))
        case EventKind.REDO:
            return ClockEvent(kind=kind, on=on, days=draw(st.sampled_from([None, 5, 10, 15])))
        case EventKind.REASONS_ASKED:
            return ClockEvent(kind=kind, on=on, until=draw(st.sampled_from([None, on + timedelta(14)])))
        case EventKind.DELAYED:
            return ClockEvent(kind=kind, on=on, until=on + timedelta(draw(st.integers(1, 60))))
        case EventKind.CONSULTED | EventKind.DELIVERED | EventKind.ANSWERED:
            return ClockEvent(kind=kind, on=on, letter=letter, to=to)
        case _:
            return ClockEvent(kind=kind, on=on, restarts=draw(st.booleans()))


def by_the_clock(received: date, events: list[ClockEvent]) -> tuple[date | None, int, int] | str:
    try:
        result = run(received, events, CALENDAR)
    except ClockError:
        return "contradiction"
    return result.due_on, result.total, result.paused if result.due_on else 0


def by_counting(received: date, events: list[ClockEvent]) -> tuple[date | None, int, int] | str:
    try:
        return last_day(received, events)
    except Contradiction:
        return "contradiction"


@settings(deadline=None, derandomize=True, max_examples=2_500)
@given(stories())
def test_whatever_can_happen_is_counted_as_a_clerk_counts_it(story: Story) -> None:
    assert by_the_clock(*story) == by_counting(*story)


@settings(deadline=None, derandomize=True, max_examples=1_500)
@given(jumbles())
def test_what_cannot_have_happened_is_refused_as_a_clerk_refuses_it(story: Story) -> None:
    assert by_the_clock(*story) == by_counting(*story)
