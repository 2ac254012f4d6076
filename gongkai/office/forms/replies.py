"""The draft of a reply: the outcome first, then what the law asks of a reply with this outcome."""

from datetime import date
from typing import Any

from django import forms
from django.forms.utils import ErrorDict
from django.http import QueryDict

from gongkai.casework.completeness import ENDED_WITHOUT_REPLY
from gongkai.casework.facts import ReplyFacts, Search, Segment
from gongkai.casework.models import Consultation
from gongkai.casework.models.reply import REVIEWED
from gongkai.office.forms.steps import StepForm
from gongkai.rules.outcomes import Outcome, OutcomeGroup

G = OutcomeGroup
OUTCOMES = [outcome for outcome in Outcome if outcome not in ENDED_WITHOUT_REPLY]
GROUPS = [(group, [one for one in group.outcomes if one in OUTCOMES]) for group in OutcomeGroup]
# What each kind of reply must say besides its text (条例第三十六条、第三十七条); checked by the action.
FIELDS_BY_GROUP: dict[OutcomeGroup, tuple[str, ...]] = {
    G.GRANTED: ("route",),
    G.PARTIAL: ("segments", "route", "basis"),
    G.DENIED: ("reasons", "basis"),
    G.UNAVAILABLE: ("reasons", "basis"),
    G.REFUSED: ("reasons", "basis"),
    G.OTHER: ("reasons", "basis"),
}
NOT_HELD_FIELDS = ("search_log", "other_body", "other_body_contact")
ROWS = 2  # empty lines below those that are filled in; more are added by a button
LISTS = ("segment", "search")


def _lines(rows: int) -> forms.Textarea:
    return forms.Textarea({"rows": rows})


def filled_in(typed: QueryDict, today: date) -> QueryDict:
    """
    Fill in the day, the lines that were asked for, and the article that the chosen outcome rests on.

    An article that was typed by hand stays.
    """
    data = typed.copy()
    data.setdefault("on", today.isoformat())
    chosen = data.get("outcome")
    if chosen in OUTCOMES and data.get("basis", "").strip() in {"", *(one.basis for one in OUTCOMES)}:
        data["basis"] = Outcome(chosen).basis
    for prefix in LISTS:
        if f"more_{prefix}" in data:
            data[f"{prefix}-TOTAL_FORMS"] = str(int(data.get(f"{prefix}-TOTAL_FORMS", "0")) + ROWS)
    return data


class SegmentForm(forms.Form):
    """One part that is withheld (条例第三十七条)."""

    where = forms.CharField(label="不予公开的部分", required=False, max_length=200)
    basis = forms.CharField(
        label="依据", required=False, max_length=200, widget=forms.TextInput({"list": "grounds"})
    )
    reason = forms.CharField(label="理由", required=False, max_length=500)


class SearchForm(forms.Form):
    """One search for what was asked (条例第三十六条第四项)."""

    who = forms.CharField(label="检索人", required=False, max_length=60)
    where = forms.CharField(label="检索范围", required=False, max_length=200)
    keywords = forms.CharField(label="关键词", required=False, max_length=200)
    period = forms.CharField(label="起止年份", required=False, max_length=60)
    result = forms.CharField(label="结果", required=False, max_length=200)


SegmentFormSet = forms.formset_factory(SegmentForm, extra=ROWS)
SearchFormSet = forms.formset_factory(SearchForm, extra=ROWS)


class ReplyForm(StepForm):
    """A reply as it is drafted; which fields are needed follows from the outcome."""

    outcome = forms.ChoiceField(label="答复类型", choices=[(one.value, one.label) for one in OUTCOMES])
    flag = forms.ChoiceField(label="具体情形", required=False)
    text = forms.CharField(label="答复内容", widget=_lines(8))
    reasons = forms.CharField(label="理由", required=False, widget=_lines(4), help_text="应当说明。")
    basis = forms.CharField(
        label="法律依据", required=False, widget=_lines(2), help_text="一行一条；不予公开的应当写明。"
    )
    route = forms.CharField(
        label="获取方式、途径和时间",
        required=False,
        widget=_lines(3),
        help_text="已主动公开的应当告知；随答复提供的可以不填。",
    )
    search_log = forms.CharField(
        label="检索情况的说明",
        required=False,
        widget=_lines(3),
        help_text="告知信息不存在的，逐次填写上面的检索记录，或者在这里写明由谁、在何处、用什么检索。",
    )
    other_body = forms.CharField(
        label="负责公开的机关", required=False, max_length=100, help_text="能够确定的，应当告知。"
    )
    other_body_contact = forms.CharField(label="该机关联系方式", required=False, max_length=200)
    override_reasons = forms.CharField(
        label="公开的公共利益理由",
        required=False,
        widget=_lines(3),
        help_text="第三方不同意而决定公开的，应当写明（条例第三十二条）。",
    )

    def __init__(self, *args: Any, suggested: dict[str, Any] | None = None, **kwargs: Any) -> None:
        self.suggested = suggested or {}
        super().__init__(*args, **kwargs)

    def prepare(self) -> None:
        """Begin with the draft that was kept or returned, and offer the finer grounds of the outcome."""
        begun = self._begun()
        for name in set(self.fields) & set(begun):
            self.fields[name].initial = begun[name]
        self.fields["basis"].initial = "\n".join(begun.get("basis", []))
        details = self.chosen.details if self.chosen else {}
        grounds = [(code, each.label) for code, each in details.items()]
        self.fields["flag"].choices = [("", "请选择"), *grounds]  # type: ignore[attr-defined]
        self.fields["flag"].required = bool(details)
        if "keep" in self.data:
            for name in set(self.fields) - {"on", "outcome"}:
                self.fields[name].required = False
        self.segments = self._list(SegmentFormSet, "segment", begun.get("segments"))
        self.searches = self._list(SearchFormSet, "search", begun.get("searches"))

    @property
    def chosen(self) -> Outcome | None:
        """The outcome that is chosen now."""
        chosen = (
            self.data.get("outcome")
            if self.is_bound
            else self.get_initial_for_field(self.fields["outcome"], "outcome")
        )
        return Outcome(chosen) if chosen in list(Outcome) else None

    @property
    def needed(self) -> list[Any]:
        """The fields that a reply with this outcome may need, in order; none before one is chosen."""
        return [self[name] for name in self.fields if name in self._names()]

    @property
    def shows_segments(self) -> bool:
        """Whether parts are withheld."""
        return self.chosen is not None and self.chosen.group is G.PARTIAL

    @property
    def shows_searches(self) -> bool:
        """Whether it must be shown how it was searched."""
        return self.chosen is Outcome.UNAVAILABLE_NOT_HELD

    @property
    def grounds(self) -> list[str]:
        """The articles that a part may be withheld on, offered while typing."""
        return sorted({outcome.basis for outcome in G.DENIED.outcomes})

    def without_judging(self) -> "ReplyForm":
        """Show what was typed so far without saying what is missing."""
        self._errors, self.cleaned_data = ErrorDict(), {}
        return self

    def is_valid(self) -> bool:
        """Whether the form and its lists have the right shape."""
        lists = (self.segments, self.searches)
        return super().is_valid() and all(each.is_valid() for each in lists if each.is_bound)

    def reply_facts(self) -> ReplyFacts:
        """Return what the action takes; what this outcome does not ask for is left out."""
        named = {name: value for name, value in self.facts.items() if name in self._names() or name == "text"}
        basis = [line.strip() for line in named.pop("basis", "").splitlines() if line.strip()]
        return ReplyFacts(
            **{**named, "outcome": Outcome(self.cleaned_data["outcome"])},
            basis=basis,
            segments=[_segment(row) for row in self._rows(self.segments, self.shows_segments)],
            searches=[_search(row) for row in self._rows(self.searches, self.shows_searches)],
        )

    def _names(self) -> set[str]:
        outcome = self.chosen
        if outcome is None:
            return set()
        names = {"text", *self._override(), *FIELDS_BY_GROUP[outcome.group]}
        if outcome.details:
            names.add("flag")
        return names | set(NOT_HELD_FIELDS) if outcome is Outcome.UNAVAILABLE_NOT_HELD else names

    def _override(self) -> set[str]:
        refused = Consultation.Opinion.REFUSE
        asked = self.case.consultations.filter(kind=Consultation.Kind.THIRD_PARTY, opinion=refused)
        return {"override_reasons"} if asked.exists() else set()

    def _begun(self) -> dict[str, Any]:
        """Return what is suggested, else what was kept of a draft, else what was returned."""
        if self.suggested:
            return self.suggested
        if kept := self.case.drafts.open().last():
            return dict(kept.facts)
        if returned := self.case.replies.unissued().first():
            return {name: getattr(returned, name) for name in REVIEWED}
        return {}

    def _list(self, formset: Any, prefix: str, begun: Any) -> Any:
        typed = self.data if f"{prefix}-TOTAL_FORMS" in self.data else None
        return formset(typed, initial=begun, prefix=prefix)

    def _rows(self, forms: Any, is_asked: bool) -> list[dict[str, str]]:
        """Return the lines that are filled in, as far as this outcome asks for them."""
        if not is_asked or not forms.is_bound:
            return []
        return [form.cleaned_data for form in forms if any(form.cleaned_data.values())]


def _segment(row: dict[str, str]) -> Segment:
    return Segment(where=row["where"], basis=row["basis"], reason=row["reason"])


def _search(row: dict[str, str]) -> Search:
    return Search(
        who=row["who"],
        where=row["where"],
        keywords=row["keywords"],
        period=row["period"],
        result=row["result"],
    )
