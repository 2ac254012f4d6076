"""规则的版本: what a rule said from which day on; old cases keep the version of their day."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from gongkai.rules.tables import BadRuleFile, Row

Value = TypeVar("Value")


class NotInForce(ValueError):
    """The rule did not exist yet on that day."""


@dataclass(frozen=True)
class Version(Generic[Value]):
    """One version of a rule and the first day it is in force."""

    from_on: date
    value: Value
    basis: str = ""


class Versions(Generic[Value]):
    """The versions of one rule, oldest first."""

    def __init__(self, name: str, versions: Iterable[Version[Value]]) -> None:
        self.name = name
        self._all = tuple(versions)
        starts = [version.from_on for version in self._all]
        if not starts or starts != sorted(set(starts)):
            raise ValueError(f"“{name}”的各个版本应当按施行日期先后排列，不得重复")

    def __iter__(self) -> Iterator[Version[Value]]:
        return iter(self._all)

    @property
    def latest(self) -> Version[Value]:
        """The newest version."""
        return self._all[-1]

    def in_force(self, on: date) -> Version[Value]:
        """
        Return the version in force on the day `on`.

        :raises NotInForce: `on` is before the first version
        """
        for version in reversed(self._all):
            if version.from_on <= on:
                return version
        raise NotInForce(f"“{self.name}”自{self._all[0].from_on}起施行，{on}尚未施行")


def read_versions(name: str, rows: Iterable[Row], build: Callable[[Row], Value]) -> Versions[Value]:
    """
    Read versions, each with `from` and an optional `basis`; `build` reads what it says.

    :raises BadRuleFile: see `Row`
    """
    found = []
    for row in rows:
        found.append(Version(row.day("from"), build(row), row.text("basis", "")))
        row.close()
    try:
        return Versions(name, found)
    except ValueError as error:
        raise BadRuleFile(str(error)) from error
