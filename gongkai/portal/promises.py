"""承诺与兑现: three figures of this year for the first page, each with the address of its receipt."""

from dataclasses import dataclass
from datetime import date

from django.urls import reverse

from gongkai.bodies.models import Body
from gongkai.portal.live_figures import number_words, numbers_of
from gongkai.statistics.answers import share
from gongkai.statistics.scope import Scope

NOTHING_YET = "—"


@dataclass(frozen=True)
class Promise:
    """One figure for the first page: the number as written, its unit, what it is, where its receipt is."""

    value: str
    unit: str
    label: str
    address: str


def promises_of(body: Body, today: date) -> list[Promise]:
    """Return what was disclosed this year, how much was answered in time, and how long it took on average."""
    numbers = numbers_of(Scope(body, date(today.year, 1, 1), today))
    in_time = share(numbers["requests.in_time"], numbers["requests.replied"])
    disclosed = number_words(numbers["proactive.items"])
    days = number_words(numbers["requests.average_days"]) if in_time is not None else NOTHING_YET
    return [
        _promise("proactive.items", disclosed, "条", "今年主动公开政府信息"),
        _promise(
            "requests.in_time",
            NOTHING_YET if in_time is None else number_words(in_time),
            "%",
            "依申请公开按期答复率",
        ),
        _promise("requests.average_days", days, "个工作日", "平均答复用时"),
    ]


def _promise(code: str, value: str, unit: str, label: str) -> Promise:
    return Promise(value, "" if value == NOTHING_YET else unit, label, reverse("portal:figure", args=[code]))
