"""期限: every period of the disclosure law and of what surrounds it, as data, and the day each one ends."""

from calendar import monthrange
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import StrEnum
from functools import cache
from types import MappingProxyType

from gongkai.rules.calendar import Calendar, Day
from gongkai.rules.tables import Row, read_each, read_file
from gongkai.rules.versions import Version, Versions, read_versions

FILE = "deadlines.toml"


class Unit(StrEnum):
    """What a period is counted in."""

    WORKING_DAYS = "working_days"
    CALENDAR_DAYS = "calendar_days"
    MONTHS = "months"
    HOURS = "hours"
    FIXED_DATE = "fixed_date"

    @property
    def label(self) -> str:
        """The Chinese measure word."""
        return UNIT_LABELS[self]


UNIT_LABELS = {
    Unit.WORKING_DAYS: "个工作日",
    Unit.CALENDAR_DAYS: "日",
    Unit.MONTHS: "个月",
    Unit.HOURS: "小时",
    Unit.FIXED_DATE: "",
}


class Certainty(StrEnum):
    """How sure the number is."""

    STATUTE = "statute"  # 法律、行政法规原文
    PUBLISHED = "published"  # 规范性文件或者地方公开的规定
    UNCONFIRMED = "unconfirmed"  # 通行说法，尚未核对原文
    CHOSEN = "chosen"  # 法律没有规定，本系统的默认值


DOUBTS = {
    Certainty.UNCONFIRMED: "，尚未核对原文",
    Certainty.CHOSEN: "，没有规定长短，为默认值，各机关可以另定",
}


class RestDay(StrEnum):
    """Where a period ends whose last day is not worked."""

    NEXT = "next"
    PREVIOUS = "previous"
    STAYS = "stays"


class UnknownRule(LookupError):
    """There is no deadline rule of this code."""


class NeedsTime(ValueError):
    """The rule counts hours and the start has no time of day."""


class NotConfigurable(ValueError):
    """The law fixes this period; a body may not choose another."""


@dataclass(frozen=True)
class Period:
    """How long: `value` in `unit`; for a fixed date its `month` and `day`."""

    unit: Unit
    value: int = 0
    month: int = 0
    day: int = 0

    @property
    def label(self) -> str:
        """The period in Chinese: 20个工作日, 1月31日前."""
        if self.unit is Unit.FIXED_DATE:
            return f"{self.month}月{self.day}日前"
        return f"{self.value}{self.unit.label}"


@dataclass(frozen=True)
class Rule:
    """
    One deadline rule: from which event, until what, how long in which version of the law.

    `at_least` says that the period must not be shorter (it opens a window), `before` that it is counted
    backwards from the event.
    """

    code: str
    label: str
    event: str
    until: str
    versions: Versions[Period]
    certainty: Certainty
    configurable: bool
    rest_day: RestDay
    at_least: bool
    before: bool
    note: str

    def in_force(self, on: date) -> Version[Period]:
        """
        Return the version in force on the day `on`.

        :raises NotInForce: the rule did not exist yet
        """
        return self.versions.in_force(on)

    @property
    def words(self) -> str:
        """The newest version as a sentence, with its basis and how sure it is."""
        now = self.versions.latest
        doubt = DOUBTS.get(self.certainty, "")
        if now.value.unit is Unit.FIXED_DATE:
            when = f"{self.event}后，{now.value.label}"
        else:
            least, within = ("至少", "") if self.at_least else ("", "" if self.before else "内")
            when = f"{self.event}之日{'前' if self.before else '起'}{least}{now.value.label}{within}"
        return f"{self.label}：{when}{self.until}（{now.basis}{doubt}）。"


@dataclass(frozen=True)
class Deadline:
    """The end of a period; `nominal_on` is the last day before it moved off a day of rest."""

    rule: Rule
    start: date
    due_on: date
    nominal_on: date
    provisional: bool
    version: Version[Period]
    calendar: Calendar
    due_at: datetime | None = None

    @property
    def count(self) -> tuple[Day, ...]:
        """The count day by day; empty for months, hours, fixed dates and what is counted backwards."""
        days = self.calendar.days(self.start, self.due_on)
        match self.version.value.unit:
            case Unit.WORKING_DAYS:
                return tuple(days)
            case Unit.CALENDAR_DAYS:
                return tuple(self._counted_by_date(day) for day in days)
            case _:
                return ()

    def _counted_by_date(self, day: Day) -> Day:
        if day.on <= self.nominal_on:
            return Day(day.on, True, None, day.provisional)
        return Day(day.on, False, day.why or "期间届满的最后一日休息，顺延至此", day.provisional)


def rules() -> Mapping[str, Rule]:
    """Return all rules by code, aliases left out."""
    return _rules()


def rule(code: str) -> Rule:
    """
    Return the rule of this code; an alias pins one version of another rule.

    :raises UnknownRule: there is none
    """
    if found := _rules().get(code) or _aliases().get(code):
        return found
    raise UnknownRule(f"没有这条期限规则：{code}")


def due(
    code: str, start: date, calendar: Calendar, on: date | None = None, *, value: int | None = None
) -> Deadline:
    """
    Return when the period `code` that starts with the event on `start` ends.

    The version of the law is that of the day `on`, by default of `start`. `value` is what a body has chosen
    where the rule is configurable.

    :raises UnknownRule: no such rule
    :raises NotInForce: the rule did not exist on that day
    :raises NeedsTime: the rule counts hours and `start` is not a datetime
    :raises NotConfigurable: `value` given for a period fixed by law
    """
    found = rule(code)
    day = start.date() if isinstance(start, datetime) else start
    version = found.in_force(on or day)
    if value is not None:
        version = _chosen(found, version, value)
    period = version.value
    if period.unit is Unit.HOURS:
        if not isinstance(start, datetime):
            raise NeedsTime(f"“{found.label}”以小时计算，需要写明时刻，例如 {day}T09:00")
        due_at = start + timedelta(hours=period.value)
        return Deadline(found, day, due_at.date(), due_at.date(), False, version, calendar, due_at)
    if period.unit is Unit.WORKING_DAYS:
        end = calendar.add_working_days(day, period.value)
        return Deadline(found, day, end.on, end.on, end.provisional, version, calendar)
    nominal = _nominal_end(day, period, -1 if found.before else 1)
    end_on = _off_rest_days(nominal, found.rest_day, calendar)
    moves = found.rest_day is not RestDay.STAYS
    provisional = moves and not (calendar.is_announced(nominal) and calendar.is_announced(end_on))
    return Deadline(found, day, end_on, nominal, provisional, version, calendar)


def _chosen(found: Rule, version: Version[Period], value: int) -> Version[Period]:
    if not found.configurable:
        raise NotConfigurable(f"“{found.label}”由法律规定，不能自行设定")
    if value < 1:
        raise ValueError(f"期限应当大于零：{value}")
    return Version(version.from_on, Period(version.value.unit, value), version.basis)


def _nominal_end(start: date, period: Period, sign: int) -> date:
    """Return the last day of the period by the plain calendar; `start` is not counted."""
    if period.unit is Unit.CALENDAR_DAYS:
        return start + timedelta(days=sign * period.value)
    if period.unit is Unit.MONTHS:
        return add_months(start, sign * period.value)
    this_year = date(start.year, period.month, period.day)
    return this_year if this_year > start else date(start.year + 1, period.month, period.day)


def add_months(start: date, months: int) -> date:
    """Return the same day of the month `months` later, or the last day of a month that is too short."""
    year, month = divmod(start.year * 12 + start.month - 1 + months, 12)
    return date(year, month + 1, min(start.day, monthrange(year, month + 1)[1]))


def _off_rest_days(nominal: date, rest_day: RestDay, calendar: Calendar) -> date:
    match rest_day:
        case RestDay.NEXT:
            return calendar.working_day_from(nominal)
        case RestDay.PREVIOUS:
            return calendar.working_day_until(nominal)
        case _:
            return nominal


def _read(code: str, row: Row) -> Rule:
    unit = row.choice("unit", Unit)
    label = row.text("label")
    moves = unit in (Unit.CALENDAR_DAYS, Unit.MONTHS)
    before = row.flag("before", False)
    if before and not moves:
        raise row.error("只有按日、按月计算的期限可以倒算")
    certainty = row.choice("certainty", Certainty)
    return Rule(
        code=code,
        label=label,
        event=row.text("event"),
        until=row.text("until"),
        versions=read_versions(label, row.rows("versions"), lambda version: _read_period(version, unit)),
        certainty=certainty,
        configurable=row.flag("configurable", certainty in (Certainty.UNCONFIRMED, Certainty.CHOSEN)),
        rest_day=row.choice("rest_day", RestDay, RestDay.NEXT if moves else RestDay.STAYS),
        at_least=row.flag("at_least", False),
        before=before,
        note=row.text("note", ""),
    )


def _read_period(row: Row, unit: Unit) -> Period:
    unit = row.choice("unit", Unit, unit)
    if unit is Unit.FIXED_DATE:
        return Period(unit, month=row.number("month"), day=row.number("day"))
    if (value := row.number("value")) < 1:
        raise row.error("期限应当大于零")
    return Period(unit, value)


@cache
def _rules() -> Mapping[str, Rule]:
    file = read_file(FILE)
    return MappingProxyType(read_each(file, "rules", _read))


@cache
def _aliases() -> dict[str, Rule]:
    """Read other names of rules; `on` pins the version of that day for every start."""

    def build(code: str, row: Row) -> Rule:
        if not (target := _rules().get(row.text("rule"))):
            raise row.error(f"没有规则 {row.text('rule')}")
        if (on := row.day("on", date.min)) == date.min:
            return target
        pinned = target.in_force(on)
        versions = Versions(target.label, [Version(date.min, pinned.value, pinned.basis)])
        return Rule(**{**vars(target), "code": code, "versions": versions})

    return read_each(read_file(FILE), "aliases", build)
