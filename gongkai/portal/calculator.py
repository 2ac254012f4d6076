"""期限计算器: any statutory period from any day, with its count shown; what its address says."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django import forms

from gongkai.bodies.calendar import current_calendar
from gongkai.design.words import cn_date, cn_weekday, due_words
from gongkai.rules import deadlines
from gongkai.rules.calendar import Day
from gongkai.rules.deadlines import Certainty, Deadline, Rule, Unit

FIRST_YEAR, YEARS_AHEAD = 2004, 5  # arrangements of holidays are known from 2004 on
WRONG_DAY = "请填写{first}年1月1日至{last}年12月31日之间的日期，例如2026-03-02。"
# The periods that citizens ask about most; all others follow under one heading.
GROUPS: dict[str, tuple[str, ...]] = {
    "依申请公开": (
        "request_reply",
        "request_extension_max",
        "request_correction_notice",
        "request_correction_period",
        "third_party_opinion",
        "peer_opinion",
        "fee_payment",
    ),
    "行政复议、行政诉讼": (
        "review_apply",
        "review_answer_simple",
        "review_answer_ordinary",
        "suit_file",
        "suit_answer",
    ),
}
CERTAINTIES = {
    Certainty.STATUTE: "",
    Certainty.PUBLISHED: "依据规范性文件或者公开的规定，各地可能不同。",
    Certainty.UNCONFIRMED: "按通行的说法计算，未核对原文，请以文件原文为准。",
    Certainty.CHOSEN: "法律没有规定天数，按本系统的默认值计算，各机关可以另定。",
}


@dataclass(frozen=True)
class Counted:
    """One day of a count as the table shows it: the day, how many have been counted by then, and why not."""

    on: date
    weekday: str
    number: int | None
    why: str
    provisional: bool


@dataclass(frozen=True)
class Answer:
    """A due date with everything that explains it."""

    deadline: Deadline
    days: tuple[Day, ...]
    counted: list[Counted]
    today: date

    @property
    def rule(self) -> Rule:
        """The rule that was asked for."""
        return self.deadline.rule

    @property
    def is_over(self) -> bool:
        """Whether the period has passed; what happened in it nobody has told."""
        return self.today > self.deadline.due_on

    @property
    def shown_on(self) -> date:
        """The day on which the strip stands: today, or the last day once it has passed."""
        return min(self.today, self.deadline.due_on)

    @property
    def weekday(self) -> str:
        """On which day of the week it falls."""
        return cn_weekday(self.deadline.due_on)

    @property
    def counts_working_days(self) -> bool:
        """Whether only working days count."""
        return self.deadline.version.value.unit is Unit.WORKING_DAYS

    @property
    def moved(self) -> str:
        """Why the last day is not the nominal one; empty when it is."""
        if self.deadline.nominal_on == self.deadline.due_on:
            return ""
        return f"期满日{cn_date(self.deadline.nominal_on)}是休息日，移到{due_words(self.deadline)}。"

    @property
    def caution(self) -> str:
        """How sure the number is, where it does not stand in a statute."""
        return CERTAINTIES[self.rule.certainty]


class CalculatorForm(forms.Form):
    """Which period, from which day."""

    rule = forms.ChoiceField(
        label="期限",
        choices=lambda: _choices(),
        error_messages={"invalid_choice": "没有这个期限，请重新选择。"},
    )
    day = forms.DateField(
        label="起算日",
        help_text="事情发生的那一天；当日不计入，次日起计算。",
        widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d"),
    )

    def __init__(self, data: object, *, today: date) -> None:
        super().__init__(data)  # type: ignore[arg-type]  # the address of the page
        self.label_suffix = ""
        self.last_year = today.year + YEARS_AHEAD
        first, last = f"{FIRST_YEAR}-01-01", f"{self.last_year}-12-31"
        self.fields["day"].widget.attrs |= {"min": first, "max": last}
        wrong = WRONG_DAY.format(first=FIRST_YEAR, last=self.last_year)
        self.fields["day"].error_messages |= {"required": wrong, "invalid": wrong}
        self.fields["rule"].error_messages["required"] = "请选择一个期限。"

    def clean_day(self) -> date:
        """Refuse days of which no holidays are known or ever will be."""
        day: date = self.cleaned_data["day"]
        if not FIRST_YEAR <= day.year <= self.last_year:
            raise forms.ValidationError(self.fields["day"].error_messages["invalid"])
        return day

    def answer(self, today: date) -> Answer:
        """
        Return the due date with its count.

        :raises NotInForce: there was no such period on that day
        """
        found = deadlines.due(self.cleaned_data["rule"], self.cleaned_data["day"], current_calendar())
        return Answer(found, found.count, _numbered(found.count), today)


def _choices() -> list[tuple[str, list[tuple[str, str]]]]:
    """Return the rules by group; those in hours need a time of day and are left out."""
    every = {code: rule for code, rule in deadlines.rules().items() if not _in_hours(rule)}
    named = {code for codes in GROUPS.values() for code in codes}
    groups = [(name, [_choice(every[code]) for code in codes]) for name, codes in GROUPS.items()]
    return [*groups, ("其他", [_choice(rule) for code, rule in every.items() if code not in named])]


def _choice(rule: Rule) -> tuple[str, str]:
    return rule.code, f"{rule.label}（从{rule.event}起）"


def _in_hours(rule: Rule) -> bool:
    return any(version.value.unit is Unit.HOURS for version in rule.versions)


def _numbered(days: Sequence[Day]) -> list[Counted]:
    number, found = 0, []
    for day in days:
        number += day.counts
        shown = number if day.counts else None
        found.append(Counted(day.on, cn_weekday(day.on), shown, day.why or "", day.provisional))
    return found
