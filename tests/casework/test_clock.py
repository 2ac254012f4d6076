"""答复期限的计时（条例第三十条、第三十二条、第三十三条）."""

import tomllib
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from gongkai.casework.clock import (
    AWAITING_PAYMENT,
    CONSULTING,
    ClockError,
    ClockEvent,
    EventKind,
    letter_due,
    run,
)
from gongkai.rules.calendar import Calendar
from gongkai.rules.versions import NotInForce
from tests.casework.arrangement import arrangement

CALENDAR = Calendar.default()
CASES = tomllib.loads((Path(__file__).parent / "cases" / "clock.toml").read_text("utf-8"))["cases"]
YEAR = st.dates(date(2025, 1, 2), date(2025, 12, 20))
DELAYS = st.integers(0, 60)


def events(*texts: str) -> list[ClockEvent]:
    return [ClockEvent.parse(text) for text in texts]


@pytest.mark.parametrize("case", CASES, ids=[case["name"] for case in CASES])
def test_legal_case(case: dict[str, Any]) -> None:
    given_, expect = case["given"], case["expect"]

    result = run(given_["received_on"], events(*given_.get("events", [])), CALENDAR)

    found = {key: getattr(result, key) for key in expect}
    assert found == expect, case["basis"]


def test_the_vector_of_a_consultation_counts_six_pauses_eleven_and_leaves_fourteen() -> None:
    result = run(date(2026, 3, 2), events("consulted:2026-03-10", "answered:2026-03-25"), CALENDAR)

    assert (result.used, result.paused, result.left) == (6, 11, 14)
    assert result.due_on == date(2026, 4, 15)
    assert {day.on for day in result.count if day.why == CONSULTING} >= {date(2026, 3, 11), date(2026, 3, 25)}
    assert next(day for day in result.count if day.on == date(2026, 3, 10)).counts
    assert next(day for day in result.count if day.on == date(2026, 3, 26)).counts


def test_an_event_that_moves_the_clock_has_a_day() -> None:
    with pytest.raises(ClockError, match="没有日期"):
        run(date(2026, 3, 2), [ClockEvent(kind=EventKind.CORRECTION_ASKED, on=None)], CALENDAR)


def test_nothing_runs_while_a_correction_is_awaited() -> None:
    result = run(date(2026, 3, 2), events("correction_asked:2026-03-05"), CALENDAR)

    assert result.due_on is None
    assert result.count == ()


def test_nothing_runs_while_a_fee_is_awaited() -> None:
    result = run(date(2026, 3, 2), events("fee_notified:2026-03-10"), CALENDAR)

    assert (result.due_on, result.count) == (None, ())


def test_where_payment_does_not_restart_the_count_it_goes_on() -> None:
    notified = ClockEvent(kind=EventKind.FEE_NOTIFIED, on=date(2026, 3, 10))
    paid = ClockEvent(kind=EventKind.PAID, on=date(2026, 3, 25), restarts=False)

    result = run(date(2026, 3, 2), [notified, paid], CALENDAR)

    assert (result.start, result.used, result.paused, result.left) == (date(2026, 3, 2), 6, 11, 14)
    assert result.due_on == date(2026, 4, 15)
    assert {day.why for day in result.count if day.on == date(2026, 3, 25)} == {AWAITING_PAYMENT}


def test_before_2021_nobody_paid() -> None:
    with pytest.raises(NotInForce, match="2021-01-01"):
        events("paid:2020-12-31")


def test_an_order_to_redo_ends_the_wait_for_a_payment() -> None:
    result = run(date(2026, 3, 2), events("fee_notified:2026-03-10", "redo:2026-06-01"), CALENDAR)

    assert (result.start, result.due_on) == (date(2026, 6, 1), date(2026, 6, 30))


def test_each_letter_is_answered_by_its_own_answer() -> None:
    both = [
        ClockEvent(kind=EventKind.CONSULTED, on=date(2026, 3, 4), letter="甲"),
        ClockEvent(kind=EventKind.CONSULTED, on=date(2026, 3, 6), letter="乙", to="peer"),
        ClockEvent(kind=EventKind.ANSWERED, on=date(2026, 3, 10), letter="乙"),
        ClockEvent(kind=EventKind.ANSWERED, on=date(2026, 3, 12), letter="甲"),
    ]

    result = run(date(2026, 3, 2), both, CALENDAR)

    assert result.paused == 6  # 3月5日至12日，合并计算
    assert result.due_on == date(2026, 4, 8)


def test_the_period_of_a_letter_counts_from_its_delivery() -> None:
    sent, delivered = date(2026, 3, 10), date(2026, 3, 16)

    assert letter_due(sent, "third_party", CALENDAR) == date(2026, 3, 31)
    assert letter_due(sent, "third_party", CALENDAR, delivered_on=delivered) == date(2026, 4, 7)


def test_a_delivery_without_a_name_is_that_of_a_letter_still_on_its_way() -> None:
    two = events(
        "consulted:2026-03-03", "consulted:2026-03-04", "delivered:2026-03-05", "delivered:2026-03-09"
    )

    result = run(date(2026, 3, 2), two, CALENDAR)

    assert max(day.on for day in result.count if day.why == CONSULTING) == date(2026, 3, 30)
    assert {day.why for day in result.count if day.on == date(2026, 3, 31)} == {None}


def test_under_the_old_law_a_silent_letter_stops_the_clock() -> None:
    silent = run(date(2018, 3, 1), events("consulted:2018-03-05"), CALENDAR)
    answered = run(date(2018, 3, 1), events("consulted:2018-03-05", "answered:2018-05-02"), CALENDAR)

    assert silent.due_on is None
    assert answered.limit == 15
    assert answered.left == 13


def test_a_year_that_is_not_announced_gives_a_provisional_day() -> None:
    unannounced = max(CALENDAR.years) + 1
    received = date(unannounced - 1, 12, 20)

    before = run(received, [], CALENDAR)
    after = run(received, [], CALENDAR.with_year(arrangement(unannounced)))

    assert before.provisional
    assert not after.provisional


def test_an_order_to_redo_takes_no_account_of_the_extension_before() -> None:
    extended = ClockEvent(kind=EventKind.EXTENDED, on=date(2026, 3, 20), days=20)
    redo = ClockEvent(kind=EventKind.REDO, on=date(2026, 6, 1), days=10)

    result = run(date(2026, 3, 2), [redo, extended], CALENDAR)

    assert (result.total, result.due_on) == (10, date(2026, 6, 15))


@pytest.mark.parametrize(
    ("texts", "says"),
    [
        (["answered:2026-03-25"], "没有对应的征求意见书"),
        (["corrected:2026-03-25"], "没有告知补正"),
        (["correction_asked:2026-03-03", "corrected:2026-03-04", "correction_asked:2026-03-05"], "一次"),
        (["paid:2026-03-25"], "没有收费通知"),
        (["fee_notified:2026-03-03", "paid:2026-03-04", "fee_notified:2026-03-05"], "只收一次"),
        (["correction_asked:2026-03-03", "fee_notified:2026-03-04"], "停止计算期间"),
        (["fee_notified:2026-03-03", "correction_asked:2026-03-04"], "不告知补正"),
        (["correction_asked:2026-03-03", "paid:2026-03-04"], "没有收费通知"),
        (["extended:21"], "20"),
        (["extended:0"], "至少1个工作日"),
        (["consulted:2026-02-27"], "早于收到申请之日"),
    ],
)
def test_events_that_contradict_the_law_or_each_other_are_named(texts: list[str], says: str) -> None:
    with pytest.raises(ClockError, match=says):
        run(date(2026, 3, 2), events(*texts), CALENDAR)


@pytest.mark.parametrize("text", ["paused:2026-03-02", "consulted:yesterday", "extended:long", "redo"])
def test_an_event_that_cannot_be_read_is_refused(text: str) -> None:
    with pytest.raises(ClockError):
        ClockEvent.parse(text)


# --- what holds for every order of events -------------------------------------------------------------------


@st.composite
def happenings(draw: st.DrawFn) -> tuple[date, list[ClockEvent]]:
    """A day of receipt and any events after it, in any order, sensible or not."""
    received = draw(YEAR)
    found = []
    for kind in draw(st.lists(st.sampled_from(EventKind), max_size=7)):
        on = date.fromordinal(received.toordinal() + draw(DELAYS))
        days = draw(st.integers(1, 20)) if kind in (EventKind.EXTENDED, EventKind.REDO) else None
        found.append(ClockEvent(kind=kind, on=on, days=days, restarts=draw(st.booleans())))
    return received, found


@st.composite
def consultations(draw: st.DrawFn) -> tuple[date, list[ClockEvent]]:
    """A day of receipt and some letters, most of them answered."""
    received = draw(YEAR)
    found = []
    for number in range(draw(st.integers(1, 4))):
        sent = date.fromordinal(received.toordinal() + draw(DELAYS))
        found.append(ClockEvent(kind=EventKind.CONSULTED, on=sent, letter=str(number)))
        if draw(st.booleans()):
            answered = date.fromordinal(sent.toordinal() + draw(DELAYS))
            found.append(ClockEvent(kind=EventKind.ANSWERED, on=answered, letter=str(number)))
    return received, found


@settings(deadline=None)
@given(happenings())
def test_whatever_happens_the_last_day_is_worked_or_the_contradiction_is_named(
    happened: tuple[date, list[ClockEvent]],
) -> None:
    received, found = happened
    try:
        result = run(received, found, CALENDAR)
    except ClockError:
        return

    if result.due_on is None:
        assert result.count == ()
    else:
        assert CALENDAR.is_working_day(result.due_on)
        assert result.due_on > result.start >= received
        assert sum(day.counts for day in result.count) == result.total
        assert result.used + result.left == result.total


@settings(deadline=None)
@given(happenings(), st.randoms(use_true_random=False))
def test_the_order_in_which_events_are_given_does_not_matter(
    happened: tuple[date, list[ClockEvent]], shuffler: Any
) -> None:
    received, found = happened
    shuffled = list(found)
    shuffler.shuffle(shuffled)

    assert _due(received, shuffled) == _due(received, found)


@settings(deadline=None)
@given(consultations())
def test_a_pause_never_shortens(happened: tuple[date, list[ClockEvent]]) -> None:
    received, letters = happened

    plain = run(received, [], CALENDAR)
    paused = run(received, letters, CALENDAR)

    assert plain.due_on is not None
    assert paused.due_on is not None
    assert paused.due_on >= plain.due_on
    assert CALENDAR.count(received, paused.due_on) == plain.total + paused.paused


@settings(deadline=None)
@given(consultations(), st.integers(1, 20))
def test_an_extension_adds_exactly_its_days(happened: tuple[date, list[ClockEvent]], days: int) -> None:
    received, letters = happened
    extension = ClockEvent(kind=EventKind.EXTENDED, days=days)

    before, after = run(received, letters, CALENDAR), run(received, [*letters, extension], CALENDAR)

    assert after.total == before.total + days
    assert sum(day.counts for day in after.count) == before.total + days


def _due(received: date, found: list[ClockEvent]) -> date | str | None:
    try:
        return run(received, found, CALENDAR).due_on
    except ClockError as error:
        return str(error)
