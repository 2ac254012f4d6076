"""A person's deadlines as a calendar (iCalendar); of a request it says the number and nothing else."""

from collections.abc import Callable
from datetime import date, timedelta

from django.db.models import Q
from django.utils.timezone import localdate, now
from icalendar import Alarm, Calendar, Event

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Body, User
from gongkai.casework.actions.together import digest_of
from gongkai.casework.models import CalendarFeed
from gongkai.office.desk import Desk
from gongkai.office.redlines import Cut, Line, Span, Whose, everybody, lines_of, sources_of
from gongkai.rules.roles import Role

AHEAD = timedelta(days=90)
MOST = Cut(soon=1_000)  # of each kind; calendar programs fetch the file again and again
WHOLE_BODY = frozenset({Role.REGISTRAR, Role.OFFICE_HEAD})


def calendar_for(token: str, absolute: Callable[[str], str]) -> bytes | None:
    """Return the calendar behind a token; None when there is none, or its owner has no role any more."""
    feed = CalendarFeed.objects.filter(digest=digest_of(token)).select_related("user", "body").first()
    if feed is None or not feed.user.is_active:
        return None
    desk = _desk(feed.user, feed.body)
    if not desk.roles:
        return None
    whose = everybody if desk.roles & WHOLE_BODY else _own(desk.user)
    span = Span(desk, current_calendar(), desk.today + AHEAD, with_late=False, whose=whose)
    return _written(lines_of(span, sources_of(span), MOST), feed.body, absolute)


def _desk(user: User, body: Body) -> Desk:
    return Desk(user=user, body=body, bodies=(body,), roles=user.roles_in(body), today=localdate())


def _own(user: User) -> Whose:
    """Let through what is for this person: their own, and their unit's with nobody named."""
    return lambda unit, person: Q(**{person: user}) | Q(**{person: None, f"{unit}__isnull": False})


def _written(lines: list[Line], body: Body, absolute: Callable[[str], str]) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//gongkai//deadlines//ZH")
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", f"{body.short_name} 政府信息公开期限")
    for line in lines:
        calendar.add_component(_event(line, body, absolute))
    return bytes(calendar.to_ical())


def _event(line: Line, body: Body, absolute: Callable[[str], str]) -> Event:
    event, address = Event(), absolute(line.url)
    event.add("uid", f"{line.kind.code}-{line.url.strip('/').replace('/', '-')}@{body.code}")
    event.add("summary", f"{line.label}：{line.name}{'（期限暂定）' if line.is_provisional else ''}")
    event.add("dtstart", line.on)
    event.add("dtend", _next(line.on))
    event.add("dtstamp", now())
    event.add("url", address)
    event.add("description", f"{line.kind.basis}\n{address}")
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", line.label)
    alarm.add("trigger", timedelta(days=-1, hours=9))
    event.add_component(alarm)
    return event


def _next(day: date) -> date:
    return day + timedelta(days=1)
