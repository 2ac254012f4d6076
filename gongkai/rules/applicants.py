"""申请人类别: the six columns that the statutory request table counts applicants in."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.eras import Era, read_by_era
from gongkai.rules.tables import Row, read_codes


class ApplicantKind(StrEnum):
    """What an applicant is; the value is also the column id in `requests` tables."""

    NATURAL_PERSON = "natural_person"
    BUSINESS = "business"
    RESEARCH = "research"
    PUBLIC_WELFARE = "public_welfare"
    LEGAL_SERVICE = "legal_service"
    OTHER_ORG = "other_org"

    @property
    def label(self) -> str:
        """The Chinese name."""
        return _facts()[self].label

    @property
    def explanation(self) -> str:
        """Who belongs here, for the person who must choose."""
        return _facts()[self].explanation

    @property
    def is_person(self) -> bool:
        """Whether a human being asks, and not an organisation."""
        return self is ApplicantKind.NATURAL_PERSON

    def column_label(self, era: Era) -> str | None:
        """Return the heading of the column in tables of `era`; None where applicants were not told apart."""
        return _facts()[self].columns.get(era)


@dataclass(frozen=True)
class ApplicantFacts:
    """What `applicants.toml` says about one kind."""

    label: str
    explanation: str
    columns: Mapping[Era, str]


def _read(_code: str, row: Row) -> ApplicantFacts:
    return ApplicantFacts(row.text("label"), row.text("explanation"), read_by_era(row, "columns"))


@cache
def _facts() -> dict[ApplicantKind, ApplicantFacts]:
    return read_codes("applicants.toml", "applicants", ApplicantKind, _read)
