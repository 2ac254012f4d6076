"""What a question is: a query over a scope, and the dimensions by which its records can be told apart."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Literal

from django.db.models import Q, QuerySet

from gongkai.statistics.scope import Scope

# What a question counts: what happens in the period, what is there at its end or was before it, or both.
Counts = Literal["period", "end", "start", "mixed"]


def itself(value: str) -> tuple[str, ...]:
    """Return the value as the only one that it stands for."""
    return (value,)


def everything(_scope: Scope) -> Q:
    """Leave nothing out."""
    return Q()


@dataclass(frozen=True)
class Dimension:
    """An argument that narrows a question: the field it looks at, and the stored values it stands for."""

    field: str
    members: Callable[[str], tuple[Any, ...]] = itself


@dataclass(frozen=True)
class Question:
    """
    A named query.

    `records` gives all records of a scope; `dimensions` narrow them. `amount` is the field that is summed
    where a figure is an amount and not a count. Only where it `counts` what happens in the period do the
    numbers of the months make that of the year. `order` are the fields in whose order an index
    has its records, the day first. A question may ask for a `part` of what another asks for, its `whole`:
    many such are counted in one go.
    """

    records: Callable[[Scope], QuerySet[Any]]
    dimensions: Mapping[str, Dimension] = field(default_factory=dict)
    amount: str = ""
    counts: Counts = "period"
    body: str = "body"  # the field that says whose record it is
    order: tuple[str, ...] = ()
    whole: str = ""
    part: Callable[[Scope], Q] = everything

    def narrowed(self, scope: Scope, arguments: Mapping[str, str]) -> QuerySet[Any]:
        """Return the records of the scope that have these arguments."""
        return self.records(scope).filter(**self.conditions(arguments))

    def conditions(self, arguments: Mapping[str, str]) -> dict[str, tuple[Any, ...]]:
        """Return what records with these arguments have, as conditions of a query."""
        return {
            f"{self.dimensions[name].field}__in": self.dimensions[name].members(value)
            for name, value in arguments.items()
        }
