"""期限雷达: the lines of five working days, by day, with what is late in front."""

from collections import Counter
from dataclasses import dataclass
from datetime import date

from gongkai.bodies.calendar import current_calendar
from gongkai.design.words import cn_date, cn_day, cn_weekday
from gongkai.office.desk import Desk
from gongkai.office.forms.radar import RadarFilter
from gongkai.office.redlines import Kind, Line, Span, lines_of, sources_of
from gongkai.office.requests.queues import Band, bands
from gongkai.rules.calendar import Calendar


@dataclass(frozen=True)
class Rest:
    """Lines of one kind that are not shown."""

    kind: Kind
    count: int


@dataclass(frozen=True)
class Group:
    """What falls due on one day, or all that is late: the first lines of each kind, and how many more."""

    label: str
    css: str
    lines: list[Line]
    rest: list[Rest]


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


Counts = dict[Kind, Counter[date]]


def radar_of(desk: Desk, form: RadarFilter) -> Radar:
    """Return the radar with the filters of the form; the number of queries is always the same."""
    calendar = current_calendar()
    fields = bands(desk.today, calendar)
    span = Span(desk, calendar, fields[-1].last, whose=form.whose)
    sources = sources_of(span)
    counts = {kind: source.counts(span) for kind, source in sources.items()}
    asked = {kind: source for kind, source in sources.items() if form.kind_code in ("", kind.code)}
    lines = lines_of(span, asked, form.cut)
    by_day = sum((counts[kind] for kind in asked), Counter[date]())
    readings = [(band, _between(by_day, band.first, band.last)) for band in fields]
    kinds = [(kind.code, kind.label, found.total()) for kind, found in counts.items() if found]
    groups = [_group(day, lines, {kind: counts[kind] for kind in asked}, span) for day in sorted(by_day)]
    return Radar(groups, readings, kinds, by_day.total())


def _between(by_day: Counter[date], first: date, last: date) -> int:
    return sum(count for day, count in by_day.items() if first <= day <= last)


def _group(day: date, lines: list[Line], counts: Counts, span: Span) -> Group:
    shown = [line for line in lines if max(line.on, span.eve) == day]
    of_kind = Counter(line.kind for line in shown)
    left = {kind: found[day] - of_kind[kind] for kind, found in counts.items()}
    rest = [Rest(kind, count) for kind, count in left.items() if count > 0]
    today = span.desk.today
    if day < today:
        total = sum(found[day] for found in counts.values())
        return Group(f"已经逾期 {total} 件", "office-day--late", shown, rest)
    css = "office-day--late" if day == today else ""
    return Group(_label(day, today, span.calendar), css, shown, rest)


def _label(day: date, today: date, calendar: Calendar) -> str:
    name = f"{cn_day(day) if day.year == today.year else cn_date(day)} {cn_weekday(day)}"
    if day == today:
        return f"今天，{name}"
    left = sum(each.counts for each in calendar.days(today, day))
    return f"还有 {left} 个工作日，{name}" if left else f"不满1个工作日，{name}"
