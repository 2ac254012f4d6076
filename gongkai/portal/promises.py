"""承诺与兑现: three figures of this year for the first page, each with the address of its receipt."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.design.words import NOTHING_YET
from gongkai.portal.live_figures import number_words, numbers_of
from gongkai.statistics.answers import share
from gongkai.statistics.scope import Scope


@dataclass(frozen=True)
class Promise:
    """One figure for the first page: the number as written, its unit, what it is, where its receipt is."""

    value: str
    unit: str
    label: str
    address: str


@dataclass(frozen=True)
class Promises:
    """The figures of a period, and the period in words."""

    period: str
    promises: list[Promise]


def promises_of(body: Body, today: date) -> Promises:
    """Return the figures of this year; those of the year before while this year has too little to show."""
    this_year = Scope(body, date(today.year, 1, 1), today)
    last_year = Scope.year(body, today.year - 1)
    if _can_tell(this_year) or not _can_tell(last_year):
        return Promises(f"{today.year}年1月1日至今", _promises(this_year))
    return Promises(f"{today.year - 1}年全年", _promises(last_year))


def _can_tell(scope: Scope) -> bool:
    """Whether all three figures mean something: something was disclosed, and something answered."""
    numbers = numbers_of(scope)
    return bool(numbers["proactive.items"] and numbers["requests.replied"])


def _promises(scope: Scope) -> list[Promise]:
    numbers = numbers_of(scope)
    in_time = share(numbers["requests.in_time"], numbers["requests.replied"])
    disclosed = number_words(numbers["proactive.items"])
    kept = NOTHING_YET if in_time is None else number_words(in_time)
    days = NOTHING_YET if in_time is None else number_words(numbers["requests.average_days"])
    return [
        _promise(scope, "proactive.items", disclosed, "条", "主动公开政府信息"),
        _promise(scope, "requests.in_time", kept, "%", "依申请公开按期答复率"),
        _promise(scope, "requests.average_days", days, "个工作日", "平均答复用时"),
    ]


def _promise(scope: Scope, code: str, value: str, unit: str, label: str) -> Promise:
    address = f"{reverse('portal:figure', args=[code])}?year={scope.since.year}"
    return Promise(value, "" if value == NOTHING_YET else unit, label, address)
