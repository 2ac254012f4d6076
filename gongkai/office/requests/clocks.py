"""Clocks for the screens: the strip of each case of a list, and its last day in the user's words."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import clock, states, timing
from gongkai.casework.clock import ClockEvent, ClockResult
from gongkai.casework.models import DisclosureRequest, RequestEvent
from gongkai.casework.states import State
from gongkai.design.words import PROVISIONAL, cn_date, cn_day, due_words
from gongkai.rules.calendar import Calendar, Day

SOON = 3  # working days from which a case is shown as urgent
LOOKS: dict[str, tuple[State, ...]] = {
    "wait": (
        *states.UNCONFIRMED,
        *states.CONSULTING,
        State.CORRECTION_PENDING,
        State.FEE_PENDING,
        State.REASON_REQUESTED,
        State.UNDER_REVIEW_OR_SUIT,
    ),
    "done": (State.REPLIED, State.CLOSED, State.ARCHIVED),
    "going": (State.REGISTERED, State.ASSIGNED, State.IN_REVIEW, State.REDO),
}


@dataclass(frozen=True)
class Due:
    """The last day of a case in words, with a small note; `urgency` is "", "soon" or "late"."""

    text: str
    note: str = ""
    urgency: str = ""

    @property
    def css(self) -> str:
        """The class that colours it."""
        return f"gk-due--{self.urgency}" if self.urgency else ""


@dataclass(frozen=True)
class Row:
    """A case as it stands in a list: with its last day in words and the days of its strip."""

    case: DisclosureRequest
    due: Due
    days: tuple[Day, ...]
    seen_on: date

    @property
    def look(self) -> str:
        """How the state is drawn: going, wait, late, done or quiet."""
        return look_of(self.case, self.due)


def look_of(case: DisclosureRequest, due: Due) -> str:
    """Return how a case's state is drawn; what is late is drawn as late whatever its state."""
    if case.is_in_hand and due.urgency == "late":
        return "late"
    return next((look for look, found in LOOKS.items() if case.state in found), "quiet")


def rows_of(cases: Iterable[DisclosureRequest], today: date) -> list[Row]:
    """Return the rows of a list; one query for the events of all cases."""
    cases = list(cases)
    calendar = current_calendar()
    events = _events_of(cases)
    return [_row(case, events[case.pk], calendar, today) for case in cases]


def days_of(result: ClockResult, calendar: Calendar, *, until: date) -> tuple[Day, ...]:
    """Return the count day by day, with the days after the last one when they have come."""
    if result.due_on is None or until <= result.due_on:
        return result.count
    return (*result.count, *calendar.days(result.due_on, until))


def due_of(case: DisclosureRequest, days: tuple[Day, ...], today: date) -> Due:
    """Say when a case must be answered, or was; `days` is its count, up to today at least when it is late."""
    if case.concluded_on and not case.is_in_hand:
        return _answered(case)
    if case.state == State.SPLIT:
        return Due("已拆分办理", "期限见拆分后的各件")
    if case.state == State.CORRECTION_PENDING:
        return Due("等待申请人补正", "收到补正后重新起算")
    if case.state == State.FEE_PENDING:
        return Due("等待申请人缴费", "自缴费次日起计算期限")
    if case.received_on is None:
        return Due("待确认收到", "确认之日起算")
    if case.due_on is None:
        return Due("期限中止", "收到意见后继续计算")
    return _running(case, case.due_on, days, today)


def seen_on(case: DisclosureRequest, today: date) -> date:
    """Return the day on which the clock is read: today, or the day the case was concluded."""
    return min(today, case.concluded_on) if case.concluded_on and not case.is_in_hand else today


def _answered(case: DisclosureRequest) -> Due:
    done = f"{cn_date(case.concluded_on)}办结"
    if case.concluded_late:  # an order to redo that came later has set another last day
        return Due(done, "逾期办结", "late")
    return Due(done, f"期限 {due_words(case)}" if case.due_on else "")


def _running(case: DisclosureRequest, due_on: date, days: tuple[Day, ...], today: date) -> Due:
    mark = PROVISIONAL if case.provisional else ""
    notes = ["等待申请人说明理由"] if case.state == State.REASON_REQUESTED else []
    notes += ["征求意见期间不计算"] if case.state in states.CONSULTING else []
    note = "，".join(notes)
    if due_on < today:
        late = sum(day.counts for day in days if day.on > due_on)
        said = f"已逾期 {late} 个工作日" if late else "已逾期"
        return Due(said, f"应于{due_words(case)}前答复", "late")
    if due_on == today:
        return Due(f"今天到期，{cn_day(due_on)}{mark}", note, "late")
    left = sum(day.counts for day in days if today < day.on <= due_on)
    last = f"{cn_day(due_on) if due_on.year == today.year else cn_date(due_on)}{mark}"
    return Due(f"还有 {left} 个工作日，{last}", note, "soon" if left <= SOON else "")


def _row(case: DisclosureRequest, events: list[ClockEvent], calendar: Calendar, today: date) -> Row:
    on = seen_on(case, today)
    days: tuple[Day, ...] = ()
    if case.received_on and case.state != State.SPLIT:
        days = days_of(clock.run(case.received_on, events, calendar), calendar, until=on)
    return Row(case, due_of(case, days, today), days, on)


def _events_of(cases: list[DisclosureRequest]) -> dict[int, list[ClockEvent]]:
    found: dict[int, list[timing.Row]] = defaultdict(list)
    rows = RequestEvent.objects.filter(request__in=[case.pk for case in cases], step__in=timing.READ)
    for request, *row in rows.values_list("request", "pk", "step", "data"):
        found[request].append((row[0], row[1], row[2]))
    return defaultdict(list, {request: timing.read_events(each) for request, each in found.items()})
