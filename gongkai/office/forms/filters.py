"""The filters above the list of requests; every filter is part of the address and can be linked."""

from datetime import date
from typing import Any

from django import forms
from django.db.models import F, Q

from gongkai.bodies.calendar import current_calendar
from gongkai.bodies.models import Assignment, Unit, User
from gongkai.casework.models import Channel
from gongkai.casework.states import State
from gongkai.design.words import cn_date
from gongkai.office.desk import Desk
from gongkai.office.forms.dates import DayField
from gongkai.office.requests.queues import BY_CODE, TABS, bands
from gongkai.office.requests.searching import find_text
from gongkai.rules.applicants import ApplicantKind
from gongkai.rules.outcomes import OutcomeGroup
from gongkai.rules.roles import Role

SORTS = {
    "due": ("答复期限由近到远", (F("due_on").asc(nulls_last=True), "-pk")),
    "newest": ("收到日期由近到远", (F("received_on").desc(nulls_first=True), "-pk")),
    "oldest": ("收到日期由远到近", (F("received_on").asc(nulls_last=True), "pk")),
    "number": ("申请编号", ("number", "pk")),
}
DUE = (
    ("late", "已经逾期"),
    ("today", "今天到期"),
    ("1", "还有1个工作日"),
    ("3", "还有2至3个工作日"),
    ("5", "还有4至5个工作日"),
)
MORE = (
    *("handler", "state", "outcome", "kind", "channel"),
    *("received_from", "received_to", "concluded_from", "concluded_to"),
)
MINE = (("me", "我承办的"), ("unit", "我的科室"))


def _outcomes() -> list[tuple[str, list[tuple[str, str]]]]:
    return [(group.label, [(one.value, one.short) for one in group.outcomes]) for group in OutcomeGroup]


def _blank(label: str, choices: Any) -> list[Any]:
    return [("", label), *choices]


class CaseFilter(forms.Form):
    """What of the list is shown, and in which order."""

    q = forms.CharField(
        label="编号、文号、内容、申请人",
        required=False,
        max_length=100,
        widget=forms.TextInput({"type": "search"}),
    )
    tab = forms.ChoiceField(label="状态", required=False, choices=[(tab.code, tab.label) for tab in TABS])
    mine = forms.ChoiceField(label="范围", required=False, choices=_blank("全部", MINE))
    due = forms.ChoiceField(label="答复期限", required=False, choices=_blank("不限", DUE))
    unit = forms.ModelChoiceField(Unit.objects.none(), label="承办科室", required=False, empty_label="不限")
    handler = forms.ModelChoiceField(User.objects.none(), label="经办人", required=False, empty_label="不限")
    state = forms.ChoiceField(label="具体状态", required=False, choices=_blank("不限", State.choices))
    outcome = forms.ChoiceField(label="办理结果", required=False)
    kind = forms.ChoiceField(
        label="申请人类别",
        required=False,
        choices=_blank("不限", [(each.value, each.label) for each in ApplicantKind]),
    )
    channel = forms.ChoiceField(label="申请方式", required=False, choices=_blank("不限", Channel.choices))
    received_from = DayField(label="收到日期自", required=False)
    received_to = DayField(label="至", required=False)
    concluded_from = DayField(label="办结日期自", required=False)
    concluded_to = DayField(label="至", required=False)
    sort = forms.ChoiceField(
        label="排序",
        required=False,
        choices=[("", "默认"), *((code, label) for code, (label, _) in SORTS.items())],
    )

    def __init__(self, data: Any, desk: Desk) -> None:
        super().__init__(data)
        self.desk = desk
        outcome, unit, handler = (self.fields[name] for name in ("outcome", "unit", "handler"))
        outcome.choices = _blank("不限", _outcomes())  # type: ignore[attr-defined]
        unit.queryset = Unit.objects.filter(body=desk.body)  # type: ignore[attr-defined]
        held = Assignment.objects.filter(unit__body=desk.body, role=Role.HANDLER)  # now or once
        handler.queryset = User.objects.filter(pk__in=held.values("user"))  # type: ignore[attr-defined]

    @property
    def tab_code(self) -> str:
        """The tab that is open: the one asked for, or the cases in hand."""
        return self._given("tab") or "in_hand"

    @property
    def has_more(self) -> bool:
        """Whether a filter is set that stands behind “更多筛选”."""
        return any(self.data.get(name) for name in MORE)

    def filtered(self, cases: Any) -> Any:
        """Return the cases that all filters but the tab let through; what makes no sense is left out."""
        self.is_valid()
        found = cases.filter(self._text(cases) & self._mine() & self._due() & self._plain())
        return found.order_by(*SORTS[self._given("sort") or self._usual_sort][1])

    def in_tab(self, cases: Any) -> Any:
        """Return the cases of the open tab."""
        return BY_CODE[self.tab_code].of(cases)

    @property
    def _usual_sort(self) -> str:
        """What is in hand comes by due day, what is done newest first."""
        return "due" if self.tab_code in ("in_hand", "unconfirmed") else "newest"

    @property
    def in_words(self) -> list[str]:
        """What was asked for, for the head of an export."""
        said = [f"状态：{BY_CODE[self.tab_code].label}"]
        for name, bound in self.fields.items():
            if name not in ("tab", "sort") and (value := self._given(name)):
                said.append(f"{bound.label}：{self._named(bound, value)}")
        return said

    def _named(self, bound: forms.Field, value: Any) -> str:
        if isinstance(value, date):
            return cn_date(value)
        if not isinstance(bound, forms.ChoiceField) or isinstance(bound, forms.ModelChoiceField):
            return str(value)
        labels: dict[Any, Any] = {}
        for code, label in list(bound.choices):  # type: ignore[arg-type]  # pairs, by our own fields
            labels |= {code: label} if isinstance(label, str) else dict(label)
        return str(labels.get(value, value))

    def _given(self, name: str) -> Any:
        return self.cleaned_data.get(name)

    def _text(self, cases: Any) -> Q:
        return find_text(cases, text, self.desk) if (text := self._given("q")) else Q()

    def _mine(self) -> Q:
        match self._given("mine"):
            case "me":
                return Q(handler=self.desk.user)
            case "unit":
                return Q(handling_unit__in=self.desk.user.units_in(self.desk.body))
            case _:
                return Q()

    def _due(self) -> Q:
        if not (code := self._given("due")):
            return Q()
        fields = {band.code: band.condition for band in bands(self.desk.today, current_calendar())}
        return fields[code]

    def _plain(self) -> Q:
        fields = {
            "handling_unit": self._given("unit"),
            "handler": self._given("handler"),
            "outcome": self._given("outcome"),
            "applicant__kind": self._given("kind"),
            "channel": self._given("channel"),
            "received_on__gte": self._given("received_from"),
            "received_on__lte": self._given("received_to"),
            "concluded_on__gte": self._given("concluded_from"),
            "concluded_on__lte": self._given("concluded_to"),
            "state": self._given("state"),
        }
        return Q(**{name: value for name, value in fields.items() if value})
