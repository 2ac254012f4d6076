"""Groups of items that are alike in all by which answers of PostgreSQL's index are narrowed and counted."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import blake2b
from typing import Any

from gongkai.search.engine import FACETS, Document, SearchQuery
from gongkai.search.models import SearchGroup

COLUMNS = {"column": "column_id", "body": "body_id"}  # of facets that are called otherwise
# What a group is read by, in the order of `Group`.
READ = ", ".join(["key", *(COLUMNS.get(name, name) for name in FACETS), "further", "holds_until"])
Condition = tuple[str, list[Any]]  # SQL with its parameters
EVERYTHING: Condition = ("TRUE", [])


def joined(conditions: Iterable[Condition]) -> Condition:
    """Return one condition in place of several that must all hold."""
    kept = [each for each in conditions if each != EVERYTHING] or [EVERYTHING]
    return " AND ".join(f"({sql})" for sql, _ in kept), [value for _, values in kept for value in values]


def group_of(document: Document) -> SearchGroup:
    """Return the group of a document, under a key made of what it says."""
    facts: dict[str, Any] = {
        "body_id": document.body,
        "column_id": document.column,
        "further": sorted(document.further) or None,
        "year": document.published_on.year,
        "kind": document.kind,
        "topic": document.topic,
        "validity": document.validity,
        "ceased_on": document.ceased_on,
        "holds_until": document.holds_until,
    }
    digest = blake2b(repr([str(value) for value in facts.values()]).encode(), digest_size=8).digest()
    return SearchGroup(key=int.from_bytes(digest, signed=True), **facts)


def scope(query: SearchQuery) -> Condition:
    """Return of which groups it is searched at all."""
    parts: list[Condition] = []
    if query.bodies:
        parts.append(("body_id = ANY(%s)", [list(query.bodies)]))
    if query.in_force_on:
        in_force = "validity = 'in_force' AND (ceased_on IS NULL OR ceased_on > %s)"
        parts.append((in_force, [query.in_force_on]))
    return joined(parts)


def holding(query: SearchQuery) -> Condition:
    """Return that they hold, where that is wanted."""
    return ("holds_until > %s", [query.holding_on]) if query.holding_on else EVERYTHING


@dataclass(frozen=True)
class Group:
    """How many items of a group were found, and what they have in common, facet by facet."""

    key: int
    values: dict[str, tuple[Any, ...]]
    holds: bool
    count: int

    @property
    def year(self) -> int:
        """The year in which its items were published."""
        return int(self.values["year"][0])


def read_group(row: Sequence[Any], query: SearchQuery) -> Group:
    """Read a row of `READ` with a count at its end."""
    key, *values, further, holds_until, count = row
    facets = {name: (value,) for name, value in zip(FACETS, values, strict=True)}
    facets["column"] += tuple(further or ())
    return Group(key, facets, query.holding_on is None or holds_until > query.holding_on, int(count))


class Counts:
    """The total, what is hidden, and the counts of each facet as if nothing had been chosen in it."""

    def __init__(self, query: SearchQuery, groups: Iterable[Group]) -> None:
        self.total = self.hidden = self.matches = 0
        self.facets: dict[str, dict[str, int]] = {name: {} for name in FACETS}
        self.wanted: list[Group] = []  # those with all that was chosen
        self._chosen = {name: value for name, value in query.narrowed.items() if value}
        for group in groups:
            self.matches += group.count
            self._add(group)

    def newest(self, enough: int) -> list[int]:
        """Return the keys of the wanted groups of the last years, as many years as have enough items."""
        kept: list[int] = []
        found, year = 0, 0
        for group in sorted(self.wanted, key=lambda each: -each.year):
            if found >= enough and group.year != year:
                break
            kept.append(group.key)
            found, year = found + group.count, group.year
        return kept

    def _add(self, group: Group) -> None:
        amiss = {name for name, value in self._chosen.items() if not _is_chosen(group.values[name], value)}
        amiss |= set() if group.holds else {"holding"}
        self.total += group.count * (not amiss)
        self.hidden += group.count * (amiss == {"holding"})
        self.wanted += [] if amiss else [group]
        for name in FACETS if group.count else ():
            own = {name, "holding"} if name == "validity" else {name}
            for value in filter(_is_some, group.values[name] if amiss <= own else ()):
                self.facets[name][str(value)] = self.facets[name].get(str(value), 0) + group.count


def _is_chosen(values: tuple[Any, ...], chosen: Any) -> bool:
    wanted = chosen if isinstance(chosen, tuple) else (chosen,)
    return not set(wanted).isdisjoint(values)


def _is_some(value: object) -> bool:
    return value != ""
