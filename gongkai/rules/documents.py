"""行政规范性文件: its kinds with their periods of validity, and the forms of interpretation, as data."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.tables import Row, read_codes

FILE = "documents.toml"


class DocumentSort(StrEnum):
    """Which sort of normative document it is; it decides how long it holds."""

    GENERAL = "general"
    TRIAL = "trial"
    NOTICE = "notice"
    ENDING = "ending"

    @property
    def facts(self) -> "SortFacts":
        """What the rule file says of it."""
        return _sorts()[self]

    @property
    def label(self) -> str:
        """The Chinese name."""
        return self.facts.label


@dataclass(frozen=True)
class SortFacts:
    """One sort: years of validity where the document says nothing, the most it may say, its basis."""

    label: str
    years: int
    max_years: int
    needs_interpretation: bool
    basis: str


class InterpretationForm(StrEnum):
    """In which form a document is explained (1+2+X)."""

    TEXT = "text"
    DIAGRAM = "diagram"
    QUESTIONS = "questions"
    VIDEO = "video"
    CASES = "cases"
    EXPERT = "expert"
    PRESS = "press"
    MEETING = "meeting"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _forms()[self][0]

    @property
    def share(self) -> str:
        """Which part of 1+2+X it belongs to."""
        return _forms()[self][1]


def _read_sort(_code: str, row: Row) -> SortFacts:
    years, most = row.number("years"), row.number("max_years")
    if not 0 < years <= most:
        raise row.error("有效期应当大于零，且不超过最长年数")
    return SortFacts(row.text("label"), years, most, row.flag("needs_interpretation"), row.text("basis"))


@cache
def _sorts() -> dict[DocumentSort, SortFacts]:
    return read_codes(FILE, "kinds", DocumentSort, _read_sort)


@cache
def _forms() -> dict[InterpretationForm, tuple[str, str]]:
    def read(_code: str, row: Row) -> tuple[str, str]:
        return row.text("label"), row.text("share")

    return read_codes(FILE, "interpretations", InterpretationForm, read)
