"""From the address of a search page to a question for the engine; from its facets to filters and chips."""

from dataclasses import dataclass
from datetime import date
from functools import cached_property
from urllib.parse import urlencode

from django.http import QueryDict

from gongkai.bodies.models import Body
from gongkai.portal.listing import Choice, Filter
from gongkai.publishing.models import Column
from gongkai.search.actions import note_miss
from gongkai.search.engine import DEEPEST, SearchQuery
from gongkai.search.finding import FacetValue, Findings, find
from gongkai.search.models import BodySynonym

LONGEST = 100  # characters of a question
PER_PAGE = 10
MANY = 12  # as many values of a facet as are still a choice
NAMES = {
    "body": "机关",
    "column": "栏目",
    "topic": "主题",
    "year": "年份",
    "kind": "类别",
    "validity": "有效性",
}


@dataclass(frozen=True)
class Asking:
    """What the address of a search page asks for: the words, and what they are narrowed to."""

    address: QueryDict
    body: Body
    today: date

    @property
    def text(self) -> str:
        """The words."""
        return self.address.get("q", "").strip()[:LONGEST]

    @property
    def page(self) -> int:
        """The page, from 1; none is deeper than the engine goes."""
        return min(max(1, self._number("page") or 1), DEEPEST // PER_PAGE)

    @property
    def with_ended(self) -> bool:
        """Whether documents that no longer hold are wanted as well."""
        return "ended" in self.address

    @property
    def is_literal(self) -> bool:
        """Whether the words are meant as they stand."""
        return "literal" in self.address

    @cached_property
    def bodies(self) -> tuple[int, ...]:
        """Where it is searched: the body of the portal and all below it."""
        return tuple(Body.objects.within(self.body).values_list("pk", flat=True))

    @cached_property
    def query(self) -> SearchQuery:
        """The question for the engine; who names a document by its number gets it whatever its state."""
        column = Column.objects.filter(pk=self._number("column") or 0).first()
        body = self._number("body")
        query = SearchQuery(
            text=self.text,
            bodies=self.bodies,
            body=body if body in self.bodies else None,
            columns=tuple(Column.objects.within(column).values_list("pk", flat=True)) if column else (),
            year=self._number("year"),
            kind=self.address.get("kind", "")[:20],
            topic=self.address.get("topic", "")[:60],
            validity=self.address.get("validity", "")[:20],
            synonyms=BodySynonym.objects.of(self.body).in_use().as_pairs(),
            literal=self.is_literal,
            sort="date" if self.address.get("sort") == "date" else "relevance",
            limit=PER_PAGE,
            offset=PER_PAGE * (self.page - 1),
        )
        ended = self.with_ended or query.validity or query.question.is_number
        return query if ended else query.with_(holding_on=self.today)

    @property
    def only_words(self) -> str:
        """The query of an address that asks for the words and nothing else."""
        return urlencode({"q": self.text})

    def find(self) -> Findings:
        """
        Ask the engine, and note what nobody found.

        :raises SearchUnavailable: the index cannot be read
        """
        findings = find(self.query, on=self.today)
        found = findings.total or findings.hidden or findings.topics
        is_miss = not (found or self.query.chosen or self.query.literal)
        if is_miss and self.page == 1:
            note_miss(self.body, self.text, on=self.today)
        return findings

    def but(self, **changes: str) -> str:
        """Return the address of the same page with something changed; nothing takes it away."""
        changed = self.address.copy()
        for name, value in {"page": "", **changes}.items():
            changed.pop(name, None)
            if value:
                changed[name] = value
        return f"?{changed.urlencode()}"

    def _number(self, name: str) -> int | None:
        text = self.address.get(name, "")
        return int(text) if text.isascii() and text.isdigit() and len(text) < 10 else None


@dataclass(frozen=True)
class Chip:
    """Something the answer is narrowed to, and the address without it."""

    label: str
    address: str


def filters_of(findings: Findings, asking: Asking) -> list[Filter]:
    """Return the facets that leave a choice, or in which one was chosen, as filters."""
    return [
        _filter(name, findings.facets.get(name, []), asking, is_about=findings.about)
        for name in NAMES
        if _is_choice(name, findings, asking)
    ]


def chips_of(findings: Findings, asking: Asking) -> list[Chip]:
    """Return what was chosen, to be taken away one by one."""
    chips = [
        Chip(f"{NAMES[name]}：{value.label}", asking.but(**{name: ""}))
        for name in NAMES
        if name in asking.query.chosen
        for value in findings.facets.get(name, [])
        if value.value == asking.address.get(name, "")
    ]
    if asking.with_ended:
        chips.append(Chip("含失效、废止的文件", asking.but(ended="")))
    if asking.is_literal:
        chips.append(Chip("只按原词检索", asking.but(literal="")))
    return chips


def _is_choice(name: str, findings: Findings, asking: Asking) -> bool:
    if name in asking.query.chosen:
        return True
    if name == "column" and not asking.query.body and len(findings.facets.get("body", [])) > 1:
        return False  # columns of several bodies bear the same names
    return len(findings.facets.get(name, [])) > 1


def _filter(name: str, values: list[FacetValue], asking: Asking, *, is_about: bool) -> Filter:
    chosen = asking.address.get(name, "") if name in asking.query.chosen else ""
    shown = [value for place, value in enumerate(values) if place < MANY or value.value == chosen]
    about = "约" if is_about else ""
    choices = [
        Choice(
            f"{value.label}（{about}{value.count}）", asking.but(**{name: value.value}), value.value == chosen
        )
        for value in shown
    ]
    return Filter(NAMES[name], [Choice("全部", asking.but(**{name: ""}), not chosen), *choices])
