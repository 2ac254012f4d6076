"""期限雷达: the lines of five working days, by day, with what is late in front."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.design.words import cn_date, cn_day, cn_weekday
from gongkai.office.desk import Desk
from gongkai.office.forms.radar import RadarFilter
from gongkai.office.queues import Band, bands
from gongkai.office.redlines import KINDS, Line, Span, lines_of
from gongkai.rules.calendar import Calendar


@dataclass(frozen=True)
class Group:
    """The lines of one day, or all that are late."""

    label: str
    css: str
    lines: list[Line]


@dataclass(frozen=True)
class Radar:
    """What one person sees of the next five working days."""

    groups: list[Group]
    readings: list[tuple[Band, int]]
    kinds: list[tuple[str, str, int]]
    total: int

    @property
    def is_quiet(self) -> bool:
        """Whether nothing is late and nothing falls due."""
        return not self.total


def radar_of(desk: Desk, form: RadarFilter) -> Radar:
    """Return the radar with the filters of the form; the number of queries is always the same."""
    calendar = current_calendar()
    fields = bands(desk.today, calendar)
    lines = form.narrowed(lines_of(Span(desk, calendar, fields[-1].last)))
    shown = [line for line in lines if form.kind_code in ("", line.kind.code)]
    counts = Counter(line.kind.code for line in lines)
    kinds = [(kind.code, kind.label, counts[kind.code]) for kind in KINDS if counts[kind.code]]
    readings = [(band, sum(band.first <= line.on <= band.last for line in shown)) for band in fields]
    return Radar(list(_grouped(shown, desk.today, calendar)), readings, kinds, len(shown))


def _grouped(lines: list[Line], today: date, calendar: Calendar) -> Iterable[Group]:
    late = [line for line in lines if line.on < today]
    if late:
        yield Group(f"已经逾期 {len(late)} 件", "office-day--late", late)
    for day in sorted({line.on for line in lines if line.on >= today}):
        of_the_day = [line for line in lines if line.on == day]
        yield Group(_label(day, today, calendar), "office-day--late" if day == today else "", of_the_day)


def _label(day: date, today: date, calendar: Calendar) -> str:
    name = f"{cn_day(day) if day.year == today.year else cn_date(day)} {cn_weekday(day)}"
    if day == today:
        return f"今天，{name}"
    left = sum(each.counts for each in calendar.days(today, day))
    return f"还有 {left} 个工作日，{name}" if left else f"不满1个工作日，{name}"
