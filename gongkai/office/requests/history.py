"""What happened to a case, in words, with old and new values."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.timezone import localtime

from gongkai.bodies.models import Unit, User
from gongkai.casework import states
from gongkai.casework.models import (
    ContactMeans,
    ContactResult,
    DisclosureRequest,
    FeeNotice,
    Reply,
    RequestEvent,
)
from gongkai.casework.workflow import BY_APPLICANT
from gongkai.design.words import cn_date, cn_last
from gongkai.office.requests.outcome_words import outcome_words
from gongkai.rules.calendar import Calendar

FIELDS = {"matter": "信息名称", "description": "特征描述"}
DAYS = {
    "received_on": "收到日期",
    "served_on": "送达日期",
    "delivered_on": "对方收到日期",
    "answered_on": "收到意见日期",
    "paid_on": "缴费日期",
}
LAST_DAYS = {"until_on": "补正期限", "pay_until": "缴费期限", "delayed_to": "延迟答复到"}


@dataclass(frozen=True)
class Entry:
    """One line of the timeline; `changes` are pairs of a name and what it became."""

    event: RequestEvent
    changes: list[tuple[str, str]]
    letter: None = None  # lines about letters lead to one

    @property
    def label(self) -> str:
        """What was done."""
        return self.event.step_label

    @property
    def on(self) -> date:
        """The day on which it was done."""
        return self.event.on

    @property
    def note(self) -> str:
        """What was said about it."""
        return self.event.note

    @property
    def who(self) -> str:
        """Who did it."""
        if self.event.by:
            return str(self.event.by)
        return "申请人" if self.event.step in BY_APPLICANT else "系统"

    @property
    def is_entered_later(self) -> bool:
        """Whether it was entered on a later day than it happened."""
        return localtime(self.event.at).date() > self.event.on


def timeline(case: DisclosureRequest, calendar: Calendar) -> list[Entry]:
    """Return all that happened to a case, newest first; at most four queries."""
    events = list(case.events.select_related("by").order_by("-pk"))
    names = _Names.of(events, case, calendar)
    return [Entry(event, _changes(event, names)) for event in events]


@dataclass(frozen=True)
class GivenDay:
    """A last day that held from a day on, by which step; none while nothing ran."""

    since: date
    cause: str
    due_on: date | None


def given_days(entries: Iterable[Entry]) -> list[GivenDay]:
    """Return each last day that a case ever had, the first one first, with what brought it about."""
    moved = [entry.event for entry in entries if "due_on" in entry.event.data]
    found = []
    for event in reversed(moved):
        old, new = event.data["due_on"]
        if old != new:
            found.append(GivenDay(event.on, event.step_label, date.fromisoformat(new) if new else None))
    return found


@dataclass(frozen=True)
class _Names:
    """The units, people and consulted parties that events name by number, and what is known of the years."""

    units: dict[int, str]
    users: dict[int, str]
    parties: dict[int, str]
    calendar: Calendar

    @classmethod
    def of(cls, events: Iterable[RequestEvent], case: DisclosureRequest, calendar: Calendar) -> "_Names":
        pairs = [
            pair
            for event in events
            if event.step in ("assign", "hand_over")
            for pair in (event.data["before"], event.data["after"])
        ]
        units = Unit.objects.filter(pk__in={unit for unit, _ in pairs if unit})
        users = User.objects.filter(pk__in={user for _, user in pairs if user})
        asked = case.consultations.filter(pk__in={event.data.get("consultation") for event in events})
        return cls(
            {each.pk: each.name for each in units},
            {each.pk: str(each) for each in users},
            {each.pk: each.party for each in asked},
            calendar,
        )

    def last(self, text: str) -> str:
        """Write the last day of a period."""
        return cn_last(date.fromisoformat(text), self.calendar)

    def pair(self, unit: int | None, user: int | None) -> str:
        """Name a unit and whoever handles the request there."""
        if unit is None:
            return "未转办"
        return self.units.get(unit, "") + (f" {self.users.get(user, '')}" if user else "")


def _changes(event: RequestEvent, names: _Names) -> list[tuple[str, str]]:
    data: dict[str, Any] = event.data
    found = [("征求意见", names.parties[pk])] if (pk := data.get("consultation")) else []
    found += [(label, _day(data[key])) for key, label in DAYS.items() if key in data]
    found += [(label, names.last(data[key])) for key, label in LAST_DAYS.items() if key in data]
    if event.step in ("extend", "request_extension"):
        found.append(("延长", f"{data['days']}个工作日"))
    if event.step == "notify_fee":
        found.append(("收费", _fee(*data["fee"])))
    if event.step == "record_payment":
        found.append(("实收", f"{data['amount']}元，票据{data['receipt_no']}"))
    if event.step in ("assign", "hand_over"):
        found.append(("承办", f"{names.pair(*data['before'])} → {names.pair(*data['after'])}"))
    if event.step == "accept_correction":
        found += [(f"补正前的{FIELDS[name]}", old or "（空）") for name, old in data["before"].items()]
    if event.step == "draft_reply":
        found += _draft(data)
    if event.step == "issue_reply":
        found.append(("办理结果", outcome_words(data["outcome"])))
    return (
        found
        + _receipt(data)
        + _split(data)
        + _corrected(data)
        + _readers(data)
        + _unit_date(data)
        + _filed(data)
        + _due(event, names)
    )


def _corrected(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [(data["label"], f"{data['old']} → {data['new']}")] if "entry" in data else []


def _filed(data: dict[str, Any]) -> list[tuple[str, str]]:
    return [("缺少的材料", "、".join(data["missing"]))] if "missing" in data else []


def _readers(data: dict[str, Any]) -> list[tuple[str, str]]:
    old, new = ("、".join(each) or "按岗位" for each in data.get("readers", ((), ())))
    return [("查看人员", f"{old} → {new}")] if "readers" in data else []


def _receipt(data: dict[str, Any]) -> list[tuple[str, str]]:
    words = {"late_reason": "补录原因", "notice_late_reason": "逾期告知补正的理由"}
    found = [(label, data[key]) for key, label in words.items() if key in data]
    if "contact" in data:
        means, result = data["contact"]
        found.append(("联系", f"{ContactMeans(means).label}，{ContactResult(result).label}"))
    return found


def _split(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = [("拆分为", "、".join(data["parts"]))] if "parts" in data else []
    words = {"split_from": "拆分自", "carried_from": "拆分前办理于"}
    return found + [(label, data[key]) for key, label in words.items() if key in data]


def _draft(data: dict[str, Any]) -> list[tuple[str, str]]:
    found = [("稿次", f"第{data['draft_no']}稿")]
    if before := data.get("before"):
        found.append(("上一稿结果", outcome_words(before["outcome"], before["flag"])))
        found.append((f"上一稿{Reply._meta.get_field('text').verbose_name}", before["text"]))
    return found


def _fee(ladder: str, quantity: int, amount: int, standard: int) -> str:
    kept = "" if amount == standard else f"（按标准{standard}元）"
    return f"{FeeNotice.Ladder(ladder).label}，数量{quantity}，{amount}元{kept}"


def _due(event: RequestEvent, names: _Names) -> list[tuple[str, str]]:
    old, new = event.data.get("due_on", (None, None))
    if old == new:
        return []
    before = "未起算" if event.from_state in states.UNCONFIRMED else "停止计算"
    return [("答复期限", f"{names.last(old) if old else before} → {names.last(new) if new else '停止计算'}")]


def _unit_date(data: dict[str, Any]) -> list[tuple[str, str]]:
    if "unit_due_on" not in data:
        return []
    old, new = data["unit_due_on"]
    return [("科室办理期限", f"{_day(old) if old else '未定'} → {_day(new) if new else '取消'}")]


def _day(text: str) -> str:
    return cn_date(date.fromisoformat(text))
