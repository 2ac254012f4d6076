"""The strip of days: request received 2026-02-02, Spring Festival in between, due 2026-03-10."""

from dataclasses import dataclass
from datetime import date, timedelta

from gongkai.casework.clock import CONSULTING
from gongkai.design.strip import PAUSE, Strip, draw

RECEIVED = date(2026, 2, 2)
DUE = date(2026, 3, 10)
HOLIDAYS = {date(2026, 2, 15) + timedelta(days=n): "春节" for n in range(9)}
MAKE_UP = {date(2026, 2, 14), date(2026, 2, 28)}


@dataclass(frozen=True)
class Counted:
    on: date
    counts: bool
    why: str | None = None
    provisional: bool = False


def count(until: date = DUE, *, paused: tuple[date, ...] = ()) -> list[Counted]:
    days = [RECEIVED + timedelta(days=n) for n in range(1, (until - RECEIVED).days + 1)]
    return [one_day(on, paused=on in paused) for on in days]


def one_day(on: date, *, paused: bool) -> Counted:
    if paused:
        return Counted(on, counts=False, why="征求意见期间，不计算在内")
    if on in HOLIDAYS:
        return Counted(on, counts=False, why=HOLIDAYS[on])
    if on.weekday() >= 5 and on not in MAKE_UP:
        return Counted(on, counts=False, why="星期六")
    return Counted(on, counts=True, why="春节调休上班" if on in MAKE_UP else None)


def cell(strip: Strip, on: date) -> tuple[str, str]:
    found = next(each for each in strip.cells if each.on == on)
    return found.css, found.words


def test_in_the_middle_it_tells_used_and_left() -> None:
    strip = draw(count(), today=date(2026, 2, 13), due_on=DUE)

    assert (strip.used, strip.left, strip.late) == (9, 13, 0)
    assert strip.words == "已计 9 个工作日，还有 13 个工作日，2026年3月10日到期"


def test_a_holiday_is_hollow_and_says_its_name() -> None:
    css, words = cell(draw(count(), today=date(2026, 2, 13), due_on=DUE), date(2026, 2, 17))

    assert css == "gk-strip__day--rest"
    assert words == "2月17日 星期二 不计入（春节）"


def test_a_make_up_day_counts_though_it_is_a_saturday() -> None:
    css, words = cell(draw(count(), today=date(2026, 2, 13), due_on=DUE), date(2026, 2, 28))

    assert css == "gk-strip__day--counts"
    assert words == "2月28日 星期六 计入（春节调休上班）"


def test_today_and_the_due_day_are_marked() -> None:
    strip = draw(count(), today=date(2026, 2, 13), due_on=DUE)

    assert "gk-strip__day--today" in cell(strip, date(2026, 2, 13))[0]
    assert cell(strip, DUE)[1] == "3月10日 星期二 计入，答复期限"


def test_a_pause_is_hatched() -> None:
    asked = date(2026, 2, 10)

    strip = draw(count(paused=(asked,)), today=date(2026, 2, 13), due_on=DUE)

    assert strip.has_pause
    assert cell(strip, asked) == (
        "gk-strip__day--paused gk-strip__day--past",
        "2月10日 星期二 不计入（征求意见期间，不计算在内）",
    )


def test_after_the_due_day_the_days_are_late() -> None:
    strip = draw(count(until=date(2026, 3, 12)), today=date(2026, 3, 12), due_on=DUE)

    assert strip.late == 2
    assert strip.words == "期限 2026年3月10日，已逾期 2 个工作日"
    assert "gk-strip__day--late" in cell(strip, date(2026, 3, 11))[0]


def test_on_the_due_day_it_says_so() -> None:
    strip = draw(count(), today=DUE, due_on=DUE)

    assert strip.words == "已计 22 个工作日，今天到期，2026年3月10日到期"


def test_the_last_day_that_counts_is_the_due_day_unless_told() -> None:
    strip = draw(count(), today=date(2026, 2, 13))

    assert "gk-strip__day--due" in cell(strip, DUE)[0]


def test_no_day_is_no_period() -> None:
    assert draw([], today=date(2026, 2, 13)).words == "期限尚未起算"


def test_months_are_named_where_they_begin() -> None:
    strip = draw(count(), today=date(2026, 2, 13), due_on=DUE)

    assert [(each.on, each.month) for each in strip.cells if each.month] == [
        (date(2026, 2, 3), "2月"),
        (date(2026, 3, 1), "3月"),
    ]


def test_when_it_has_ended_it_tells_what_was_used() -> None:
    early = draw(count(), today=date(2026, 2, 13), due_on=DUE, ended=True)
    late = draw(count(until=date(2026, 3, 12)), today=date(2026, 3, 12), due_on=DUE, ended=True)

    assert early.words == "用了 9 个工作日，提前 13 个工作日，期限 2026年3月10日"
    assert late.words == "用了 24 个工作日，逾期 2 个工作日，期限 2026年3月10日"


def test_the_day_of_receipt_stands_first_and_is_not_counted() -> None:
    strip = draw(count(), today=date(2026, 2, 13), due_on=DUE, start=RECEIVED)

    assert strip.cells[0].words == "2月2日 星期一 收到，次日起计算"
    assert strip.used == 9


def test_the_words_of_a_pause_are_those_of_the_clock() -> None:
    assert CONSULTING.startswith(PAUSE)
