"""办理结果: what a disclosure request can end in, and the row of each era's table that counts it."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache

from gongkai.rules.eras import Era, read_by_era
from gongkai.rules.tables import Row, read_codes, read_each

FILE = "outcomes.toml"


class OutcomeGroup(StrEnum):
    """The six headings under 三、本年度办理结果."""

    GRANTED = "granted"
    PARTIAL = "partial"
    DENIED = "denied"
    UNAVAILABLE = "unavailable"
    REFUSED = "refused"
    OTHER = "other"

    @property
    def label(self) -> str:
        """The heading of the group in the table."""
        return _groups()[self].label

    @property
    def review_first(self) -> "ReviewFirst":
        """Whether an applicant must ask for administrative review before suing."""
        return _groups()[self].review_first

    @property
    def outcomes(self) -> "tuple[Outcome, ...]":
        """The members of the group in table order."""
        return tuple(outcome for outcome in Outcome if outcome.group is self)


class ReviewFirst(StrEnum):
    """Whether administrative review must precede a suit, once the law asks for that (复议前置)."""

    REQUIRED = "required"
    ADVISED = "advised"
    OPTIONAL = "optional"


class Outcome(StrEnum):
    """What a request ended in; stored once per request. Values are row ids of the request table."""

    GRANTED_ALREADY_PUBLIC = "granted_already_public"
    GRANTED = "granted"
    PARTIAL = "partial"
    DENIED_STATE_SECRET = "denied_state_secret"  # noqa: S105
    DENIED_OTHER_LAW = "denied_other_law"
    DENIED_SAFETY_STABILITY = "denied_safety_stability"
    DENIED_THIRD_PARTY = "denied_third_party"
    DENIED_INTERNAL = "denied_internal"
    DENIED_PROCESS = "denied_process"
    DENIED_ENFORCEMENT_FILE = "denied_enforcement_file"
    DENIED_SPECIAL_QUERY = "denied_special_query"
    UNAVAILABLE_NOT_HELD = "unavailable_not_held"
    UNAVAILABLE_NOT_READY = "unavailable_not_ready"
    UNAVAILABLE_UNCLEAR = "unavailable_unclear"
    REFUSED_PETITION = "refused_petition"
    REFUSED_REPEAT = "refused_repeat"
    REFUSED_PUBLICATION = "refused_publication"
    REFUSED_ABUSE = "refused_abuse"
    REFUSED_CONFIRM = "refused_confirm"
    OTHER_NO_CORRECTION = "other_no_correction"
    OTHER_NO_PAYMENT = "other_no_payment"
    OTHER_MISC = "other_misc"

    @property
    def label(self) -> str:
        """The wording of the statutory table."""
        return _facts()[self].label

    @property
    def short(self) -> str:
        """A few characters, for lists."""
        return _facts()[self].short

    @property
    def basis(self) -> str:
        """The article it rests on; empty where it is practice only."""
        return _facts()[self].basis

    @property
    def group(self) -> OutcomeGroup:
        """The heading it stands under."""
        return _facts()[self].group

    @property
    def review_first(self) -> ReviewFirst:
        """Whether an applicant must ask for administrative review before suing."""
        return self.group.review_first

    @property
    def details(self) -> "Mapping[str, Detail]":
        """Finer grounds that must be kept beside the outcome, by code."""
        return _facts()[self].details

    @property
    def detail_required(self) -> bool:
        """Whether older tables cannot be filled without knowing the finer ground."""
        return bool(self.details)

    def row(self, era: Era, detail: str = "") -> str | None:
        """
        Return the id of the row that counts this outcome in the table of `era`.

        None where that table had no place for it. `detail` is one of `details`.

        :raises KeyError: unknown detail
        """
        facts = _facts()[self]
        if detail and era in (rows := facts.details[detail].rows):
            return rows[era]
        return facts.rows.get(era)


@dataclass(frozen=True)
class Detail:
    """A finer ground within one outcome; `rows` overrides the outcome's rows where they differ."""

    code: str
    label: str
    rows: Mapping[Era, str]


@dataclass(frozen=True)
class OutcomeFacts:
    """What `outcomes.toml` says about one outcome."""

    label: str
    short: str
    basis: str
    group: OutcomeGroup
    rows: Mapping[Era, str]
    details: Mapping[str, Detail]


@dataclass(frozen=True)
class GroupFacts:
    """What `outcomes.toml` says about one group."""

    label: str
    review_first: ReviewFirst


def _read(_code: str, row: Row) -> OutcomeFacts:
    details = Row(row.file, f"{row.place}.details", {"details": row.mapping("details", {})})
    return OutcomeFacts(
        label=row.text("label"),
        short=row.text("short"),
        basis=row.text("basis", ""),
        group=row.choice("group", OutcomeGroup),
        rows=read_by_era(row, "rows"),
        details=read_each(details, "details", _read_detail),
    )


def _read_detail(code: str, row: Row) -> Detail:
    return Detail(code, row.text("label"), read_by_era(row, "rows"))


def _read_group(_code: str, row: Row) -> GroupFacts:
    return GroupFacts(row.text("label"), row.choice("review_first", ReviewFirst))


@cache
def _facts() -> dict[Outcome, OutcomeFacts]:
    return read_codes(FILE, "outcomes", Outcome, _read)


@cache
def _groups() -> dict[OutcomeGroup, GroupFacts]:
    return read_codes(FILE, "groups", OutcomeGroup, _read_group)
