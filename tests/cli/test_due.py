"""`gongkai due`: what people and programs read, many dates at once, and one line for what cannot be done."""

import json
import time
from datetime import date, timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError

from gongkai.bodies.models import CalendarYear
from gongkai.rules.calendar import Calendar

pytestmark = pytest.mark.django_db


def printed(*arguments: str) -> str:
    out = StringIO()
    call_command("due", *arguments, stdout=out)
    return out.getvalue()


def documents(*arguments: str) -> Any:
    return json.loads(printed(*arguments, "--json"))


def refusal(*arguments: str) -> str:
    with pytest.raises(CommandError) as caught:
        call_command("due", *arguments)
    assert caught.value.returncode == 2
    assert "\n" not in str(caught.value)
    return str(caught.value)


# --- for programs -------------------------------------------------------------------------------------------


def test_one_document_for_each_date_in_order() -> None:
    found = documents("2026-02-02", "2026-01-04", "--brief")

    assert found == [
        {"received": "2026-02-02", "rule": "request_reply", "due_on": "2026-03-06", "provisional": False},
        {"received": "2026-01-04", "rule": "request_reply", "due_on": "2026-01-30", "provisional": False},
    ]


def test_the_count_is_given_day_by_day() -> None:
    [found] = documents("2026-02-02")

    assert found["count"][0] == {"on": "2026-02-03", "counts": True, "why": None}
    assert found["count"][-1] == {"on": "2026-03-06", "counts": True, "why": None}
    assert {"on": "2026-02-14", "counts": True, "why": "春节调休上班"} in found["count"]
    assert {"on": "2026-02-17", "counts": False, "why": "春节"} in found["count"]
    assert sum(day["counts"] for day in found["count"]) == 20


def test_another_rule_may_be_asked_for() -> None:
    [found] = documents("2026-02-14", "--rule", "request_correction_notice", "--brief")

    assert found["due_on"] == "2026-03-03"


def test_an_unannounced_year_is_provisional() -> None:
    [found] = documents("2026-12-18", "--brief")

    assert (found["due_on"], found["provisional"]) == ("2027-01-15", True)


def test_a_year_entered_since_is_counted() -> None:
    CalendarYear.objects.create(year=2027, days={"holidays": {"2027-01-01": "元旦"}, "workdays": {}})

    [found] = documents("2026-12-18", "--brief")

    assert (found["due_on"], found["provisional"]) == ("2027-01-18", False)


def test_consultation_of_a_third_party_does_not_count() -> None:
    events = ["--event", "consulted:2026-03-10", "--event", "answered:2026-03-25"]

    [found] = documents("2026-03-02", *events)

    assert found["due_on"] == "2026-04-15"
    assert sum(day["counts"] for day in found["count"]) == 20
    assert sum(day["why"] == "征求意见期间，不计算在内" for day in found["count"]) == 11


def test_an_extension_adds_its_days() -> None:
    [found] = documents("2026-03-02", "--event", "extended:20", "--brief")

    assert found["due_on"] == "2026-04-28"


def test_a_correction_starts_the_count_anew() -> None:
    asked = ["--event", "correction_asked:2026-03-06"]

    [waiting] = documents("2026-03-02", *asked, "--brief")
    [corrected] = documents("2026-03-02", *asked, "--event", "corrected:2026-03-16", "--brief")

    assert waiting["due_on"] is None
    assert corrected["due_on"] == Calendar.default().add_working_days(date(2026, 3, 16), 20).on.isoformat()


def test_a_payment_starts_the_count_anew() -> None:
    notified = ["--event", "fee_notified:2026-03-10"]

    [waiting] = documents("2026-03-02", *notified, "--brief")
    [paid] = documents("2026-03-02", *notified, "--event", "paid:2026-03-25", "--brief")

    assert (waiting["due_on"], paid["due_on"]) == (None, "2026-04-23")
    assert "2021-01-01" in refusal("2020-12-01", "--event", "paid:2020-12-02")


def test_hours_give_a_time() -> None:
    [found] = documents("2026-03-02T21:30", "--rule", "opinion_first", "--brief")

    assert (found["due_on"], found["due_at"]) == ("2026-03-03", "2026-03-03T02:30:00")


def test_five_hundred_dates_take_well_under_two_seconds() -> None:
    dates = [str(date(2025, 1, 1) + timedelta(n)) for n in range(500)]
    began = time.perf_counter()

    found = documents(*dates)

    assert len(found) == 500
    assert [each["received"] for each in found] == dates
    assert time.perf_counter() - began < 2


# --- for people ---------------------------------------------------------------------------------------------


def test_people_read_a_table() -> None:
    lines = printed("2026-04-28", "--rule", "request_correction_notice").splitlines()

    assert lines == [
        "告知补正：自收到申请（2026-04-28）起7个工作日，条例第三十条",
        "  2026-04-29 星期三    1",
        "  2026-04-30 星期四    2",
        "  2026-05-01 星期五    —  劳动节",
        "  2026-05-02 星期六    —  劳动节",
        "  2026-05-03 星期日    —  劳动节",
        "  2026-05-04 星期一    —  劳动节",
        "  2026-05-05 星期二    —  劳动节",
        "  2026-05-06 星期三    3",
        "  2026-05-07 星期四    4",
        "  2026-05-08 星期五    5",
        "  2026-05-09 星期六    6  劳动节调休上班",
        "  2026-05-10 星期日    —",
        "  2026-05-11 星期一    7",
        "期限届满：2026-05-11（星期一）",
    ]


def test_people_read_one_line_for_each_date_in_brief() -> None:
    lines = printed("2026-03-02", "2026-12-18", "--brief").splitlines()

    assert lines == [
        "2026-03-02 → 2026-03-30（星期一）",
        "2026-12-18 → 2027-01-15（星期五），暂定：放假安排尚未公布，公布后须重新计算",
    ]


def test_people_read_that_the_clock_stands_still() -> None:
    text = printed("2026-03-02", "--event", "correction_asked:2026-03-06", "--brief")

    assert "计时停止" in text


def test_without_a_database_the_shipped_calendar_is_used(monkeypatch: pytest.MonkeyPatch) -> None:
    def no_database() -> Calendar:
        raise OperationalError("no such table")

    monkeypatch.setattr("gongkai.cli.management.commands.due.current_calendar", no_database)
    out, err = StringIO(), StringIO()

    call_command("due", "2026-02-02", "--brief", stdout=out, stderr=err)

    assert out.getvalue() == "2026-02-02 → 2026-03-06（星期五）\n"
    assert "按随程序提供的放假安排计算" in err.getvalue()


# --- refusals -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["2026-13-01"], "“2026-13-01”不是日期，应当像 2026-03-02"),
        (["2026-03-02", "昨天"], "“昨天”不是日期，应当像 2026-03-02"),
        (["2026-03-02", "--event", "consulted:9999-12-31"], "“9999-12-31”超出范围，只能计算1990年至2199年"),
        (["9999-12-31"], "“9999-12-31”超出范围，只能计算1990年至2199年"),
        (
            ["2026-03-02", "--rule", "request_repl"],
            "request_repl（是不是 request_reply？）",
        ),
        (["2026-03-02", "--rule", "xyz"], "没有这条期限规则：xyz"),
        (["2008-04-30"], "“答复申请”自2008-05-01起施行，2008-04-30尚未施行"),
        (["2026-03-02", "--rule", "opinion_first"], "“重大突发事件首次发布权威信息”以小时计算"),
        (["2026-03-02", "--event", "lost:2026-03-03"], "不认识的事件“lost”"),
        (["2026-03-02", "--event", "consulted:soon"], "写法不对"),
        (["2026-03-02", "--event", "extended:21"], "延长不得超过20个工作日"),
        (["2026-03-02", "--rule", "fee_payment", "--event", "extended:5"], "--event 只能与 request_reply"),
    ],
)
def test_what_cannot_be_done_is_one_line_and_exit_2(arguments: list[str], message: str) -> None:
    assert message in refusal(*arguments)
