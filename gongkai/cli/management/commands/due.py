"""`gongkai due DATE…`: when a period ends, with the count day by day."""

import json
from argparse import ArgumentParser
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from difflib import get_close_matches
from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import DatabaseError

from gongkai.bodies.calendar import current_calendar
from gongkai.casework import clock
from gongkai.casework.clock import ClockEvent
from gongkai.rules import deadlines
from gongkai.rules.calendar import WEEKDAYS, Calendar, Day
from gongkai.rules.deadlines import Rule, UnknownRule

CLOCK_RULES = ("request_reply", "request_reply_2007")
FIRST_YEAR, LAST_YEAR = 1990, 2199


@dataclass(frozen=True)
class Answer:
    """What is printed for one date; `due_on` is None while the clock stands still."""

    received: date
    rule: Rule
    period: str
    basis: str
    due_on: date | None
    due_at: datetime | None
    provisional: bool
    count: Sequence[Day]


def answer(start: date, rule: Rule, events: Sequence[ClockEvent], calendar: Calendar) -> Answer:
    """
    Compute the period of `rule` from a date (or a date and time), moved by `events`.

    :raises ValueError: not in force then, or events that contradict each other
    """
    if events:
        return _clock_answer(start, rule, events, calendar)
    found = deadlines.due(rule.code, start, calendar)
    return Answer(
        received=start,
        rule=rule,
        period=found.version.value.label,
        basis=found.version.basis,
        due_on=found.due_on,
        due_at=found.due_at,
        provisional=found.provisional,
        count=found.count,
    )


def _clock_answer(start: date, rule: Rule, events: Sequence[ClockEvent], calendar: Calendar) -> Answer:
    if rule.code not in CLOCK_RULES:
        raise ValueError(f"--event 只能与 {'、'.join(CLOCK_RULES)} 一起使用")
    received = start.date() if isinstance(start, datetime) else start
    result = clock.run(received, events, calendar, rule=rule.code)
    extended = f"，延长{result.extension_days}个工作日" if result.extension_days else ""
    return Answer(
        received=start,
        rule=rule,
        period=f"{result.limit}个工作日{extended}",
        basis=rule.in_force(received).basis,
        due_on=result.due_on,
        due_at=None,
        provisional=result.provisional,
        count=result.count,
    )


def read_start(text: str) -> date:
    """
    Read a date, or a date and time such as 2026-03-02T09:30.

    :raises ValueError: neither, or out of range
    """
    try:
        start = datetime.fromisoformat(text) if "T" in text else date.fromisoformat(text)
    except ValueError:
        raise ValueError(f"“{text}”不是日期，应当像 2026-03-02") from None
    check_year(start)
    return start


def check_year(day: date) -> None:
    """
    Ask whether a day lies in the years that can be computed.

    :raises ValueError: it does not
    """
    if not FIRST_YEAR <= day.year <= LAST_YEAR:
        raise ValueError(f"“{day.isoformat()}”超出范围，只能计算{FIRST_YEAR}年至{LAST_YEAR}年")


def as_json(found: Answer, *, brief: bool) -> dict[str, Any]:
    """Return the answer as the document that programs read."""
    document: dict[str, Any] = {
        "received": found.received.isoformat(),
        "rule": found.rule.code,
        "due_on": found.due_on and found.due_on.isoformat(),
        "provisional": found.provisional,
    }
    if found.due_at:
        document["due_at"] = found.due_at.isoformat()
    if not brief:
        document["count"] = [
            {"on": day.on.isoformat(), "counts": day.counts, "why": day.why} for day in found.count
        ]
    return document


def as_lines(found: Answer, *, brief: bool) -> Iterator[str]:
    """Yield the answer as lines for people."""
    end = _end(found)
    if brief:
        yield f"{found.received.isoformat()} → {end}"
        return
    event = f"{found.rule.event}（{found.received.isoformat()}）"
    yield f"{found.rule.label}：自{event}起{found.period}，{found.basis}"
    counted = 0
    for day in found.count:
        counted += day.counts
        number = f"{counted:>4}" if day.counts else "   —"
        yield f"  {day.on} {WEEKDAYS[day.on.weekday()]} {number}  {_why(day)}".rstrip()
    yield f"期限届满：{end}"


def _end(found: Answer) -> str:
    if found.due_on is None:
        return "计时停止，等待补正、答复意见或者缴费"
    at = f" {found.due_at:%H:%M}" if found.due_at else ""
    provisional = "，暂定：放假安排尚未公布，公布后须重新计算" if found.provisional else ""
    return f"{found.due_on}{at}（{WEEKDAYS[found.due_on.weekday()]}）{provisional}"


def _why(day: Day) -> str:
    """Say what is special, unless the weekday beside it says so already."""
    return "" if day.why in WEEKDAYS else day.why or ""


def find_rule(code: str) -> Rule:
    """
    Return the rule of this code.

    :raises UnknownRule: there is none; the message names one that is spelt alike
    """
    try:
        return deadlines.rule(code)
    except UnknownRule as error:
        alike = get_close_matches(code, deadlines.rules(), n=1)
        raise UnknownRule(f"{error}" + (f"（是不是 {alike[0]}？）" if alike else "")) from None


class Command(BaseCommand):
    """Compute when periods end."""

    help = "计算期限届满之日，并逐日列出计算过程"
    requires_system_checks = []

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take dates, a rule, events, and how to print."""
        parser.add_argument("dates", nargs="+", metavar="DATE", help="起算日，例如 2026-03-02")
        parser.add_argument("--rule", default="request_reply", help="期限规则的代码，默认 request_reply")
        parser.add_argument(
            "--event",
            action="append",
            default=[],
            dest="events",
            metavar="KIND:DATE",
            help="计时的事件，例如 consulted:2026-03-10、answered:2026-03-25、extended:20，可以重复",
        )
        parser.add_argument("--json", action="store_true", help="输出 JSON")
        parser.add_argument("--brief", action="store_true", help="不列出计算过程")

    def handle(self, *, dates: list[str], rule: str, events: list[str], **options: Any) -> None:
        """Print one answer for each date, in order; what cannot be computed is one line and exit 2."""
        try:
            found_rule = find_rule(rule)
            found_events = [ClockEvent.parse(event) for event in events]
            for event in found_events:
                check_year(event.on or date(FIRST_YEAR, 1, 1))
            starts = [read_start(text) for text in dates]
            calendar, is_shipped = _calendar()
            answers = [answer(start, found_rule, found_events, calendar) for start in starts]
        except (UnknownRule, ValueError) as error:
            raise CommandError(str(error), returncode=2) from error
        if is_shipped:
            self.stderr.write("没有可用的数据库：按随程序提供的放假安排计算。")
        if options["json"]:
            documents = [as_json(found, brief=options["brief"]) for found in answers]
            self.stdout.write(json.dumps(documents, ensure_ascii=False))
            return
        blocks = ["\n".join(as_lines(found, brief=options["brief"])) for found in answers]
        self.stdout.write(("\n" if options["brief"] else "\n\n").join(blocks))


def _calendar() -> tuple[Calendar, bool]:
    """Return the calendar in force, or the shipped one where there is no database, and whether it is that."""
    try:
        return current_calendar(), False
    except DatabaseError:
        return Calendar.default(), True
